# SPDX-License-Identifier: EUPL-1.2
"""
The population lies beside the published tables; run with `-s` to read the differences.

Tolerance: one person or trajectory per cell (largest remainder) where the table is divided directly,
plus the share of the published rounding. Ages are exact at every scale.
"""

import csv
import os
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest

from jeugdregio.demo.bevolking import (
    DUURKLASSEN,
    MET_VERBLIJF,
    VERWIJZERS,
    aantal_kinderen,
    bevolking,
    hulpvorm_gewichten,
    marginalen,
    tabel,
)
from jeugdregio.demo.bsn import elfproef, reeks, trek
from jeugdregio.demo.regio import regio_ijsselland

REGIO = regio_ijsselland()
GEDEELD = Path(os.environ.get("JEUGDREGIO_SHARED", Path(__file__).resolve().parents[4] / "shared"))


@pytest.fixture(scope="module", params=[(1.0, 2026), (0.1, 7)], ids=["scale 1", "scale 0.1"])
def mensen(request):
    schaal, seed = request.param
    return bevolking(schaal, seed, REGIO)


def leg_naast(naam, gevonden, verwacht, tolerantie):
    """Print a table beside its expectation in counts and fail where a cell is off by more."""
    totaal, som = sum(gevonden.values()), sum(verwacht.values())
    afwijkingen = {}
    for k, n in verwacht.items():
        doel = totaal * n / som
        afwijkingen[k] = gevonden.get(k, 0) - doel
        print(
            f"{naam:12} {k!s:38} gevonden {gevonden.get(k, 0):6} verwacht {doel:9.1f} verschil {afwijkingen[k]:+6.1f}"
        )
    assert set(gevonden) <= set(verwacht)
    assert {k: a for k, a in afwijkingen.items() if abs(a) > tolerantie} == {}


def leeftijd_op(geboren, peildatum):
    return peildatum.year - geboren.year - ((peildatum.month, peildatum.day) < (geboren.month, geboren.day))


def jeugdhulp(mensen):
    return [t for t in mensen.trajecten if t.soort == "jeugdhulp"]


def test_age(mensen):
    leeftijd = (leeftijd_op(k.geboortedatum, date(mensen.jaar, 7, 1)) for k in mensen.kinderen)
    gevonden = Counter("19plus" if x > 18 else str(x) for x in leeftijd)
    leg_naast("leeftijd", gevonden, tabel("leeftijd"), 1)


def test_sex(mensen):
    namen = {"1": "mannen", "2": "vrouwen"}
    leg_naast("geslacht", Counter(namen[k.geslacht] for k in mensen.kinderen), tabel("geslacht"), 1)


def test_referrer(mensen):
    leg_naast("verwijzer", Counter(t.verwijzer for t in jeugdhulp(mensen)), tabel("verwijzer"), 1)


def test_begun_in_the_year_per_referrer(mensen):
    per_verwijzer = Counter(t.verwijzer for t in jeugdhulp(mensen))
    begonnen = Counter(t.verwijzer for t in jeugdhulp(mensen) if t.begin.year == mensen.jaar)
    for v in VERWIJZERS:
        doel = per_verwijzer[v] * tabel("begonnen")[v] / tabel("verwijzer")[v]
        print(f"begonnen {v}: gevonden {begonnen[v]}, verwacht {doel:.1f}")
        assert abs(begonnen[v] - doel) <= max(1, 0.02 * doel)


def test_duration_of_ended_trajectories_per_referrer(mensen):
    with_source = Counter()
    for t in jeugdhulp(mensen):
        if t.einde:
            dagen = (t.einde - t.begin).days + 1
            klasse = next(k for k, (kort, lang) in DUURKLASSEN.items() if kort <= dagen <= lang)
            with_source[t.verwijzer, klasse] += 1
    duur = marginalen()["duur"]
    for v in VERWIJZERS:
        gevonden = Counter({k: n for (w, k), n in with_source.items() if w == v})
        leg_naast(f"duur {v}", gevonden, {k: duur[v, k] for k in DUURKLASSEN}, 1)


