# SPDX-License-Identifier: EUPL-1.2
"""Everything a contract manager has to do on a day: options, end dates, agreements, terms of steps, talks (S27)."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from jeugdregio.contractbeheer.portefeuilles import portefeuilles
from jeugdregio.contractbeheer.values import Agendapunt
from jeugdregio.contractbeheer.zaken import open_stappen, zaken
from jeugdregio.contracten import queries as contracten
from jeugdregio.gebruikers.values import Machtiging

OPTIE, EINDE, AFSPRAAK, STAP, INDEXATIE = "Optie beslissen", "Contract eindigt", "Afspraak", "Stap", "Indexatie"
SOORTEN = (OPTIE, EINDE, AFSPRAAK, STAP, INDEXATIE)
EEN_DAG = timedelta(days=1)
MAAND_VAN_INDEXATIE = 12
"""Prices of a year begin on 1 January; the decision is made in the month before."""


def agenda(van: date, tot: date, *, on_behalf_of: Machtiging) -> list[Agendapunt]:
    """Everything with a day in a half-open period, and what is late from before it; in order of day."""
    manager = {
        one.aanbieder: one.beheerder for one in portefeuilles(min(van, tot - EEN_DAG), on_behalf_of=on_behalf_of)
    }
    points = [
        Agendapunt(**{**vars(one), "beheerder": manager.get(one.aanbieder, "")})
        for one in (*_contracts(on_behalf_of), *_cases(on_behalf_of), *_indexation(van, tot))
        if van <= one.dag < tot or one.te_laat(van)
    ]
    return sorted(points, key=lambda one: (one.dag, one.soort, one.aanbieder, one.contract))


def _contracts(wie: Machtiging) -> Iterator[Agendapunt]:
    agreed = {one.nummer: one for one in contracten.contracten(settings.REGIO, on_behalf_of=wie)}
    for one in agreed.values():
        if one.tot != date.max:
            last = one.tot - EEN_DAG
            yield Agendapunt(last, EINDE, f"Contract {one.nummer} eindigt", one.aanbieder, "", one.nummer, open=False)
    for option in contracten.opties(settings.REGIO, on_behalf_of=wie):
        contract = agreed.get(option.contract)
        ends = contract.tot - EEN_DAG if contract and contract.tot != date.max else option.tot - EEN_DAG
        known = option.besluit_uiterlijk is not None
        text = f"Optie {option.volgnummer} van {option.contract}, tot {option.tot - EEN_DAG:%d-%m-%Y}"
        yield Agendapunt(
            option.besluit_uiterlijk or ends,
            OPTIE,
            text if known else f"{text} (beslisdag niet in het contract: laatste dag van het contract)",
            option.aanbieder,
            "",
            option.contract,
            open=option.stand == "open",
        )


def _cases(wie: Machtiging) -> Iterator[Agendapunt]:
    for case in zaken(on_behalf_of=wie, alleen_open=True):
        if case.uiterlijk:
            text = f"{case.soortnaam}: {case.onderwerp}"
            yield Agendapunt(
                case.uiterlijk, AFSPRAAK, text, case.aanbieder, "", case.contract, case.nummer, kort=case.soortnaam
            )
    for case, step in open_stappen(on_behalf_of=wie):
        if step.uiterlijk is not None:
            day = timezone.localdate(step.uiterlijk)
            text = f"{step.naam} ({case.soortnaam.lower()}: {case.onderwerp})"
            short = f"{step.naam} ({case.soortnaam.lower()})"
            yield Agendapunt(day, STAP, text, case.aanbieder, "", case.contract, case.nummer, kort=short)


def _indexation(van: date, tot: date) -> Iterator[Agendapunt]:
    for year in range(van.year, tot.year + 1):
        day = date(year, MAAND_VAN_INDEXATIE, 1)
        if van <= day < tot:
            yield Agendapunt(day, INDEXATIE, f"Besluit over de tarieven van {year + 1}", "", open=False)
