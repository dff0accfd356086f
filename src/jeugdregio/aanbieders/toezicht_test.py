# SPDX-License-Identifier: EUPL-1.2
"""The legal test for internal supervision (L16), and that unknown is not no (S50)."""

from datetime import date

import pytest

from jeugdregio.aanbieders.toezicht import aandeel, beoordeel, is_verplicht
from jeugdregio.aanbieders.values import Oordeel, Toezicht


def melding(dag, *, aanwezig=False, hulpverleners=26, verblijf=False):
    return Toezicht(date.fromisoformat(dag), aanwezig, hulpverleners, verblijf, "test")


def oordeel(*meldingen, op="2026-09-01", gecertificeerd=False, begonnen_op=None):
    return beoordeel(
        meldingen, gecertificeerd=gecertificeerd, begonnen_op=begonnen_op, peildatum=date.fromisoformat(op)
    )


@pytest.mark.parametrize(
    ("hulpverleners", "verblijf", "expected"),
    [
        (10, True, False),
        (11, True, True),
        (11, False, False),
        (25, False, False),
        (26, False, True),
        (26, None, True),
        (11, None, None),
        (10, None, False),
        (None, True, None),
    ],
)
def test_more_than_ten_with_stay_and_more_than_twentyfive_otherwise(hulpverleners, verblijf, expected):
    assert is_verplicht(gecertificeerd=False, hulpverleners=hulpverleners, verblijf=verblijf) is expected


def test_a_certified_institution_always_has_to():
    assert is_verplicht(gecertificeerd=True, hulpverleners=None, verblijf=None) is True
    assert oordeel(melding("2020-01-01", hulpverleners=3), gecertificeerd=True).oordeel is Oordeel.VOLDOET_NIET


def test_there_are_six_months_after_the_line_was_crossed():
    under, over = melding("2026-01-15", hulpverleners=25), melding("2026-03-31")

    found = oordeel(under, over, op="2026-09-29")

    assert (found.oordeel, found.uiterlijk) == (Oordeel.NOG_TIJD, date(2026, 9, 30))
    assert oordeel(under, over, op="2026-09-30").oordeel is Oordeel.VOLDOET_NIET


def test_the_six_months_do_not_run_from_before_the_law():
    assert oordeel(melding("2020-10-01")).uiterlijk == date(2026, 7, 1)


def test_a_report_in_between_does_not_start_the_six_months_again():
    assert oordeel(melding("2026-02-01"), melding("2026-05-01")).uiterlijk == date(2026, 8, 1)


def test_who_has_it_meets_the_test_and_who_is_small_need_not():
    assert oordeel(melding("2026-01-01", aanwezig=True)).oordeel is Oordeel.VOLDOET
    assert oordeel(melding("2026-01-01", hulpverleners=5)).oordeel is Oordeel.NIET_VERPLICHT


def test_what_no_source_says_is_unknown():
    assert oordeel().oordeel is Oordeel.ONBEKEND
    assert oordeel(melding("2026-01-01", hulpverleners=None)).oordeel is Oordeel.ONBEKEND
    assert oordeel(melding("2026-01-01", aanwezig=None)).oordeel is Oordeel.ONBEKEND
    assert oordeel(gecertificeerd=True).oordeel is Oordeel.ONBEKEND


def test_a_later_report_that_does_not_say_leaves_what_was_known():
    assert oordeel(melding("2026-01-01", aanwezig=True), melding("2026-02-01", aanwezig=None)).aanwezig is True


def test_a_report_from_after_the_day_is_not_known_yet():
    assert oordeel(melding("2026-10-01", aanwezig=True)).oordeel is Oordeel.ONBEKEND


def test_the_share_is_over_the_known_and_the_unknown_stand_apart():
    found = aandeel([True, True, False, None, None, None])

    assert (found.promille, found.onbekend) == (667, 3)
    assert aandeel([None]).promille is None
