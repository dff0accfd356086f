# SPDX-License-Identifier: EUPL-1.2
"""What a command does before its work: find or start the database, then set up Django when it needs it."""

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Literal, NoReturn

import typer

from jeugdregio.inrichting.plaats import werkmap

if TYPE_CHECKING:
    from jeugdregio.inrichting.adres import Adressen

SETTINGS = "jeugdregio.config.settings"
SLEUTELS = ("SECRET_KEY", "BSN_KEY")
KORTSTE_SLEUTEL = 32
"""Characters. Nothing stretches a key, so it is chance and not a word."""
Rol = Literal["app", "eigenaar"]


def met_database() -> "Adressen":
    """
    Find or start the database and put its addresses in the environment.

    Ends the command with a message when that cannot be done.
    """
    import psycopg

    from jeugdregio.inrichting import adres, gebruiker, programma, rollen

    refusals = (
        adres.OnbruikbaarAdres,
        gebruiker.GeenGeschikteGebruiker,
        programma.GeenProgrammas,
        programma.InrichtenMislukt,
        rollen.OnveiligeRol,
    )
    try:
        return adres.zet_klaar(werkmap() / "pg")
    except refusals as refusal:
        stop_met(str(refusal))
    except psycopg.OperationalError as error:
        stop_met(f"De database is niet bereikbaar. Controleer DATABASE_URL. De server zegt: {error}")


def met_eigen_sleutels() -> None:
    """
    End the command when a database of one's own would be filled under keys that everyone can read in the source.

    Call it before `met_database`, that writes an address in the environment too.
    """
    wrong = wat_sleutels_mankeert()
    if wrong and os.environ.get("DATABASE_URL") and os.environ.get("DEMO", "").lower() not in ("1", "true"):
        stop_met(wrong)


def wat_sleutels_mankeert() -> str:
    """What is wrong with the keys in the environment, and what to do; empty when nothing is."""
    weak = [name for name in SLEUTELS if len(os.environ.get(name, "")) < KORTSTE_SLEUTEL]
    what = f"niet opgegeven of korter dan {KORTSTE_SLEUTEL} tekens: zet in de omgeving een lange willekeurige waarde."
    return f"{' en '.join(weak)} {what}" if weak else ""


def met_django(rol: Rol = "app") -> "Adressen":
    """Find or start the database and set up Django to talk to it as `rol`."""
    found = met_database()
    if rol == "eigenaar" and found.eigenaar is None:
        stop_met("Hiervoor is de eigenaar van de database nodig. Geef ook DATABASE_OWNER_URL.")
    os.environ["JEUGDREGIO_ROL"] = rol
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)

    import django

    django.setup()
    return found


def migreer() -> None:
    """Bring the tables up to date as the owner, in a process of its own; needs met_database first."""
    env = {**os.environ, "JEUGDREGIO_ROL": "eigenaar", "DJANGO_SETTINGS_MODULE": SETTINGS}
    done = subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity=0"], env=env, check=False)
    if done.returncode != 0:
        stop_met("De tabellen konden niet worden bijgewerkt; de melding staat hierboven.")


def ververs_statistiek(addresses: "Adressen") -> None:
    """
    Let the database count its tables anew, as their owner; without an owner it does so itself in a minute.

    Needed after much was loaded at once: until then plans are made for empty tables.
    """
    import psycopg

    if addresses.eigenaar:
        with psycopg.connect(addresses.eigenaar, autocommit=True) as connection:
            connection.execute("ANALYZE")


def stop_met(tekst: str) -> NoReturn:
    """Say what is wrong on standard error and end with exit code 1."""
    typer.secho(tekst, err=True, fg=typer.colors.RED)
    raise typer.Exit(1)
