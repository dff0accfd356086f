# SPDX-License-Identifier: EUPL-1.2
"""`jeugdregio demo`: an invented region of eleven municipalities, from empty database to running site."""

import os
import time
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from jeugdregio.afsluiting.values import Editie
    from jeugdregio.core.periode import Maand
    from jeugdregio.demo.afspelen import Instellingen, Voortgang
    from jeugdregio.demo.models import Opvoering
    from jeugdregio.inrichting.adres import Adressen

ONDERBROKEN = 130
REGIO_CONTROLLER = "controller.regio"


def demo(
    schaal: Annotated[float, typer.Option(help="Hoe groot: 1 is 12.553 kinderen.", min=0.01, max=5.0)] = 1.0,
    seed: Annotated[int, typer.Option(help="Een ander getal geeft andere verzonnen kinderen.")] = 1,
    fouten: Annotated[float, typer.Option(help="Deel van de regels met een fout.", min=0.0, max=0.5)] = 0.03,
    zonder_site: Annotated[bool, typer.Option("--zonder-site", help="Stop als alles klaarstaat.")] = False,
    poort: Annotated[int, typer.Option(help="Poort van de site.")] = 8000,
) -> None:
    """Bouw een verzonnen regio op, laat drie maanden berichtenverkeer lopen en toon het resultaat."""
    from rich.console import Console

    os.environ["DEMO"] = "1"  # before the settings are read: the login page says who one can be
    console = Console()
    try:
        _bouw_op(console, schaal=schaal, seed=seed, fouten=fouten, with_site=not zonder_site)
    except KeyboardInterrupt:
        console.print("\nGestopt. Er draait niets meer; dezelfde opdracht gaat verder waar deze stopte.")
        raise typer.Exit(ONDERBROKEN) from None
    if not zonder_site:
        from django.db import connections

        from jeugdregio.opdrachtregel.serve import serve

        connections.close_all()
        serve(poort=poort, migreren=False)


def _bouw_op(console: "Console", *, schaal: float, seed: int, fouten: float, with_site: bool) -> None:
    from jeugdregio.inrichting import rollen
    from jeugdregio.opdrachtregel import omgeving

    started = time.monotonic()
    _controleer(console, with_site=with_site)
    with console.status("Database klaarzetten"):
        addresses = omgeving.met_database()
        try:
            rollen.controleer_app_rol(addresses.app)
        except rollen.OnveiligeRol as refusal:
            omgeving.stop_met(str(refusal))
        if addresses.eigenaar:
            omgeving.migreer()
        omgeving.met_django()

    from jeugdregio.demo import afspelen

    console.print(f"Database: {'ingebouwde PostgreSQL' if addresses.ingebed else 'uit DATABASE_URL'}, bijgewerkt")
    settings = afspelen.Instellingen(schaal, seed, fouten)
    try:
        opvoering = afspelen.begin(settings, regio=_regio())
    except (afspelen.UnableToPlayAnother, afspelen.UnableToPlayInUsedDatabase) as refusal:
        omgeving.stop_met(str(refusal))
    if opvoering.klaar_op:
        console.print(f"De demo staat er al ({settings}): {opvoering.gespeeld} berichten. Er is niets veranderd.")
    else:
        _speel(console, addresses, settings, opvoering)
    _toon_rapport(console)
    _toon_inloggers(console)
    console.print(f"Klaar in {time.monotonic() - started:.0f} seconden.")


def _controleer(console: "Console", *, with_site: bool) -> None:
    """Say what is missing before anything is done."""
    from jeugdregio.opdrachtregel import doctor, omgeving

    checks = [doctor.python(), doctor.omgeving(), *([doctor.statische_bestanden()] if with_site else [])]
    for check in checks:
        if not check.goed:
            omgeving.stop_met(f"{check.naam}: {check.tekst}")
    console.print(f"Omgeving: in orde (Python {checks[0].tekst})")


def _regio() -> str:
    from django.conf import settings

    return str(settings.REGIO)


