# SPDX-License-Identifier: EUPL-1.2
"""`jeugdregio doctor`: is everything in place, and if not, what to do."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, LiteralString

import typer

from jeugdregio.opdrachtregel.invarianten import invarianten

if TYPE_CHECKING:
    from jeugdregio.inrichting.adres import Adressen

OLDEST_PYTHON = (3, 11)
OLDEST_POSTGRES = 15
LANGSTE_WACHT = 15 * 60
"""Seconds that a file may wait before someone has to look."""


@dataclass(frozen=True)
class Uitkomst:
    """One check: what was looked at, whether it is right, and what was found or has to be done."""

    naam: str
    goed: bool
    tekst: str


app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
app.command("invarianten")(invarianten)


@app.callback()
def doctor(
    context: typer.Context,
    als_json: Annotated[bool, typer.Option("--json", help="Schrijf de uitkomst als JSON, voor bewaking.")] = False,
) -> None:
    """Controleer of alles klaarstaat, en zeg wat er anders moet."""
    if context.invoked_subcommand:
        return
    if als_json:
        found = list(controles())
        typer.echo(json.dumps([asdict(outcome) for outcome in found], ensure_ascii=False, indent=1))
        raise typer.Exit(0 if all(outcome.goed for outcome in found) else 1)
    wrong = 0
    for outcome in controles():
        mark, colour = ("✔", typer.colors.GREEN) if outcome.goed else ("✘", typer.colors.RED)
        typer.echo(f"{typer.style(mark, fg=colour)} {outcome.naam}: {outcome.tekst}")
        wrong += not outcome.goed
    typer.echo()
    if wrong:
        typer.echo(f"{wrong} van de controles vragen om actie; zie hierboven.")
        raise typer.Exit(1)
    typer.echo("Alles staat klaar.")


def controles() -> Iterator[Uitkomst]:
    """Run the checks one by one; those that need the database come last."""
    yield python()
    yield omgeving()
    yield statische_bestanden()
    found = database()
    yield found[0]
    if found[1] is not None:
        yield postgres_versie(found[1].app)
        yield rol(found[1].app)
        yield lijn(found[1].app)
        tables = migraties(found[1])
        yield tables
        if tables.goed:
            yield apart(found[1].app)
            yield klok(found[1].app)
            yield verzending(found[1].app)
            yield betaalstop(found[1].app)
            yield achterstand(found[1].app)
            yield opgeruimd(found[1].app)
            yield bsn_sleutel(found[1].app)
            yield security_txt(ingebed=found[1].ingebed)
        yield geheime_sleutel(ingebed=found[1].ingebed)
        yield kopieen(ingebed=found[1].ingebed)
        yield demo(ingebed=found[1].ingebed)


def python() -> Uitkomst:
    """Is this Python new enough?"""
    version = f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"
    if sys.version_info < OLDEST_PYTHON:
        return Uitkomst("Python", False, f"{version}; nodig is 3.11 of nieuwer.")
    return Uitkomst("Python", True, version)


def omgeving() -> Uitkomst:
    """Does this run in an environment of its own?"""
    if sys.prefix == sys.base_prefix:
        return Uitkomst("Omgeving", False, "geen eigen virtuele omgeving. Draai `make env`.")
    return Uitkomst("Omgeving", True, Path(sys.prefix).name)


def statische_bestanden() -> Uitkomst:
    """Are the third-party front-end files there?"""
    import jeugdregio

    folder = Path(jeugdregio.__path__[0]) / "components" / "static" / "derden"
    missing = [n for n in ("tokens.css", "utrecht.css", "iconen.svg", "htmx.min.js") if not (folder / n).exists()]
    if missing:
        return Uitkomst("Vormgeving", False, f"{', '.join(missing)} ontbreekt. Draai `make env`.")
    return Uitkomst("Vormgeving", True, "stijl, letter en scripts staan klaar")


def database() -> "tuple[Uitkomst, Adressen | None]":
    """Can the database be found, or the embedded one be started?"""
    from jeugdregio.opdrachtregel.omgeving import met_database

    try:
        found = met_database()
    except typer.Exit:
        return Uitkomst("Database", False, "niet bereikbaar; de reden staat hierboven."), None
    kind = "ingebouwde PostgreSQL" if found.ingebed else "PostgreSQL uit DATABASE_URL"
    return Uitkomst("Database", True, kind), found


def postgres_versie(url: str) -> Uitkomst:
    """Is the server new enough?"""
    import psycopg

    with psycopg.connect(url) as connection:
        version = connection.info.server_version // 10000
    if version < OLDEST_POSTGRES:
        return Uitkomst("PostgreSQL", False, f"versie {version}; nodig is {OLDEST_POSTGRES} of nieuwer.")
    return Uitkomst("PostgreSQL", True, f"versie {version}")


def rol(url: str) -> Uitkomst:
    """Is the application's role bound by row-level security?"""
    from jeugdregio.inrichting import rollen

    try:
        rollen.controleer_app_rol(url)
    except rollen.OnveiligeRol as refusal:
        return Uitkomst("Databaserol", False, str(refusal))
    return Uitkomst("Databaserol", True, "beveiliging per rij geldt voor de applicatie")


