# SPDX-License-Identifier: EUPL-1.2
"""TO-01 to TO-04, both published methods, and the mistakes that are stopped (N07)."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from jeugdregio.prijzen.indexeren import (
    UnableToIndex,
    controleer,
    gewogen,
    nieuw_tarief_cent,
    nieuwe_delen_cent,
    percentage,
    quotient,
    verschil,
)
from jeugdregio.prijzen.values import DEFINITIEF, QUOTIENT, VERSCHIL, VOORLOPIG, Cijfer

D = Decimal
MARGE = D("0.0005")


def cijfer(jaar: int, soort: str, ova: str, ppc: str, published: str | None) -> Cijfer:
    return Cijfer(jaar, soort, D(ova), D(ppc), D(published) if published else None, "VNG")


REEKS: Mapping[tuple[int, str], Cijfer] = {
    (one.jaar, one.soort): one
    for one in (
        cijfer(2023, VOORLOPIG, "4.74", "4.87", "4.75"),
        cijfer(2023, DEFINITIEF, "6.36", "7.02", "6.43"),
        cijfer(2024, VOORLOPIG, "4.94", "2.51", "4.70"),
        cijfer(2024, DEFINITIEF, "6.00", "3.10", "5.71"),
        cijfer(2025, VOORLOPIG, "4.18", "1.82", "3.94"),
    )
}


class TestPercentage:
    def test_the_weighted_figure(self):
        """TO-01: published as 6,43."""
        assert gewogen(D("6.36"), D("7.02")) == D("6.426")

    def test_2025_by_difference(self):
        """TO-02: 3,944 + (5,710 - 4,697) = 4,957, published as 4,96."""
        found = percentage(2025, VERSCHIL, REEKS)

        assert found.precies == D("4.957")
        assert found.procent == D("4.96")

    def test_2025_by_quotient(self):
        """TO-03: 4,911, published as 4,91."""
        found = percentage(2025, QUOTIENT, REEKS)

        assert abs(found.precies - D("4.911")) < MARGE
        assert found.procent == D("4.91")

    def test_2024_by_quotient(self):
        """TO-04: 4,697 + 1,597 = 6,294; VNG published 6,30, of parts that were rounded first."""
        found = percentage(2024, QUOTIENT, REEKS)

        assert abs(found.precies - D("6.294")) < MARGE
        base, correction = (step.uitkomst for step in found.stappen[:2])
        assert abs(base - D("4.697")) < MARGE
        assert abs(correction - D("1.597")) < MARGE

    def test_2024_by_difference_as_the_reference_table_has_it(self):
        assert percentage(2024, VERSCHIL, REEKS).precies == D("6.370")

    @pytest.mark.parametrize(("jaar", "published"), [(2023, "1.60"), (2024, "0.97")])
    def test_the_correction_by_quotient_as_published(self, jaar: int, published: str):
        found = quotient(REEKS[jaar, VOORLOPIG], REEKS[jaar, DEFINITIEF])

        assert abs(found - D(published)) <= D("0.005")

    def test_both_methods_agree_when_the_provisional_figure_was_right(self):
        same = cijfer(2030, DEFINITIEF, "4.18", "1.82", None)

        assert verschil(REEKS[2025, VOORLOPIG], same) == quotient(REEKS[2025, VOORLOPIG], same) == 0

    def test_a_missing_figure_is_named(self):
        with pytest.raises(UnableToIndex, match="voorlopig 2026 ontbreekt"):
            percentage(2026, VERSCHIL, REEKS)


class TestTarief:
    @pytest.mark.parametrize(
        ("old", "procent", "new"),
        [(8820, "4.96", 9257), (100, "0.50", 101), (100, "0.49", 100), (1, "0", 1), (151200, "-1.00", 149688)],
    )
    def test_it_is_rounded_half_up_once(self, old: int, procent: str, new: int):
        assert nieuw_tarief_cent(old, D(procent)) == new

    def test_parts_of_a_price_stay_its_parts(self):
        """TO-25 after an indexation: 70 and 30 per cent of the new price, together the price to the cent."""
        old = {"50053": 145106, "50054": 62188}

        new = nieuwe_delen_cent(old, {"50053": 70, "50054": 30}, D("4.96"))

        assert sum(new.values()) == nieuw_tarief_cent(145106 + 62188, D("4.96")) == 217576
        assert new == {"50053": 152303, "50054": 65273}


class TestControle:
    def test_what_the_source_publishes_passes(self):
        for one in REEKS.values():
            controleer(one, [other for other in REEKS.values() if other != one])

    @pytest.mark.parametrize(
        ("ova", "ppc", "published", "said"),
        [
            ("63.6", "7.02", "6.43", "Lees de cijfers in de bron opnieuw"),
            ("7.02", "6.36", "6.43", "verwisseld"),
            ("6.36", "7.02", "64.3", "Lees de cijfers in de bron opnieuw"),
            ("63.6", "70.2", "64.26", "Staat de komma goed"),
            ("6.36", "7.02", None, "gewogen cijfer"),
        ],
    )
    def test_the_mistake_of_reading_is_typed_in_and_stopped(self, ova: str, ppc: str, published: str | None, said: str):
        """N07: an increase that was entered wrong, and nothing that held it against a known figure."""
        with pytest.raises(UnableToIndex, match=said):
            controleer(cijfer(2026, VOORLOPIG, ova, ppc, published), list(REEKS.values()))

    def test_a_year_that_really_is_unusual_passes_with_an_explanation(self):
        unusual = cijfer(2026, VOORLOPIG, "4.00", "11.00", "4.70")
        with pytest.raises(UnableToIndex, match="PPC"):
            controleer(unusual, list(REEKS.values()))

        controleer(unusual, list(REEKS.values()), verklaring="Energieprijzen; CPB van deze maand noemt 11,0.")
