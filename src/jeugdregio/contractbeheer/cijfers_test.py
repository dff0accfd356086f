# SPDX-License-Identifier: EUPL-1.2
"""Portfolios, outcomes, ceilings, deviations, levels and estimates, with the figures of the sources."""

from datetime import UTC, date, datetime
from itertools import count

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from jeugdregio.contractbeheer import actions, queries
from jeugdregio.contractbeheer.actions import NietVastTeLeggen
from jeugdregio.contractbeheer.models import Lijn, Meting, Portefeuille, Regiovoorwaarde
from jeugdregio.contractbeheer.niveaus import deel_in
from jeugdregio.contractbeheer.ramingen import Aannames, raam
from jeugdregio.contractbeheer.uitkomsten import spreiding
from jeugdregio.contractbeheer.values import Uitkomst
from jeugdregio.contracten.actions import leg_contracten_vast, leg_opties_vast
from jeugdregio.contracten.models import Product, Profiel, Segment
from jeugdregio.contracten.values import Contractgegevens, Optiegegevens
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.toewijzingen.models import Start, Stop
from tests import rijen
from tests.rijen import AANBIEDER, ANDER, DALFSEN, REGIO, ZWOLLE, prestatie, toewijzing

MANAGER = Machtiging(rol=Rol.CONTRACTMANAGER, regio=REGIO)
JAAR = (date(2026, 1, 1), date(2027, 1, 1))
_NUMMER = count(1)


@pytest.fixture(autouse=True)
def world(als_regio):
    rijen.wereld()


def contract(aanbieder: str = AANBIEDER, plafond_cent: int | None = None, **meer: object) -> str:
    nummer = f"R-{next(_NUMMER)}"
    given = {"van": JAAR[0], "tot": JAAR[1], "contractmanager": "M. Voorbeeld", **meer}
    leg_contracten_vast(
        REGIO,
        [Contractgegevens(nummer, aanbieder, "GGZ", "inspanning", "PxQ", plafond_cent=plafond_cent, **given)],
    )
    return nummer


def beeindigd(
    reden: str, aantal: int, *, aanbieder: str = AANBIEDER, code: str = "45A05", einde: date = date(2026, 5, 31)
) -> None:
    for nr in [next(_NUMMER) for _ in range(aantal)]:
        care = {
            "gemeente": ZWOLLE, "bericht_id": nr, "nr": 1, "aanbieder": aanbieder, "client_id": nr,
            "toewijzing_nummer": nr, "categorie": code[:2], "code": code, "begin": date(2025, 1, 5),
        }  # fmt: skip
        Start.objects.create(**care)
        Stop.objects.create(**care, einde=einde, reden=reden)


def uitkomst(aanbieder: str = AANBIEDER) -> Uitkomst:
    rows, _ = queries.per_aanbieder(*JAAR, on_behalf_of=MANAGER)
    return next(one for one in rows if one.aanbieder == aanbieder)