def lijn(url: str) -> Uitkomst:
    """Is a database on another machine reached over TLS, and does it have to prove who it is?"""
    from psycopg.conninfo import conninfo_to_dict

    address = conninfo_to_dict(url)
    host = str(address.get("host") or address.get("hostaddr") or "")
    near = not host or host.startswith("/") or host in ("localhost", "127.0.0.1", "::1")
    if near or address.get("sslmode") == "verify-full":
        return Uitkomst("Lijn naar de database", True, "op deze machine" if near else "versleuteld en nagekeken")
    text = "gaat over het netwerk zonder dat de server zich bewijst. Zet ?sslmode=verify-full achter DATABASE_URL."
    return Uitkomst("Lijn naar de database", False, text)


def migraties(addresses: "Adressen") -> Uitkomst:
    """Are the tables those of this program, not older and not newer?"""
    from jeugdregio.opdrachtregel.omgeving import met_django

    met_django("eigenaar" if addresses.eigenaar else "app")

    from jeugdregio.opdrachtregel.tabellen import verschil

    found = verschil()
    return Uitkomst("Tabellen", not found, str(found))


def apart(url: str) -> Uitkomst:
    """Is any file set aside because processing it failed? Asked as the application: the owner sees no rows."""
    ((aside,),) = _as_region(url, "SELECT count(*) FROM berichten_apart WHERE vrijgegeven_op IS NULL")
    if aside:
        return Uitkomst("Berichten", False, f"{aside} van de bestanden staan apart. Zie `jeugdregio berichten apart`.")
    return Uitkomst("Berichten", True, "geen bestand staat apart")


def klok(url: str) -> Uitkomst:
    """Is there a file from a day that has yet to come? It waits for that day, for it is judged on none before it."""
    from django.conf import settings
    from django.utils import timezone

    ((early,),) = _as_region(
        url,
        "SELECT count(*) FROM berichten_bestand"
        " WHERE status = 'ontvangen' AND (ontvangen_op AT TIME ZONE %s)::date > %s",
        settings.TIME_ZONE,
        timezone.localdate(),
    )
    if early:
        return Uitkomst(
            "Klok",
            False,
            f"{early} bestanden zijn ontvangen op een dag die nog moet komen, en wachten daarop. Zet de klok van elke "
            "computer goed. Liep die voor? Verwerk ze met `jeugdregio berichten verwerk --peildatum`, met die dag.",
        )
    return Uitkomst("Klok", True, "geen bestand is van een dag die nog moet komen")


def verzending(url: str) -> Uitkomst:
    """Does everything that has to leave reach its receiver? Asked as the application: the owner sees no rows."""
    from jeugdregio.berichten.verzenden import VAST_NA

    rows = _as_region(
        url,
        "SELECT ontvanger, fout, count(*), max(pogingen) FROM berichten_verzending"
        " WHERE verzonden_op IS NULL AND pogingen >= %s GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2",
        VAST_NA,
    )
    if rows:
        stuck = "; ".join(f"{many} voor {who} na {tries} pogingen ({fault})" for who, fault, many, tries in rows[:5])
        return Uitkomst("Verzending", False, f"berichten komen niet aan: {stuck}. Zie het handboek, aansluiten.")
    return Uitkomst("Verzending", True, "alles wat verstuurd is, kwam aan")


def betaalstop(url: str) -> Uitkomst:
    """Did a count find something wrong that nobody lifted yet? Asked as the application."""
    open_stops = _as_region(url, "SELECT begonnen_op FROM bewaking_betaalstop WHERE opgeheven_op IS NULL")
    for (since,) in open_stops:
        text = f"betalen en afsluiten staan stil sinds {since:%d-%m-%Y}. Zie in de site Controle."
        return Uitkomst("Controle", False, text)
    return Uitkomst("Controle", True, "geen betaalstop")


def achterstand(url: str) -> Uitkomst:
    """Does the worker keep up? A file that waits for its day is the clock's business."""
    ((waiting, seconds),) = _as_region(
        url,
        "SELECT count(*), coalesce(extract(epoch FROM now() - min(ontvangen_op)), 0)::bigint FROM berichten_bestand"
        " WHERE status = 'ontvangen' AND ontvangen_op <= now()",
    )
    if seconds > LANGSTE_WACHT:
        text = f"{waiting} bestanden wachten, het oudste {seconds // 60} minuten. Draait `jeugdregio worker`?"
        return Uitkomst("Achterstand", False, text)
    return Uitkomst("Achterstand", True, f"{waiting} bestanden wachten" if waiting else "niets wacht")


