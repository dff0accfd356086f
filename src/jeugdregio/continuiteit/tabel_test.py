# SPDX-License-Identifier: EUPL-1.2
"""The table of the Jeugdautoriteit (S49), the share with internal supervision (S50), and what is left out of both."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jeugdregio.aanbieders.queries import aandeel
from jeugdregio.aanbieders.values import Jaarcijfers, Rechtsvorm
from jeugdregio.continuiteit.indicatoren import GRENS_CENT, INDICATOREN, PUBLICATIE, RISICO_GEMIST
from jeugdregio.continuiteit.tabel import continuiteitstabel, plaats, risicolijst
from jeugdregio.continuiteit.values import Buiten, Klasse
from jeugdregio.demo.regio import regio_ijsselland, rijen
from jeugdregio.demo.register import jaarcijfers_van
from tests.shared import SHARED, needs_shared

REGIO = regio_ijsselland()
AGB = {a.nummer: a.agb for a in REGIO.aanbieders}
BEKEND = {a.agb for a in REGIO.aanbieders if a.telt_mee_bij_jeugdautoriteit}
RECHTSVORM = {AGB[int(row["nummer"])]: Rechtsvorm(row["rechtsvorm"]) for row in rijen("register.csv")}
GEZOND = Jaarcijfers("1", 2019, date(2020, 6, 1), GRENS_CENT + 1, 100_00, 2_00, 30_00, 100_00, 200, 100, "test")
NET, RENT, SOLV, CURRENT = INDICATOREN


def tabel(jaar, cijfers=None, vorm=RECHTSVORM, bekend=BEKEND):
    found = [one for one in jaarcijfers_van(AGB) if one.jaar == jaar] if cijfers is None else cijfers
    return continuiteitstabel(jaar, PUBLICATIE, found, vorm, bekend)


@needs_shared
@pytest.mark.parametrize("row", range(4))
def test_the_published_table_comes_out_to_one_decimal(row):
    """S49, TO-20, TO-21: four shares per size over 2018 and 2019."""
    with (SHARED / "referentie" / "ja_benchmark_ijsselland.csv").open() as file:
        published = list(csv.DictReader(file))[row]

    line = {regel.klasse: regel for regel in tabel(int(published["jaar"])).regels}[
        Klasse.GROOT if published["omzetklasse"].startswith("hoger") else Klasse.KLEIN
    ]

    assert line.aantal == int(published["aantal_aanbieders"])
    columns = ("positief_nettoresultaat", "rentabiliteit_boven_1_5", "solvabiliteit_boven_20", "current_ratio_boven_1")
    assert [Decimal(score.aandeel.promille) / 10 for score in line.scores] == [
        Decimal(published[f"pct_{name}"]) for name in columns
    ]
    counts = ("positief_nettoresultaat", "rentabiliteit", "solvabiliteit", "current_ratio")
    assert [score.aandeel.wel for score in line.scores] == [int(published[f"n_{name}"]) for name in counts]


@pytest.mark.parametrize(("jaar", "aantal", "promille"), [(2018, 62, 307), (2019, 54, 267)])
def test_the_coverage_is_the_real_share_not_a_third(jaar, aantal, promille):
    """K10: 62 and 54 of 202."""
    found = tabel(jaar)

    assert (len(found.selectie), found.noemer, found.dekking_promille) == (aantal, 202, promille)


def test_seven_providers_are_at_risk_in_2019():
    """S49, under the rule that we assume (JA-07)."""
    figures = [one for one in jaarcijfers_van(AGB) if one.jaar == 2019]

    found = risicolijst(tabel(2019), figures, RISICO_GEMIST)

    assert len(found) == 7
    invented = {a.agb for a in REGIO.aanbieders if a.verzonnen}
    assert {one.cijfers.agb for one in found} <= invented, "no real organisation is called a risk with invented figures"


def test_no_real_provider_has_invented_accounts():
    invented = {a.agb for a in REGIO.aanbieders if a.verzonnen}

    assert {one.agb for one in jaarcijfers_van(AGB)} <= invented


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
    line = next(iter(tabel(2019, [GEZOND, one, one], {}, None).regels))
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

    found = tabel(2019, [GEZOND, late, other], {}, {"1", "2"})

    assert found.selectie == ("1",)
    assert dict(found.buiten) == {"2": Buiten.TE_LAAT, "3": Buiten.BUITEN_TELLING}
    assert set(dict(tabel(2019).buiten).values()) == {
        Buiten.TE_LAAT,
        Buiten.OMZET_ONBEKEND,
        Buiten.ANDERE_RECHTSVORM,
    }


def test_without_the_count_there_is_no_coverage():
    found = tabel(2019, [GEZOND], {}, None)

    assert (found.noemer, found.dekking_promille) == (None, None)


def test_negative_equity_alone_is_a_risk():
    """JA-07."""
    below = replace(GEZOND, eigen_vermogen_cent=-1)

    (found,) = risicolijst(tabel(2019, [below], {}, None), [below], RISICO_GEMIST)

    assert found.negatief_vermogen is True
    assert found.gemist == (SOLV.naam,)


def test_the_share_with_internal_supervision_leaves_the_unknown_out():
    """S50: 40 to 45 % of the selection, and unknown is not no."""
    said = {}
    for row in rijen("toezicht.csv"):
        if row["peildatum"] <= PUBLICATIE.isoformat():
            said[AGB[int(row["aanbieder"])]] = {"ja": True, "nee": False, "": None}[row["aanwezig"]]

    found = aandeel(said.get(agb) for agb in tabel(2019).selectie)

    assert 400 <= found.promille <= 450
    assert found.onbekend > 0
    assert found.wel + found.niet + found.onbekend == 54