class TestDropout:
    def test_thirty_of_a_hundred(self):
        """TO-46: 70 as planned, 12 in agreement, 10 by the client, 3 by the provider, 5 from outside: 30 %."""
        for reason, number in (("31", 70), ("34", 12), ("32", 10), ("33", 3), ("35", 5)):
            beeindigd(reason, number)

        found = uitkomst()

        assert (found.uitval, found.beeindigd, found.uitval_promille) == (30, 100, 300)

    def test_what_says_nothing_of_the_end_is_unknown_and_in_no_share(self):
        """Death, a pause, the municipality, a change: neither dropout nor as planned."""
        beeindigd("31", 20)
        beeindigd("32", 20)
        for reason in ("02", "20", "36", "37"):
            beeindigd(reason, 5)

        found = uitkomst()

        assert (found.uitval_promille, found.onbekend) == (500, 20)

    def test_only_what_ended_in_the_period(self):
        beeindigd("31", 20)
        beeindigd("32", 20, einde=date(2025, 12, 31))

        assert (uitkomst().uitval, uitkomst().beeindigd) == (0, 20)

    def test_a_small_number_is_hidden_also_from_subtraction(self):
        """With the region's total, a lone small one would follow: a larger one goes with it."""
        beeindigd("31", 60)
        beeindigd("32", 20)
        beeindigd("31", 30, aanbieder=ANDER)
        beeindigd("32", 4, aanbieder=ANDER)

        rows, total = queries.per_aanbieder(*JAAR, on_behalf_of=MANAGER)

        assert (total.uitval, total.beeindigd) == (24, 114)
        assert [(one.uitval, one.uitval_promille) for one in rows] == [(None, None), (None, None)]

    def test_a_provider_sees_its_own_as_it_is_and_nobody_elses(self):
        beeindigd("31", 3)
        beeindigd("32", 2)
        beeindigd("31", 40, aanbieder=ANDER)

        own = Machtiging(rol=Rol.AANBIEDER, aanbieder=AANBIEDER)
        rows, _ = queries.per_aanbieder(*JAAR, on_behalf_of=own)

        assert [(one.aanbieder, one.uitval, one.beeindigd) for one in rows] == [(AANBIEDER, 2, 5)]

    def test_groups_of_a_provider_do_not_give_away_what_its_total_hides(self):
        beeindigd("31", 4)
        beeindigd("31", 3, code="44A01")

        rows, whole = queries.per_groep(AANBIEDER, *JAAR, on_behalf_of=MANAGER)

        assert whole.beeindigd is None
        assert {(one.uitval, one.beeindigd) for one in rows} == {(None, None)}

    def test_a_spread_needs_five_and_ranks_nobody(self):
        shares = [Uitkomst(str(n), "", n, 100, 0) for n in (10, 20, 30, 40, 50)]

        assert spreiding(shares[:4]) is None
        assert spreiding(shares) == (200, 300, 400)


class TestMeasurements:
    def meting(self, teller: int, noemer: int, **meer: object) -> Meting:
        given = {"aanbieder": AANBIEDER, "indicator": "tevredenheid", "respondent": "ouder", "bron": "test", **meer}
        return Meting(periode=DateRange(date(2026, 1, 1), date(2026, 7, 1)), teller=teller, noemer=noemer, **given)

    def test_satisfaction_is_the_mean_mark_and_too_few_answers_are_unknown(self):
        actions.leg_vast([self.meting(160, 20), self.meting(30, 4, aanbieder=ANDER)], on_behalf_of=MANAGER)

        found = queries.metingen(*JAAR, on_behalf_of=MANAGER)

        assert [(one.aanbieder, one.waarde_promille) for one in found] == [(AANBIEDER, 8000), (ANDER, None)]

    def test_the_same_period_twice_and_a_mark_above_ten_are_refused(self):
        actions.leg_vast([self.meting(160, 20)], on_behalf_of=MANAGER)

        with pytest.raises(NietVastTeLeggen, match="staat al een meting"):
            actions.leg_vast([self.meting(150, 20)], on_behalf_of=MANAGER)
        with pytest.raises(IntegrityError, match="meting_teller"):
            actions.leg_vast([self.meting(201, 20, aanbieder=ANDER)], on_behalf_of=MANAGER)


def verbruik(per_maand_cent: int, maanden: range, *, aanbieder: str = AANBIEDER) -> None:
    for month in maanden:
        prestatie(per_maand_cent, maand=Maand(2026, month), aanbieder=aanbieder)


def stand(peildatum: date):
    (found,) = queries.plafonds(peildatum, on_behalf_of=MANAGER)
    return found


