# SPDX-License-Identifier: EUPL-1.2
"""Closing a month freezes every document of it; what comes late is booked in the open month and shown as such (S58)."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jeugdregio.afsluiting import actions, queries
from jeugdregio.afsluiting.values import SOORTEN, canoniek, vingerafdruk
from jeugdregio.begroting.queries import regels_onder
from jeugdregio.core.money import Cent
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.grootboek import actions as grootboek
from jeugdregio.grootboek.models import Boeking
from jeugdregio.grootboek.values import TE_BETALEN, Journaal, Nagekomen
from jeugdregio.pgb.models import Pgbstand
from jeugdregio.prognose.models import Prognose, Prognosejaar
from tests import rijen
from tests.rijen import AANBIEDER, ANDER, DALFSEN, ZWOLLE, prestatie
from tests.wereld import Wereld

DECEMBER, JANUARI, FEBRUARI = Maand(2025, 12), Maand(2026, 1), Maand(2026, 2)
REGIO = verwerking("IJSSELLAND")
BESTUUR = Machtiging(rol=Rol.BESTUUR, gemeente=ZWOLLE)
MOMENT = datetime(2026, 7, 10, 9, tzinfo=UTC)


def sluit(maand: Maand, moment: datetime = MOMENT) -> None:
    actions.sluit_maand(maand, moment=moment, namens=REGIO)


def kosten(rekening: str, cents: int, maand: Maand, nr: int) -> Journaal:
    """Costs of Zwolle besides claims."""
    return Journaal(
        gemeente=ZWOLLE, aanbieder=AANBIEDER, categorie="", code="", oorzaak="termijn", oorzaak_id=int(rekening),
        oorzaak_nr=nr, debet=rekening, credit=TE_BETALEN, bedrag_cent=Cent(cents), boekmaand=maand, dienstmaand=maand,
    )  # fmt: skip


def inhoud(soort: str, maand: Maand, gemeente: str = ZWOLLE) -> dict:
    found = queries.stuk(soort, gemeente, maand, on_behalf_of=REGIO)
    assert found is not None, soort
    return dict(found.inhoud)


class TestDocuments:
    @pytest.fixture(autouse=True)
    def world(self, als_regio):
        rijen.wereld()

    def test_every_kind_is_there_with_its_fingerprint(self):
        prestatie(10_00, maand=JANUARI)
        sluit(JANUARI)

        found = queries.stukken(ZWOLLE, JANUARI, on_behalf_of=BESTUUR)

        assert [one.soort for one in found] == [
            "maandrapport",
            "proefbalans",
            "openstaand",
            "voorschotten",
            "nagekomen",
        ]
        assert {one.soort for one in found} <= SOORTEN.keys()
        for one in found:
            assert sha256(one.bytes).hexdigest() == one.sha256
            assert json.loads(one.bytes) == one.inhoud
        assert queries.stukken(DALFSEN, JANUARI, on_behalf_of=BESTUUR) == []

    def test_the_trial_balance_is_zero_and_what_is_payable_is_its_account(self):
        prestatie(10_00, maand=JANUARI)
        prestatie(5_01, maand=JANUARI, aanbieder=ANDER, toewijzing_id=2)
        prestatie(99_00, maand=FEBRUARI, toewijzing_id=3)
        sluit(JANUARI)

        balance, payable = inhoud("proefbalans", JANUARI), inhoud("openstaand", JANUARI)

        saldi = {row["rekening"]: row["saldo_cent"] for row in balance["rekeningen"]}
        assert sum(saldi.values()) == 0
        assert (saldi["4100"], saldi["1600"]) == (15_01, -15_01)
        assert (balance["boekingen"], balance["omzet_cent"]) == (2, 15_01)
        assert payable["saldo_cent"] == -saldi["1600"]
        rows = [(row["aanbieder"], row["saldo_cent"], row["klaar_cent"]) for row in payable["aanbieders"]]
        assert rows == [(AANBIEDER, 10_00, 10_00), (ANDER, 5_01, 5_01)]
        assert "geen rekening" in payable["aanbieders"][0]["reden"]

    def test_the_forecast_of_the_day_is_kept_with_it(self):
        kept = Prognose.objects.create(
            regio="IJSSELLAND", peildatum=FEBRUARI.begin, versie="1", invoer="0" * 64, gemaakt_op=MOMENT
        )
        Prognosejaar.objects.create(
            gemeente=ZWOLLE, prognose=kept, segment="", laag_cent=1, midden_cent=2, hoog_cent=3,
            budget_cent=2, uitgeput_op=date(2026, 12, 1),
        )  # fmt: skip
        sluit(JANUARI)

        found = inhoud("prognose", JANUARI)

        assert (found["peildatum"], found["totaal"]["midden_cent"]) == ("2026-02-01", 2)
        assert found["totaal"]["uitgeput_op"] == "2026-12-01"
        assert queries.stuk("prognose", DALFSEN, JANUARI, on_behalf_of=REGIO) is None

    def test_costs_that_no_claim_is_for_stand_beside_the_report_from_january_on(self):
        prestatie(10_00, maand=JANUARI)
        for nr, (month, cents) in enumerate(((Maand(2025, 12), 1_00), (JANUARI, 7_00), (FEBRUARI, 50_00))):
            for account in ("4020", "4030"):
                grootboek.boek([kosten(account, cents, month, nr)])
        sluit(DECEMBER)
        sluit(JANUARI)

        found = inhoud("naast", JANUARI)

        assert [(row["rekening"], row["kosten_cent"]) for row in found["rekeningen"]] == [
            ("4020", 7_00),
            ("4030", 7_00),
        ]
        assert found["kosten_cent"] == 14_00
        assert queries.stuk("naast", DALFSEN, JANUARI, on_behalf_of=REGIO) is None

    def test_the_pgb_of_who_has_one_is_kept_with_the_last_count_of_holders(self):
        for day, holders in ((date(2025, 12, 31), 7), (date(2026, 1, 31), 9), (date(2026, 3, 1), 11)):
            Pgbstand.objects.create(
                gemeente=ZWOLLE, peildatum=day, houders=holders, verplichting_cent=5_00, bron="x", vastgelegd_op=MOMENT
            )
        sluit(JANUARI)

        found = inhoud("pgb", JANUARI)

        assert (found["houders"], found["peildatum"], found["over_cent"]) == (9, "2026-01-31", 0)
        assert queries.stuk("pgb", DALFSEN, JANUARI, on_behalf_of=REGIO) is None

    def test_pgb_that_came_late_is_kept_beside_what_came_late_of_claims(self):
        prestatie(10_00, maand=JANUARI)
        moves = (("4010", "1330", 3_00, DECEMBER), ("1330", "4010", 1_00, DECEMBER), ("4010", "1330", 9_00, JANUARI))
        for month in (JANUARI, FEBRUARI):
            for nr, (debit, credit, cents, care) in enumerate(moves):
                post = replace(kosten("4010", cents, month, nr), debet=debit, credit=credit, dienstmaand=care)
                grootboek.boek([replace(post, oorzaak="pgb", oorzaak_id=int(month.begin.month))])
        sluit(JANUARI)

        found = inhoud("nagekomen", JANUARI)
        late = [Nagekomen(DECEMBER, 2, 2_00)]

        assert (found["bedrag_cent"], found["maanden"], found["pgb_cent"]) == (0, [], 2_00)
        assert found["pgb"] == [{"dienstmaand": "2025-12", "regels": 2, "bedrag_cent": 2_00}]
        assert queries.nagekomen(ZWOLLE, JANUARI, pgb=True, on_behalf_of=BESTUUR) == late
        assert queries.nagekomen(ZWOLLE, FEBRUARI, pgb=True, on_behalf_of=BESTUUR) == [
            Nagekomen(DECEMBER, 2, 2_00),
            Nagekomen(JANUARI, 1, 9_00),
        ]
        assert queries.nagekomen(ZWOLLE, JANUARI, on_behalf_of=BESTUUR) == []


class TestLate:
    """Through the real intake: a credit after its month, and after its year, was closed."""

    @pytest.fixture
    def wereld(self, als_regio) -> Wereld:
        world = Wereld()
        world.gegeven("JW301 | nummer | begin | einde\nT1 | T1 | 2026-01-01 | 2027-12-31")
        return world

    def booked(self) -> list[tuple[str, str, str, int]]:
        rows = Boeking.objects.filter(gemeente=ZWOLLE).order_by("oorzaak_id")
        return [(f"{r.boekmaand:%Y-%m}", f"{r.dienstmaand:%Y-%m}", r.debet, r.bedrag_cent) for r in rows]

    def test_a_credit_is_booked_in_the_open_month_with_its_own_month_of_care(self, wereld):
        wereld.gegeven("JW323 | toewijzing | maand | volume\nP1 | T1 | 2026-11 | 2\nP2 | T1 | 2026-12 | 3")
        (first, second), at = self.booked(), datetime(2027, 1, 20, tzinfo=UTC)
        sluit(Maand(2026, 11), at)
        wereld.gegeven("JW323 | vorige\nC1 | P1")
        sluit(Maand(2026, 12), at)
        wereld.gegeven("JW323 | vorige\nC2 | P2")

        assert (first[:3], second[:3]) == (("2026-11", "2026-11", "4100"), ("2026-12", "2026-12", "4100"))
        assert self.booked()[2:] == [
            ("2026-12", "2026-11", "1600", first[3]),
            ("2027-01", "2026-12", "1600", second[3]),
        ]
        december, january = Maand(2026, 12), Maand(2027, 1)
        assert queries.nagekomen(ZWOLLE, december, on_behalf_of=REGIO) == [Nagekomen(Maand(2026, 11), 1, -first[3])]
        assert inhoud("nagekomen", december)["bedrag_cent"] == -first[3]
        assert queries.nagekomen(ZWOLLE, january, on_behalf_of=BESTUUR) == [Nagekomen(december, 1, -second[3])]
        rows = regels_onder("nagekomen", ZWOLLE, january, on_behalf_of=REGIO)
        assert (rows.aantal, rows.som_cent) == (1, -second[3])


TEKST = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=("Cs",)), max_size=8)
BLAD = st.none() | st.booleans() | st.integers(-(10**18), 10**18) | TEKST
TAK = st.recursive(BLAD, lambda one: st.lists(one, max_size=4) | st.dictionaries(TEKST, one, max_size=4))
DOCUMENT = st.dictionaries(TEKST, TAK, max_size=5)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(inhoud=DOCUMENT)
def test_the_database_takes_the_same_fingerprint(db, inhoud):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT afsluiting_canoniek(%s::jsonb), afsluiting_vingerafdruk(%s::jsonb)",
            [json.dumps(inhoud), json.dumps(inhoud)],
        )
        text, mark = cursor.fetchone()

    assert (text.encode(), bytes(mark)) == (canoniek(inhoud), vingerafdruk(inhoud))
