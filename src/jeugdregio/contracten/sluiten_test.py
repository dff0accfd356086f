# SPDX-License-Identifier: EUPL-1.2
"""From an award to a contract: its clauses, its letter, and what keeps it from being made."""

from dataclasses import replace
from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from jeugdregio.contracten import actions, queries
from jeugdregio.contracten.brief import maak_brief
from jeugdregio.contracten.clausuletoets import belofte, toets
from jeugdregio.contracten.models import Clausule, Contract
from jeugdregio.contracten.situatie import situatie
from jeugdregio.contracten.values import Contractgegevens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.inkoop import actions as inkoopacties
from jeugdregio.inkoop.models import Gunning
from tests.inkoop import REGIO, UUR, A, B, Inkoop, aanbieder, om_twaalf

pytestmark = pytest.mark.django_db
DAG, EINDE = date(2026, 3, 2), date(2027, 3, 2)
WIE = verwerking(REGIO)


@pytest.fixture
def gunning(inkoop: Inkoop) -> Gunning:
    """An award in an open house."""
    one = inkoop.dien_in(inkoop.publiceer(), DAG)
    inkoop.keur_goed(one)
    return inkoop.gun(inkoop.voorstel(one, DAG, EINDE), DAG)


def refused(match: str):
    return pytest.raises(actions.NietTeSluiten, match=match)


class TestAContract:
    def test_is_made_of_an_award_with_clauses_tariffs_and_where_it_came_from(self, inkoop: Inkoop, gunning: Gunning):
        number = inkoop.sluit(gunning, DAG)

        made = queries.contract(number, on_behalf_of=WIE)
        assert (made.contract.van, made.contract.tot) == (DAG, EINDE)
        assert (made.contract.soort, made.contract.procedure, made.contract.gunning) == (
            "raam",
            "open-house",
            gunning.pk,
        )
        assert [(one.code, one.tarief_cent) for one in made.tarieven] == [("45B04", 6000)]
        kinds = [one.soort for one in made.clausules]
        assert {"afname", "clientkeuze", "indexatie", "onderaannemers", "procesregie"} <= {*kinds}
        assert "casusregie" not in kinds
        assert "garantie" not in kinds
        term = next(one for one in made.clausules if one.soort == "looptijd")
        assert "van 02-03-2026 tot en met 01-03-2027" in term.tekst
        gunning.refresh_from_db()
        assert gunning.contract == number

    def test_is_of_its_provider_and_of_no_other(self, inkoop: Inkoop, gunning: Gunning):
        number = inkoop.sluit(gunning, DAG)

        assert queries.contract(number, on_behalf_of=aanbieder(A)).naam == A
        assert queries.contract(number, on_behalf_of=aanbieder(B)) is None

    def test_is_a_letter_that_is_the_same_each_time(self, inkoop: Inkoop, gunning: Gunning):
        made = queries.contract(inkoop.sluit(gunning, DAG), on_behalf_of=WIE)

        letters = [maak_brief(made, regio="Regio", moment=om_twaalf(DAG)) for _ in range(2)]

        assert letters[0].startswith(b"%PDF")
        assert letters[0] == letters[1]

    def test_is_made_once(self, inkoop: Inkoop, gunning: Gunning):
        inkoop.sluit(gunning, DAG)

        with refused("is er al"):
            inkoop.sluit(gunning, DAG)

    def test_waits_for_the_stand_still_and_for_an_objection(self, inkoop: Inkoop):
        code = inkoop.publiceer("semi_open", opschortdagen=20, opschort_bron="Aanbestedingswet 2012, art. 2.127")
        inkoop.ronde(code, date(2026, 2, 1), date(2026, 3, 1), date(2026, 7, 1))
        one = inkoop.dien_in(code, date(2026, 2, 10))
        inkoop.keur_goed(one)
        made = inkoop.gun(inkoop.voorstel(one, date(2026, 7, 1), date(2027, 7, 1)), DAG)

        with refused("pas op 24-03-2026"):
            inkoop.sluit(made, date(2026, 3, 23))
        inkoopacties.meld_bezwaar(made.pk, op=date(2026, 3, 20), on_behalf_of=WIE)
        with refused("bezwaar"):
            inkoop.sluit(made, date(2026, 3, 24))
        inkoopacties.beslis_bezwaar(made.pk, "ongegrond", on_behalf_of=WIE)
        inkoop.sluit(made, date(2026, 3, 24))

    def test_is_not_made_of_a_refusal_or_with_a_product_that_is_not_on_the_list(self, inkoop: Inkoop):
        code = inkoop.publiceer(prijslijst=(replace(UUR, code="99X99"),))
        no, yes = (inkoop.dien_in(code, DAG, who, producten=("99X99",)) for who in (A, B))
        inkoop.keur_goed(yes)
        refusal = inkoop.gun(inkoop.voorstel(no, DAG, DAG, toegelaten=False), DAG)
        (line,) = inkoop.voorstel(yes, DAG, EINDE).tarieven
        award = inkoop.gun(inkoop.voorstel(yes, DAG, EINDE, tarieven=(replace(line, code="99X99"),)), DAG)

        with refused("laat de aanbieder niet toe"):
            inkoop.sluit(refusal, DAG)
        with refused("productcodelijst: 99X99"):
            inkoop.sluit(award, DAG)
        assert not Contract.objects.exists()


