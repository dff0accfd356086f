# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Declaraties, the fall-out queue and the weekly letter, as far as they exist for the asker."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.berichten import queries as berichten
from jeugdregio.core.greep import Greep
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties import inzage, voorstel, zoeken
from jeugdregio.declaraties import uitval as queue
from jeugdregio.declaraties.overleg import overleg
from jeugdregio.declaraties.regels.ijw_3_2 import DECLARATIE, REGELS
from jeugdregio.declaraties.tarief import (
    bedrag_sql,
    is_uurtarief,
    kies_tarief,
    verwacht_bedrag_cent,
    verwacht_tarief_cent,
)
from jeugdregio.declaraties.values import (
    Detail,
    Keuze,
    Kindregel,
    Maandtotaal,
    Oorzaak,
    Productperiode,
    Samenvatting,
    Telling,
    Toegekend,
    Uitvalregel,
    Weekbrief,
)
from jeugdregio.gebruikers.isolatie import cijfers, lezend
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.regels.values import Regel
from jeugdregio.toewijzingen import queries as toewijzingen
from jeugdregio.verzoeken import queries as verzoeken
from jeugdregio.woonplaats.values import Betaald

__all__ = [
    "AFKEURING",
    "VOLGORDE",
    "bedrag_sql",
    "betaald",
    "declaratie",
    "declaraties",
    "is_uurtarief",
    "keuzes",
    "kies_tarief",
    "laatste_maand",
    "oorzaken",
    "overleg",
    "per_maand",
    "personen",
    "personen_in",
    "productperioden",
    "regels",
    "telling",
    "toegekend",
    "uitval",
    "van_kind",
    "verbruik",
    "verwacht_bedrag_cent",
    "verwacht_tarief_cent",
    "weekbrief",
    "zoek",
]

PER_PAGINA = 50


def uitval(
    *,
    on_behalf_of: Machtiging,
    gemeente: str = "",
    aanbieder: str = "",
    regel: str = "",
    maand: Maand | None = None,
    ook_opgelost: bool = False,
    greep: Greep | None = None,
) -> list[Uitvalregel]:
    """A piece of the refused lines that meet all filters (`maand`: of the declaratie), gravest first."""
    grip = greep or Greep(aantal=PER_PAGINA)
    with lezend(on_behalf_of):
        return queue.regels(
            gemeente=gemeente,
            aanbieder=aanbieder,
            regel=regel,
            maand=maand,
            ook_opgelost=ook_opgelost,
            aantal=grip.aantal,
            vanaf=grip.vanaf,
        )


def oorzaken(*, on_behalf_of: Machtiging, gemeente: str = "", aanbieder: str = "") -> list[Oorzaak]:
    """How often each main cause came, per month and provider, and how much of it was repaired."""
    with cijfers(on_behalf_of):
        return queue.oorzaken(gemeente=gemeente, aanbieder=aanbieder)


def weekbrief(aanbieder: str, peildatum: date, *, on_behalf_of: Machtiging) -> Weekbrief:
    """What this provider still has to repair, of declaraties dated up to and including `peildatum`."""
    with lezend(on_behalf_of):
        lines = tuple(queue.regels(aanbieder=aanbieder, tot_en_met=peildatum))
        naam = aanbieders.namen().get(aanbieder, aanbieder)
    return Weekbrief(aanbieder, naam, peildatum, lines)


AFKEURING = frozenset(rule.code for rule in DECLARATIE)
"""Rules that refuse a declaratie as a whole; it then stays visible as one."""


VOLGORDE = tuple(inzage.VOLGORDE)
"""What declaraties can be sorted by."""


def declaraties(keuze: Keuze, greep: Greep, *, on_behalf_of: Machtiging) -> list[Samenvatting]:
    """A piece of the declaraties that meet the filter; newest first when no order is asked for."""
    with lezend(on_behalf_of):
        return inzage.lijst(keuze, greep)


def telling(keuze: Keuze, *, on_behalf_of: Machtiging) -> Telling:
    """How many declaraties meet the filter, and their totals."""
    with lezend(on_behalf_of):
        return inzage.telling(keuze)


