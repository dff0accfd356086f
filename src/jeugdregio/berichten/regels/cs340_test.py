# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cs340 import CS340
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_anything_but_one_whole_month_is_found(proef: Proef):
    proef.zet("""
        JW323 Declaratie | periode_begindatum | periode_einddatum
        January          | 2026-01-01         | 2026-01-31
        February         | 2026-02-01         | 2026-02-28
        leap year        | 2028-02-01         | 2028-02-29
        a day short      | 2028-02-01         | 2028-02-28
        December         | 2026-12-01         | 2026-12-31
        starts late      | 2026-01-02         | 2026-01-31
        two months       | 2026-01-01         | 2026-02-28
        one day          | 2026-01-31         | 2026-01-31
        backwards        | 2026-02-01         | 2026-01-31
    """)

    assert proef.vind(CS340) == {"a day short", "starts late", "two months", "one day", "backwards"}
