# SPDX-License-Identifier: EUPL-1.2
"""A message is judged by the list of rules of its own date, in one batch with messages of another date."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time

import pytest
from django.utils import timezone

import tests.wereld as kit
from jeugdregio.berichten import toetsen
from jeugdregio.berichten.values import XSD_VERSIE
from jeugdregio.declaraties import beoordeling, toekenning
from jeugdregio.declaraties.models import Bevinding
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.values import Aanlevering, Uitkomst
from jeugdregio.regels.release import Release, samen
from jeugdregio.regels.toetsing import bits
from jeugdregio.regels.values import Regel
from jeugdregio.toewijzingen import intake
from jeugdregio.toewijzingen.models import Stand, Toewijzing
from tests.wereld import Wereld
from tests.wereld_oordeel import REGIO, Verzonden

pytestmark = pytest.mark.django_db

PLANS = (toetsen._in_message, beoordeling._line_pass, beoordeling._lines_that_use, toekenning._findings)
CHANGE = date(2027, 6, 30)
WIE = verwerking(REGIO)
DAY_BEFORE = date(2027, 6, 29)


@pytest.fixture
def wereld(als_regio: None) -> Wereld:
    return Wereld()


@pytest.fixture(autouse=True)
def no_plan_is_kept() -> Iterator[None]:
    for plan in PLANS:
        plan.cache_clear()
    yield
    for plan in PLANS:
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
    monkeypatch.setattr(intake, "REGELS", dropped(intake.REGELS, "TR063"))
    wereld.gegeven("JW301\nT1")
    old, new = (
        f"JW305 | toewijzing | begin | status\n{name} | T1 | {day} | 3"
        for name, day in (("a", "2026-02-01"), ("b", "2026-03-01"))
    )

    assert both(wereld, monkeypatch, old, new) == {"a": "TR063"}


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


ONE_OF_EACH = {
    "JW301": "JW301\nx",
    "JW305": "JW305 | toewijzing\nx | T1",
    "JW315": "JW315\nx",
    "JW323": "JW323 | toewijzing | maand\nx | T1 | 2026-02",
}


class TestTheHeader:
    """Which release a message says it is of."""

    @pytest.mark.parametrize("kind", ONE_OF_EACH)
    @pytest.mark.parametrize("element", [b"BasisschemaXsdVersie>", b"BerichtXsdVersie>"])
    def test_another_schema_is_answered_with_0001_and_counts_as_not_sent(
        self, wereld: Wereld, kind: str, element: bytes
    ):
        wereld.gegeven("JW301\nT1")
        (message,) = wereld.teken(ONE_OF_EACH[kind])
        good, right = message.data, element + XSD_VERSIE.encode() + b"<"
        assert right in good
        (wrong,) = _send(replace(message, data=good.replace(right, element + b"2.0.0<")))

        assert (wrong.uitkomst, wrong.niveau, wrong.regels, wrong.kopcode) == ("afgekeurd", 2, ("IV034",), "0001")
        assert b"RetourCode>0001<" in wrong.antwoord
        assert b"XsltVersie" in wrong.antwoord
        (again,) = _send(message)
        assert again.uitkomst == "geaccepteerd"

    @pytest.mark.parametrize("part", [b"BerichtVersie>3<", b"BerichtSubversie>2<", b"ijw/3_2/jw301"])
    def test_another_release_has_no_answer_but_a_reason(self, wereld: Wereld, part: bytes):
        (message,) = wereld.teken("JW301\nx")
        assert part in message.data
        other = part.replace(b"3", b"2", 1) if b"3" in part else part.replace(b"2", b"1")
        (wrong,) = _send(replace(message, data=message.data.replace(part, other)))

        assert (wrong.uitkomst, wrong.antwoord) == ("geweigerd", b"")
        assert any(word in wrong.uitleg for word in ("ijw 3.2", "BerichtVersie", "BerichtSubversie"))


def _send(message: Verzonden) -> Sequence[Uitkomst]:
    moment = timezone.make_aware(datetime.combine(kit.PEILDATUM, time(12)))
    leg_vast([Aanlevering("x.xml", message.data, message.afzender, "test")], moment=moment, on_behalf_of=WIE)
    return verwerk(regio=REGIO, peildatum=kit.PEILDATUM, moment=moment).uitkomsten


def used(wereld: Wereld, name: str) -> tuple[int, int | None, int | None]:
    """Of an allocation: what is used, the most, and above what nothing more is granted."""
    row = Stand.objects.get(toewijzing_id=Toewijzing.objects.get(nummer=wereld.nummer(name)).id)
    return row.gebruikt, row.maximaal, row.drempel


CHILD = {"T1": "K1", "T2": "K2", "T3": "K3"}


def lines(name: str, on: str, volume: int, months: tuple[str, str] = ("2026-02", "2026-03")) -> str:
    """Two lines of one message that fit each by itself and not together."""
    head = "JW323 | bericht | kind | toewijzing | maand | volume"
    rows = [f"{name}{nr} | {name} | {CHILD[on]} | {on} | {month} | {volume}" for nr, month in enumerate(months, 1)]
    return "\n".join([head, *rows])


class TestUse:
    """Rules about what is used up of an allocation; `maximaal` is the ledger's and the same in every release."""

    @pytest.fixture
    def given(self, wereld: Wereld) -> Wereld:
        """T1 and T2 of 10 in all, T3 of € 1,000."""
        wereld.gegeven("""
            JW301 | kind | volume | frequentie | einde      | budget | product
            T1    | K1   | 10     | 6          | 2026-12-31 |        |
            T2    | K2   | 10     | 6          | 2026-12-31 |        |
            T3    | K3   |        |            | 2026-12-31 | 100000 | 45
        """)
        return wereld

    @pytest.fixture
    def without_tr322(self, monkeypatch: pytest.MonkeyPatch) -> None:
        rules = dropped(beoordeling.PRESTATIE, "TR322")
        for module in (beoordeling, toekenning):
            monkeypatch.setattr(module, "PRESTATIE", rules)

    @pytest.mark.usefixtures("without_tr322")
    def test_a_line_has_to_fit_only_by_the_list_of_its_day(self, given: Wereld, monkeypatch: pytest.MonkeyPatch):
        found = both(given, monkeypatch, lines("a", "T1", 6), lines("b", "T2", 6))

        assert found == {"a2": "TR322"}
        assert used(given, "T1") == (6, 10, 10)
        assert used(given, "T2") == (12, 10, 12), "it counts all the same"

    @pytest.mark.usefixtures("without_tr322")
    def test_both_on_one_allocation_in_one_batch(self, given: Wereld, monkeypatch: pytest.MonkeyPatch):
        later = lines("b", "T1", 6, ("2026-04", "2026-05"))

        assert both(given, monkeypatch, lines("a", "T1", 6), later) == {"a2": "TR322"}
        assert used(given, "T1") == (18, 10, 18)

    @pytest.mark.usefixtures("without_tr322")
    def test_the_other_measure_keeps_its_own_rule(self, given: Wereld):
        assert given.neem_in(lines("a", "T3", 9)) == {"a2": "TR369"}
        assert used(given, "T3") == (90_000, 100_000, 100_000)

    def test_a_rule_that_changed_is_explained_by_the_one_of_its_day(
        self, given: Wereld, monkeypatch: pytest.MonkeyPatch
    ):
        old = beoordeling.PRESTATIE
        new = tuple(_told_otherwise(rule) if rule.code == "TR322" else rule for rule in old)
        rules = samen(Release("oud", old, tot=CHANGE), Release("nieuw", new, van=CHANGE))
        for module in (beoordeling, toekenning):
            monkeypatch.setattr(module, "PRESTATIE", rules)
        assert bits(rules) == beoordeling.BIT, "a verdict that was stored keeps its meaning"

        found = both(given, monkeypatch, lines("a", "T1", 6), lines("b", "T2", 6))

        assert found == {"a2": "TR322", "b2": "TR322"}
        facts = Bevinding.objects.filter(regel="TR322").order_by("bericht_id").values_list("feiten", flat=True)
        assert list(facts) == [{"over": 4, "maximaal": 10}, {"over": 4}]


def _told_otherwise(rule: Regel) -> Regel:
    (place,) = rule.plaatsen
    return replace(rule, plaatsen=(replace(place, feiten={"over": "u.over"}),))
