# SPDX-License-Identifier: EUPL-1.2
"""`jeugdregio berichten`: take in a folder of messages and write the answers."""

import getpass
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from jeugdregio.ontvangst.queries import Afloop

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Berichten van een map verwerken.")

PORTIE = 500
KANAAL = "map"
HERHALING = "al eerder ontvangen"
_AFZENDER = re.compile(rb"<(?:[\w.-]+:)?Afzender>\s*(\d{8}|\d{4})\s*<")
_NEGEN_CIJFERS = re.compile(r"(?<!\d)\d{9}(?!\d)")


@app.callback()
def berichten() -> None:
    """Berichten van een map verwerken."""


@app.command()
def verwerk(
    map_: Annotated[Path, typer.Argument(metavar="MAP", help="Map met berichten.")],
    uit: Annotated[Path, typer.Option(metavar="MAP", help="Map voor de antwoorden.")],
    als_json: Annotated[bool, typer.Option("--json", help="Schrijf alleen de samenvatting, als JSON.")] = False,
    peildatum: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Dag waarop wordt beoordeeld; anders vandaag."),
    ] = None,
) -> None:
    """Verwerk een map met berichten op volgorde van naam, en schrijf de antwoorden."""
    from jeugdregio.opdrachtregel import omgeving

    if not map_.is_dir():
        omgeving.stop_met(f"{map_} is geen map. Controleer het pad.")
    files = sorted(p for p in map_.rglob("*") if p.is_file() and not p.name.startswith("."))
    omgeving.met_django()
    day = peildatum.date() if peildatum else None
    summary = Samenvatting()
    with typer.progressbar(length=len(files), label="Verwerken", file=sys.stderr, hidden=als_json) as bar:
        for place in range(0, len(files), PORTIE):
            portion = files[place : place + PORTIE]
            summary.add(portion, map_, uit, day)
            bar.update(len(portion))
    typer.echo(json.dumps(summary.data(), ensure_ascii=False, indent=1) if als_json else summary.text(uit))
    raise typer.Exit(1 if summary.waiting or summary.apart else 0)


@app.command("apart")
def apart(als_json: Annotated[bool, typer.Option("--json", help="Schrijf de lijst als JSON.")] = False) -> None:
    """Toon de bestanden die apart staan omdat het programma ze niet kon verwerken."""
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from jeugdregio.ontvangst.queries import apartgezet

    found = apartgezet(on_behalf_of=_region())
    if als_json:
        rows = [{**asdict(one), "naam": zonder_bsn(one.naam)} for one in found]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1, default=str))
        return
    for one in found:
        since = f"apart sinds {one.gezet_op:%Y-%m-%d %H:%M} UTC na {one.pogingen} pogingen"
        typer.echo(f"{one.bestand_id}  {zonder_bsn(one.naam)}  van {one.afzender}, {since}: {one.fout}")
    release = "Geef een bestand vrij met `jeugdregio berichten vrijgeven NUMMER`."
    typer.echo(release if found else "Er staat niets apart.")


@app.command("vrijgeven")
def vrijgeven(
    nummer: Annotated[int, typer.Argument(metavar="NUMMER", help="Nummer van het bestand.")],
    door: Annotated[str, typer.Option(help="Wie dit besluit; anders de gebruiker van dit systeem.")] = "",
) -> None:
    """Laat een bestand dat apart staat opnieuw verwerken, bijvoorbeeld na een nieuwe versie."""
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from django.utils import timezone

    from jeugdregio.ontvangst.actions import NietApart, geef_vrij

    try:
        geef_vrij(nummer, door=door or getpass.getuser(), moment=timezone.now(), on_behalf_of=_region())
    except NietApart as refusal:
        omgeving.stop_met(str(refusal))
    typer.echo(f"Bestand {nummer} wacht weer op verwerking.")


