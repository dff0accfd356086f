# SPDX-License-Identifier: EUPL-1.2
"""
An allocation that changes from a volume to a budget, or back, with use on it: the use is counted anew.

Release 3.2 leaves no road to it for what can still be declared (CD041, CD080, TR332 and CS100 together), so the
granted lines are put there by hand; another release may.
"""

import pytest

from jeugdregio.toewijzingen.models import Stand, Toewijzing
from tests import rijen
from tests.wereld import AANBIEDERS, GEMEENTEN, Wereld

pytestmark = pytest.mark.django_db

YEAR = "2020-01-01 | 2020-12-31"
ALLOCATED = f"""
    JW301 | product | volume | eenheid | frequentie | begin      | einde      | besluit
    T1    | 45      | 20     | 14      | 6          | {YEAR} | 2020-02-01
"""
TO_BUDGET = f"""
    JW301  | nummer | product | budget | begin      | einde      | reden | besluit
    T1 new | T1     | 45      | {{}}     | {YEAR} | 02    | 2020-03-01
"""
TO_VOLUME = f"""
    JW301   | nummer | product | volume | eenheid | frequentie | begin      | einde      | reden | besluit
    T1 back | T1     | 45      | 20     | 14      | 6          | {YEAR} | 02    | 2020-04-01
"""


@pytest.fixture
def used(wereld: Wereld) -> Wereld:
    """Of 20 days 3 and 2 are used at 100,00 a day; of the first three a line of 1 day was credited."""
    wereld.gegeven(ALLOCATED)
    row = Toewijzing.objects.get()
    last = None
    for nr, (days, dc) in enumerate(((3, "D"), (2, "D"), (1, "D"), (1, "C"))):
        last = rijen.prestatie(
            days * 10000,
            gemeente=GEMEENTEN["G1"],
            aanbieder=AANBIEDERS["A1"],
            toewijzing_id=row.id,
            volume=days,
            dc=dc,
            vorige=last if dc == "C" else None,
            eenheid="14",
            code=f"45A0{nr}",
        )
    Stand.objects.update(gebruikt=5, prestaties=2)
    return wereld


def stand() -> tuple[int, int, int | None, int | None]:
    row = Stand.objects.get()
    return row.gebruikt, row.prestaties, row.maximaal, row.drempel


def test_use_in_days_becomes_use_in_cents_and_back(used: Wereld):
    used.gegeven(TO_BUDGET.format(100000))
    assert stand() == (50000, 2, 100000, 100000)

    used.gegeven(TO_VOLUME)
    assert stand() == (5, 2, 20, 20)


def test_more_used_than_the_new_budget_stays_used(used: Wereld):
    used.gegeven(TO_BUDGET.format(20000))

    assert stand() == (50000, 2, 20000, 50000)


def test_an_older_decision_that_comes_late_changes_nothing(used: Wereld):
    used.gegeven(TO_BUDGET.format(100000).replace("2020-03-01", "2020-01-01"))

    assert stand() == (5, 2, 20, 20)
