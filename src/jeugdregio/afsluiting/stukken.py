# SPDX-License-Identifier: EUPL-1.2
"""
What is frozen beside the month report when a month closes: every kind of `values.SOORTEN`, counted once for all.

Everything is plain values: whole cents, days as text. A document names who and what is in it, so it reads without us.
A room that has something to freeze too is a line in `_MAKERS`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.afsluiting.values import NAAST, NAGEKOMEN, OPENSTAAND, PGB, PROEFBALANS, PROGNOSE, VOORSCHOTTEN
from jeugdregio.betalingen import queries as betalingen
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import cijfers
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.grootboek import queries as boeken
from jeugdregio.grootboek.values import KOSTEN_PGB, REKENINGEN, Nagekomen
from jeugdregio.pgb import queries as pgb
from jeugdregio.prognose import queries as prognose
from jeugdregio.prognose.queries import Jaarstand

Inhoud = dict[str, Any]


@dataclass(frozen=True)
class Sluiting:
    """What the makers need to know, and what more than one of them uses."""

    gemeenten: Collection[str]
    maand: Maand
    moment: datetime
    wie: Machtiging

    @cached_property
    def namen(self) -> Mapping[str, str]:
        """Providers by code."""
        return aanbieders.namen()


def maak(sluiting: Sluiting) -> Iterator[tuple[str, str, Inhoud]]:
    """Every document as (municipality, kind, content); one that is empty by nature (no forecast) is left out."""
    for kind, maker in _MAKERS.items():
        for town, content in maker(sluiting).items():
            yield town, kind, {"soort": kind, "gemeente": town, "maand": str(sluiting.maand), **content}


def _trial_balance(one: Sluiting) -> dict[str, Inhoud]:
    with cijfers(one.wie):
        booked = boeken.geboekt_in(one.gemeenten, one.maand)
        found = {town: boeken.proefbalans([town], one.maand) for town in one.gemeenten}
    return {
        town: {
            "boekingen": booked.get(town, (0, 0))[0],
            "omzet_cent": booked.get(town, (0, 0))[1],
            "rekeningen": [
                {
                    "rekening": row.rekening,
                    "naam": row.naam,
                    "debet_cent": row.debet_cent,
                    "credit_cent": row.credit_cent,
                    "saldo_cent": row.saldo_cent,
                }
                for row in rows
            ],
        }
        for town, rows in found.items()
    }


def _payable(one: Sluiting) -> dict[str, Inhoud]:
    """The balance of 1600 per provider, as the trial balance has it, and what of it a payment run can take now."""
    today = timezone.localdate(one.moment)
    ready = betalingen.openstaand(one.maand, peildatum=today, betaaldag=today, on_behalf_of=one.wie)
    runs = {(row.gemeente, row.aanbieder): row for row in ready}
    with cijfers(one.wie):
        balances = boeken.te_betalen_per_aanbieder(one.gemeenten, one.maand)
    found = {}
    for town in one.gemeenten:
        known = dict(balances.get(town, []))
        codes = sorted(known.keys() | {code for place, code in runs if place == town})
        rows = []
        for code in codes:
            run = runs.get((town, code))
            rows.append(
                {
                    "aanbieder": code,
                    "naam": one.namen.get(code, code),
                    "saldo_cent": known.get(code, 0),
                    "klaar_cent": run.bedrag_cent if run else 0,
                    "reden": run.reden if run else "",
                }
            )
        found[town] = {"saldo_cent": sum(known.values()), "aanbieders": rows}
    return found


def _advances(one: Sluiting) -> dict[str, Inhoud]:
    rows = betalingen.voorschotten(on_behalf_of=one.wie)
    return {
        town: {
            "over_cent": sum(row.over_cent for row in rows if row.gemeente == town),
            "voorschotten": [
                {
                    "nummer": row.id,
                    "aanbieder": row.aanbieder,
                    "naam": one.namen.get(row.aanbieder, row.aanbieder),
                    "bedrag_cent": row.bedrag_cent,
                    "verrekend_cent": row.verrekend_cent,
                    "over_cent": row.over_cent,
                    "stand": row.stand,
                    "bron": row.bron,
                }
                for row in rows
                if row.gemeente == town
            ],
        }
        for town in one.gemeenten
    }


def _forecast(one: Sluiting) -> dict[str, Inhoud]:
    day = one.maand.einde
    if day not in prognose.peildata(on_behalf_of=one.wie):
        return {}
    found = {}
    for town in one.gemeenten:
        kept = prognose.prognose(day, town, on_behalf_of=one.wie)
        if kept is not None:
            found[town] = {
                "peildatum": day.isoformat(),
                "versie": kept.versie,
                "totaal": _year(kept.totaal),
                "segmenten": [{"segment": row.segment, **_year(row)} for row in kept.per_segment],
            }
    return found


def _year(row: Jaarstand) -> Inhoud:
    return {
        "laag_cent": row.band.laag_cent,
        "midden_cent": row.band.midden_cent,
        "hoog_cent": row.band.hoog_cent,
        "geboekt_cent": row.geboekt_cent,
        "nog_te_declareren_cent": row.nog_te_declareren_cent,
        "nog_te_komen_cent": row.nog_te_komen_cent,
        "budget_cent": row.budget_cent,
        "uitgeput_op": row.uitgeput_op.isoformat() if row.uitgeput_op else None,
    }


def _late(one: Sluiting) -> dict[str, Inhoud]:
    """Costs of claims about earlier months, and beside them those of the pgb."""
    with cijfers(one.wie):
        found = boeken.nagekomen(one.gemeenten, one.maand)
        budgets = boeken.nagekomen(one.gemeenten, one.maand, rekening=KOSTEN_PGB)
    return {
        town: {
            "bedrag_cent": sum(row.bedrag_cent for row in found.get(town, [])),
            "maanden": _months(found.get(town, [])),
            "pgb_cent": sum(row.bedrag_cent for row in budgets.get(town, [])),
            "pgb": _months(budgets.get(town, [])),
        }
        for town in one.gemeenten
    }


def _months(rows: Sequence[Nagekomen]) -> list[Inhoud]:
    return [{"dienstmaand": str(row.maand), "regels": row.regels, "bedrag_cent": row.bedrag_cent} for row in rows]


def _beside(one: Sluiting) -> dict[str, Inhoud]:
    """What the year cost so far besides claims; only who had such costs."""
    with cijfers(one.wie):
        found = boeken.kosten_naast_declaraties(one.gemeenten, one.maand)
    return {
        town: {
            "kosten_cent": sum(cents for _, cents in rows),
            "rekeningen": [{"rekening": code, "naam": REKENINGEN[code], "kosten_cent": cents} for code, cents in rows],
        }
        for town, rows in found.items()
    }


def _pgb(one: Sluiting) -> dict[str, Inhoud]:
    """What stands at the SVB up to the month, and the last count of holders in it or before; only who has a pgb."""
    booked = pgb.standen(one.maand, on_behalf_of=one.wie)
    holders = [row for row in pgb.houders(on_behalf_of=one.wie) if row.peildatum <= one.maand.laatste_dag]
    found = {}
    for town in one.gemeenten:
        last = next((row for row in holders if row.gemeente == town), None)
        if town in booked or last:
            state = booked.get(town)
            found[town] = {
                "voorgeschoten_cent": state.voorgeschoten_cent if state else 0,
                "betaald_cent": state.betaald_cent if state else 0,
                "over_cent": state.over_cent if state else 0,
                "houders": last.houders if last else None,
                "verplichting_cent": last.verplichting_cent if last else None,
                "peildatum": last.peildatum.isoformat() if last else None,
            }
    return found


_MAKERS: Mapping[str, Callable[[Sluiting], dict[str, Inhoud]]] = {
    PROEFBALANS: _trial_balance,
    OPENSTAAND: _payable,
    VOORSCHOTTEN: _advances,
    PROGNOSE: _forecast,
    NAGEKOMEN: _late,
    NAAST: _beside,
    PGB: _pgb,
}
