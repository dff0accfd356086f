# SPDX-License-Identifier: EUPL-1.2
"""`jeugdregio beheer`: Django's own commands, with the database found and the right role."""

import os

import typer

CONTEXT = {"allow_extra_args": True, "ignore_unknown_options": True, "allow_interspersed_args": False}
OWNER_COMMANDS = {"migrate", "makemigrations", "sqlmigrate", "flush", "createcachetable"}


def beheer(context: typer.Context) -> None:
    """Voer een Django-opdracht uit, zoals `beheer migrate` of `beheer shell`."""
    from jeugdregio.opdrachtregel import omgeving

    arguments = context.args
    addresses = omgeving.met_database()
    needs_owner = bool(arguments) and arguments[0] in OWNER_COMMANDS
    if needs_owner and addresses.eigenaar is None:
        omgeving.stop_met("Hiervoor is de eigenaar van de database nodig. Geef ook DATABASE_OWNER_URL.")
    os.environ["JEUGDREGIO_ROL"] = "eigenaar" if needs_owner else "app"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", omgeving.SETTINGS)

    from django.core.management import execute_from_command_line

    execute_from_command_line(["jeugdregio beheer", *arguments])