class TestCeiling:
    def test_an_overrun_in_october_is_seen_in_may(self):
        """S59, N18: € 100,000 a month on € 950,000: in May the day in October is known."""
        contract(plafond_cent=950_000_00)
        verbruik(100_000_00, range(1, 4))

        found = stand(date(2026, 5, 15))

        assert found.gebruikt_promille == 315
        assert found.volledig_tot == date(2026, 4, 1)
        assert found.verwacht is not None
        assert found.verwacht.year == 2026
        assert found.verwacht.month == 10

    def test_below_the_ceiling_at_this_pace_there_is_no_day(self):
        contract(plafond_cent=1_300_000_00)
        verbruik(100_000_00, range(1, 4))

        assert stand(date(2026, 5, 15)).verwacht is None

    def test_running_allocations_bring_the_day_forward(self):
        """Nothing declared yet, and more allocated than the ceiling holds."""
        contract(plafond_cent=50_000_00)
        toewijzing(budget_cent=100_000_00, maximaal=100_000_00, tot=date(2027, 1, 1))

        found = stand(date(2026, 1, 1))

        assert (found.gebruikt_cent, found.dag_tempo) == (0, None)
        assert found.verplicht_cent == 100_000_00
        assert found.verwacht == date(2026, 7, 3)  # half of 365 days, rounded up

    def test_reached_is_reached(self):
        contract(plafond_cent=100_000_00)
        verbruik(60_000_00, range(1, 3))

        found = stand(date(2026, 3, 10))

        assert (found.gebruikt_promille, found.verwacht) == (1200, date(2026, 3, 10))

    def test_without_a_ceiling_there_is_nothing_to_watch(self):
        contract(plafond_cent=None)
        verbruik(60_000_00, range(1, 3))

        assert queries.plafonds(date(2026, 3, 10), on_behalf_of=MANAGER) == []

    def test_a_stop_on_clients_says_how_many_go_elsewhere_and_hides_a_few(self):
        def starts(number: int, provider: str) -> None:
            numbers = [next(_NUMMER) for _ in range(number)]
            Start.objects.bulk_create(
                Start(
                    gemeente=ZWOLLE, bericht_id=nr, nr=1, aanbieder=provider, client_id=nr, toewijzing_nummer=nr,
                    categorie="45", code="45A05", begin=date(2026, 4, 1),
                )
                for nr in numbers
            )  # fmt: skip

        starts(30, AANBIEDER)
        starts(5, ANDER)
        for agb in (AANBIEDER, ANDER):
            rijen.tarief("45A05", "01", 150, aanbieder=agb)

        here = queries.clientstop(AANBIEDER, date(2026, 6, 20), on_behalf_of=MANAGER)

        assert (here.per_maand, here.anderen) == (10, 1)
        assert queries.clientstop(ANDER, date(2026, 6, 20), on_behalf_of=MANAGER).per_maand is None


class TestPortfolios:
    def test_205_over_three_is_68_3(self):
        """S40: the load of 205 providers over three managers, without orphans."""
        codes = [f"9990{number:04}" for number in range(1, 206)]
        names = ["M. Voorbeeld", "S. Oefenaar", "J. Proefman"]
        leg_contracten_vast(
            REGIO,
            [
                Contractgegevens(f"C-{n}", code, "GGZ", "inspanning", "PxQ", names[n % 3], *JAAR, None)
                for n, code in enumerate(codes)
            ],
        )
        assert len(queries.wezen(date(2026, 3, 1), on_behalf_of=MANAGER)) == 205

        actions.neem_namen_uit_contracten_over(date(2026, 1, 1), on_behalf_of=verwerking(REGIO))

        found = queries.spreiding(date(2026, 3, 1), datetime(2026, 3, 1, tzinfo=UTC), on_behalf_of=MANAGER)
        assert (found.aanbieders, found.gemiddeld_tiende) == (205, 683)
        assert [one.aanbieders for one in found.lasten] == [68, 69, 68]
        assert queries.wezen(date(2026, 3, 1), on_behalf_of=MANAGER) == []

    def test_a_takeover_leaves_no_day_and_no_two_managers(self):
        contract()
        for who, day in (("Een", JAAR[0]), ("Twee", date(2026, 5, 1))):
            actions.neem_over([AANBIEDER], beheerder=who, account=None, vanaf=day, on_behalf_of=MANAGER)

        course = [(one.beheerder, one.van, one.tot) for one in queries.verloop(AANBIEDER, on_behalf_of=MANAGER)]
        assert course == [("Twee", date(2026, 5, 1), None), ("Een", JAAR[0], date(2026, 5, 1))]
        with pytest.raises(IntegrityError, match="portefeuille_een_beheerder"), transaction.atomic():
            Portefeuille.objects.create(
                regio=REGIO, aanbieder=AANBIEDER, beheerder="Drie", geldig=DateRange(date(2026, 3, 1), None)
            )

    def test_nobody_leaves_without_a_successor(self):
        """The database refuses an end that makes a provider with a contract an orphan; it looks when all is done."""
        contract()
        actions.neem_over([AANBIEDER], beheerder="Een", account=None, vanaf=JAAR[0], on_behalf_of=MANAGER)

        def leave() -> None:
            Portefeuille.objects.update(geldig=DateRange(JAAR[0], date(2026, 5, 1)))
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS geen_wees IMMEDIATE")

        with pytest.raises(IntegrityError, match="vanaf 01-05-2026 in geen portefeuille"), transaction.atomic():
            leave()


