# SPDX-License-Identifier: EUPL-1.2
"""What the second check changed, and when its own history is enough for a threshold (N13)."""

from datetime import UTC, datetime, timedelta

import pytest

from jeugdregio.besluiten.values import Besluit, Toets
from jeugdregio.werkplek.toetsleer import GENOEG, bedrag_cent, leer, maanden, wat_veranderde

BEGIN = datetime(2026, 9, 1, 9, tzinfo=UTC)


def read(
    budget: int | None = 500_000, end: str | None = "2027-01-01", provider: str = "71000001", text: str = ""
) -> dict:
    line = {"budget_cent": budget, "aanbieder": provider, "geldig": ["2026-01-01", end], "volume": None}
    return {"motivering": text, "voorzieningen": [line]}


def decision(*looks: dict, stand: str = "bekend", number: int = 1) -> Besluit:
    rows = [
        Toets("goed" if place == len(looks) - 1 else "terug", 7, BEGIN + timedelta(days=4 * place), "", one)
        for place, one in enumerate(looks)
    ]
    return Besluit(
        number, "0148", "a" * 64, 1, 1, 1, 1, "toekenning", stand, "", "", None, None, (), toetsen=tuple(rows)
    )


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        (read(), read(), set()),
        (read(), read(budget=400_000), {"bedrag"}),
        (read(), read(end="2026-07-01"), {"duur"}),
        (read(), read(provider="71000002"), {"aanbieder"}),
        (read(), read(budget=1, end=None), {"bedrag", "duur"}),
        (read(), read(text="beter uitgelegd"), {"anders"}),
    ],
)
def test_what_the_second_look_changed(before, after, changed):
    assert wat_veranderde(decision(before, after)) == changed


def test_what_does_not_go_on_was_refused():
    assert wat_veranderde(decision(read(), stand="vervallen")) == {"geweigerd"}


def test_counts_only_what_is_done():
    found = leer(
        [
            decision(read()),
            decision(read(), read(budget=1), number=2),
            decision(stand="tweede", number=3),
            decision(number=4),
        ]
    )

    assert (found.getoetst, found.zonder_wijziging, found.gewijzigd["bedrag"], found.wacht) == (2, 1, 1, 1)
    assert found.dagen == 4


def test_little_history_proposes_nothing():
    found = leer([decision(read(), read(budget=1)) for _ in range(GENOEG - 1)])

    assert (found.drempel_cent, found.drempel_maanden) == (None, None)


def test_the_lowest_at_which_something_changed():
    same = [decision(read(budget=10_000), number=n) for n in range(GENOEG)]
    texts = [decision(read(budget=20_000), read(budget=20_000, text="x"), number=20)]
    real = [decision(read(budget=amount), read(budget=1), number=amount) for amount in (900_000, 300_000)]

    found = leer([*same, *texts, *real])

    assert (found.drempel_cent, found.drempel_maanden) == (300_000, 12)


@pytest.mark.parametrize(("budget", "end", "amount", "months"), [(5, "2026-07-01", 5, 6), (None, None, None, None)])
def test_what_is_not_known_is_not_nought(budget, end, amount, months):
    assert (bedrag_cent(read(budget=budget)), maanden(read(end=end))) == (amount, months)
