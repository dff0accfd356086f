# SPDX-License-Identifier: EUPL-1.2
"""The list of all commands. A new one: a module with a function, and a line here."""

import typer

from jeugdregio.opdrachtregel import (
    aansluiting,
    beheer,
    beheerder,
    berichten,
    contracten,
    demo,
    doctor,
    grootboek,
    inloggen,
    jaar,
    ketentest,
    logboek,
    prognose,
    rapport,
    regimes,
    reservekopie,
    serve,
    verwijzers,
    worker,
)


def bouw_app() -> typer.Typer:
    """Put the commands together."""
    app = typer.Typer(
        name="jeugdregio",
        help="Administratie van jeugdhulp voor een regio van gemeenten.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,  # its tracebacks print local variables, and those hold people's data
    )
    app.command("demo")(demo.demo)
    app.command("jaar")(jaar.jaar)
    app.command("serve")(serve.serve)
    app.add_typer(doctor.app, name="doctor")
    app.command("beheer", context_settings=beheer.CONTEXT, add_help_option=False)(beheer.beheer)
    app.command("beheerder")(beheerder.beheerder)
    app.command("worker")(worker.worker)
    app.add_typer(berichten.app, name="berichten")
    app.add_typer(aansluiting.app, name="aansluiting")
    app.add_typer(contracten.app, name="contracten")
    app.add_typer(inloggen.app, name="inloggen")
    app.add_typer(verwijzers.app, name="verwijzers")
    app.add_typer(ketentest.app, name="ketentest")
    app.add_typer(rapport.app, name="rapport")
    app.add_typer(grootboek.app, name="grootboek")
    app.command("prognose")(prognose.prognose)
    app.command("regimes")(regimes.regimes)
    app.add_typer(logboek.app, name="logboek")
    app.add_typer(reservekopie.app, name="reservekopie")
    return app
