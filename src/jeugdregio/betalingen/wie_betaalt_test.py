# SPDX-License-Identifier: EUPL-1.2
"""Whatever is decided about invoicing, and whenever: each booking is paid by the region or the municipality (S64)."""

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jeugdregio.betalingen import queries
from jeugdregio.betalingen.betalingen_test import EEN, PROGRAMMA, ZWOLLE, prestatie, rekening, world
from jeugdregio.betalingen.models import Betaalregel
from jeugdregio.betalingen.openstaand import BOEKINGEN
from jeugdregio.betalingen.voorschotten_test import betaal
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.grootboek.models import Boeking
from jeugdregio.regio.actions import NietVastTeLeggen, leg_taakbesluit_vast

__all__ = ["world"]
TOEN = datetime(2025, 12, 1, 9, tzinfo=UTC)
LAATSTE = Maand(2027, 12)


def besluit(maand: int, neemt_af: bool, peildatum: date = date(2020, 1, 1)) -> None:
    """As if it was recorded on `peildatum`: with one long ago every month is in the past of now."""
    leg_taakbesluit_vast(
        gemeente=ZWOLLE,
        taak="facturatie",
        vanaf=date(2026, maand, 1),
        neemt_af=neemt_af,
        besluit="raad",
        door="jansen",
        moment=TOEN,
        peildatum=peildatum,
        on_behalf_of=EEN,
    )


def verdeling() -> tuple[set[int], set[int], int]:
    """Which bookings are paid or payable by the region, which months are the municipality's, and its total."""
    with namens(PROGRAMMA), connection.cursor() as cursor:
        cursor.execute(BOEKINGEN, {"maand": LAATSTE.begin})
        open_ = {row[3] for row in cursor.fetchall()}
        paid = set(Betaalregel.objects.filter(vervallen=False).values_list("oorzaak_id", flat=True))
        assert not open_ & paid
    local = queries.lokaal(on_behalf_of=EEN)
    return open_ | paid, {one.dienstmaand.maand for one in local}, sum(one.bedrag_cent for one in local)


def test_a_decision_over_months_that_were_booked_is_refused_in_words():
    prestatie(100_00, maand=Maand(2026, 9))

    with pytest.raises(NietVastTeLeggen, match=r"vanaf 2026-08 is al geboekt, tot en met 2026-09. Kies een maand"):
        besluit(8, False)
    besluit(10, False)


def test_back_to_the_region_over_months_the_municipality_may_have_paid_is_refused():
    besluit(8, False)
    prestatie(100_00, maand=Maand(2026, 9))

    with pytest.raises(NietVastTeLeggen, match="is al geboekt"):
        besluit(9, True)
    besluit(10, True)


def test_what_changes_nothing_about_who_pays_is_recorded():
    prestatie(100_00, maand=Maand(2026, 9))

    besluit(8, True)
    besluit(11, False)


def test_a_month_that_has_begun_is_refused_whatever_was_booked():
    with pytest.raises(NietVastTeLeggen, match="nog moet beginnen"):
        besluit(8, False, peildatum=date(2026, 8, 1))


STAP = st.one_of(
    st.tuples(st.just("hulp"), st.integers(1, 12), st.integers(1, 10**6)),
    st.tuples(st.just("credit"), st.integers(1, 12), st.integers(1, 10**6)),
    st.tuples(st.just("besluit"), st.integers(1, 12), st.booleans()),
    st.tuples(st.just("ronde"), st.just(0), st.just(0)),
)


@given(steps=st.lists(STAP, min_size=2, max_size=9))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_invoice_is_lost_or_paid_twice(steps):
    with transaction.atomic():
        rekening()
        payer: dict[int, str] = {}
        given: list[tuple[int, int, str]] = []
        for kind, month, what in steps:
            if kind == "hulp":
                given.append((month, what, prestatie(what, maand=Maand(2026, month))))
            elif kind == "credit":
                if given:
                    when, cents, mark = given.pop()
                    prestatie(cents, maand=Maand(2026, when), dc="C", vorige=mark)
            elif kind == "besluit":
                with suppress(NietVastTeLeggen), transaction.atomic():
                    besluit(month, what)
            else:
                betaal()
            region, months, local_cents = verdeling()
            with namens(PROGRAMMA):
                claims = list(Boeking.objects.filter(oorzaak="prestatie"))
            for one in claims:
                ours = one.oorzaak_id in region
                assert ours != (one.dienstmaand.month in months)
                assert payer.setdefault(one.oorzaak_id, "regio" if ours else "gemeente") == (
                    "regio" if ours else "gemeente"
                )
            rest = [one for one in claims if one.oorzaak_id not in region]
            assert local_cents == sum(one.bedrag_cent if one.credit == "1600" else -one.bedrag_cent for one in rest)
        transaction.set_rollback(True)
