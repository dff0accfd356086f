# SPDX-License-Identifier: EUPL-1.2
"""
A provider gets in, and the next claim is judged by what was agreed: played from publication to an accepted line.

What two people decide is made the same minute, and by one of them it cannot be done.
"""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from jeugdregio.beheer import voorstellen
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.contracten import queries as contracten
from jeugdregio.contracten.models import Contract
from jeugdregio.gebruikers.aanstelling_test import NU, person
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.models import Voorstel
from jeugdregio.gebruikers.queries import machtigingen
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.inkoop import actions
from jeugdregio.inkoop import queries as procedures
from jeugdregio.inkoop.models import Gunning
from tests.inkoop import REGIO, Inkoop, aanbieder, om_twaalf
from tests.wereld import AANBIEDERS, Wereld

pytestmark = pytest.mark.django_db
NIEUW = AANBIEDERS["A2"]
ALLOCATION = """
    JW301 | aanbieder | product | eenheid | volume | begin      | einde
    T1    | A2        | 45B04   | 04      | 10     | {begin} | 2026-12-31
"""
CLAIM = """
    JW323   | aanbieder | toewijzing | product | eenheid | maand   | volume | tarief | bedrag | referentie
    {label} | A2        | T1         | 45B04   | 04      | {maand} | 1      | 6000   | 6000   |
"""


@pytest.fixture
def wereld(als_regio: None) -> Wereld:
    return Wereld()


@pytest.fixture
def inkoop(wereld: Wereld) -> Inkoop:
    kit = Inkoop()
    wereld.tarief("45B04", "04", 60_00, per_uur=True)
    return kit


def buyer(name: str, rol: Rol) -> Machtiging:
    (found,) = machtigingen(person(name, rol, regio=REGIO).pk, moment=NU)
    return found


class TestTheNextClaim:
    def test_a_semi_open_round_is_played_from_publication_to_an_accepted_line(self, wereld: Wereld, inkoop: Inkoop):
        code = inkoop.publiceer("semi_open", opschortdagen=20, opschort_bron="Aanbestedingswet 2012, art. 2.127")
        inkoop.ronde(code, date(2026, 3, 1), date(2026, 4, 1), date(2026, 7, 1))
        early = inkoop.dien_in(code, date(2026, 2, 10), NIEUW, wie=aanbieder(NIEUW))
        wereld.gegeven(ALLOCATION.format(begin="2026-07-01"))
        assert wereld.neem_in(CLAIM.format(label="before", maand="2026-07")) != {}

        inkoop.keur_goed(early)
        award = inkoop.gun(inkoop.voorstel(early, date(2026, 7, 1), date(2027, 7, 1)), date(2026, 4, 2))
        inkoop.sluit(award, date(2026, 4, 23))

        assert wereld.neem_in(CLAIM.format(label="after", maand="2026-08")) == {}

    def test_an_open_house_is_played_the_same_day(self, wereld: Wereld, inkoop: Inkoop):
        code = inkoop.publiceer()
        wereld.gegeven(ALLOCATION.format(begin="2026-03-02"))
        one = inkoop.dien_in(code, date(2026, 3, 2), NIEUW, wie=aanbieder(NIEUW))
        inkoop.keur_goed(one)
        assert wereld.neem_in(CLAIM.format(label="before", maand="2026-03")) != {}

        award = inkoop.gun(inkoop.voorstel(one, date(2026, 3, 2), date(2027, 3, 2)), date(2026, 3, 2))
        inkoop.sluit(award, date(2026, 3, 2))

        assert wereld.neem_in(CLAIM.format(label="after", maand="2026-04")) == {}

    def test_a_subcontractor_is_not_paid_itself(self, wereld: Wereld, inkoop: Inkoop):
        """S22: what a main contractor agrees gives its subcontractor no tariff of its own."""
        code = inkoop.publiceer("subsidie")
        inkoop.ronde(code, date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))
        one = inkoop.dien_in(code, date(2026, 1, 10), AANBIEDERS["A1"], producten=(), onderaannemers=(NIEUW,))
        inkoop.keur_goed(one)
        award = inkoop.gun(inkoop.voorstel(one, date(2026, 3, 1), date(2027, 3, 1), tarieven=()), date(2026, 2, 2))

        number = inkoop.sluit(award, date(2026, 2, 2))

        found = contracten.contract(number, on_behalf_of=verwerking(REGIO))
        assert (found.contract.soort, found.contract.rol) == ("beschikking", "hoofdaannemer")
        assert contracten.tarieven(REGIO, NIEUW, on_behalf_of=verwerking(REGIO)) == []
        wereld.gegeven(ALLOCATION.format(begin="2026-03-02"))
        assert wereld.neem_in(CLAIM.format(label="own", maand="2026-03")) != {}


class TestTwoPeople:
    @pytest.fixture
    def content(self, inkoop: Inkoop) -> dict:
        one = inkoop.dien_in(inkoop.publiceer(), date(2026, 3, 2), NIEUW, wie=aanbieder(NIEUW))
        inkoop.keur_goed(one)
        wat = inkoop.voorstel(one, date(2026, 11, 2), date(2027, 11, 2))
        return {
            "gunning": wat.als_inhoud(),
            "aanbieder": NIEUW,
            "procedure": "Proef",
            "contractmanager": "M. van Voorbeeld (verzonnen)",
        }

    def propose(self, content: dict, wie: Machtiging) -> Voorstel:
        return voorstellen.stel_voor("gunning", content, reden="voldoet", moment=NU, on_behalf_of=wie)

    def test_an_award_that_another_confirms_is_a_contract_with_tariffs_at_once(self, content: dict):
        maker, other = buyer("inkoper", Rol.CONTRACTMANAGER), buyer("controller", Rol.CONTROLLER)
        one = self.propose(content, maker)

        voorstellen.bevestig(one, one.sha256, moment=NU, on_behalf_of=other)

        award = Gunning.objects.get()
        found = contracten.contract(award.contract, on_behalf_of=other)
        assert award.voorstel == one.pk
        assert [line.tarief_cent for line in found.tarieven] == [6000]

    def test_the_maker_does_not_confirm_and_nobody_awards_alone(self, content: dict):
        maker = buyer("inkoper", Rol.CONTRACTMANAGER)
        one = self.propose(content, maker)

        with pytest.raises(NietToegestaan, match="zelf"):
            voorstellen.bevestig(one, one.sha256, moment=NU, on_behalf_of=maker)
        wat = procedures.aanvraag(content["gunning"]["aanvraag"], on_behalf_of=maker)
        with pytest.raises(DatabaseError, match="vier ogen"), transaction.atomic():
            actions.gun(
                voorstellen.inkoop.Gunningsvoorstel.uit_inhoud(content["gunning"]),
                moment=om_twaalf(date(2026, 11, 2)),
                on_behalf_of=maker,
            )
        assert wat is not None
        assert not Contract.objects.exists()

    def test_what_was_proposed_reads_in_words(self, content: dict):
        shown = dict(voorstellen.SOORTEN["gunning"].toon(content))

        assert shown["Besluit"] == "Toelaten"
        assert shown["Looptijd"] == "2 november 2026 tot en met 1 november 2027"
        assert shown["Tarief 45B04"] == cent(6000)