class TestGuarantees:
    """S29: no contract from 2017 on promises a budget, a turnover or a volume."""

    def test_a_standard_clause_that_promises_keeps_the_contract_from_being_made(self, inkoop: Inkoop, gunning: Gunning):
        Clausule.objects.create(
            regio=REGIO,
            code="extra",
            soort="overig",
            titel="Zekerheid",
            tekst="De regio garandeert de aanbieder een omzet van 80 procent van vorig jaar.",
            geldig=DateRange(date(2026, 1, 1), None),
            bron="test",
            zekerheid="test",
        )

        with refused("Zekerheid: Dit is een garantie"):
            inkoop.sluit(gunning, DAG)
        assert not Contract.objects.exists()

    @pytest.mark.parametrize(
        "text",
        [
            "De regio garandeert een budget van 1 miljoen.",
            "Er geldt een omzetgarantie van 90 procent.",
            "Het budget is gegarandeerd.",
            "De gemeente zegt toe dat zij minstens 40 plaatsen bezet houdt.",
            "De regio neemt minimaal 100 trajecten af.",
            "Er is een minimale afname van 500 uur.",
            "Er geldt een afnameverplichting.",
        ],
    )
    def test_a_promise_is_found_in_the_words(self, text):
        assert belofte(text) == text

    @pytest.mark.parametrize(
        "text",
        [
            "De regio garandeert geen budget en geen aantal cliënten.",
            "De aanbieder is verzekerd tegen brand.",
            "De cliënt kiest zelf een aanbieder.",
            "Er zijn geen garanties over de omzet.",
        ],
    )
    def test_and_not_where_there_is_none(self, text):
        assert belofte(text) == ""

    def test_before_2017_it_was_allowed(self):
        clause = ("garantie", "Budget", "De regio garandeert een budget.")

        assert toets([clause], van=date(2016, 12, 31)) == []
        assert [one.titel for one in toets([clause], van=date(2017, 1, 1))] == ["Budget"]

    def test_none_of_our_own_standard_clauses_promises_anything(self, als_regio):
        actions.leg_standaardclausules_vast(REGIO)
        actions.leg_standaardclausules_vast(REGIO)

        rows = list(Clausule.objects.values_list("soort", "titel", "tekst"))
        assert len(rows) == len({*rows})
        assert toets(rows, van=date(2026, 1, 1)) == []


class TestCaseDirection:
    def test_a_provider_without_the_clause_cannot_take_it(self, inkoop: Inkoop, gunning: Gunning):
        """S45."""
        number = inkoop.sluit(gunning, DAG)

        def may(soort: str, day: date = DAG) -> bool:
            return queries.heeft_clausule(A, soort, day, on_behalf_of=WIE)

        assert (may("casusregie"), may("procesregie"), may("procesregie", EINDE)) == (False, True, False)
        contract = Contract.objects.get(nummer=number)
        contract.clausules.create(
            aanbieder=A, volgnummer=99, code="casusregie", soort="casusregie", titel="t", tekst="t", vanaf=DAG
        )
        assert may("casusregie")


class TestTables:
    def test_a_provider_at_two_tables_is_counted_once(self, als_regio):
        """S21."""
        base = {"variant": "inspanning", "bekostiging": "PxQ", "contractmanager": "x", "plafond_cent": None}
        base |= {"van": DAG, "tot": EINDE}
        rows = [("1", A, "GGZ"), ("2", A, "LVB"), ("3", B, "LVB")]
        actions.leg_contracten_vast(
            REGIO, [Contractgegevens(nummer=n, aanbieder=agb, perceel=t, tafel=t, **base) for n, agb, t in rows]
        )

        found = situatie(REGIO, DAG, on_behalf_of=WIE)

        assert [(one.tafel, len(one.contracten), len(one.aanbieders)) for one in (*found.tafels, found.alle)] == [
            ("GGZ", 1, 1),
            ("LVB", 2, 2),
            ("", 3, 2),
        ]
        assert found.aan_meer_tafels == {A}
