# SPDX-License-Identifier: EUPL-1.2
"""The month report, figure by figure; the sums under the figures are the figures."""

from datetime import date

import pytest

from jeugdregio.begroting import queries
from jeugdregio.begroting.definities import DEFINITIES
from jeugdregio.begroting.values import MaandRapport, Rapportversie
from jeugdregio.contracten import actions as contracten
from jeugdregio.contracten.values import Maandafspraakgegevens
from jeugdregio.core.greep import Greep
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from tests import rijen
from tests.rijen import AANBIEDER, ANDER, DALFSEN, ZWOLLE, prestatie, tarief, toewijzing

AUGUSTUS, SEPTEMBER, OKTOBER = Maand(2026, 8), Maand(2026, 9), Maand(2026, 10)
REGIO = verwerking("IJSSELLAND")
REFUSED = {"TR338": {}}


def rapport(gemeente: str = ZWOLLE, maand: Maand = SEPTEMBER) -> MaandRapport:
    return queries.maandrapport(gemeente, maand, on_behalf_of=REGIO)


@pytest.fixture(autouse=True)
def world(als_regio):
    rijen.wereld(budget_cent=1_000_00)


class TestDeclaredGrantedRefused:
    def test_counts_from_january_up_to_the_month_and_compares_with_the_month_before(self):
        prestatie(100_00, maand=AUGUSTUS)
        prestatie(40_00, maand=SEPTEMBER)
        prestatie(7_00, maand=SEPTEMBER, afgewezen=REFUSED)
        prestatie(999_00, maand=OKTOBER)
        prestatie(999_00, maand=Maand(2025, 12))
        prestatie(999_00, gemeente=DALFSEN)

        totaal = rapport().totaal

        assert (totaal.nu.ingediend_cent, totaal.vorig.ingediend_cent) == (147_00, 100_00)
        assert (totaal.nu.toegekend_cent, totaal.vorig.toegekend_cent) == (140_00, 100_00)
        assert (totaal.nu.afgewezen_cent, totaal.vorig.afgewezen_cent) == (7_00, 0)

    def test_a_credit_takes_away(self):
        ref = prestatie(100_00, maand=AUGUSTUS)
        prestatie(100_00, maand=AUGUSTUS, dc="C", vorige=ref)
        prestatie(90_00, maand=AUGUSTUS, toewijzing_id=2)

        totaal = rapport().totaal.nu

        assert (totaal.ingediend_cent, totaal.toegekend_cent, totaal.te_betalen_cent) == (90_00, 90_00, 90_00)

    def test_what_is_payable_comes_from_all_years(self):
        prestatie(10_00, maand=Maand(2025, 12))
        prestatie(5_00, maand=SEPTEMBER)

        assert rapport().totaal.nu.te_betalen_cent == 15_00
        assert rapport().totaal.vorig.te_betalen_cent == 10_00

    def test_a_late_line_is_named_where_it_was_booked(self):
        prestatie(50_00, maand=AUGUSTUS, geboekt_in=OKTOBER)

        assert rapport().totaal.nu.elders_geboekt_cent == 50_00
        assert rapport(maand=OKTOBER).totaal.nu.elders_geboekt_cent == 0

    def test_a_declaratie_refused_as_a_whole_does_not_count(self):
        prestatie(5_00, bericht_id=rijen.declaratie(verwerkt=False), afgewezen=REFUSED)

        assert rapport().totaal.nu.ingediend_cent == 0


