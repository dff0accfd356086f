# SPDX-License-Identifier: EUPL-1.2
"""How a period reads."""

from datetime import date

import pytest

from jeugdregio.components.schrijfwijze import periode, periode_kort

VAN, TOT = date(2026, 1, 1), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("van", "tot", "lang", "kort"),
    [
        (VAN, TOT, "1 januari 2026 tot en met 31 december 2026", "01-01-2026 tot en met 31-12-2026"),
        (VAN, None, "vanaf 1 januari 2026", "vanaf 01-01-2026"),
        (VAN, date.max, "vanaf 1 januari 2026", "vanaf 01-01-2026"),
        (None, TOT, "het begin tot en met 31 december 2026", "begin tot en met 31-12-2026"),
    ],
)
def test_a_half_open_period_is_said_with_its_last_day(van, tot, lang, kort):
    assert periode(van, tot) == lang
    assert periode_kort(van, tot) == kort
