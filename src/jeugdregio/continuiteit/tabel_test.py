# SPDX-License-Identifier: EUPL-1.2
"""The thresholds of the continuity table, who is on which line of it, and who is not in it at all (S49)."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdregio.aanbieders.values import Jaarcijfers, Rechtsvorm
from jeugdregio.continuiteit.indicatoren import GRENS_CENT, INDICATOREN, PUBLICATIE, RISICO_GEMIST
from jeugdregio.continuiteit.tabel import continuiteitstabel, plaats, risicolijst
from jeugdregio.continuiteit.values import Buiten, Klasse

GEZOND = Jaarcijfers("1", 2019, date(2020, 6, 1), GRENS_CENT + 1, 100_00, 2_00, 30_00, 100_00, 200, 100, "test")
NET, RENT, SOLV, CURRENT = INDICATOREN


def tabel(cijfers, vorm=None, telling=None):
    return continuiteitstabel(2019, PUBLICATIE, cijfers, vorm or {}, telling)


@pytest.mark.parametrize(
    ("indicator", "exactly", "more"),
    [
        (NET, {"nettoresultaat_cent": 0}, {"nettoresultaat_cent": 1}),
        (RENT, {"nettoresultaat_cent": 150}, {"nettoresultaat_cent": 151}),
        (SOLV, {"eigen_vermogen_cent": 20_00}, {"eigen_vermogen_cent": 20_01}),
        (CURRENT, {"vlottende_activa_cent": 100}, {"vlottende_activa_cent": 101}),
    ],
)
def test_exactly_the_threshold_does_not_count(indicator, exactly, more):
    """S49: strictly greater."""
    assert indicator.gehaald(replace(GEZOND, **exactly)) is False
    assert indicator.gehaald(replace(GEZOND, **more)) is True


@pytest.mark.parametrize(
    ("indicator", "unknown"),
    [
        (NET, {"nettoresultaat_cent": None}),
        (RENT, {"opbrengsten_cent": None}),
        (RENT, {"opbrengsten_cent": 0}),
        (SOLV, {"balanstotaal_cent": 0}),
        (CURRENT, {"kortlopende_schulden_cent": None}),
    ],
)
def test_what_is_not_known_counts_on_neither_side(indicator, unknown):
    one = replace(GEZOND, **unknown)
    line = next(iter(tabel([GEZOND, one, one]).regels))
    score = next(score for score in line.scores if score.indicator == indicator.naam)

    assert indicator.gehaald(one) is None
    assert (score.aandeel.wel, score.aandeel.niet, score.aandeel.onbekend) == (1, 0, 2)
    assert score.aandeel.promille == 1000


@pytest.mark.parametrize(
    ("omzet", "vorm", "expected"),
    [
        (GRENS_CENT + 1, Rechtsvorm.EENMANSZAAK, Klasse.GROOT),
        (GRENS_CENT, Rechtsvorm.BV, Klasse.KLEIN),
        (GRENS_CENT, Rechtsvorm.STICHTING, Klasse.KLEIN),
        (GRENS_CENT, Rechtsvorm.EENMANSZAAK, Buiten.ANDERE_RECHTSVORM),
        (GRENS_CENT, Rechtsvorm.COOPERATIE, Buiten.ANDERE_RECHTSVORM),
        (GRENS_CENT, Rechtsvorm.ONBEKEND, Buiten.RECHTSVORM_ONBEKEND),
        (None, Rechtsvorm.BV, Buiten.OMZET_ONBEKEND),
    ],
)
def test_size_and_legal_form_decide_the_line(omzet, vorm, expected):
    """S49: two million splits; small ones other than stichting and bv are left out."""
    assert plaats(replace(GEZOND, jeugdomzet_cent=omzet), vorm) == expected


def test_who_is_left_out_is_named_with_the_reason():
    late = replace(GEZOND, agb="2", gedeponeerd_op=date(2020, 10, 16))
    other = replace(GEZOND, agb="3")

    found = tabel([GEZOND, late, other], telling={"1", "2"})

    assert found.selectie == ("1",)
    assert dict(found.buiten) == {"2": Buiten.TE_LAAT, "3": Buiten.BUITEN_TELLING}


def test_without_the_count_there_is_no_coverage():
    found = tabel([GEZOND])

    assert (found.noemer, found.dekking_promille) == (None, None)


def test_negative_equity_alone_is_a_risk():
    """JA-07."""
    below = replace(GEZOND, eigen_vermogen_cent=-1)

    (found,) = risicolijst(tabel([below]), [below], RISICO_GEMIST)

    assert found.negatief_vermogen is True
    assert found.gemist == (SOLV.naam,)