class TestExhaustion:
    def test_granted_of_the_budget_of_the_year_in_thousandths(self):
        prestatie(333_37, maand=AUGUSTUS)
        prestatie(1_00, maand=SEPTEMBER)

        assert (rapport().uitputting_promille, rapport().uitputting_vorig_promille) == (334, 333)

    def test_without_a_budget_there_is_no_percentage(self):
        seen = rapport(maand=Maand(2025, 9))

        assert (seen.budget_cent, seen.uitputting_promille, seen.meer_dan_budget) == (None, None, False)
        assert seen.budgetversie is None

    def test_says_which_version_it_used_and_the_one_that_counts_on_the_last_day_of_the_month_counts(self):
        prestatie(333_50, maand=AUGUSTUS)
        rijen.budget(ZWOLLE, 2_000_00, vanaf=date(2026, 9, 30))

        seen = [rapport(maand=month) for month in (AUGUSTUS, SEPTEMBER)]
        assert [(one.budget_cent, one.uitputting_promille) for one in seen] == [(1_000_00, 334), (2_000_00, 167)]
        assert seen[0].budgetversie == Rapportversie("Begroting 2026", "test", "2026-01-01", 1_000_00, 1_000_00, False)

    def test_a_report_that_was_frozen_before_budgets_had_versions_still_reads(self):
        content = rapport().naar_json()
        del content["budgetversie"]

        read = MaandRapport.uit_json(content)

        assert (read.budget_cent, read.budgetversie) == (1_000_00, None)
        assert MaandRapport.uit_json(rapport().naar_json()) == rapport()

    def test_the_region_names_a_version_that_all_share_and_adds_up_the_bands(self):
        reports = [rapport(), queries.maandrapport(DALFSEN, SEPTEMBER, on_behalf_of=REGIO)]

        seen = queries.regiototaal(reports, SEPTEMBER).budgetversie

        assert seen is not None
        assert (seen.naam, seen.laag_cent, seen.hoog_cent) == ("Begroting 2026", 2_000_00, 2_000_00)

    def test_more_committed_than_budget_shows_before_an_invoice_has_come(self):
        tarief("44A01", "14", 100_00)
        toewijzing(code="44A01", volume=4, eenheid="14", frequentie="4")

        seen = rapport()

        assert seen.totaal.nu.ingediend_cent == 0
        assert seen.totaal.nu.verplicht_cent == 3 * 4 * 100_00
        assert seen.meer_dan_budget
        assert seen.verwacht_promille == 1200


