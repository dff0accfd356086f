# SPDX-License-Identifier: EUPL-1.2
"""An outcome as people read it: a time line, the answers with their reasons, and what a change means."""

from dataclasses import dataclass
from datetime import date

from jeugdregio.components.schrijfwijze import periode
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Kolom, Staaf, Tabel, Tijdbalk, Tijdlijn
from jeugdregio.woonplaats.queries import gemeentenaam
from jeugdregio.woonplaats.queries import overgangen as wissels
from jeugdregio.woonplaats.uitleg import VERBLIJVEN
from jeugdregio.woonplaats.values import (
    Adresperiode,
    Antwoord,
    Bepaling,
    Gezag,
    Gezagsperiode,
    Plaatsperiode,
    Stap,
    Verblijfperiode,
)

Feit = Adresperiode | Verblijfperiode | Gezagsperiode | Plaatsperiode


@dataclass(frozen=True)
class Antwoordblok:
    """One period with who is responsible, the rows of the table, and the steps."""

    periode: str
    gemeente: str
    regels: str
    stappen: tuple[Stap, ...]
    ontbreekt: str


def wat(row: Feit) -> str:
    """A fact in a few words."""
    if isinstance(row, Adresperiode):
        place = "Buitenland" if row.buitenland else gemeentenaam(row.gemeente) if row.gemeente else "Niet bekend"
        return f"{place}, met aantekening" if row.aantekening else place
    if isinstance(row, Verblijfperiode):
        return VERBLIJVEN[row.soort] + (", in deeltijd" if row.deeltijd else "")
    if isinstance(row, Gezagsperiode):
        if row.gezag is Gezag.GECERTIFICEERDE_INSTELLING:
            return "Een instelling, als voogd"
        return f"Iemand in {gemeentenaam(row.gemeente)}" if row.gemeente else "Iemand, woonplaats niet bekend"
    return gemeentenaam(row.gemeente)


def feit(row: Feit) -> tuple[str, ...]:
    """A fact as cells: what, when, who told it."""
    return wat(row), periode(row.van, row.tot), row.bron or "niet bekend"


def lijn(one: Bepaling, vandaag: date) -> Tijdlijn:
    """Addresses, stays and who is responsible, below each other; the table says the same."""
    history = one.geschiedenis
    rows = [
        Tijdbalk(
            "Adres in de BRP",
            tuple(Staaf("toegewezen", row.van, row.tot, f"{wat(row)}: {periode(row.van, row.tot)}")
                  for row in history.adressen),
        ),
        *(
            [Tijdbalk(
                "Verblijf",
                tuple(Staaf("zorg", row.van, row.tot, f"{wat(row)}: {periode(row.van, row.tot)}")
                      for row in history.verblijven),
            )]
            if history.verblijven
            else []
        ),
        *(_responsible(one, code) for code in dict.fromkeys(answer.gemeente for answer in one.antwoorden)),
    ]  # fmt: skip
    return Tijdlijn(
        bijschrift="Wie verantwoordelijk is, over de tijd",
        begin=one.van,
        tot=one.tot,
        vandaag=vandaag,
        balken=tuple(rows),
        legenda=(("toegewezen", "Adres"), ("zorg", "Verblijf"), ("geld", "Verantwoordelijk"), ("aandacht", "Niemand")),
        tabel=Tabel(
            "Wie verantwoordelijk is, per periode",
            (Kolom("Periode"), Kolom("Gemeente"), Kolom("Regel")),
            tuple((periode(a.van, a.tot), _name(a), " en ".join(a.regels) or "geen") for a in one.antwoorden),
        ),
    )


def _responsible(one: Bepaling, code: str) -> Tijdbalk:
    bars = tuple(
        Staaf("geld" if code else "aandacht", a.van, a.tot, f"{_name(a)}: {periode(a.van, a.tot)}")
        for a in one.antwoorden
        if a.gemeente == code
    )
    return Tijdbalk(gemeentenaam(code) if code else "Niemand aan te wijzen", bars)


def _name(answer: Antwoord) -> str:
    return gemeentenaam(answer.gemeente) if answer.gemeente else "niemand aan te wijzen"


def antwoorden(one: Bepaling) -> tuple[Antwoordblok, ...]:
    """Every answer with its reasons, the last period on top."""
    return tuple(
        Antwoordblok(periode(a.van, a.tot), _name(a), " en ".join(a.regels), a.stappen, a.ontbreekt)
        for a in reversed(one.antwoorden)
    )


def overgangen(one: Bepaling) -> tuple[str, ...]:
    """What every change of municipality means for help that runs."""
    found = []
    for change in wissels(one.geschiedenis, one.antwoorden):
        text = f"{datum(change.op)}: van {gemeentenaam(change.van)} naar {gemeentenaam(change.naar)}."
        if change.recht is not None:
            last = change.recht.tot_en_met
            until = f"tot en met {datum(last)}" if last else "zonder einddatum"
            text += f" Hulp die liep, mag doorgaan bij dezelfde aanbieder {until} ({change.recht.regel})."
        found.append(text)
    return tuple(found)