def opgeruimd(url: str) -> Uitkomst:
    """Does the worker remove what ended? It does every hour, so nothing is left of three hours ago."""
    ((left,),) = _as_region(
        url,
        "SELECT (SELECT count(*) FROM django_session WHERE expire_date < now() - interval '3 hours')"
        " + (SELECT count(*) FROM aansluiting_toegangsbewijs WHERE verloopt_op < now() - interval '3 hours')",
    )
    if left:
        text = f"{left} verlopen sessies en toegangsbewijzen staan er nog. Draait `jeugdregio worker`, en wat zegt die?"
        return Uitkomst("Opruimen", False, text)
    return Uitkomst("Opruimen", True, "wat is verlopen, is weg")


def bsn_sleutel(url: str) -> Uitkomst:
    """Is BSN_KEY the key that the numbers in the tables were sealed with? With another, nobody is found any more."""
    from cryptography.exceptions import InvalidTag
    from django.conf import settings

    from jeugdregio.core.bsn import zegel

    for (sealed,) in _as_region(url, "SELECT bsn FROM toewijzingen_client LIMIT 1"):
        try:
            zegel(settings.BSN_KEY).ontzegel(sealed)
        except InvalidTag:
            text = "BSN_KEY is niet de sleutel van deze gegevens. Zet de goede terug voordat u iets verwerkt."
            return Uitkomst("BSN-sleutel", False, text)
    return Uitkomst("BSN-sleutel", True, "past bij de gegevens")


def kopieen(*, ingebed: bool) -> Uitkomst:
    """Are there copies, and would a restore succeed up to now? Who copies with other tools leaves the setting empty."""
    from jeugdregio.inrichting.bewaarplaats import Bewaarplaats
    from jeugdregio.opdrachtregel.reservekopie import klachten

    folder = os.environ.get("RESERVEKOPIE_MAP", "")
    if not folder:
        own = "niet met dit programma; zorg dat uw eigen kopie is beproefd"
        return Uitkomst("Reservekopie", True, "geen, alleen voor verzonnen gegevens" if ingebed else own)
    wrong = klachten(Bewaarplaats(Path(folder)))
    return Uitkomst("Reservekopie", not wrong, "; ".join(wrong) if wrong else "terugzetten kan tot nu toe")


def _as_region(url: str, statement: LiteralString, *values: object) -> list[tuple[Any, ...]]:
    """Ask the database as the application, for the region."""
    import psycopg
    from django.conf import settings

    with psycopg.connect(url) as connection:
        connection.execute(
            "SELECT set_config('jr.regio', %(regio)s, true), set_config('jr.namens', %(regio)s, true),"
            " set_config('jr.rol', 'verwerking', true)",
            {"regio": settings.REGIO},
        )
        return connection.execute(statement, values).fetchall()


def geheime_sleutel(*, ingebed: bool) -> Uitkomst:
    """Are the keys our own once the data is no longer invented?"""
    from jeugdregio.opdrachtregel.omgeving import wat_sleutels_mankeert

    wrong = wat_sleutels_mankeert()
    if wrong and not ingebed:
        return Uitkomst("Sleutels", False, wrong)
    return Uitkomst("Sleutels", True, "demo-sleutels, alleen voor verzonnen gegevens" if wrong else "eigen sleutels")


def demo(*, ingebed: bool) -> Uitkomst:
    """Does the login page give away passwords and codes of invented people, on data that may be real?"""
    from django.conf import settings

    from jeugdregio.opdrachtregel.omgeving import wat_sleutels_mankeert

    own_keys = not wat_sleutels_mankeert()
    if settings.DEMO and (own_keys or not ingebed):
        text = "DEMO staat aan naast een eigen database of eigen sleutels: haal DEMO weg uit de omgeving."
        return Uitkomst("Demo", False, text)
    return Uitkomst("Demo", True, "de inlogpagina geeft geen wachtwoorden van echte mensen weg")


def security_txt(*, ingebed: bool) -> Uitkomst:
    """Does security.txt say whom to tell, and is it still true? Nobody looks for it at a demo."""
    from django.conf import settings
    from django.utils import timezone

    from jeugdregio.inrichting.meldpunt import wat_mankeert

    if ingebed and not settings.SECURITY_CONTACT:
        return Uitkomst("security.txt", True, "niet nodig voor verzonnen gegevens")
    wrong = wat_mankeert(settings.SECURITY_CONTACT, settings.SECURITY_VERLOOPT, moment=timezone.now())
    return Uitkomst("security.txt", not wrong, wrong or f"geldig tot {settings.SECURITY_VERLOOPT}")
