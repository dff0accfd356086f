# SPDX-License-Identifier: EUPL-1.2
"""What a region knew on a peildatum, forecast and kept; whoever sees no child gets figures only."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from jeugdregio.contracten import actions as contracten
from jeugdregio.contracten.values import Maandafspraakgegevens
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.prognose import actions, queries
from jeugdregio.prognose.models import Prognose, Prognosemaand
from jeugdregio.prognose.tellen import feiten
from jeugdregio.prognose.values import Maandcijfer, maandnr
from jeugdregio.regio.models import Gemeente
from tests import rijen
from tests.rijen import ANDER, DALFSEN, ZWOLLE, prestatie, tarief, toewijzing

REGIO = verwerking("IJSSELLAND")
CONTROLLER = Machtiging(rol=Rol.CONTROLLER, gemeente=ZWOLLE)
MOMENT = datetime(2026, 11, 29, 12, tzinfo=UTC)
MAART, APRIL, MEI = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)
"""A row of `tests.rijen` is known on the first day after its month: in the month after."""


@pytest.fixture(autouse=True)
def world(als_regio):
    rijen.wereld(budget_cent=1_000_00)


def maak(peildatum: date) -> actions.Gemaakt:
    return actions.maak_prognose(peildatum, moment=MOMENT, on_behalf_of=REGIO)


def jaar(tot: int = 12, cent: int = 100_00) -> None:
    for year, last in ((2025, 12), (2026, tot)):
        for month in range(1, last + 1):
            prestatie(cent, maand=Maand(year, month), toewijzing_id=month + year * 12)


class TestFacts:
    def test_what_was_known_before_the_day_counts_and_nothing_later(self):
        prestatie(10_00, maand=Maand(2026, 1))
        prestatie(20_00, maand=Maand(2026, 2))
        prestatie(40_00, maand=Maand(2026, 3))
        prestatie(7_00, maand=Maand(2026, 1), toewijzing_id=5, afgewezen={"TR338": {}})

        seen = feiten(APRIL, on_behalf_of=REGIO)

        # What was given in March is dated the first of April.
        assert [(one.dienst, one.bekend, one.bedrag_cent, one.prestaties) for one in seen.kosten] == [
            (maandnr(Maand(2026, 1)), maandnr(Maand(2026, 2)), 10_00, 1),
            (maandnr(Maand(2026, 2)), maandnr(Maand(2026, 3)), 20_00, 1),
        ]

    def test_a_credit_counts_when_it_came(self):
        first = prestatie(10_00, maand=Maand(2026, 1))
        credit = rijen.declaratie(maand=Maand(2026, 3))
        prestatie(10_00, maand=Maand(2026, 1), dc="C", vorige=first, bericht_id=credit)

        before, after = (feiten(day, on_behalf_of=REGIO).kosten for day in (APRIL, MEI))

        assert [one.bedrag_cent for one in before] == [10_00]
        assert sum(one.bedrag_cent for one in after) == 0
        assert sum(one.prestaties for one in after) == 0

    def test_allocations_have_the_value_of_at_most_a_year(self):
        tarief("44A01", "14", 100_00)
        toewijzing(
            code="44A01", volume=4, eenheid="14", frequentie="4", begin=date(2026, 2, 1), besluit=date(2026, 1, 9)
        )

        (seen,) = feiten(MAART, on_behalf_of=REGIO).toegewezen

        assert (seen.gemeente, seen.start, seen.bekend) == (ZWOLLE, maandnr(Maand(2026, 2)), maandnr(Maand(2026, 1)))
        assert seen.waarde_cent == 12 * 4 * 100_00
        assert feiten(date(2026, 1, 1), on_behalf_of=REGIO).toegewezen == ()

    def test_a_broken_month_that_does_not_count_has_no_value(self):
        """RA002: 15 January to 10 April is three months."""
        tarief("48A01", "82", 885_00)
        measure = {"code": "48A01", "volume": 1, "eenheid": "82", "frequentie": "4", "besluit": date(2026, 1, 9)}
        toewijzing(**measure, begin=date(2026, 1, 15), tot=date(2026, 4, 11))  # type: ignore[arg-type]
        toewijzing(**measure, begin=date(2026, 1, 15), tot=date(2026, 1, 20))  # type: ignore[arg-type]

        (before,) = feiten(MAART, on_behalf_of=REGIO).toegewezen
        agreed = Maandafspraakgegevens("48", "48A01", date(2025, 1, 1), None, eerste=False, laatste=True, bron="test")
        contracten.leg_maandafspraken_vast("IJSSELLAND", [agreed])
        (after,) = feiten(MAART, on_behalf_of=REGIO).toegewezen

        assert (before.waarde_cent, after.waarde_cent) == (5 * 885_00, 3 * 885_00)

    def test_what_a_unit_costs_is_of_one_product_at_one_provider(self):
        prestatie(10_00, volume=10, maand=Maand(2026, 1))
        prestatie(30_00, volume=10, maand=Maand(2026, 1), toewijzing_id=2)
        prestatie(90_00, volume=10, maand=Maand(2026, 1), toewijzing_id=3, code="45A04", eenheid="04")

        seen = feiten(MAART, on_behalf_of=REGIO).prijzen

        assert [(one.volume, one.bedrag_cent) for one in seen] == [(10, 90_00), (20, 40_00)]


class TestKept:
    def test_the_forecast_is_kept_with_its_parts_and_again_it_is_the_same(self):
        jaar(tot=4)
        prestatie(50_00, gemeente=DALFSEN, maand=Maand(2026, 3), toewijzing_id=9)

        first, again = maak(MEI), maak(MEI)

        assert (first.nieuw, again.nieuw) == (True, False)
        assert (first.midden_cent, again.gemeenten) == (again.midden_cent, 2)
        region = queries.prognose(MEI, "", on_behalf_of=REGIO)
        assert region is not None
        assert region.totaal.band.midden_cent == first.midden_cent
        assert region.totaal.band.midden_cent == sum(one.band.midden_cent for one in region.per_segment)
        assert region.totaal.band.midden_cent == sum(one.band.midden_cent for one in region.per_gemeente)
        assert region.totaal.band.midden_cent == sum(one.verwacht_cent for one in region.maanden.values())
        assert region.totaal.geboekt_cent == 3 * 100_00 + 50_00

    def test_a_later_booking_changes_no_forecast_of_before(self):
        jaar(tot=3)
        kept = maak(APRIL)
        prestatie(999_999_00, maand=Maand(2026, 3), toewijzing_id=77, code="44A01", bericht_id=rijen.declaratie())

        again = feiten(APRIL, on_behalf_of=REGIO)

        with namens(REGIO):
            assert Prognose.objects.get().invoer == actions.vingerafdruk(again)
        assert maak(APRIL).midden_cent == kept.midden_cent

    def test_the_day_on_which_the_budget_runs_out(self):
        jaar(tot=4)
        maak(MEI)

        seen = queries.prognose(MEI, ZWOLLE, on_behalf_of=REGIO)

        assert seen is not None
        assert seen.totaal.budget_cent == 1_000_00
        assert seen.totaal.uitgeput_op is not None
        assert date(2026, 10, 1) <= seen.totaal.uitgeput_op < date(2026, 11, 15)

    def test_the_region_has_a_budget_when_all_have_one(self):
        jaar(tot=4)
        Gemeente.objects.create(
            code="0150", regio=rijen.REGIO, naam="Deventer", inwoners=1, jeugdigen=1, deelname=(date(2015, 1, 1), None)
        )
        prestatie(50_00, gemeente="0150", maand=Maand(2026, 3), toewijzing_id=9)
        maak(MEI)

        seen = queries.prognose(MEI, "", on_behalf_of=REGIO)

        assert seen is not None
        assert seen.totaal.budget_cent is None

    def test_the_parts_of_a_change_add_up(self):
        jaar(tot=4)
        prestatie(500_00, maand=Maand(2026, 2), toewijzing_id=88, bericht_id=rijen.declaratie(maand=Maand(2026, 3)))
        was = maak(APRIL)
        now = maak(MEI)

        seen = queries.prognose(MEI, "", on_behalf_of=REGIO)

        assert seen is not None
        assert seen.verklaring is not None
        assert seen.vorig_midden_cent == was.midden_cent
        assert seen.verklaring.som_cent == now.midden_cent - was.midden_cent
        assert seen.verklaring.vertraging_cent > 0

    def test_without_a_forecast_of_a_month_before_nothing_is_explained(self):
        jaar(tot=4)
        maak(MEI)

        seen = queries.prognose(MEI, "", on_behalf_of=REGIO)

        assert seen is not None
        assert (seen.verklaring, seen.vorig_midden_cent) == (None, None)
        assert queries.prognose(APRIL, "", on_behalf_of=REGIO) is None

    @pytest.mark.parametrize("statement", ["UPDATE prognose_{} SET gemeente = ''", "DELETE FROM prognose_{}"])
    @pytest.mark.parametrize("table", ["prognosemaand", "prognosejaar"])
    def test_what_is_kept_stays_as_it_was(self, statement: str, table: str):
        jaar(tot=4)
        maak(MEI)

        with namens(REGIO), connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(statement.format(table))


class TestRefused:
    @pytest.mark.parametrize(
        ("peildatum", "wie", "says"),
        [
            (date(2026, 5, 2), REGIO, "op de eerste dag"),
            (date(2026, 12, 1), REGIO, "moet nog komen"),
            (MEI, REGIO, "te weinig toegekend"),
            (MEI, CONTROLLER, "Alleen de regio"),
        ],
    )
    def test_with_what_to_do(self, peildatum: date, wie: Machtiging, says: str):
        with pytest.raises(actions.NietTeVoorspellen, match=says):
            actions.maak_prognose(peildatum, moment=MOMENT, on_behalf_of=wie)


class TestWhoSeesIt:
    @pytest.fixture(autouse=True)
    def kept(self, world):
        jaar(tot=4)
        prestatie(50_00, gemeente=DALFSEN, maand=Maand(2026, 3), toewijzing_id=9)
        maak(MEI)

    def test_a_municipality_sees_its_own_and_not_that_of_another_nor_the_region(self):
        assert queries.prognose(MEI, ZWOLLE, on_behalf_of=CONTROLLER) is not None
        assert queries.prognose(MEI, DALFSEN, on_behalf_of=CONTROLLER) is None
        assert queries.prognose(MEI, "", on_behalf_of=CONTROLLER) is None

    def test_a_controller_of_the_region_who_sees_no_child_sees_all(self):
        seen = queries.prognose(MEI, "", on_behalf_of=Machtiging(rol=Rol.CONTROLLER, regio="IJSSELLAND"))

        assert seen is not None
        assert seen.maanden[maandnr(Maand(2026, 3))] != Maandcijfer()

    def test_a_provider_sees_nothing(self):
        wie = Machtiging(rol=Rol.AANBIEDER, aanbieder=ANDER)

        assert queries.peildata(on_behalf_of=wie) == []
        with namens(wie):
            assert not Prognosemaand.objects.exists()