class TestCommitted:
    """Counted on 1 October 2026: 92 days, 14 ISO weeks (40 to 53), 3 months left."""

    @pytest.fixture(autouse=True)
    def tariffs(self, world):
        tarief("45A05", "01", 1_50)
        tarief("45A04", "04", 71_35, per_uur=True)
        tarief("44A01", "14", 60_00)
        tarief("45A83", "83", None)

    def committed(self, **allocation: object) -> int:
        toewijzing(**allocation)  # type: ignore[arg-type]
        return rapport().totaal.nu.verplicht_cent

    def test_minutes_per_week_without_what_a_maximum_no_longer_allows(self):
        shared = {
            "volume": 60,
            "eenheid": "01",
            "frequentie": "2",
            "begin": date(2026, 1, 5),
            "tot": date(2027, 1, 4),
        }

        assert self.committed(**shared, gebruikt=0) == 14 * 60 * 1_50
        assert self.committed(**shared, gebruikt=52 * 60 - 100) == 14 * 60 * 1_50 + 100 * 1_50

    def test_etmalen_per_day_without_an_end_up_to_the_end_of_the_year(self):
        assert self.committed(code="44A01", volume=1, eenheid="14", frequentie="1") == 92 * 60_00

    def test_per_month_until_the_end_of_the_allocation(self):
        end = {"tot": date(2026, 11, 16)}

        assert self.committed(code="44A01", volume=10, eenheid="14", frequentie="4", **end) == 2 * 10 * 60_00

    @pytest.mark.parametrize(
        ("eerste", "laatste", "months"), [(None, None, 3), (False, True, 2), (True, False, 2), (False, False, 1)]
    )
    def test_a_broken_month_that_does_not_count_costs_nothing(self, eerste, laatste, months):
        """RA002: of 15 October to 10 December are three months, of which the edges may not count."""
        tarief("48A01", "82", 885_00)
        if eerste is not None:
            agreed = Maandafspraakgegevens("48", "48A01", date(2025, 1, 1), None, eerste, laatste, "test")
            contracten.leg_maandafspraken_vast("IJSSELLAND", [agreed])

        found = self.committed(
            code="48A01", volume=1, eenheid="82", frequentie="4", begin=date(2026, 10, 15), tot=date(2026, 12, 11)
        )

        assert found == months * 885_00

    def test_a_measure_within_one_month_that_does_not_count_costs_nothing(self):
        tarief("48A01", "82", 885_00)
        agreed = Maandafspraakgegevens("48", "48A01", date(2025, 1, 1), None, eerste=False, laatste=True, bron="test")
        contracten.leg_maandafspraken_vast("IJSSELLAND", [agreed])
        month = {"code": "48A01", "volume": 1, "eenheid": "82", "frequentie": "4"}

        assert self.committed(**month, begin=date(2026, 10, 15), tot=date(2026, 10, 20)) == 0
        assert self.committed(**month, begin=date(2026, 12, 15)) == 0, "only next year counts"
        assert self.committed(**month, begin=date(2026, 9, 15)) == 3 * 885_00, "the broken month is over"

    def test_hours_at_a_tariff_per_hour_round_half_up(self):
        assert self.committed(code="45A04", volume=1, eenheid="04", frequentie="6", gebruikt=18) == 49_95

    def test_the_tariff_of_its_own_unit_goes_before_that_of_the_other(self):
        minutes, hours = {"volume": 10, "eenheid": "01", "frequentie": "6"}, {"eenheid": "04", "volume": 1}
        end = {"code": "45A06", "tot": date(2026, 12, 1)}
        tarief("45A06", "01", 2_00)

        assert self.committed(**{**minutes, **hours}, **end) == 60 * 2_00
        tarief("45A06", "04", 90_00)
        assert rapport().totaal.nu.verplicht_cent == 90_00
        assert self.committed(**minutes, **end) == 90_00 + 10 * 2_00

    def test_a_total_is_spread_over_the_days_that_remain(self):
        half = {"begin": date(2026, 10, 1), "tot": date(2027, 4, 3)}  # 92 of 184 days

        assert self.committed(volume=100, eenheid="01", frequentie="6", **half) == 50 * 1_50

    def test_a_budget_and_euros_need_no_tariff(self):
        assert self.committed(code=None, budget_cent=500_00, gebruikt=120_00, tot=date(2026, 12, 1)) == 380_00
        assert self.committed(code="45A83", volume=10_00, eenheid="83", frequentie="4") == 380_00 + 3 * 10_00

    def test_not_yet_begun_counts_ended_and_deleted_and_later_decided_do_not(self):
        shared = {"code": "44A01", "volume": 1, "eenheid": "14", "frequentie": "4"}

        assert self.committed(**shared, begin=date(2026, 12, 1)) == 60_00
        assert self.committed(**shared, tot=date(2026, 10, 1)) == 60_00
        assert self.committed(**shared, verwijderd=True) == 60_00
        assert self.committed(**shared, besluit=date(2026, 10, 1)) == 60_00
        assert self.committed(**shared, begin=date(2027, 1, 1)) == 60_00

    def test_care_given_after_the_day_was_not_used_on_the_day(self):
        row = toewijzing(volume=100, eenheid="01", frequentie="6", tot=date(2026, 12, 1), gebruikt=70)
        prestatie(45_00, maand=OKTOBER, toewijzing_id=row.id, volume=30)

        assert rapport().totaal.nu.verplicht_cent == 60 * 1_50

    def test_one_month_before_has_the_allocations_of_one_month_before(self):
        toewijzing(code="44A01", volume=1, eenheid="14", frequentie="4")
        toewijzing(code="44A01", volume=1, eenheid="14", frequentie="4", besluit=date(2026, 9, 10))

        totaal = rapport().totaal

        assert (totaal.nu.verplicht_cent, totaal.vorig.verplicht_cent) == (2 * 3 * 60_00, 4 * 60_00)


class TestOpenEnd:
    def test_counts_what_has_no_maximum_and_what_has_no_value(self):
        tarief("44A01", "14", 60_00)
        toewijzing(code="44A01", volume=1, eenheid="14", frequentie="4")
        toewijzing(code="44A01", volume=1, eenheid="14", frequentie="6")
        toewijzing(code="45A05")
        toewijzing(code="45A05", volume=1, eenheid="01", frequentie="6")

        seen = rapport().open_einde

        assert (seen.toewijzingen, seen.verplicht_cent, seen.zonder_waarde) == (2, 180_00, 2)


