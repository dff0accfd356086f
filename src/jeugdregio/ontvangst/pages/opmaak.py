# SPDX-License-Identifier: EUPL-1.2
"""A received file and its messages as they are shown."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from jeugdregio.berichten.queries import Bestandstand, Bewijs
from jeugdregio.components.schrijfwijze import telwoord
from jeugdregio.components.values import Toon
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.ontvangst.values import APART

UITKOMST: dict[str, tuple[str, Toon]] = {
    "geaccepteerd": ("Geaccepteerd", "positief"),
    "deels_afgewezen": ("Deels afgewezen", "waarschuwing"),
    "alles_afgewezen": ("Alles afgewezen", "negatief"),
    "afgekeurd": ("Afgekeurd", "negatief"),
    "geweigerd": ("Geweigerd", "negatief"),
    "geen_retourbericht": ("Verwerkt", "neutraal"),
    "doorgegeven": ("Doorgegeven aan de gemeente", "neutraal"),
    "herhaling": ("Al eerder ontvangen", "neutraal"),
}
DECLARATIE = "JW323"


@dataclass(frozen=True)
class Reden:
    """One reason in plain Dutch."""

    regel: str
    uitleg: str
    wat_te_doen: str


@dataclass(frozen=True)
class Berichtbeeld:
    """One message of a file."""

    naam: str
    stand: str
    toon: Toon
    redenen: tuple[Reden, ...]
    url: str


@dataclass(frozen=True)
class Bestandbeeld:
    """One file: the receipt, the outcome, and why."""

    nummer: int
    naam: str
    omvang: str
    ontvangen: object
    vingerafdruk: str
    stand: str
    toon: Toon
    samenvatting: str
    redenen: tuple[str, ...]
    berichten: tuple[Berichtbeeld, ...]
    verborgen: int
    url: str


def beeld(file: Bestandstand, *, herhaling: bool, wie: Machtiging) -> Bestandbeeld:
    """Make the picture of a file; `herhaling` when the same bytes were delivered before."""
    state, tone = _state(file, herhaling=herhaling)
    total = file.per_uitkomst.total()
    parts = [f"{UITKOMST[name][0].lower()}: {number}" for name, number in file.per_uitkomst.most_common()]
    parts += [f"geweigerd: {file.geweigerd}"] if file.geweigerd else []
    count = telwoord(total + file.geweigerd, "bericht", "berichten")
    return Bestandbeeld(
        nummer=file.id,
        naam=file.naam or "bestand zonder naam",
        omvang=f"{max(round(file.omvang_bytes / 1000), 1)} kB",
        ontvangen=file.ontvangen_op,
        vingerafdruk=file.sha256,
        stand=state,
        toon=tone,
        samenvatting=f"{count} ({', '.join(parts)})" if parts else "",
        redenen=(APART,) if file.status == "apart" else file.uitleg,
        berichten=tuple(_message(receipt, wie) for receipt in file.berichten),
        verborgen=total - len(file.berichten),
        url=f"{reverse('aanleveren-uitkomst')}?bestanden={file.id}",
    )


def _state(file: Bestandstand, *, herhaling: bool) -> tuple[str, Toon]:
    if herhaling:
        return UITKOMST["herhaling"]
    if file.status == "ontvangen":
        return "Wacht op verwerking", "info"
    if file.status == "apart":
        return "Apart gezet", "waarschuwing"
    if file.status == "geweigerd":
        return "Geweigerd", "negatief"
    if not file.per_uitkomst:
        return UITKOMST["herhaling"]
    if set(file.per_uitkomst) == {"geaccepteerd"} and not file.geweigerd:
        return UITKOMST["geaccepteerd"]
    if len(file.per_uitkomst) == 1 and not file.geweigerd:
        return UITKOMST[next(iter(file.per_uitkomst))]
    return "Deels goed", "waarschuwing"


def _message(receipt: Bewijs, wie: Machtiging) -> Berichtbeeld:
    state, tone = UITKOMST[receipt.uitkomst]
    has_page = receipt.soort == DECLARATIE and (
        receipt.uitkomst != "afgekeurd" or bool(set(receipt.regels) & declaraties.AFKEURING)
    )
    return Berichtbeeld(
        naam=f"{receipt.soort} {receipt.identificatie}",
        stand=state,
        toon=tone,
        redenen=_reasons_per_line(receipt, wie) if has_page and receipt.regels else _reasons(receipt),
        url=reverse("declaratie", args=[receipt.gemeente, receipt.id]) if has_page else "",
    )


def _reasons_per_line(receipt: Bewijs, wie: Machtiging) -> tuple[Reden, ...]:
    """Every rule that fired on a declaratie, once, with the facts of the first line and how many more there are."""
    found = declaraties.declaratie(receipt.gemeente, receipt.id, on_behalf_of=wie)
    if found is None:
        return _reasons(receipt)
    every = [*found.uitleg, *(why for line in found.regels for why in line.uitleg)]
    number = Counter(why.regel for why in every)
    first = {why.regel: why for why in reversed(every)}
    return tuple(
        Reden(why.regel, why.uitleg + _others(number[why.regel] - 1), why.wat_te_doen)
        for why in sorted(first.values(), key=every.index)
    )


def _others(number: int) -> str:
    return f" (en bij nog {telwoord(number, 'regel', 'regels')})" if number else ""


def _reasons(receipt: Bewijs) -> tuple[Reden, ...]:
    rules = declaraties.regels()
    known = [rules[code] for code in receipt.regels if code in rules]
    found = tuple(Reden(rule.code, rule.algemeen, rule.wat_te_doen) for rule in known)
    if not found and receipt.uitkomst == "afgekeurd":
        return (
            Reden(
                "",
                "Het bericht heeft niet de vorm die de standaard voorschrijft.",
                "Controleer met welke versie van de standaard uw programma het bericht maakt.",
            ),
        )
    return found
