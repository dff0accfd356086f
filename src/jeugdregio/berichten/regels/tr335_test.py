# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.regels.tr335 import TR335

pytestmark = pytest.mark.django_db


def test_a_prestatie_of_more_than_five_years_ago_is_found(proef: Proef):
    proef.zet("""
        JW323 Prestatie   | periode_einddatum | d.declaratie_dagtekening | b.dagtekening
        five years        | 2021-07-31        | 2026-07-31               | 2026-12-31
        a day more        | 2021-07-30        | 2026-07-31               | 2026-12-31
        from a leap day   | 2023-02-28        | 2028-02-29               | 2028-12-31
        day before that   | 2023-02-27        | 2028-02-29               | 2028-12-31
    """)

    assert proef.vind(TR335) == {"a day more", "day before that"}
