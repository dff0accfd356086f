# SPDX-License-Identifier: EUPL-1.2
"""The demo region holds the counts the sources give."""

from collections import Counter, defaultdict
from datetime import date

from jeugdregio.demo.regio import regio_ijsselland

REGIO = regio_ijsselland()


def test_eleven_municipalities():
    assert len(REGIO.gemeenten) == 11
    assert {g.naam for g in REGIO.gemeenten} >= {"Zwolle", "Staphorst", "Olst-Wijhe"}
    assert sum(g.jeugdigen_0_22 for g in REGIO.gemeenten) == 145_923
    assert all(g.bron and g.bron_budget and g.jeugdbudget_cent > 0 for g in REGIO.gemeenten)


def test_205_providers_of_whom_202_known_to_the_jeugdautoriteit():
    assert len(REGIO.aanbieders) == 205
    assert sum(a.telt_mee_bij_jeugdautoriteit for a in REGIO.aanbieders) == 202
    assert len({a.agb for a in REGIO.aanbieders}) == len({a.kvk for a in REGIO.aanbieders}) == 205
    assert len({a.naam for a in REGIO.aanbieders}) == 205
    for a in REGIO.aanbieders:
        assert a.verzonnen == a.naam.endswith("(verzonnen)")


def test_169_contract_lines_of_2015_with_two_overlaps_by_name():
    tafels = Counter((c.tafel, c.perceel == "JZ+") for c in REGIO.contracten if c.tafel)

    assert tafels == {("J&O", False): 7, ("J&O", True): 2, ("GGZ", False): 113, ("LVB", False): 47}
    per_aanbieder = Counter(c.aanbieder for c in REGIO.contracten if c.tafel)
    dubbel = {a.naam for a in REGIO.aanbieders if per_aanbieder[a.nummer] > 1}
    assert dubbel == {"Intermetzo", "Karakter"}


def test_roles_of_the_tables():
    rollen = Counter(a.rol for a in REGIO.aanbieders)

    assert rollen["onderaannemer"] == 29
    assert rollen["ggz_vrijgevestigd"] == 52
    assert rollen["dyslexie_groot"] + rollen["dyslexie_klein"] == 23
    assert rollen["zorgboercooperatie"] == 3
    assert len(REGIO.zorgboerderijen) == sum(a.boerderijen for a in REGIO.aanbieders) == 41


def test_ceilings_are_60_percent_of_the_offer_and_absent_for_lvb():
    for c in REGIO.contracten:
        if c.perceel == "LVB":
            assert c.plafond_cent is None
        elif c.perceel in ("GGZ", "dyslexie"):
            assert c.offerte_cent is not None
            assert c.plafond_cent == c.offerte_cent * 60 // 100
        else:
            assert c.plafond_cent


def test_three_contract_managers_share_all_contracts():
    assert len({c.contractmanager for c in REGIO.contracten}) == 3


def test_midden_profiles_cost_the_same_everywhere_and_top_profiles_do_not():
    prijzen = defaultdict(set)
    for t in REGIO.tarieven:
        if t.geldig_tot == date(2027, 1, 1):
            prijzen[t.product].add(t.tarief_cent)

    assert len(REGIO.profielen) == 12
    for profiel in REGIO.profielen:
        assert profiel.naam_verzonnen
        assert all(len(prijzen[code]) == 1 for code in profiel.producten_midden)
        assert len(prijzen[profiel.product_top]) > 1


def test_no_provider_has_two_tariffs_for_one_product_and_day():
    sleutels = [(t.agb, t.product, t.geldig_van) for t in REGIO.tarieven]

    assert len(sleutels) == len(set(sleutels))
    agb = REGIO.agb_codes("J&O")[0]
    assert REGIO.tarief_cent(agb, "45A51", date(2025, 12, 31)) < REGIO.tarief_cent(agb, "45A51", date(2026, 1, 1))


def test_product_codes_have_five_characters_and_one_category():
    assert len(REGIO.product) == len(REGIO.producten)
    assert all(len(p.code) == 5 and len(p.categorie) == 2 for p in REGIO.producten)
