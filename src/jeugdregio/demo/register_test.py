# SPDX-License-Identifier: EUPL-1.2
"""The invented accounts give the published table of the Jeugdautoriteit (S49) and the share with supervision (S50)."""

import csv
from decimal import Decimal

import pytest

from jeugdregio.aanbieders.queries import aandeel
from jeugdregio.aanbieders.values import Rechtsvorm
from jeugdregio.continuiteit.indicatoren import PUBLICATIE, RISICO_GEMIST
from jeugdregio.continuiteit.tabel import continuiteitstabel, risicolijst
from jeugdregio.continuiteit.values import Buiten, Klasse
from jeugdregio.demo.regio import regio_ijsselland, rijen
from jeugdregio.demo.register import jaarcijfers_van
from tests.shared import SHARED, needs_shared

REGIO = regio_ijsselland()
AGB = {a.nummer: a.agb for a in REGIO.aanbieders}
BEKEND = {a.agb for a in REGIO.aanbieders if a.telt_mee_bij_jeugdautoriteit}
RECHTSVORM = {AGB[int(row["nummer"])]: Rechtsvorm(row["rechtsvorm"]) for row in rijen("register.csv")}


def tabel(jaar):
    found = [one for one in jaarcijfers_van(AGB) if one.jaar == jaar]
    return continuiteitstabel(jaar, PUBLICATIE, found, RECHTSVORM, BEKEND)


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


def test_every_reason_to_be_left_out_is_to_be_seen():
    assert set(dict(tabel(2019).buiten).values()) == {Buiten.TE_LAAT, Buiten.OMZET_ONBEKEND, Buiten.ANDERE_RECHTSVORM}
