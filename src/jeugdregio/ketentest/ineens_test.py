# SPDX-License-Identifier: EUPL-1.2
"""
A batch of messages that depend on each other has the outcome of the same messages one by one (ADR 0005).

The stories of the other tests, and drawn ones: messages about few numbers, dates and references, so that most have
to do with an earlier one. `make nacht` draws more.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, time

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import settings

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ketentest.besluit_test import BESLUITEN
from jeugdregio.ketentest.context import REGIO, uit_scenario, zet_neer
from jeugdregio.ketentest.levering_test import STARTS, STOPS
from jeugdregio.ketentest.toestand import toestand
from jeugdregio.ketentest.toewijzing_test import VERSIES
from jeugdregio.ketentest.verzoek_test import VOT, VOW
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.values import Aanlevering
from tests.berichten import dobbelsteen
from tests.keten import (
    ANDER_KIND,
    KIND,
    XSD,
    Stap,
    b301,
    b305,
    b307,
    b315,
    b317,
    b319,
    context,
    nieuw,
    start,
    stop,
    tp,
    vraag,
    wijzig,
)

pytestmark = pytest.mark.django_db

LATER = date(2026, 12, 31)
MOMENT = timezone.make_aware(datetime.combine(LATER, time(12)))
DRAWS = max(2, settings().max_examples // 50)
VERHALEN = {**STARTS, **STOPS, **VERSIES, **VOT, **VOW, **BESLUITEN}


def outcomes(verhaal, *, per_keer):
    """What becomes of these messages, all judged on one day, in batches of this size."""
    files = [
        Aanlevering(f"{nr}.xml", stap.xml(nr), stap.bericht.header.afzender, "test")
        for nr, stap in enumerate(verhaal, 1)
        if stap.oordeel != XSD
    ]
    found = []
    with namens(verwerking(REGIO)):
        zet_neer(uit_scenario(context()))
        for first in range(0, len(files), per_keer):
            leg_vast(files[first : first + per_keer], moment=MOMENT, on_behalf_of=verwerking(REGIO))
            done = verwerk(regio=REGIO, peildatum=LATER, moment=MOMENT).uitkomsten
            found += [(u.uitkomst, u.niveau, u.regels, u.kopcode) for u in done]
        assert len(found) == len(files)
        state = toestand(LATER)
        transaction.set_rollback(True)
    return found, state


def test_at_once_as_one_by_one():
    differ = {}
    for name, verhaal in VERHALEN.items():
        alone, together = outcomes(verhaal, per_keer=1), outcomes(verhaal, per_keer=len(verhaal))
        if alone != together:
            differ[name] = (alone, together)

    assert differ == {}


PRODUCT = {1: "45A04", 2: "45A53", 3: "44"}
"""Of the three allocations that there may be; the last without code."""
MAAT = {1: "10/04/4", 2: "10/04/4", 3: ""}
STATUS = "1113"


def _product(r: random.Random, nummer: int) -> str:
    return PRODUCT[nummer] if r.random() < 0.9 else "45A60"


def _toewijzingen(r: random.Random) -> Iterator[object]:
    for nummer in r.sample([1, 2, 3], r.randint(1, 2)):
        away = r.random() < 0.1
        yield tp(
            nummer,
            _product(r, nummer),
            einde="2026-01-01" if away else r.choice(["2026-12-31", "2026-06-30"]),
            maat=MAAT[nummer],
            reden="13" if away else None,
            ref=r.choice([None, None, "R1", "W1"]),
            op=f"2026-04-0{r.randint(1, 9)} 12:00:0{r.randint(0, 9)}",
        )


def _starts(r: random.Random) -> Iterator[object]:
    for nummer in r.sample([1, 2, 3, None], r.randint(1, 2)):
        wat = "44A47" if nummer is None else _product(r, nummer)
        yield start(nummer, r.choice(["2026-01-05", "2026-02-05"]), wat, r.choice(STATUS))


def _stops(r: random.Random) -> Iterator[object]:
    for einde in r.sample(["2026-03-01", "2026-03-02"], r.randint(1, 2)):
        nummer = r.choice([1, 2, 3])
        begin, reden = r.choice(["2026-01-05", "2026-02-05"]), r.choice(["20", "31"])
        yield stop(einde, reden, nummer, begin, _product(r, nummer), r.choice(STATUS))


def _gevraagd(r: random.Random) -> Iterator[object]:
    for reference, wat in zip(r.sample(["R1", "R2"], r.randint(1, 2)), ("45A04", "45A53"), strict=False):
        yield vraag(reference, wat)


def _gewenst(r: random.Random) -> Iterator[object]:
    yield nieuw("45A60", "2026-05-01", maat="1/82/4")
    for nummer in r.sample([1, 2, 3], r.randint(1, 3)):
        yield r.choice([nummer, wijzig(nummer, "2026-05-01", maat=MAAT[nummer])])


def drawn(r: random.Random) -> Stap:
    """Any message of two providers about two children."""
    kop = {"dag": f"2026-04-{r.randint(10, 28)}", "aanbieder": r.choice(["42420001", "42420001", "42420002"])}
    if r.random() < 0.1:
        kop["ident"] = f"X{r.randint(1, 3)}"
    if r.random() < 0.2:
        refused = r.random() < 0.5
        answer = ("1", "4") if refused else ("2", None)
        return Stap(b319(r.choice(["R1", "R2", "W1"]), *answer, **kop))
    make, parts = r.choice(
        [(b301, _toewijzingen), (b305, _starts), (b307, _stops), (b315, _gevraagd), (b317, _gewenst)]
    )
    return Stap(make(*parts(r), bsn=r.choice([KIND, KIND, ANDER_KIND]), **kop))


@pytest.mark.parametrize("seed", range(DRAWS))
def test_drawn_messages_too(seed):
    r = dobbelsteen(seed)
    verhaal = [Stap(b301(tp(1), tp(2, "45A53"), tp(3, "44", maat=""))), *[drawn(r) for _ in range(40)]]

    alone = outcomes(verhaal, per_keer=1)

    assert outcomes(verhaal, per_keer=len(verhaal)) == alone
    assert outcomes(verhaal, per_keer=7) == alone
    assert len({rule for _, _, rules, _ in alone[0] for rule in rules}) > 5
