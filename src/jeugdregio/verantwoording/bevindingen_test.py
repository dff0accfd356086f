# SPDX-License-Identifier: EUPL-1.2
"""What a control found wrong: told to the provider, claimed once by another person, taken back once when credited."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.grootboek.queries import saldo
from jeugdregio.grootboek.values import KOSTEN, TE_VORDEREN_VAN_AANBIEDERS
from jeugdregio.verantwoording import actions, queries, tellen
from jeugdregio.verantwoording.models import Controlebevinding
from jeugdregio.verantwoording.productiewaarden import NietTeVerantwoorden
from jeugdregio.verantwoording.values import ONJUIST, STAPPEN
from jeugdregio.verantwoording.verantwoording_test import begin, oordeel, plan, trek, zet
from tests.rijen import AANBIEDER, ANDER, ZWOLLE, prestatie, toewijzing, wereld
from tests.tellers import rood

GEMEENTE = Machtiging(rol=Rol.CONTROLLER, gemeente=ZWOLLE)
BACKOFFICE = Machtiging(rol=Rol.AANBIEDER, aanbieder=AANBIEDER)
LATER = datetime(2026, 12, 1, 9, tzinfo=UTC)
DECEMBER = Maand(2026, 12)


@pytest.fixture
def gevonden(als_regio):
    """A closed control that found 40 euro of a line of 100 wrong; gives the reference of the line."""
    wereld()
    reference = prestatie(100_00, toewijzing_id=toewijzing().id)
    plan()
    number = begin()
    zet(number, "risico")
    trek(number, omvang=1)
    zet(number, *(one.code for one in STAPPEN[1:6]))
    oordeel(number, 1, ONJUIST, 40_00, "De helft ontbreekt")
    zet(number, "voornemen", "reactie", "definitief")
    return reference


@pytest.fixture(autouse=True)
def counted(gevonden):
    """After each test the counters of accounts say that all is well."""
    yield
    assert rood() == {}


def vorder(moment=LATER, door="een ander"):
    (one,) = queries.bevindingen(on_behalf_of=GEMEENTE)
    return actions.vorder(one.nummer, moment=moment, door=door, on_behalf_of=GEMEENTE)


def herstel():
    (one,) = queries.bevindingen(on_behalf_of=GEMEENTE)
    return actions.herstel(one.nummer, moment=LATER, on_behalf_of=GEMEENTE)


def op(rekening):
    with namens(verwerking("IJSSELLAND")):
        return saldo(ZWOLLE, rekening, DECEMBER).saldo_cent


def test_the_outcome_is_told_to_the_provider_with_a_last_day(gevonden):
    (one,) = queries.bevindingen(on_behalf_of=BACKOFFICE)

    assert (one.referentie, one.fout_cent, one.uiterlijk, one.open) == (gevonden, 40_00, date(2026, 11, 2), True)
    assert queries.bevindingen(on_behalf_of=Machtiging(rol=Rol.AANBIEDER, aanbieder=ANDER)) == []
    assert queries.bevindingen(on_behalf_of=Machtiging(rol=Rol.CONTROLLER, gemeente="0148")) == []


def test_it_is_claimed_once_after_its_last_day_by_another(gevonden):
    with pytest.raises(NietTeVerantwoorden, match="tot en met 02-11-2026"):
        vorder(datetime(2026, 11, 2, 12, tzinfo=UTC))
    with pytest.raises(NietTeVerantwoorden, match="Een ander moet"):
        vorder(door="c")

    assert vorder() == 40_00

    assert (op(KOSTEN), op(TE_VORDEREN_VAN_AANBIEDERS)) == (60_00, 40_00)
    with pytest.raises(NietTeVerantwoorden, match="al gevorderd"):
        vorder()
    assert op(KOSTEN) == 60_00


def test_a_line_that_was_credited_is_not_claimed(gevonden):
    prestatie(100_00, toewijzing_id=1, dc="C", vorige=gevonden)

    with pytest.raises(NietTeVerantwoorden, match="niets te vorderen"):
        vorder()
    assert not queries.bevindingen(on_behalf_of=GEMEENTE)[0].open


def test_credited_after_the_claim_the_claim_is_taken_back_once(gevonden):
    vorder()
    with pytest.raises(NietTeVerantwoorden, match="niets terug"):
        herstel()
    prestatie(100_00, toewijzing_id=1, dc="C", vorige=gevonden)
    assert queries.bevindingen(on_behalf_of=GEMEENTE)[0].te_herstellen

    assert herstel() == 40_00

    assert (op(KOSTEN), op(TE_VORDEREN_VAN_AANBIEDERS)) == (0, 0)
    with pytest.raises(NietTeVerantwoorden, match="niets terug"):
        herstel()


def test_a_claim_stands_in_the_production_statement_as_no_claim_of_the_provider(gevonden):
    vorder()

    counted = tellen.tel(DECEMBER, on_behalf_of=verwerking("IJSSELLAND"))[ZWOLLE, AANBIEDER]
    assert [(one.soort, one.oorzaak, one.bedrag_cent) for one in counted.regels] == [
        ("productie", "", 100_00),
        ("overig", "controle", -40_00),
    ]


def test_a_line_is_told_once_in_whichever_control_it_is_found(gevonden):
    number = begin()
    zet(number, "risico")
    trek(number, omvang=1)
    zet(number, *(one.code for one in STAPPEN[1:6]))
    oordeel(number, 1, ONJUIST, 50_00, "Nog een keer")
    zet(number, "voornemen", "reactie", "definitief")

    assert [one.fout_cent for one in queries.bevindingen(on_behalf_of=GEMEENTE)] == [40_00]


@pytest.mark.parametrize("change", [{"fout_cent": 1}, {"gevorderd_op": datetime(2026, 11, 1, tzinfo=UTC)}])
def test_the_database_keeps_what_was_told(gevonden, change):
    more = {"gevorderd_door": "x"} if "gevorderd_op" in change else {}
    with pytest.raises(IntegrityError, match="verandert niet"), transaction.atomic(), namens(GEMEENTE):
        Controlebevinding.objects.update(**change, **more)