class TestDeviations:
    def lijn(self, toets: str, aanbieder: str = "") -> None:
        line = Lijn(
            aanbieder=aanbieder, onderwerp="Lijn", lijn="Zo zeggen we het.", toets=toets, bron="bestuur",
            geldig=DateRange(date(2026, 3, 1), None),
        )  # fmt: skip
        actions.leg_vast([line], on_behalf_of=MANAGER)

    def test_a_municipality_that_allocates_during_a_stop_is_seen(self):
        """S41: a deviation from a regional agreement is signalled; before it, and of another provider, is none."""
        self.lijn("opnamestop", AANBIEDER)
        for number, town in ((12, ZWOLLE), (3, DALFSEN)):
            for _ in range(number):
                toewijzing(gemeente=town, besluit=date(2026, 4, 1), begin=date(2026, 4, 2))
        toewijzing(besluit=date(2026, 2, 1), begin=date(2026, 4, 2))
        toewijzing(aanbieder=ANDER, besluit=date(2026, 4, 1), begin=date(2026, 4, 2))

        found = queries.afwijkingen(date(2026, 5, 1), on_behalf_of=MANAGER)
        own = queries.afwijkingen(date(2026, 5, 1), on_behalf_of=Machtiging(rol=Rol.CONTROLLER, gemeente=DALFSEN))

        assert [(one.gemeente, one.aantal) for one in found] == [(DALFSEN, None), (ZWOLLE, 12)]
        assert [(one.gemeente, one.aantal) for one in own] == [(DALFSEN, 3)]

    def test_an_allocation_without_a_contract_is_seen(self):
        self.lijn("met_contract")
        contract(ANDER)
        for provider in (AANBIEDER, ANDER):
            toewijzing(aanbieder=provider, besluit=date(2026, 4, 1), begin=date(2026, 4, 2))

        found = queries.afwijkingen(date(2026, 5, 1), on_behalf_of=MANAGER)

        assert [one.gemeente for one in found] == [ZWOLLE]


def test_conditions_of_regions_stand_side_by_side():
    """S17: one provider with its contract here and its conditions elsewhere; who speaks for all is one region."""
    contract(plafond_cent=1_000_000_00)
    twente = Regiovoorwaarde(
        aanbieder=AANBIEDER, jeugdregio="Twente", onderwerp="Plafond", voorwaarde="geen", bron="contract Twente",
        geldig=DateRange(*JAAR), accounthouder=True,
    )  # fmt: skip
    actions.leg_vast([twente], on_behalf_of=MANAGER)

    found = queries.naast_elkaar(date(2026, 5, 1), AANBIEDER, on_behalf_of=MANAGER)

    assert found["Plafond"] == {"Regio IJsselland": "€ 1.000.000,00 per jaar", "Twente": "geen"}
    assert queries.accounthouder(date(2026, 5, 1), AANBIEDER, on_behalf_of=MANAGER) == "Twente"


def test_the_calendar_has_options_and_ends_and_what_is_late():
    """S27: an option to decide before its day; past that day it is late until it was decided."""
    nummer = contract()
    option = Optiegegevens(nummer, AANBIEDER, 1, date(2028, 1, 1), date(2026, 9, 30))
    leg_opties_vast(REGIO, [option])

    points = queries.agenda(date(2026, 10, 1), date(2027, 1, 1), on_behalf_of=MANAGER)

    assert [(one.dag, one.soort, one.te_laat(date(2026, 10, 1))) for one in points] == [
        (date(2026, 9, 30), "Optie beslissen", True),
        (date(2026, 12, 1), "Indexatie", False),
        (date(2026, 12, 31), "Contract eindigt", False),
    ]


