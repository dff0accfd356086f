# SPDX-License-Identifier: EUPL-1.2
"""The answer to a message on paper and in a spreadsheet: what became of it and why. No name and no BSN."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from jeugdregio.berichten.queries import Bewijs
from jeugdregio.core.money import euro
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.declaraties.values import Beoordeeld, Detail
from jeugdregio.documenten.actions import maak_pdf
from jeugdregio.portaal.werkblad import schrijf_veilig

SJABLOON = Path(__file__).with_name("antwoord.typ")
UITKOMST = {
    "geaccepteerd": "Geaccepteerd",
    "deels_afgewezen": "Deels afgewezen",
    "alles_afgewezen": "Alles afgewezen",
    "afgekeurd": "Als geheel afgekeurd",
    "geen_retourbericht": "Verwerkt",
}
REGELKOLOMMEN = ("Referentie", "Toewijzing", "Product", "Begin", "Einde", "Volume", "Bedrag", "Stand", "Reden")
REGELBREEDTES = (16, 14, 12, 12, 12, 10, 14, 12, 70)
REDENKOLOMMEN = ("Regel", "Wat er is", "Wat u kunt doen")
REDENBREEDTES = (12, 70, 70)


@dataclass(frozen=True)
class Antwoordblad:
    """The answer as text: facts, and one table with a row per line or per reason."""

    titel: str
    feiten: tuple[tuple[str, str], ...]
    kolommen: tuple[str, ...]
    breedtes: tuple[int, ...]
    rijen: tuple[tuple[str, ...], ...]


def maak_blad(receipt: Bewijs, detail: Detail | None, gemeente: str) -> Antwoordblad:
    """The answer to one message; `detail` are the judged lines of a declaratie, `gemeente` is a name."""
    facts = [
        ("Bericht", f"{receipt.soort} {receipt.identificatie} van {receipt.dagtekening:%d-%m-%Y}"),
        ("Gemeente", gemeente),
        ("Ontvangen", f"{timezone.localtime(receipt.ontvangen_op):%d-%m-%Y %H:%M}"),
        ("Uitkomst", UITKOMST.get(receipt.uitkomst, receipt.uitkomst)),
    ]
    if detail is not None:
        one = detail.samenvatting
        facts += [
            ("Declaratie", f"{one.nummer}, maand {one.maand}"),
            ("Ingediend", euro(one.ingediend_cent)),
            ("Toegekend", euro(one.toegekend_cent)),
        ]
        facts += [(f"Regel {why.regel}", f"{why.uitleg} {why.wat_te_doen}") for why in detail.uitleg]
    title = f"Antwoord op {receipt.soort} {receipt.identificatie}"
    if detail is not None and detail.regels:
        rows = tuple(_line(line) for line in detail.regels)
        return Antwoordblad(title, tuple(facts), REGELKOLOMMEN, REGELBREEDTES, rows)
    return Antwoordblad(title, tuple(facts), REDENKOLOMMEN, REDENBREEDTES, _reasons(receipt.regels))


def _line(line: Beoordeeld) -> tuple[str, ...]:
    reasons = " ".join(f"{why.regel}: {why.uitleg} {why.wat_te_doen}" for why in line.uitleg)
    return (
        line.referentie,
        str(line.toewijzing_nummer),
        f"{line.categorie} {line.code}",
        f"{line.begin:%d-%m-%Y}",
        f"{line.einde:%d-%m-%Y}",
        str(line.volume),
        euro(line.bedrag_cent),
        "Toegekend" if line.toegekend else "Afgewezen",
        reasons,
    )


def _reasons(codes: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    rules = declaraties.regels()
    return tuple((code, rules[code].algemeen, rules[code].wat_te_doen) for code in codes if code in rules)


def in_pdf(blad: Antwoordblad, *, moment: datetime) -> bytes:
    """The answer as PDF."""
    data = {
        "titel": blad.titel,
        "feiten": [list(pair) for pair in blad.feiten],
        "kolommen": list(blad.kolommen),
        "rijen": [list(row) for row in blad.rijen],
    }
    return maak_pdf(SJABLOON, data, moment=moment)


def in_xlsx(blad: Antwoordblad, *, moment: datetime) -> bytes:
    """The lines of the answer as spreadsheet; every cell is text, whatever it starts with."""
    rows = blad.rijen or tuple((name, value, "") for name, value in blad.feiten)
    columns = blad.kolommen if blad.rijen else ("Gegeven", "Waarde", "")
    return schrijf_veilig(columns, rows, blad.breedtes[: len(columns)], titel=blad.titel, moment=moment)