def keuzes(*, on_behalf_of: Machtiging) -> tuple[list[Maand], list[str], list[str]]:
    """The months, municipalities and providers of all declaraties."""
    with lezend(on_behalf_of):
        return inzage.keuzes()


def declaratie(gemeente: str, bericht_id: int, *, on_behalf_of: Machtiging) -> Detail | None:
    """One declaratie with its lines, or None when there is none for the asker."""
    with lezend(on_behalf_of):
        return inzage.detail(gemeente, bericht_id)


def regels() -> dict[str, Regel]:
    """Every rule that messages are judged by, by code, in order of code."""
    every = (*berichten.regels(), *toewijzingen.regels(), *verzoeken.regels(), *REGELS)
    merged: dict[str, Regel] = {}
    for rule in every:
        before = merged.get(rule.code)
        merged[rule.code] = replace(before, plaatsen=before.plaatsen + rule.plaatsen) if before else rule
    return dict(sorted(merged.items()))


def per_maand(*, on_behalf_of: Machtiging) -> list[Maandtotaal]:
    """What was declared and granted per month, oldest first."""
    with lezend(on_behalf_of):
        return inzage.per_maand()


def productperioden(gemeente: str, maanden: Sequence[Maand], *, on_behalf_of: Machtiging) -> list[Productperiode]:
    """The product period of each allocation of the asker in each of these months (TR321, TR387, TR388)."""
    with lezend(on_behalf_of):
        return voorstel.productperioden(gemeente, maanden)


def toegekend(gemeente: str, nummers: Collection[int], *, on_behalf_of: Machtiging) -> list[Toegekend]:
    """The granted lines on these allocations that can still be credited, newest first."""
    with lezend(on_behalf_of):
        return voorstel.toegekend(gemeente, nummers)


def verbruik(*, on_behalf_of: Machtiging) -> dict[tuple[str, int], tuple[int, int]]:
    """What was granted on every allocation, by municipality and number: (volume with hours in minutes, cents)."""
    with lezend(on_behalf_of):
        return voorstel.verbruik()


def laatste_maand(gemeente: str, *, on_behalf_of: Machtiging) -> Maand | None:
    """The last month that the asker declared to a municipality (TR318), or None."""
    with lezend(on_behalf_of):
        return voorstel.laatste_maand(gemeente)


def personen(regels: Collection[tuple[str, int, int]], *, on_behalf_of: Machtiging) -> frozenset[str]:
    """
    Which children these lines (gemeente, bericht_id, nr) are about, for the read log (`core.bsn.persoon`).

    Both the child that was named and the child of the allocation: with a mistake those are two.
    """
    with lezend(on_behalf_of):
        return inzage.personen(regels)


def personen_in(gemeente: str, bericht_id: int, data: bytes, *, on_behalf_of: Machtiging) -> frozenset[str]:
    """Which children a message is about, or the answer `data` to it: those it names, and those of its allocations."""
    with lezend(on_behalf_of):
        return berichten.personen_in(data) | inzage.personen_van_bericht(gemeente, bericht_id)


def zoek(tekst: str, *, on_behalf_of: Machtiging, hoogstens: int) -> list[Samenvatting]:
    """The declaraties with this number, or with a line that has this reference, newest first."""
    with lezend(on_behalf_of):
        return zoeken.op_nummer(tekst, hoogstens)


def betaald(gemeente: str, persoon: str, *, van: date, tot: date, on_behalf_of: Machtiging) -> list[Betaald]:
    """What a municipality paid for one child, line by line, of periods that begin in [`van`, `tot`)."""
    with lezend(on_behalf_of):
        return zoeken.betaald(gemeente, persoon, van, tot)


def van_kind(
    gemeente: str, kinderen: Collection[int], toewijzingen: Collection[int], *, on_behalf_of: Machtiging
) -> list[Kindregel]:
    """What was granted on these allocations (`Toegewezen.id`) and refused for this child (`Kind.id`), newest first."""
    with lezend(on_behalf_of):
        return zoeken.van_kind(gemeente, kinderen, toewijzingen)
