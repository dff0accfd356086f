# SPDX-License-Identifier: EUPL-1.2
"""What is left of an allocation of which broken months do not count, and what the database holds."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from jeugdregio.contracten.maandafspraken import leg_maandafspraken_vast, maandafspraken, verleg_maandafspraken
from jeugdregio.contracten.models import Maandafspraak
from jeugdregio.contracten.prijswaarden import Maandafspraakgegevens, minuuttarief

REGIO, BRON = "IJSSELLAND", "Ketenbureau, SAP-GI v1.3"

pytestmark = pytest.mark.django_db


def agreed(van: date, tot: date | None = None, *, eerste: bool = False, bron: str = BRON) -> Maandafspraakgegevens:
    return Maandafspraakgegevens("48", "48A01", van, tot, eerste=eerste, laatste=True, bron=bron)


@pytest.mark.parametrize(
    ("eerste", "laatste", "period", "left"),
    [
        (False, True, ("2026-01-15", "2026-04-11"), ("2026-02-01", "2026-04-11")),
        (True, False, ("2026-01-15", "2026-04-11"), ("2026-01-15", "2026-04-01")),
        (False, False, ("2026-01-01", "2026-05-01"), ("2026-01-01", "2026-05-01")),
        (None, None, ("2026-01-15", "2026-04-11"), ("2026-01-15", "2026-04-11")),
        (False, True, ("2026-12-31", None), ("2027-01-01", None)),
        (True, False, ("2026-01-15", None), ("2026-01-15", None)),
        (False, True, ("2026-03-05", "2026-03-20"), None),
        (False, False, ("2026-03-05", "2026-04-20"), None),
        (False, False, ("2026-03-05", "2026-05-20"), ("2026-04-01", "2026-05-01")),
    ],
)
def test_the_months_that_count(eerste, laatste, period, left):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT contracten_telperiode(%s, %s, daterange(%s, %s)) = coalesce(daterange(%s, %s), 'empty')"
            if left
            else "SELECT isempty(contracten_telperiode(%s, %s, daterange(%s, %s)))",
            [eerste, laatste, *period, *(left or ())],
        )
        assert cursor.fetchone() == (True,)


def test_one_agreement_on_a_day_and_the_first_one_stays(als_regio):
    leg_maandafspraken_vast(REGIO, [agreed(date(2025, 1, 1))])
    leg_maandafspraken_vast(REGIO, [agreed(date(2026, 1, 1), eerste=True)])
    assert maandafspraken(REGIO, "48", "48A01") == [agreed(date(2025, 1, 1))]

    verleg_maandafspraken(REGIO, [agreed(date(2025, 1, 1), date(2026, 1, 1), bron="besluit")])
    leg_maandafspraken_vast(REGIO, [agreed(date(2026, 1, 1), eerste=True)])
    assert [(one.van, one.tot, one.eerste, one.bron) for one in maandafspraken(REGIO, "48", "48A01")] == [
        (date(2025, 1, 1), date(2026, 1, 1), False, "besluit"),
        (date(2026, 1, 1), None, True, BRON),
    ]


@pytest.mark.parametrize(
    "wrong", [{"bron": ""}, {"geldig": DateRange(empty=True)}, {"geldig": DateRange(date(2026, 5, 1), None)}]
)
def test_the_database_holds_a_source_and_one_agreement_per_day(als_regio, wrong):
    leg_maandafspraken_vast(REGIO, [agreed(date(2025, 1, 1))])
    row = {"geldig": DateRange(date(2020, 1, 1), date(2021, 1, 1)), "bron": BRON} | wrong

    with pytest.raises(IntegrityError), transaction.atomic():
        Maandafspraak.objects.create(regio=REGIO, categorie="48", code="48A01", eerste=True, laatste=True, **row)


@pytest.mark.parametrize(
    ("hour", "minute", "fits"), [(111_60, 1_86, True), (111_61, 1_86, False), (111_90, 1_87, False), (0, 0, True)]
)
def test_an_hour_per_minute(hour, minute, fits):
    found = minuuttarief(hour)

    assert (found.cent, found.past) == (minute, fits)
    assert fits is (60 * found.cent == hour)
