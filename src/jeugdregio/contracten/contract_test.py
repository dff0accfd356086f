# SPDX-License-Identifier: EUPL-1.2
"""What the database holds about contracts, whoever writes them."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from jeugdregio.contracten import actions, queries
from jeugdregio.contracten.models import Contract, Contractclausule, Contractoptie
from jeugdregio.contracten.values import Contractgegevens, Optiegegevens
from jeugdregio.gebruikers.values import verwerking

pytestmark = pytest.mark.django_db
REGIO = "IJSSELLAND"
RAAM = Contractgegevens(
    nummer="T-1",
    aanbieder="71000001",
    perceel="GGZ",
    variant="inspanning",
    bekostiging="PxQ",
    contractmanager="M. van Voorbeeld (verzonnen)",
    van=date(2018, 1, 1),
    tot=date(2022, 1, 1),
    plafond_cent=60_000_000,
    offerte_cent=100_000_000,
    soort="raam",
    tafel="GGZ",
    omvang="groot",
    niveau="regionaal",
)


def refused(contract: Contractgegevens) -> bool:
    try:
        with transaction.atomic():
            actions.leg_contracten_vast(REGIO, [contract])
    except IntegrityError:
        return True
    return False


def test_a_contract_comes_back_as_it_was_recorded(als_regio):
    actions.leg_contracten_vast(REGIO, [RAAM])

    assert queries.contracten(REGIO, on_behalf_of=verwerking(REGIO)) == [RAAM]


def test_an_offer_of_a_million_and_a_ceiling_of_six_hundred_thousand_leave_four_hundred_thousand():
    """S24: both figures and the gap."""
    assert (RAAM.offerte_cent, RAAM.plafond_cent, RAAM.verschil_cent) == (100_000_000, 60_000_000, 40_000_000)
    assert replace(RAAM, offerte_cent=None).verschil_cent is None


def test_a_fifth_year_is_impossible_without_a_decision(als_regio):
    """S33."""
    longer = replace(RAAM, tot=date(2022, 1, 2))

    assert refused(longer)
    assert refused(replace(RAAM, tot=None))
    assert not refused(replace(longer, verlengingsbesluit="bestuur van 3 november 2021, punt 4 (verzonnen)"))
    assert not refused(replace(longer, nummer="T-2", soort="beschikking"))


def test_one_provider_is_large_at_one_table_and_regional_at_another(als_regio):
    """K12: what a provider is, is said of the contract."""
    other = replace(RAAM, nummer="T-2", tafel="LVB", perceel="LVB", omvang="", niveau="lokaal")
    actions.leg_contracten_vast(REGIO, [RAAM, other])

    found = queries.contracten(REGIO, RAAM.aanbieder, on_behalf_of=verwerking(REGIO))

    assert [(one.tafel, one.omvang, one.niveau) for one in found] == [
        ("GGZ", "groot", "regionaal"),
        ("LVB", "", "lokaal"),
    ]


def test_a_clause_that_guarantees_a_budget_is_not_in_a_contract_from_2017(als_regio):
    """S29."""
    actions.leg_contracten_vast(REGIO, [RAAM])
    clause = Contractclausule(
        contract=Contract.objects.get(nummer="T-1"),
        aanbieder=RAAM.aanbieder,
        volgnummer=1,
        code="budget",
        soort="garantie",
        titel="Budgetgarantie",
        tekst="De regio garandeert een budget.",
        vanaf=date(2017, 1, 1),
    )

    with pytest.raises(IntegrityError, match="contract_zonder_garantie"), transaction.atomic():
        clause.save()
    clause.vanaf = date(2016, 12, 31)
    clause.save()


def test_an_option_is_recorded_once_and_names_the_decision_about_it(als_regio):
    actions.leg_contracten_vast(REGIO, [RAAM])
    option = Optiegegevens("T-1", RAAM.aanbieder, 1, date(2023, 1, 1), date(2021, 10, 1), bron="demo: verzonnen")

    actions.leg_opties_vast(REGIO, [option])
    actions.leg_opties_vast(REGIO, [option])

    assert Contractoptie.objects.count() == 1
    with pytest.raises(IntegrityError, match="contractoptie_met_besluit"), transaction.atomic():
        actions.leg_opties_vast(REGIO, [replace(option, stand="gelicht")])
