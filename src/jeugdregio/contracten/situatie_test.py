# SPDX-License-Identifier: EUPL-1.2
"""The situations of 2015 and 2020 as the sources give them, counted from contracts (S21-S27, S32, S33, S40, S51)."""

from datetime import date

import pytest

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.contracten.situatie import Situatie, bronfeiten, leg_naast, situatie
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking

IJSSELLAND = "IJSSELLAND"
REGIE = verwerking(IJSSELLAND)
IN_2015, IN_2020 = date(2015, 7, 1), date(2020, 10, 15)


def op(dag: date) -> Situatie:
    return situatie(IJSSELLAND, dag, on_behalf_of=REGIE)


def namen(codes: frozenset[str]) -> set[str]:
    with namens(REGIE):
        known = aanbieders.namen()
    return {known[code] for code in codes}


@pytest.fixture
def in_2015(gespeeld):
    return op(IN_2015)


def test_7_2_113_and_47_contracts_are_169_with_167_providers(in_2015):
    """S21, S51."""
    jeno, ggz, lvb = in_2015.tafels

    assert [len(jeno.van(perceel=lot)) for lot in ("J&O", "JZ+")] == [7, 2]
    assert [len(part.contracten) for part in (ggz, lvb)] == [113, 47]
    assert (len(in_2015.alle.contracten), len(in_2015.alle.aanbieders)) == (169, 167)


def test_intermetzo_and_karakter_sit_at_two_tables_and_count_once(in_2015):
    """S51."""
    assert namen(in_2015.aan_meer_tafels) == {"Intermetzo", "Karakter"}


def test_seven_decisions_are_three_main_contractors_and_four_for_clients_in_transition(in_2015):
    """S22, S23."""
    jeno = in_2015.deel("J&O")
    chosen = {rol: frozenset(one.aanbieder for one in jeno.van(perceel="J&O", rol=rol)) for rol in
              ("hoofdaannemer", "overgang")}  # fmt: skip
    closed = jeno.van(perceel="JZ+")

    assert namen(chosen["hoofdaannemer"]) == {"Trias", "Pactum", "Jeugdbescherming Overijssel"}
    assert namen(chosen["overgang"]) == {
        "William Schrikker Groep", "SGJ Christelijke jeugdzorg", "Jarabee", "Pluryn Hoenderloo groep",
    }  # fmt: skip
    assert {one.soort for one in jeno.van(perceel="J&O")} == {"beschikking"}
    assert {one.niveau for one in closed} == {"bovenregionaal"}
    assert namen(frozenset(one.aanbieder for one in closed)) == {"Otto Gerhard Heldring Stichting", "Intermetzo"}
    assert len(jeno.onderaannemers) == 29


def test_113_are_52_self_employed_23_for_dyslexia_and_38_and_only_the_large_ones_offered(in_2015):
    """S24: five large ones and six for dyslexia; a ceiling is 60 per cent of the offer."""
    ggz = in_2015.deel("GGZ")
    offered = [one for one in ggz.contracten if one.offerte_cent is not None]

    assert dict(ggz.percelen) == {"vrijgevestigden": 52, "GGZ": 38, "dyslexie": 23}
    assert namen(frozenset(one.aanbieder for one in ggz.van(perceel="GGZ", omvang="groot"))) == {
        "Dimence", "Karakter", "Accare", "Eleos", "Pro juventus",
    }  # fmt: skip
    assert len(ggz.van(perceel="dyslexie", omvang="groot")) == 6
    assert {one.omvang for one in offered} == {"groot"}
    assert len(offered) == 11
    assert all(one.plafond_cent * 100 == one.offerte_cent * 60 for one in offered)


def test_47_have_no_ceiling_and_three_cooperatives_stand_for_their_farms(in_2015):
    """S25."""
    lvb = in_2015.deel("LVB")

    assert (lvb.plafond_cent, lvb.met_plafond) == (None, 0)
    assert {(one.soort, one.bekostiging) for one in lvb.contracten} == {("raam", "PxQ")}
    assert len(lvb.van(rol="cooperatie")) == 3
    assert namen(frozenset(one.aanbieder for one in lvb.van(omvang="groot"))) == {
        "Ambiq", "Vitree", "Intermetzo", "Karakter", "RIBW",
    }  # fmt: skip


def test_the_framework_of_2020_is_of_205_providers_over_three_managers_and_twelve_profiles(gespeeld):
    """S33, S40, S32: four years, and who came later joined on the first day of a half year."""
    found = op(IN_2020)

    assert len(found.alle.aanbieders) == 205
    assert sorted(found.per_contractmanager.values()) == [68, 68, 69]
    assert found.profielen == frozenset(range(1, 13))
    assert {(one.soort, one.tot) for one in found.alle.contracten} == {("raam", date(2022, 1, 1))}
    assert {(one.van.month, one.van.day) for one in found.alle.contracten} == {(1, 1), (7, 1)}


def test_every_figure_of_the_sources_is_what_is_counted_and_lvb_has_no_amount_to_count(gespeeld):
    """The budgets are "ruim" 41, 30 and 15 million (S21); there is no ceiling in an LVB contract to add up."""
    facts = bronfeiten(IJSSELLAND, on_behalf_of=REGIE)
    found = [one for day in (IN_2015, IN_2020) for one in leg_naast([f for f in facts if f.peildatum == day], op(day))]

    assert len(found) == len(facts) > 0
    assert [(one.feit.maat, one.feit.tafel) for one in found if one.klopt is None] == [("budget", "LVB")]
    assert [one for one in found if one.klopt is False] == []


def test_what_was_agreed_before_is_not_there_today(gespeeld):
    today = op(date(2026, 11, 24))

    assert {one.nummer.count("-") for one in today.alle.contracten} == {1}
    assert len(today.alle.contracten) == 178