def _speel(console: "Console", addresses: "Adressen", settings: "Instellingen", opvoering: "Opvoering") -> None:
    from django.utils import timezone

    from jeugdregio.demo import afspelen, besluiten, gezinnen, laden, prijzen, rechten, toegang, verantwoording
    from jeugdregio.demo.bevolking import bevolking
    from jeugdregio.demo.prognose import maak_prognoses
    from jeugdregio.demo.regio import regio_ijsselland
    from jeugdregio.demo.retouren import speel_retouren
    from jeugdregio.demo.simulator import simuleer
    from jeugdregio.demo.verzoeken import speel_verzoeken
    from jeugdregio.demo.vrijgeven import geef_vrij
    from jeugdregio.opdrachtregel import omgeving

    with console.status("Regio laden"):
        regio = regio_ijsselland()
        people = bevolking(settings.schaal, settings.seed, regio)
        laden.laad(regio, code=_regio(), schaal=settings.schaal)
        laden.maak_inloggers(laden.inloggers(regio, people, code=_regio()), regio=_regio(), moment=timezone.now())
        gezinnen.laad(people, vandaag=timezone.localdate(), moment=timezone.now(), caseload_van="toegang.dalfsen")
        rechten.laad(regio=_regio(), moment=timezone.now())
        toegang.laad(timezone.now())
        decided = besluiten.laad(timezone.now())
        omgeving.ververs_statistiek(addresses)
    console.print(
        f"Regio: {len(regio.gemeenten)} gemeenten, {len(regio.aanbieders)} aanbieders, "
        f"{len(regio.contracten)} contracten, {len(regio.tarieven)} tarieven, {len(people.kinderen)} kinderen"
    )
    if decided:
        console.print(f"Besluiten van de toegang in Dalfsen, in elke stand: {decided}")
    if opvoering.gespeeld:
        console.print(f"Er zijn al {opvoering.gespeeld} berichten verwerkt; de demo gaat daar verder.")
    traffic = simuleer(people, regio, seed=settings.seed, foutkans=settings.fouten)
    expected = round(afspelen.BERICHTEN_BIJ_SCHAAL_1 * settings.schaal)

    def before_closing(maand: "Maand") -> None:
        """What a region has by then: fresh statistics, and the forecast of the first of the month."""
        omgeving.ververs_statistiek(addresses)
        maak_prognoses(traffic.maanden[0], regio=_regio(), moment=afspelen.sluitmoment(maand))

    with _Balk(console, expected) as bar:
        outcome = afspelen.speel_af(
            traffic,
            regio=_regio(),
            opvoering=opvoering,
            meld=bar.meld,
            voor_sluiten=before_closing,
        )
    counts = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in outcome.per_uitkomst.most_common())
    console.print(f"Berichten: {outcome.berichten} verwerkt ({counts or 'niets nieuws'})")
    if released := geef_vrij(regio=_regio(), moment=timezone.now()):
        console.print(f"Vrijgegeven door de gemeenten: {released} berichten")
    if asked := speel_verzoeken(regio=_regio(), vandaag=timezone.localdate()):
        console.print(f"Verzoeken van aanbieders in de laatste dagen: {asked}")
    with console.status("Aanbieders antwoorden op wat gemeenten stuurden"):
        answered = speel_retouren(regio=_regio(), vandaag=timezone.localdate())
    if answered:
        console.print(f"Retourberichten van aanbieders: {answered}")
    _speel_geld(console)
    if stated := verantwoording.speel(_regio(), laden.drukste(people), moment=timezone.now()):
        console.print(f"Productieverantwoordingen, in elke stand: {stated}")
    prijzen.stel_indexatie_op(_regio(), moment=timezone.now(), vandaag=timezone.localdate())
    _kijk_vooruit_en_terug(console, traffic.maanden[0])


def _speel_geld(console: "Console") -> None:
    """Claims between municipalities, what is paid in other ways than by claims, payment runs and settlements."""
    from django.utils import timezone

    from jeugdregio.demo.betalingen import speel_betalingen
    from jeugdregio.demo.boekhouding import speel_boekhouding
    from jeugdregio.demo.geldstromen import speel_lumpsum, speel_pgb, speel_termijnen
    from jeugdregio.demo.woonplaats import speel_woonplaats

    if claims := speel_woonplaats(moment=timezone.now()):
        console.print(f"Een kind dat twee keer verhuisde: {claims} vorderingen tussen gemeenten")
    if terms := speel_termijnen(regio=_regio(), moment=timezone.now()):
        console.print(f"Taken en subsidies: {terms} termijnen geboekt")
    if paid := speel_betalingen(regio=_regio(), moment=timezone.now()):
        console.print(f"Betaalronden: {paid} betalingen, een ronde wacht op een tweede persoon")
    if booked := speel_pgb(regio=_regio(), moment=timezone.now()):
        console.print(f"Pgb van Zwolle in 2015: {booked} boekingen")
    if settled := speel_boekhouding(regio=_regio(), moment=timezone.now()):
        console.print(f"Verrekening tussen gemeenten: {settled} gemeenten")
    if sums := speel_lumpsum(moment=timezone.now()):
        console.print(f"Lumpsum van toegangsteams: {sums} bedragen geboekt")


