# SPDX-License-Identifier: EUPL-1.2
"""Worked examples (own numbers of the message standard notes) and a slow count day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio.demo.rekenen import (
    Omvang,
    bedrag_minuten,
    maand_maximum,
    minuuttarief,
    productperiode,
    totaal_maximum,
    weken,
    zondagen,
)

D = date.fromisoformat


def per_maand(o, *maanden):
    return [maand_maximum(o, *productperiode(D(f"{m}-01"), o.ingang, o.einde)) for m in maanden]


@pytest.mark.parametrize(
    ("omvang", "maanden", "maxima", "totaal"),
    [
        (
            Omvang(4, "04", "2", D("2026-02-10"), D("2026-04-19")),
            ("2026-02", "2026-03", "2026-04"),
            [12, 24, 12],
            40,
        ),
        (Omvang(2, "16", "2", D("2026-12-07"), D("2027-01-31")), ("2026-12", "2027-01"), [8, 10], 16),
        (
            Omvang(25000, "83", "2", D("2026-05-04"), D("2026-06-27")),
            ("2026-05", "2026-06"),
            [100000, 100000],
            200000,
        ),
        (
            Omvang(30000, "83", "2", D("2026-06-01"), D("2026-09-03")),
            ("2026-06", "2026-07", "2026-08", "2026-09"),
            [120000, 120000, 180000, 0],
            420000,
        ),
        (Omvang(10, "04", "4", D("2026-03-17"), None, 60), ("2026-03", "2026-04"), [600, 600], None),
        (Omvang(120, "04", "6", D("2026-01-01"), D("2026-12-31")), ("2026-03",), [120], 120),
        (Omvang(30, "01", "1", D("2026-06-12"), D("2026-08-31")), ("2026-06", "2026-07"), [570, 930], 2430),
    ],
)
def test_worked_examples(omvang, maanden, maxima, totaal):
    assert per_maand(omvang, *maanden) == maxima
    assert totaal_maximum(omvang) == totaal


def test_minutes_at_an_hourly_tariff():
    assert minuuttarief(7135) == 119
    assert bedrag_minuten(7135, 425) == 50540


@given(st.dates(D("2024-01-01"), D("2028-12-31")), st.integers(0, 400))
def test_weeks_and_sundays_as_counted_day_by_day(van, lengte):
    dagen = [van + timedelta(days=i) for i in range(lengte + 1)]

    assert weken(van, dagen[-1]) == len({d.isocalendar()[:2] for d in dagen})
    assert zondagen(van, dagen[-1]) == sum(d.isoweekday() == 7 for d in dagen)
