# SPDX-License-Identifier: EUPL-1.2
"""Budgets in versions: dated, with a band, never changed after, and divided to the cent by the database (S68)."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from jeugdregio.begroting import actions, queries
from jeugdregio.begroting.models import Budget
from jeugdregio.begroting.models import Budgetdeel as Deelrij
from jeugdregio.begroting.values import Budgetdeel, Budgetversie, Circulairegegevens
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from tests import rijen
from tests.rijen import DALFSEN, ZWOLLE, prestatie, tarief, toewijzing

REGIO = verwerking("IJSSELLAND")
VERSIE = Budgetversie(
    DALFSEN, 2027, date(2027, 1, 1), "Meicirculaire 2026", 100_00, 95_00, 105_00, ongeveer=True, bron="test"
)
DELEN = [Budgetdeel("Midden", "", "", 60_00), Budgetdeel("Top", "44", "", 30_00)]


def eigen(gemeente: str) -> Machtiging:
    return Machtiging(rol=Rol.CONTROLLER, gemeente=gemeente)


@pytest.fixture(autouse=True)
def world(als_regio):
    rijen.wereld()


def test_dalfsen_has_4_2_million_in_may_2013_and_4_3_million_from_december() -> None:
    actions.neem_bronversies_in()
    actions.neem_bronversies_in()

    def counts(day: date) -> int | None:
        return queries.budgetten(2015, op=day, on_behalf_of=eigen(DALFSEN)).get(DALFSEN)

    days = (date(2013, 4, 30), date(2013, 5, 1), date(2013, 11, 30), date(2013, 12, 1), date(2015, 12, 31))
    assert [counts(day) for day in days] == [None, 420_000_000, 420_000_000, 430_000_000, 430_000_000]
    seen = queries.versies(2015, on_behalf_of=eigen(DALFSEN))
    assert [(one.circulaire, one.laag_cent, one.hoog_cent) for one in seen] == [
        ("december-2013", 425_000_000, 435_000_000),
        ("mei-2013", 415_000_000, 425_000_000),
    ]
    assert queries.versies(2015, on_behalf_of=eigen(ZWOLLE)) == []


def test_the_same_again_changes_nothing_and_another_from_that_day_is_refused() -> None:
    actions.leg_versie_vast(VERSIE)
    actions.leg_versie_vast(VERSIE)

    with pytest.raises(actions.NietVastTeLeggen, match="geldt vanaf 01-01-2027 al een andere versie"):
        actions.leg_versie_vast(replace(VERSIE, bedrag_cent=101_00))
    with pytest.raises(actions.NietVastTeLeggen, match="circulaire is er niet"):
        actions.leg_versie_vast(replace(VERSIE, vanaf=date(2027, 2, 1), circulaire="geen"))
    with pytest.raises(actions.NietVastTeLeggen, match="ligt in zijn band"):
        actions.leg_versie_vast(replace(VERSIE, vanaf=date(2027, 2, 1), laag_cent=101_00))


def test_a_circular_keeps_its_code() -> None:
    one = Circulairegegevens("mei-2027", "Meicirculaire 2027", Maand(2027, 5), "verdeelmodel", "test")
    actions.leg_circulaire_vast(one)

    with pytest.raises(actions.NietVastTeLeggen, match="andere code"):
        actions.leg_circulaire_vast(replace(one, naam="Iets anders"))


def test_what_is_there_does_not_change_whoever_asks() -> None:
    for change in (lambda: Budget.objects.update(bron="anders"), lambda: Budget.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    "wrong",
    [
        {"laag_cent": 2},
        {"hoog_cent": 2},
        {"laag_cent": 0, "ongeveer": True},
        {"bedrag_cent": 0, "laag_cent": 0, "hoog_cent": 0},
        {"naam": ""},
    ],
)
def test_the_database_refuses_a_band_without_the_amount(wrong) -> None:
    row = {"bedrag_cent": 1, "laag_cent": 1, "hoog_cent": 1, "naam": "x", "bron": "x"} | wrong
    if wrong.get("ongeveer"):
        row |= {"laag_cent": 2}
    with pytest.raises(DatabaseError), transaction.atomic():
        Budget.objects.create(gemeente=ZWOLLE, jaar=2030, vanaf=date(2030, 1, 1), **row)


class TestParts:
    def test_parts_and_what_they_leave_are_the_version(self):
        actions.leg_versie_vast(VERSIE)
        actions.leg_delen_vast(DALFSEN, 2027, VERSIE.vanaf, DELEN)
        actions.leg_delen_vast(DALFSEN, 2027, VERSIE.vanaf, reversed(DELEN))

        seen = queries.budgetdelen(VERSIE, on_behalf_of=eigen(DALFSEN))

        assert [(one.segment, one.bedrag_cent) for one in seen] == [("Midden", 60_00), ("Top", 30_00), ("", 10_00)]

    @pytest.mark.parametrize(
        ("parts", "said"),
        [
            ([Budgetdeel("Top", "", "", 100_01)], "samen niet het budget"),
            ([Budgetdeel("Top", "", "", 50_00)], "al verdeeld"),
        ],
    )
    def test_other_parts_are_refused(self, parts, said):
        actions.leg_versie_vast(VERSIE)
        actions.leg_delen_vast(DALFSEN, 2027, VERSIE.vanaf, DELEN)

        with pytest.raises(actions.NietVastTeLeggen, match=said):
            actions.leg_delen_vast(DALFSEN, 2027, VERSIE.vanaf, parts)

    def test_parts_of_nothing_are_refused(self):
        with pytest.raises(actions.NietVastTeLeggen, match="is er niet"):
            actions.leg_delen_vast(DALFSEN, 2029, date(2029, 1, 1), DELEN)

    @pytest.mark.parametrize("amounts", [(60_00, 39_99), (60_00, 40_01), (100_00, 0, 1)])
    def test_the_database_refuses_parts_that_are_not_the_version(self, amounts):
        actions.leg_versie_vast(VERSIE)

        with pytest.raises(DatabaseError, match="samen niet het budget"), transaction.atomic():
            Deelrij.objects.bulk_create(
                Deelrij(
                    gemeente=DALFSEN,
                    jaar=2027,
                    vanaf=VERSIE.vanaf,
                    segment=f"S{place}",
                    categorie="",
                    code="",
                    bedrag_cent=cents,
                )
                for place, cents in enumerate(amounts)
            )

    def test_a_part_cannot_come_later(self):
        actions.leg_versie_vast(VERSIE)
        actions.leg_delen_vast(DALFSEN, 2027, VERSIE.vanaf, DELEN)

        with pytest.raises(DatabaseError, match="samen niet het budget"), transaction.atomic():
            Deelrij.objects.create(
                gemeente=DALFSEN, jaar=2027, vanaf=VERSIE.vanaf, segment="Extra", categorie="", code="", bedrag_cent=1
            )


class TestExhaustionPerPart:
    MAAND = Maand(2026, 9)

    def test_parts_and_products_sum_to_the_month_report(self):
        tarief("44A01", "14", 100_00)
        prestatie(70_00, code="45A05")
        prestatie(30_00, code="45A04")
        prestatie(11_00, code="44A01")
        prestatie(5_00, code="44A01", afgewezen={"TR338": {}})
        toewijzing(code="44A01", volume=1, eenheid="14", frequentie="4")
        segments = queries.producten_per_segment()
        ambulant = segments["45", "45A05"]
        actions.leg_delen_vast(
            ZWOLLE,
            2026,
            date(2026, 1, 1),
            [Budgetdeel(ambulant, "45", "45A05", 60_00), Budgetdeel(ambulant, "", "", 10_00)],
        )

        seen = queries.verdeling(ZWOLLE, self.MAAND, on_behalf_of=REGIO)

        report = queries.maandrapport(ZWOLLE, self.MAAND, on_behalf_of=REGIO)
        assert {one.deel.sleutel: (one.nu.toegekend_cent, one.over_cent) for one in seen.delen} == {
            (ambulant, "45", "45A05"): (70_00, -10_00),
            (ambulant, "", ""): (30_00, -20_00),
            ("", "", ""): (11_00, 1_000_000_00 - 70_00 - 11_00 - report.totaal.nu.verplicht_cent),
        }
        for rows in (seen.delen, seen.producten):
            assert sum((one.nu for one in rows), start=type(report.totaal.nu)()) == report.totaal.nu
        assert report.totaal.nu.verplicht_cent > 0

    def test_the_rows_of_one_product_are_its_figure(self):
        prestatie(70_00, code="45A05")
        prestatie(30_00, code="45A04")

        rows = queries.regels_onder(
            "toegekend", ZWOLLE, self.MAAND, categorie="45", code="45A04", on_behalf_of=eigen(ZWOLLE)
        )

        assert rows.som_cent == 30_00

    def test_a_budget_that_was_not_divided_is_one_part(self):
        prestatie(70_00)

        (one,) = queries.verdeling(ZWOLLE, self.MAAND, on_behalf_of=eigen(ZWOLLE)).delen

        assert (one.deel.segment, one.deel.bedrag_cent, one.nu.toegekend_cent) == ("", 1_000_000_00, 70_00)

    def test_another_municipality_sees_nothing(self):
        with pytest.raises(queries.UnableToShowReport):
            queries.verdeling(ZWOLLE, self.MAAND, on_behalf_of=eigen(DALFSEN))
