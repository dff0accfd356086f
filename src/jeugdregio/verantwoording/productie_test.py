# SPDX-License-Identifier: EUPL-1.2
"""Production statements: the lines are the ledger, an edition never changes, and each step is of whose turn it is."""

from datetime import UTC, date, datetime
from itertools import count, permutations

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.grootboek.models import Boeking
from jeugdregio.grootboek.values import KOSTEN, TE_BETALEN
from jeugdregio.verantwoording import actions, queries, tellen
from jeugdregio.verantwoording.models import Productieregel, Productieverantwoording
from jeugdregio.verantwoording.productiewaarden import Geteld, NietTeVerantwoorden, Productie, Ronde
from tests.rijen import AANBIEDER, ANDER, DALFSEN, ZWOLLE, prestatie, toewijzing, wereld

REGIO = Machtiging(rol=Rol.CONTROLLER, regio="IJSSELLAND")
VERWERKING = verwerking("IJSSELLAND")
GEMEENTE = Machtiging(rol=Rol.CONTROLLER, gemeente=ZWOLLE)
ELDERS = Machtiging(rol=Rol.CONTROLLER, gemeente=DALFSEN)
BACKOFFICE = Machtiging(rol=Rol.AANBIEDER, aanbieder=AANBIEDER)
ANDERE = Machtiging(rol=Rol.AANBIEDER, aanbieder=ANDER)
DECEMBER, SEPTEMBER = Maand(2026, 12), Maand(2026, 9)
MOMENT = datetime(2027, 1, 15, 9, tzinfo=UTC)
TELLER = count(1_000_000)
NA_DE_TERMIJN = datetime(2027, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def geleverd(als_regio):
    """Two clients of one provider, one line credited, one about 2025, and a line of another municipality."""
    wereld()
    first, second = toewijzing(), toewijzing()
    prestatie(100_00, toewijzing_id=first.id, volume=3)
    prestatie(50_00, toewijzing_id=second.id, volume=2)
    wrong = prestatie(70_00, toewijzing_id=first.id, maand=Maand(2026, 8), volume=1)
    prestatie(70_00, toewijzing_id=first.id, maand=Maand(2026, 8), volume=1, dc="C", vorige=wrong)
    prestatie(30_00, toewijzing_id=second.id, maand=Maand(2025, 12), geboekt_in=Maand(2026, 1))
    prestatie(9_00, toewijzing_id=first.id, maand=Maand(2025, 11))
    prestatie(44_00, gemeente=DALFSEN, toewijzing_id=801)
    prestatie(12_00, aanbieder=ANDER, toewijzing_id=802)


def open_(maand=DECEMBER, moment=MOMENT, wie=REGIO):
    return actions.open_ronde(maand, moment=moment, on_behalf_of=wie)


def mijn(wie=BACKOFFICE, gemeente=ZWOLLE):
    return next(one for one in queries.verantwoordingen(2026, on_behalf_of=wie) if one.gemeente == gemeente)


def bevestig(one=None, wie=BACKOFFICE):
    one = one or mijn()
    actions.bevestig(one.nummer, gelezen=one.vingerafdruk, moment=MOMENT, on_behalf_of=wie)


def betwist(volgnr=1, reden="Eén etmaal te weinig", eigen_cent=160_00, wie=BACKOFFICE, nummer=None):
    actions.betwist(
        nummer or mijn().nummer, volgnr, reden=reden, eigen_cent=eigen_cent, moment=MOMENT, on_behalf_of=wie
    )


def antwoord(wat="ongegrond", wie=GEMEENTE):
    (open_one,) = [one for one in queries.betwistingen(mijn().nummer, on_behalf_of=wie) if not one.antwoord]
    actions.antwoord(open_one.nummer, antwoord=wat, toelichting="Nagezien", moment=MOMENT, on_behalf_of=wie)


def stel_vast(*nummers, moment=MOMENT, wie=GEMEENTE):
    return actions.stel_vast(list(nummers) or [mijn().nummer], moment=moment, on_behalf_of=wie)


class TestCounting:
    def test_every_line_is_the_ledger_by_kind_year_and_product(self, geleverd):
        open_()

        one = mijn()
        lines = [line.productie for line in queries.productieregels(one, on_behalf_of=BACKOFFICE)]
        assert [(x.soort, x.dienstjaar, x.code, x.volume, x.bedrag_cent) for x in lines] == [
            ("productie", 2026, "45A05", 5, 150_00),
            ("eerder", 2025, "45A05", 1, 30_00),
        ]
        assert (one.totaal_cent, one.productie_cent, one.eerder_cent, one.overig_cent) == (180_00, 150_00, 30_00, 0)

    def test_a_client_of_whom_all_was_credited_does_not_count(self, geleverd):
        prestatie(1_00, toewijzing_id=901, client_id=71, code="44A01")
        prestatie(1_00, toewijzing_id=902, client_id=71, code="45A04")
        gone = prestatie(20_00, toewijzing_id=903, client_id=72, code="44A01")
        prestatie(20_00, toewijzing_id=903, client_id=72, code="44A01", dc="C", vorige=gone)

        counted = tellen.tel(DECEMBER, on_behalf_of=VERWERKING)[ZWOLLE, AANBIEDER]

        assert {line.code: line.clienten for line in counted.regels if line.soort == "productie"} == {
            "44A01": 1,
            "45A04": 1,
            "45A05": 0,
        }
        assert counted.clienten == 1

    def test_the_order_of_booking_does_not_matter(self):
        lines = [Productie("productie", 2026, "", "45", f"45A0{n}", "01", n, n, n * 100) for n in range(1, 5)]

        marks = {Geteld("a", "b", DECEMBER, order).vingerafdruk for order in permutations(lines)}
        assert len(marks) == 1


class TestRounds:
    def test_a_round_is_opened_for_every_pair_with_costs_and_again_changes_nothing(self, geleverd):
        assert open_() == Ronde(3, 0, 0)
        assert open_() == Ronde(0, 0, 3)

    def test_not_before_the_month_is_over(self, geleverd):
        with pytest.raises(NietTeVerantwoorden, match="nog niet voorbij"):
            open_(moment=datetime(2026, 12, 31, 9, tzinfo=UTC))

    def test_a_municipality_opens_it_only_when_it_judges_its_claims_itself(self, geleverd):
        with pytest.raises(NietTeVerantwoorden, match="De regio opent"):
            open_(wie=GEMEENTE)

    def test_what_is_booked_later_makes_a_next_edition_that_asks_anew(self, geleverd):
        open_()
        bevestig()
        stel_vast()
        prestatie(1_00, code="45A04", maand=Maand(2026, 12), toewijzing_id=803)

        assert open_() == Ronde(0, 1, 2)

        first, second = queries.edities(mijn(), on_behalf_of=BACKOFFICE)
        assert (first.editie, first.stand, first.totaal_cent) == (1, "vervangen", 180_00)
        assert (second.editie, second.stand, second.totaal_cent) == (2, "voorgelegd", 181_00)
        assert first.vastgesteld_op == MOMENT

    def test_part_of_a_year_first_and_the_whole_of_it_later_never_back(self, geleverd):
        open_(SEPTEMBER)
        assert not mijn().heel_jaar
        open_()
        assert mijn().heel_jaar

        with pytest.raises(NietTeVerantwoorden, match="meer maanden"):
            open_(SEPTEMBER)

    def test_what_was_booked_in_the_next_year_about_this_one_is_shown(self, geleverd):
        open_()
        prestatie(8_00, maand=Maand(2026, 11), geboekt_in=Maand(2027, 1), code="45A04", toewijzing_id=803)

        assert queries.later(ZWOLLE, AANBIEDER, DECEMBER, on_behalf_of=BACKOFFICE) == 8_00
        assert open_() == Ronde(0, 0, 3)

    def test_when_all_is_credited_the_next_edition_is_nought(self, geleverd):
        reference = prestatie(5_00, gemeente=DALFSEN, aanbieder=ANDER, toewijzing_id=803)
        open_()
        prestatie(5_00, gemeente=DALFSEN, aanbieder=ANDER, toewijzing_id=803, dc="C", vorige=reference)
        open_()

        one = mijn(ANDERE, DALFSEN)
        assert (one.editie, one.totaal_cent, one.clienten) == (2, 0, 0)


class TestSteps:
    def test_confirmed_by_the_provider_and_determined_by_the_municipality(self, geleverd):
        open_()
        bevestig()
        assert stel_vast() == 1
        assert mijn().stand == "vastgesteld"

    def test_what_was_read_is_what_is_confirmed(self, geleverd):
        open_()
        with pytest.raises(NietTeVerantwoorden, match="andere editie"):
            actions.bevestig(mijn().nummer, gelezen="0" * 64, moment=MOMENT, on_behalf_of=BACKOFFICE)

    @pytest.mark.parametrize("wie", [GEMEENTE, REGIO])
    def test_nobody_confirms_or_contests_for_the_provider(self, geleverd, wie):
        open_()
        with pytest.raises(NietTeVerantwoorden, match="doet de aanbieder"):
            bevestig(wie=wie)
        with pytest.raises(NietTeVerantwoorden, match="doet de aanbieder"):
            betwist(wie=wie)

    def test_a_contested_line_waits_for_an_answer_and_then_it_is_the_providers_turn(self, geleverd):
        open_()
        betwist()
        assert mijn().stand == "betwist"
        (work,) = queries.wachtend(on_behalf_of=GEMEENTE)
        assert (work.aanbieder, work.aantal, work.uiterlijk) == (AANBIEDER, 1, date(2027, 2, 12))
        with pytest.raises(NietTeVerantwoorden, match="betwist nog iets"):
            stel_vast()
        with pytest.raises(NietTeVerantwoorden, match="betwist"):
            bevestig()

        antwoord()

        assert mijn().stand == "beantwoord"
        assert queries.wachtend(on_behalf_of=GEMEENTE) == []
        assert [one.wie for one in queries.wachtend(on_behalf_of=BACKOFFICE)] == ["aanbieder"] * 2
        bevestig()
        stel_vast()

    def test_a_line_is_contested_once_at_a_time_with_a_reason(self, geleverd):
        open_()
        betwist()
        with pytest.raises(NietTeVerantwoorden, match="al betwist"):
            betwist()
        with pytest.raises(NietTeVerantwoorden, match="waarom"):
            betwist(2, reden=" ")
        with pytest.raises(NietTeVerantwoorden, match="er niet"):
            betwist(99)
        betwist(0, reden="Er mist een product")
        assert [one.volgnr for one in queries.betwistingen(mijn().nummer, on_behalf_of=GEMEENTE)] == [1, 0]

    def test_an_answer_is_given_once_by_the_municipality(self, geleverd):
        open_()
        betwist()
        (one,) = queries.betwistingen(mijn().nummer, on_behalf_of=GEMEENTE)
        said = {"antwoord": "gegrond", "toelichting": "Klopt", "moment": MOMENT}
        with pytest.raises(NietTeVerantwoorden, match="er niet"):
            actions.antwoord(one.nummer, **said, on_behalf_of=ELDERS)
        with pytest.raises(NietTeVerantwoorden, match="leg het uit"):
            actions.antwoord(one.nummer, **(said | {"toelichting": ""}), on_behalf_of=GEMEENTE)
        actions.antwoord(one.nummer, **said, on_behalf_of=GEMEENTE)
        with pytest.raises(NietTeVerantwoorden, match="al beantwoord"):
            actions.antwoord(one.nummer, **said, on_behalf_of=GEMEENTE)

    def test_silence_is_determined_after_its_last_day_and_not_before(self, geleverd):
        open_()
        assert mijn().reageren_voor == date(2027, 3, 1)
        with pytest.raises(NietTeVerantwoorden, match="tot 01-03-2027"):
            stel_vast()
        assert stel_vast(moment=NA_DE_TERMIJN) == 1

    def test_nothing_is_determined_that_is_no_longer_the_ledger(self, geleverd):
        open_()
        bevestig()
        prestatie(1_00, code="45A04", toewijzing_id=803)

        with pytest.raises(NietTeVerantwoorden, match="sindsdien geboekt"):
            stel_vast()

    def test_after_that_nothing_is_contested(self, geleverd):
        open_()
        bevestig()
        stel_vast()
        with pytest.raises(NietTeVerantwoorden, match="kan niet meer"):
            betwist()


class TestIsolation:
    def test_each_sees_its_own_and_the_region_no_lines(self, geleverd):
        open_()

        assert {one.aanbieder for one in queries.verantwoordingen(2026, on_behalf_of=ANDERE)} == {ANDER}
        assert {one.gemeente for one in queries.verantwoordingen(2026, on_behalf_of=ELDERS)} == {DALFSEN}
        assert len(queries.verantwoordingen(2026, on_behalf_of=REGIO)) == 3
        assert queries.productieregels(mijn(), on_behalf_of=REGIO) == []
        assert queries.verantwoording(mijn().nummer, on_behalf_of=ELDERS) is None
        line = queries.productieregels(mijn(), on_behalf_of=BACKOFFICE)[0].productie
        assert queries.onder(mijn(), line, on_behalf_of=REGIO) == []

    def test_the_bookings_under_a_line_add_up_to_it(self, geleverd):
        open_()
        for line in queries.productieregels(mijn(), on_behalf_of=BACKOFFICE):
            rows = queries.onder(mijn(), line.productie, on_behalf_of=BACKOFFICE)
            assert sum(row.bedrag_cent for row in rows) == line.productie.bedrag_cent
            assert sum(row.volume for row in rows) == line.productie.volume


class TestTheDatabase:
    def test_figures_stay(self, geleverd):
        open_()
        with pytest.raises(IntegrityError, match="veranderen niet"), transaction.atomic(), namens(GEMEENTE):
            Productieverantwoording.objects.filter(gemeente=ZWOLLE).update(clienten=99)

    def test_lines_add_up(self, geleverd):
        open_()
        one = mijn()
        with pytest.raises(IntegrityError, match="tellen niet op"), transaction.atomic():
            _cent_erbij(one)


def _cent_erbij(one):
    with namens(VERWERKING), connection.cursor() as cursor:
        Productieregel.objects.create(
            gemeente=one.gemeente,
            aanbieder=one.aanbieder,
            verantwoording_id=one.nummer,
            volgnr=9,
            soort="productie",
            dienstjaar=2026,
            clienten=0,
            volume=0,
            bedrag_cent=1,
        )
        cursor.execute("SET CONSTRAINTS telt IMMEDIATE")


class TestMissing:
    def test_who_has_costs_and_nothing_determined_of_the_whole_year(self, geleverd):
        assert [one.stand for one in queries.ontbrekende_verantwoordingen(2026, on_behalf_of=REGIO)] == [""] * 3
        open_()
        bevestig()
        stel_vast()

        missing = queries.ontbrekende_verantwoordingen(2026, on_behalf_of=REGIO)
        assert [(one.gemeente, one.aanbieder, one.bedrag_cent, one.stand) for one in missing] == [
            (DALFSEN, AANBIEDER, 44_00, "voorgelegd"),
            (ZWOLLE, ANDER, 12_00, "voorgelegd"),
        ]
        assert queries.ontbrekende_verantwoordingen(2026, on_behalf_of=ELDERS)[0].aanbieder == AANBIEDER


BOEKING = st.tuples(
    st.integers(0, 10**7),
    st.sampled_from(["45A05", "45A04", "44A01"]),
    st.sampled_from([Maand(2025, 12), Maand(2026, 1), Maand(2026, 11)]),
    st.booleans(),
)


class TestSums:
    @settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])  # all is undone
    @given(rows=st.lists(BOEKING, min_size=1, max_size=8))
    def test_statement_is_the_ledger_and_credits_are_its_mirror_image(self, als_regio, rows):
        with transaction.atomic():
            _boek(rows)
            counted = tellen.tel(DECEMBER, on_behalf_of=VERWERKING)[ZWOLLE, AANBIEDER]
            transaction.set_rollback(True)
        with transaction.atomic():
            _boek([(cents, code, month, not credit) for cents, code, month, credit in reversed(rows)])
            mirrored = tellen.tel(DECEMBER, on_behalf_of=VERWERKING)[ZWOLLE, AANBIEDER]
            transaction.set_rollback(True)

        assert counted.som() == sum(-cents if credit else cents for cents, _, _, credit in rows)
        amounts = {(x.soort, x.dienstjaar, x.code): x.bedrag_cent for x in counted.regels}
        turned = {(x.soort, x.dienstjaar, x.code): -x.bedrag_cent for x in mirrored.regels}
        assert amounts == turned


def _boek(rows):
    """Bookings of claims that are no longer there: what counts is the ledger."""
    Boeking.objects.bulk_create(
        Boeking(
            gemeente=ZWOLLE,
            aanbieder=AANBIEDER,
            oorzaak="prestatie",
            oorzaak_id=next(TELLER),
            oorzaak_nr=1,
            debet=TE_BETALEN if credit else KOSTEN,
            credit=KOSTEN if credit else TE_BETALEN,
            bedrag_cent=cents,
            categorie=code[:2],
            code=code,
            boekmaand=max(month, Maand(2026, 1)).begin,
            dienstmaand=month.begin,
        )
        for cents, code, month, credit in rows
    )