def test_care_form(mensen):
    leg_naast("hulpvorm", Counter(t.hulpvorm for t in jeugdhulp(mensen)), hulpvorm_gewichten(), 1)


def test_with_and_without_stay(mensen):
    met = {t.kind for t in jeugdhulp(mensen) if t.hulpvorm in MET_VERBLIJF}
    zonder = {t.kind for t in jeugdhulp(mensen) if t.hulpvorm not in MET_VERBLIJF}
    gevonden = Counter(
        "beide" if k.nummer in met & zonder else "met" if k.nummer in met else "zonder" for k in mensen.kinderen
    )
    assert gevonden == Counter(k.verblijf for k in mensen.kinderen)
    leg_naast("verblijf", gevonden, tabel("combinatie"), 1)


def test_protection_and_probation(mensen):
    per_1 = len(mensen.kinderen) / aantal_kinderen(1.0)
    beschermd = [k for k in mensen.kinderen if k.maatregel]
    assert abs(len(beschermd) - per_1 * tabel("regio")["jeugdbescherming"]) <= 1
    assert abs(sum(k.reclassering for k in mensen.kinderen) - per_1 * tabel("regio")["jeugdreclassering"]) <= 1
    leg_naast("maatregel", Counter(k.maatregel for k in beschermd), tabel("maatregel"), 1)
    assert all(leeftijd_op(k.geboortedatum, date(mensen.jaar, 7, 1)) < 18 for k in beschermd)


def test_children_per_municipality_follow_youth_and_known_use(mensen):
    gewicht = {g.code: g.jeugdigen_0_22 * g.gebruik_index for g in REGIO.gemeenten}
    leg_naast("gemeente", Counter(k.gemeente for k in mensen.kinderen), gewicht, 1)


def test_nobody_is_in_care_before_birth(mensen):
    for t in mensen.trajecten:
        assert mensen.kinderen[t.kind].geboortedatum <= t.begin


def test_only_test_numbers_unique_within_a_municipality(mensen):
    sleutels = {(k.gemeente, k.bsn) for k in mensen.kinderen}
    assert len(sleutels) == len(mensen.kinderen)
    assert all(k.bsn.startswith("9999") and elfproef(k.bsn) for k in mensen.kinderen)


def test_the_test_range_ends_instead_of_growing_into_real_numbers():
    assert 9_000 < len(reeks()) < 9_200
    assert reeks()[0] == "999900006"
    with pytest.raises(ValueError, match="testburgers"):
        trek(len(reeks()) + 1, Random(1))  # noqa: S311


def test_a_child_has_every_provider_once(mensen):
    paren = [(t.kind, t.agb) for t in mensen.trajecten if t.agb]
    assert len(paren) == len(set(paren))


def test_scale_one_is_about_twelve_thousand_children_and_the_seed_decides():
    assert aantal_kinderen(1.0) == 12_553
    assert bevolking(0.02, 1, REGIO) == bevolking(0.02, 1, REGIO)
    assert bevolking(0.02, 1, REGIO) != bevolking(0.02, 2, REGIO)


def test_our_table_holds_the_published_figures():
    if not (GEDEELD / "referentie").is_dir():
        pytest.skip("the shared reference tables are not here")
    with (GEDEELD / "referentie" / "cbs_marginalen_leeftijd.csv").open(encoding="utf-8") as f:
        bron = {r["categorie"]: int(r["aantal"]) for r in csv.DictReader(f) if r["dimensie"] == "leeftijd"}
    assert tabel("leeftijd") == bron
    with (GEDEELD / "referentie" / "cbs_marginalen_verwijzer.csv").open(encoding="utf-8") as f:
        rijen = [r for r in csv.DictReader(f) if r["periode"] == "2021" and r["verwijzer_code"]]
    assert tabel("verwijzer") == {r["verwijzer_code"]: int(r["trajecten"]) for r in rijen}
    assert tabel("begonnen") == {r["verwijzer_code"]: int(r["begonnen"]) for r in rijen}
