# SPDX-License-Identifier: EUPL-1.2
"""The best known waiting time: who said it, how long ago, and that what is not known is not zero (W10)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError

from jeugdregio.contracten import actions, queries
from jeugdregio.contracten.models import Wachttijd
from jeugdregio.contracten.values import Wachttijdcijfer
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking

REGIO, X, PROFIEL = "IJSSELLAND", "71000001", "5:midden"
AANBIEDER = Machtiging(rol=Rol.AANBIEDER, aanbieder=X)
NU = datetime(2026, 9, 1, 12, tzinfo=UTC)
VANDAAG = date(2026, 9, 1)

pytestmark = pytest.mark.django_db


def say(day: date = VANDAAG, *, intake: str | None = None, start: str | None = None) -> None:
    weeks = {"aanmelding_intake": intake, "intake_start": start}
    given = {maat: None if text is None else Decimal(text) for maat, text in weeks.items()}
    actions.geef_wachttijd_op(REGIO, PROFIEL, given, peildatum=day, door="an", moment=NU, on_behalf_of=AANBIEDER)


def count(maat: str, weeks: str, aantal: int = 12, aanbieder: str = X) -> None:
    one = Wachttijdcijfer(
        aanbieder, PROFIEL, maat, "gemeten", Decimal(weeks), Decimal(weeks), aantal, date(2026, 8, 1), "geteld"
    )
    actions.publiceer_wachttijden(REGIO, [one], moment=NU, on_behalf_of=verwerking(REGIO))


def best(day: date = VANDAAG):
    return queries.wachttijd(REGIO, X, PROFIEL, peildatum=day)


def test_nothing_known_is_none():
    assert best() is None
    count("verzoek_start", "4", aanbieder="")
    assert best() is None


def test_what_the_provider_says_adds_up():
    say(intake="3.5", start="8")

    assert (best().weken, best().deel, best().oud) == (Decimal("11.5"), "", False)


@pytest.mark.parametrize(
    ("known", "missing"),
    [("intake", "onbekend: van intake tot start van de hulp"), ("start", "onbekend: van aanmelding tot intake")],
)
def test_a_part_that_is_not_known_is_said(known, missing):
    say(**{known: "2"})

    assert (best().weken, best().deel) == (Decimal("2"), missing)


def test_nought_weeks_is_known():
    say(intake="0", start="0")

    assert best().weken == 0


def test_a_recent_word_goes_before_a_count_and_an_old_one_after():
    say(date(2026, 7, 1), intake="1", start="1")
    assert best().oud

    count("besluit_start", "6")
    assert best().weken == 6
    count("verzoek_start", "9")
    assert best().weken == 9
    say(intake="2", start="3")
    assert best().weken == 5


def test_the_last_word_counts_and_one_of_later_does_not():
    say(date(2026, 8, 1), intake="9")
    say(date(2026, 8, 20), intake="4")

    assert (best().weken, best(date(2026, 8, 19)).weken, best(date(2026, 7, 31))) == (4, 9, None)


@pytest.mark.parametrize("wrong", [{}, {"intake": "-1"}, {"start": "521"}])
def test_refuses_what_says_nothing(wrong):
    with pytest.raises(actions.GeenWachttijd):
        say(**wrong)


def test_once_a_day():
    say(intake="1")
    with pytest.raises(actions.GeenWachttijd, match="vandaag al"):
        say(intake="2")


def test_only_a_provider_says_it_and_it_does_not_count():
    with pytest.raises(NietToegestaan):
        actions.geef_wachttijd_op(
            REGIO, PROFIEL, {"aanmelding_intake": Decimal(1)}, peildatum=VANDAAG, door="an", moment=NU,
            on_behalf_of=Machtiging(rol=Rol.TOEGANG, gemeente="0193"),
        )  # fmt: skip
    one = Wachttijdcijfer(X, PROFIEL, "verzoek_start", "gemeten", Decimal(1), None, 12, VANDAAG, "geteld")
    with pytest.raises(DatabaseError, match="telt haar niet"):
        actions.publiceer_wachttijden(REGIO, [one], moment=NU, on_behalf_of=AANBIEDER)


@pytest.mark.parametrize("aantal", [1, 9])
def test_a_count_of_few_children_is_not_kept(aantal):
    with pytest.raises(DatabaseError):
        count("verzoek_start", "4", aantal)


def test_nothing_changes_afterwards():
    say(intake="1")
    with pytest.raises(DatabaseError), namens(AANBIEDER):
        Wachttijd.objects.update(weken=0)


def test_everyone_may_know_it_without_a_login():
    say(intake="1", start="1")

    assert len(queries.wachttijdcijfers(REGIO, peildatum=VANDAAG)) == 2
