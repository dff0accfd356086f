# SPDX-License-Identifier: EUPL-1.2
"""The control protocol: what an accountant said is held against what was agreed, exactly, and adds up."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio.core.periode import Maand
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.verantwoording import actions, queries, tellen
from jeugdregio.verantwoording.productiewaarden import Ernaast, NietTeVerantwoorden, Verantwoording, Verklaring
from jeugdregio.verantwoording.protocol import AANNAME, PUNTEN, Afspraken, beoordeel, telt_op
from jeugdregio.woonplaats import verrekenen
from tests.rijen import AANBIEDER, ANDER, SEPTEMBER, ZWOLLE, prestatie, wereld

MOMENT = datetime(2027, 1, 15, 9, tzinfo=UTC)
AFSPRAAK = Afspraken(2026, {}).voor(ZWOLLE, AANBIEDER)
GEMEENTE = Machtiging(rol=Rol.CONTROLLER, gemeente=ZWOLLE)


def verantwoording(cents=1_000_000_00, nummer=1):
    return Verantwoording(
        nummer, ZWOLLE, AANBIEDER, 2026, 1, Maand(2026, 12), "bevestigd", cents, cents, 0, 0, 3, Ernaast(), "", MOMENT,
        date(2027, 3, 1), MOMENT, None,
    )  # fmt: skip


def verklaring(fouten=0, onzeker=0, soort="goedkeurend", nummer=1):
    return Verklaring(nummer, ZWOLLE, AANBIEDER, 2026, soort, "Kantoor", date(2027, 3, 20), fouten, onzeker)


class TestOneStatement:
    def test_what_is_assumed_says_so(self):
        assert AFSPRAAK.zekerheid == AANNAME
        assert (AFSPRAAK.grens_cent, AFSPRAAK.fout_promille, AFSPRAAK.onzeker_promille) == (200_000_00, 10, 30)
        assert (AFSPRAAK.reageren_voor, AFSPRAAK.verklaring_voor) == (date(2027, 3, 1), date(2027, 4, 1))

    @pytest.mark.parametrize(
        ("fouten", "onzeker", "past"),
        [(10_000_00, 30_000_00, True), (10_000_01, 0, False), (0, 30_000_01, False)],
    )
    def test_one_per_cent_of_errors_and_three_of_uncertainties(self, fouten, onzeker, past):
        assert beoordeel(verantwoording(), AFSPRAAK, verklaring(fouten, onzeker)).past is past

    @pytest.mark.parametrize(
        ("cents", "nodig"), [(200_000_00, True), (199_999_99, False), (0, False), (-300_000_00, False)]
    )
    def test_from_the_limit_a_statement_is_needed(self, cents, nodig):
        found = beoordeel(verantwoording(cents), AFSPRAAK, None)

        assert (found.nodig, found.past) == (nodig, not nodig)
        assert found.onzeker_cent == (cents if nodig else 0)

    def test_a_statement_of_another_edition_or_of_the_board_does_not_do(self):
        assert "eerdere editie" in beoordeel(verantwoording(), AFSPRAAK, verklaring(nummer=9)).waarom
        assert "accountant nodig" in beoordeel(verantwoording(), AFSPRAAK, verklaring(soort="bestuur")).waarom
        assert beoordeel(verantwoording(100_00), AFSPRAAK, verklaring(soort="bestuur")).past

    @pytest.mark.parametrize("soort", ["beperking", "oordeelonthouding", "afkeurend"])
    def test_what_does_not_approve_does_not_pass_whatever_the_amounts(self, soort):
        assert not beoordeel(verantwoording(), AFSPRAAK, verklaring(soort=soort)).past

    def test_approving_with_too_much_wrong_is_said(self):
        assert "past niet bij een goedkeurende" in beoordeel(verantwoording(), AFSPRAAK, verklaring(90_000_00)).waarom


class TestTogether:
    @given(
        st.lists(st.tuples(st.integers(-(10**9), 10**9), st.integers(0, 10**6), st.integers(0, 10**6), st.booleans()))
    )
    def test_sums_are_the_sums_of_the_parts_in_any_order(self, rows):
        judged = [
            beoordeel(verantwoording(cents), AFSPRAAK, verklaring(wrong, doubt) if said else None)
            for cents, wrong, doubt, said in rows
        ]
        total = telt_op(judged, AFSPRAAK)

        assert total == telt_op(judged[::-1], AFSPRAAK)
        assert total.kosten_cent == sum(cents for cents, *_ in rows)
        assert total.fouten_cent == sum(wrong for _, wrong, _, said in rows if said)

    def test_one_without_a_statement_can_be_too_much_for_the_municipality(self):
        judged = [beoordeel(verantwoording(), AFSPRAAK, verklaring()), beoordeel(verantwoording(), AFSPRAAK, None)]

        total = telt_op(judged, AFSPRAAK)
        assert (total.past, total.onzeker_cent, total.onzeker_grens_cent) == (False, 1_000_000_00, 60_000_00)


class TestWhatIsKept:
    def test_an_agreement_with_one_provider_goes_before_the_general_one(self, als_regio):
        wereld()
        general = replace(AFSPRAAK, grens_cent=1, bron="Besluit 12", zekerheid="bron")
        actions.leg_afspraak_vast(general, 2026, on_behalf_of=GEMEENTE)
        actions.leg_afspraak_vast(replace(general, aanbieder=ANDER, grens_cent=2), 2026, on_behalf_of=GEMEENTE)
        with pytest.raises(NietTeVerantwoorden, match="waar dit is afgesproken"):
            actions.leg_afspraak_vast(replace(general, bron=" "), 2026, on_behalf_of=GEMEENTE)

        found = queries.afspraken(2026, on_behalf_of=GEMEENTE)
        assert [found.voor(ZWOLLE, agb).grens_cent for agb in (AANBIEDER, ANDER)] == [1, 2]
        assert found.voor("0148", AANBIEDER).zekerheid == AANNAME

    def test_what_each_rule_refused_is_counted_of_the_own_municipality(self, als_regio):
        wereld()
        prestatie(1_00, afgewezen={"TR322": {}}, maand=SEPTEMBER)
        prestatie(1_00, afgewezen={"TR322": {}}, maand=Maand(2025, 9))
        prestatie(1_00, gemeente="0148", afgewezen={"TR322": {}}, maand=SEPTEMBER)

        assert queries.afgekeurd(2026, on_behalf_of=GEMEENTE) == {"TR322": 1}


def test_every_point_names_rules_that_are_there():
    assert {code for one in PUNTEN for code in one.regels} <= set(declaraties.regels())


def test_what_municipalities_settle_among_themselves_is_of_no_provider():
    assert tellen.TUSSEN_GEMEENTEN == (verrekenen.ERKEND, verrekenen.CORRECTIE)
