# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cs337 import CS337
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_a_period_over_the_end_of_a_month_is_found(proef: Proef):
    proef.zet("""
        JW323 Prestatie      | periode_begindatum | periode_einddatum
        whole month          | 2026-01-01         | 2026-01-31
        one day              | 2026-01-31         | 2026-01-31
        into the next        | 2026-01-31         | 2026-02-01
        over new year        | 2026-12-31         | 2027-01-01
        same month next year | 2026-01-01         | 2027-01-31
        leap month           | 2028-02-01         | 2028-02-29
        clock goes forward   | 2026-03-01         | 2026-03-31
    """)

    assert proef.vind(CS337) == {"into the next", "over new year", "same month next year"}