class TestLevels:
    """S16: four levels, each with the criterion that decided."""

    @pytest.mark.parametrize(
        ("naam", "facts", "level", "criteria"),
        [
            ("GGZ bij eetstoornissen", ("landelijk", "zeer"), "landelijk", 2),
            ("sglvg", ("landelijk", "zeer"), "landelijk", 2),
            ("JeugdzorgPlus", ("bovenregionaal", "zeer"), "bovenregionaal", 1),
            ("Ambulante jeugdhulp", ("regionaal", "specialistisch"), "regionaal", 1),
            ("Opvoedsteunpunt", ("lokaal", "licht"), "lokaal", 1),
            ("Van niets is iets bekend", ("", ""), "lokaal", 1),
        ],
    )
    def test_what_the_sources_name(self, naam, facts, level, criteria):
        found = deel_in(clienten=None, ordening=facts[0], specialisme=facts[1])

        assert (naam, found.niveau, len(found.redenen)) == (naam, level, criteria)

    def test_few_clients_and_a_decision_against_the_rule(self):
        assert deel_in(clienten=9, ordening="", specialisme="").niveau == "bovenregionaal"
        decided = deel_in(clienten=9, ordening="", specialisme="", besluit="regionaal", reden="proef")
        assert (decided.niveau, decided.volgens_regel, decided.redenen) == ("regionaal", "bovenregionaal", ("proef",))


class TestScaleDown:
    PLAN = {
        "plaatsen": 8, "bezetting_promille": 750, "tarief_cent": 300_00, "vast_cent": 60_000_00, "banen_tiende": 65,
        "ontslag_cent": 40_000_00, "boekwaarde_cent": 200_000_00, "vervanging_cent": 40_000_00, "maanden": 12,
    }  # fmt: skip

    def test_with_availability_money_the_group_closes(self):
        """S39, S74: friction and availability once, and what it saves afterwards."""
        found = raam(Aannames(**self.PLAN, beschikbaarheid=True))

        assert found.frictie_cent == 260_000_00 + 200_000_00
        assert found.leegstand_cent == 240_000_00  # half of a year of fixed costs: the places close evenly
        assert found.opvulling == 0
        assert found.besparing_cent == 6 * 300_00 * 365 - 6 * 40_000_00
        assert found.terugverdien_maanden == 21

    def test_without_it_the_provider_fills_the_places_again(self):
        found = raam(Aannames(**self.PLAN, beschikbaarheid=False))

        assert found.opvulling == 5  # 480,000 of fixed costs by 109,500 a place
        assert found.besparing_cent < 0
        assert found.terugverdien_maanden is None


def test_money_that_moves_from_top_to_midden_is_seen_per_quarter():
    """S75: the shift is measured in euros per level."""
    top, midden = (Segment.objects.create(regio=REGIO, code=c, naam=c, prijsregel="pxq") for c in ("top", "midden"))
    for segment, code in ((top, "45A05"), (midden, "45A04")):
        Profiel.objects.create(
            regio=REGIO, code=segment.code, nummer=1, segment=segment, naam="x", verzonnen=True, bron="x", zekerheid="x"
        )
        Product.objects.filter(code=code).update(profiel=segment.code)
    for month, at_top, at_midden in ((2, 300_00, 100_00), (5, 200_00, 180_00)):
        prestatie(at_top, maand=Maand(2026, month), code="45A05")
        prestatie(at_midden, maand=Maand(2026, month), code="45A04")
    prestatie(7_00, maand=Maand(2026, 5), code="44A01")

    found = queries.verschuiving(date(2026, 7, 10), on_behalf_of=MANAGER)

    assert [str(day) for day in found.kwartalen][-2:] == ["2026-01-01", "2026-04-01"]
    assert {name: found.verschil_cent(name) for name in found.per_segment} == {
        "top": -100_00, "midden": 80_00, "": 7_00,
    }  # fmt: skip
