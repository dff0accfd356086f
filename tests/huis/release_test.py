# SPDX-License-Identifier: EUPL-1.2
"""A message is judged by the list of rules of its own date, in one batch with messages of another date."""

from collections.abc import Iterator
from datetime import date

import pytest

import tests.wereld as kit
from jeugdregio.berichten import toetsen
from jeugdregio.declaraties import beoordeling
from jeugdregio.regels.release import Release, samen
from jeugdregio.regels.values import Regel
from jeugdregio.toewijzingen import intake
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db

CHANGE = date(2027, 6, 30)
DAY_BEFORE = date(2027, 6, 29)


@pytest.fixture
def wereld(als_regio: None) -> Wereld:
    return Wereld()


@pytest.fixture(autouse=True)
def no_plan_is_kept() -> Iterator[None]:
    for plan in (toetsen._in_message, beoordeling._line_pass):
        plan.cache_clear()
    yield
    for plan in (toetsen._in_message, beoordeling._line_pass):
        plan.cache_clear()


def dropped(rules: tuple[Regel, ...], code: str) -> tuple[Regel, ...]:
    """These rules, and a release without this one from the day of the change."""
    assert code in {rule.code for rule in rules}
    rest = tuple(rule for rule in rules if rule.code != code)
    return samen(Release("oud", rules, tot=CHANGE), Release("nieuw", rest, van=CHANGE))


def both(wereld: Wereld, monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> dict[str, str]:
    """The verdicts on two drawings in one batch, the first dated the day before the change."""
    with monkeypatch.context() as before:
        before.setattr(kit, "PEILDATUM", DAY_BEFORE)
        drawn = wereld.teken(old)
    return wereld.verwerk([*drawn, *wereld.teken(new)])


def test_a_rule_across_messages(wereld: Wereld, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(intake, "REGELS", dropped(intake.REGELS, "TR326"))
    wereld.gegeven("JW301\nT1")
    wereld.gegeven("JW305 | toewijzing\ns | T1")
    old, new = (
        f"JW305 | toewijzing | begin\n{name} | T1 | {day}" for name, day in (("a", "2026-02-01"), ("b", "2026-03-01"))
    )

    assert both(wereld, monkeypatch, old, new) == {"a": "TR326"}


def test_a_rule_that_compares_rows_of_a_message(wereld: Wereld, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(toetsen, "IN_BERICHT", dropped(toetsen.IN_BERICHT, "TR386"))
    old, new = (
        f"JW315 | bericht | kind | product\n{name}1 | {name} | {child} | 45A14\n{name}2 | {name} | {child} | 45A14"
        for name, child in (("a", "K1"), ("b", "K2"))
    )
    found = both(wereld, monkeypatch, old, new)

    assert set(found.values()) == {"TR386"}
    assert all(label.startswith("a") for label in found)


def test_a_rule_about_a_line(wereld: Wereld, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(beoordeling, "PRESTATIE", dropped(beoordeling.PRESTATIE, "TR418"))
    wereld.gegeven("JW301\nT1")
    old, new = (
        f"JW323 | toewijzing | maand | tarief | bedrag | volume\n{name} | T1 | {month} | 9000 | 9000 | 1"
        for name, month in (("a", "2026-02"), ("b", "2026-03"))
    )
    assert both(wereld, monkeypatch, old, new) == {"a": "TR418"}