@dataclass
class Samenvatting:
    """What became of the files; amounts in cents."""

    files: int = 0
    known: int = 0
    waiting: int = 0
    apart: int = 0
    answers: int = 0
    booked: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[str, str]] = field(default_factory=list)

    def add(self, files: Sequence[Path], root: Path, out: Path, day: date | None) -> None:
        """Take in these files, in one batch, and write their answers."""
        from django.utils import timezone

        from jeugdregio.ontvangst.queries import afloop, apartgezet, wachtend

        moment = timezone.make_aware(datetime.combine(day, time(12))) if day else timezone.now()
        region = _region()
        receipts = dict(zip(files, _store(files, moment), strict=True))
        _work_off(day or timezone.localdate(moment), moment)
        numbers = [number for number, _ in receipts.values()]
        per_file: dict[int, list[Afloop]] = {number: [] for number in numbers}
        for end in afloop(numbers, on_behalf_of=region):
            per_file[end.bestand_id].append(end)
        waiting = wachtend(numbers, on_behalf_of=region)
        aside = {one.bestand_id for one in apartgezet(on_behalf_of=region)}
        for path, (number, seen_before) in receipts.items():
            self.files += 1
            self.waiting += number in waiting
            self.apart += number in aside
            self._count(path, root, per_file[number], seen_before=seen_before, waits=number in waiting | aside)
            self.answers += sum(1 for _ in _write(path.relative_to(root), per_file[number], out))

    def _count(self, path: Path, root: Path, ends: "list[Afloop]", *, seen_before: bool, waits: bool) -> None:
        name = zonder_bsn(str(path.relative_to(root)))
        self.refused += [(name, end.uitleg) for end in ends if end.uitleg]
        if seen_before or not (ends or waits):
            self.known += 1
            return
        self.outcomes.update(end.uitkomst for end in ends)
        self.booked += sum(end.geboekt_cent for end in ends)

    def data(self) -> dict[str, Any]:
        """For a machine."""
        return {
            "bestanden": self.files,
            "al_eerder_ontvangen": self.known,
            "nog_niet_verwerkt": self.waiting,
            "apart": self.apart,
            "uitkomsten": dict(sorted(self.outcomes.items())),
            "antwoorden": self.answers,
            "geboekt_cent": self.booked,
            "geweigerd": [{"bestand": name, "uitleg": why} for name, why in self.refused],
        }

    def text(self, out: Path) -> str:
        """For a person."""
        lines = [f"{self.files} bestanden gelezen."]
        lines += [f"  {many:6} {outcome.replace('_', ' ')}" for outcome, many in sorted(self.outcomes.items())]
        lines += [f"  {self.known:6} {HERHALING}, zonder nieuw gevolg"] if self.known else []
        lines += [f"  {self.waiting:6} nog niet verwerkt; probeer het opnieuw"] if self.waiting else []
        lines += [f"  {self.apart:6} apart gezet; zie `jeugdregio berichten apart`"] if self.apart else []
        euros = f"{self.booked / 100:,.2f}".translate(str.maketrans(",.", ".,"))
        lines += [f"Geboekt: € {euros}", f"Antwoorden: {self.answers}, in {out}"]
        lines += ["Geweigerd:"] if self.refused else []
        return "\n".join([*lines, *(f"  {name}: {why}" for name, why in self.refused)])


def zonder_bsn(name: str) -> str:
    """A file name without what looks like a burgerservicenummer."""
    from jeugdregio.core.bsn import voldoet_aan_elfproef

    return _NEGEN_CIJFERS.sub(lambda m: "BSN" if voldoet_aan_elfproef(m.group()) else m.group(), name)


def afzender_van(data: bytes) -> str:
    """Who the header names, in the first message of a delivery that has one; empty when nobody is named."""
    from jeugdregio.berichten.actions import GeweigerdAanDeDeur, open_deur

    try:
        parts = open_deur(data)
    except GeweigerdAanDeDeur:
        return ""
    found = (match.group(1).decode() for part in parts if (match := _AFZENDER.search(part.data)))
    return next(found, "")


def _region() -> Any:
    from django.conf import settings

    from jeugdregio.gebruikers.values import verwerking

    return verwerking(settings.REGIO)


def _store(files: Sequence[Path], moment: datetime) -> list[tuple[int, bool]]:
    """Number of each file, and whether it was here before."""
    from jeugdregio.ontvangst.actions import leg_vast
    from jeugdregio.ontvangst.values import Aanlevering

    deliveries = []
    for path in files:
        data = path.read_bytes()
        deliveries.append(Aanlevering(path.name, data, afzender_van(data), KANAAL))
    receipts = leg_vast(deliveries, moment=moment, on_behalf_of=_region())
    return [(receipt.bestand_id, receipt.herhaling) for receipt in receipts]


def _work_off(day: date, moment: datetime) -> None:
    """Until nothing is waiting, also what others brought or a crash left behind."""
    from django.conf import settings

    from jeugdregio.ontvangst.actions import verwerk as work

    report = None
    while report is None or report.uitkomsten or report.mislukt:
        report = work(regio=settings.REGIO, peildatum=day, moment=moment)


def _write(path: Path, ends: "list[Afloop]", out: Path) -> Iterator[Path]:
    """Write the answers to one file; a masked name gets the number of the file, so that it stays unique."""
    name = zonder_bsn(path.name)
    name += "" if name == path.name else f"-{ends[0].bestand_id}" if ends else ""
    folder = out / zonder_bsn(str(path.parent))
    for end in ends:
        if end.antwoord:
            folder.mkdir(parents=True, exist_ok=True)
            nr = f".{end.nr + 1}" if len(ends) > 1 else ""
            target = folder / f"{name}{nr}.{end.antwoord_soort}.xml"
            target.write_bytes(end.antwoord)
            yield target