def _kijk_vooruit_en_terug(console: "Console", eerste: "date") -> None:
    """The forecasts up to today, and a month that was opened again."""
    from django.utils import timezone

    from jeugdregio.demo.heropenen import heropen_de_laatste_maand
    from jeugdregio.demo.prognose import maak_prognoses

    if forecasts := maak_prognoses(eerste, regio=_regio(), moment=timezone.now()):
        console.print(f"Prognoses: {forecasts} maanden")
    if month := heropen_de_laatste_maand(regio=_regio(), moment=timezone.now()):
        console.print(f"Heropend en opnieuw gesloten voor Dalfsen: {month}")


class _Balk:
    """The progress bar of the traffic; a month that was closed gets a line of its own."""

    def __init__(self, console: "Console", expected: int) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        self.progress = Progress(
            TextColumn("Berichten {task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self.task = self.progress.add_task("", total=expected)
        self.shown = 0

    def __enter__(self) -> "_Balk":
        self.progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.progress.stop()

    def meld(self, state: "Voortgang") -> None:
        """Show where the play is."""
        day = f"{state.peildatum:%d-%m-%Y}" if state.peildatum else ""
        self.progress.update(self.task, completed=state.berichten, description=day)
        for maand in state.gesloten[self.shown :]:
            self.progress.console.print(f"Maand {maand} gesloten, na {state.berichten} berichten")
        self.shown = len(state.gesloten)


def _toon_rapport(console: "Console") -> None:
    """The month report of the last month that was closed."""
    from jeugdregio.afsluiting import queries as afsluiting
    from jeugdregio.core.periode import Maand
    from jeugdregio.demo.simulator import STANDAARD_MAANDEN
    from jeugdregio.gebruikers.isolatie import namens
    from jeugdregio.gebruikers.values import verwerking
    from jeugdregio.regio import queries as regio

    maand = Maand.van(STANDAARD_MAANDEN[-1])
    region = verwerking(_regio())
    with namens(region):
        names = regio.deelnemers(_regio(), maand.laatste_dag)
    console.print(_tabel(maand, [afsluiting.rapport(code, maand, on_behalf_of=region) for code in names]))
    console.print(f"Alles van een gemeente: jeugdregio rapport maand --gemeente 0193 --maand {maand}")


def _tabel(maand: "Maand", edities: "list[Editie]") -> object:
    from rich import box
    from rich.table import Table

    from jeugdregio.begroting.uitvoer.terminal import getal

    def euros(cents: int | None) -> str:
        return getal(cents, "euro").removeprefix("€").strip()  # the caption says it: eighty columns are few

    state = "vastgesteld" if all(e.definitief for e in edities) else "voorlopig"
    table = Table(
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        title=f"Maandrapport {maand} ({state})",
        caption="Bedragen in euro's, dit jaar tot en met de maand",
    )
    for heading in ("Gemeente", "Budget", "Toegekend", "Uitgeput", "Verplicht", "Verwacht"):
        table.add_column(heading, justify="left" if heading == "Gemeente" else "right", no_wrap=True)
    for editie in edities:
        report = editie.rapport
        table.add_row(
            report.naam,
            euros(report.budget_cent),
            euros(report.totaal.nu.toegekend_cent),
            getal(report.uitputting_promille, "procent"),
            euros(report.totaal.nu.verplicht_cent),
            getal(report.verwacht_promille, "procent"),
        )
    return table


def _toon_inloggers(console: "Console") -> None:
    from django.conf import settings

    from jeugdregio.demo import laden

    console.print(
        f"Inloggen kan met deze namen en het wachtwoord [bold]{settings.DEMO_WACHTWOORD}[/bold]; de site zegt de code:"
    )
    for name, who in laden.bekende_inloggers():
        console.print(f"  {name:<18} {who}")