class TestSplits:
    def test_the_parts_add_up_to_the_total_and_carry_names(self):
        tarief("44A01", "14", 60_00)
        toewijzing(code="44A01", volume=1, eenheid="14", frequentie="4")
        prestatie(10_00)
        prestatie(20_00, aanbieder=ANDER, code="44A01", toewijzing_id=2)

        seen = rapport()

        for split in (seen.per_categorie, seen.per_aanbieder):
            assert sum((line.nu for line in split[1:]), split[0].nu) == seen.totaal.nu
            assert sum((line.vorig for line in split[1:]), split[0].vorig) == seen.totaal.vorig
        assert [line.naam for line in seen.per_aanbieder] == ["Trias", "De Linde (verzonnen)"]
        assert [line.naam for line in seen.per_categorie] == [
            "Jeugdhulp verblijf (excl. behandeling)",
            "Jeugdhulp ambulant",
        ]

    def test_the_region_is_the_sum_of_its_municipalities(self):
        prestatie(10_00)
        prestatie(20_00, gemeente=DALFSEN)

        seen = queries.regiorapport(SEPTEMBER, on_behalf_of=REGIO)

        assert [report.naam for report in seen.gemeenten] == ["Dalfsen", "Zwolle"]
        assert seen.gemeenten == (rapport(DALFSEN), rapport(ZWOLLE))
        assert (seen.totaal.totaal.nu.toegekend_cent, seen.totaal.budget_cent) == (30_00, 2_000_00)

    def test_survives_json(self):
        prestatie(10_00)

        assert MaandRapport.uit_json(rapport().naar_json()) == rapport()


class TestRowsUnderAFigure:
    @pytest.mark.parametrize("cijfer", ["toegekend", "ingediend", "afgewezen", "te_betalen", "verplicht"])
    def test_add_up_to_the_figure(self, cijfer):
        tarief("44A01", "14", 60_00)
        toewijzing(code="44A01", volume=1, eenheid="14", frequentie="4")
        prestatie(10_00, maand=Maand(2025, 12))
        prestatie(20_00)
        prestatie(5_00, code="44A01", aanbieder=ANDER, toewijzing_id=2)
        prestatie(3_00, afgewezen=REFUSED)

        seen = rapport()

        rows = queries.regels_onder(cijfer, ZWOLLE, SEPTEMBER, on_behalf_of=REGIO)
        assert rows.som_cent == getattr(seen.totaal.nu, f"{cijfer}_cent") > 0
        for line in seen.per_aanbieder:
            part = queries.regels_onder(cijfer, ZWOLLE, SEPTEMBER, on_behalf_of=REGIO, aanbieder=line.sleutel)
            assert part.som_cent == getattr(line.nu, f"{cijfer}_cent")

    def test_come_in_pages(self):
        for number in range(3):
            prestatie(10_00, toewijzing_id=number + 1)

        pages = [
            queries.regels_onder("toegekend", ZWOLLE, SEPTEMBER, on_behalf_of=REGIO, greep=Greep(2 * (nr - 1), 2))
            for nr in (1, 2)
        ]

        assert [len(page.rijen) for page in pages] == [2, 1]
        assert {page.aantal for page in pages} == {3}
        assert not set(pages[0].rijen) & set(pages[1].rijen)

    def test_exist_for_every_definition_that_says_so(self):
        for definitie in DEFINITIES:
            if definitie.onder:
                assert queries.regels_onder(definitie.key, ZWOLLE, SEPTEMBER, on_behalf_of=REGIO).aantal == 0


class TestRights:
    def test_a_municipality_sees_its_own_report_with_the_figures_of_the_region(self):
        tarief("44A01", "14", 60_00)
        toewijzing(code="44A01", volume=1, eenheid="14", frequentie="4", maximaal=100)
        prestatie(10_00)
        expected = rapport()

        own = Machtiging(rol=Rol.CONTROLLER, gemeente=ZWOLLE)

        assert queries.maandrapport(ZWOLLE, SEPTEMBER, on_behalf_of=own) == expected

    @pytest.mark.parametrize("org", [{"gemeente": DALFSEN}, {"aanbieder": AANBIEDER}])
    def test_others_are_refused(self, org):
        other = Machtiging(rol=Rol.CONTROLLER, **org)

        with pytest.raises(queries.UnableToShowReport, match="niet voor u"):
            queries.maandrapport(ZWOLLE, SEPTEMBER, on_behalf_of=other)
        with pytest.raises(queries.UnableToShowReport):
            queries.regels_onder("toegekend", ZWOLLE, SEPTEMBER, on_behalf_of=other)
        with pytest.raises(queries.UnableToShowReport):
            queries.regiorapport(SEPTEMBER, on_behalf_of=other)
