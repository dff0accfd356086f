# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cs335 import CS335
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_a_removal_ends_on_its_first_day(proef: Proef):
    proef.zet("""
        JW301 ToegewezenProduct | reden_wijziging | ingangsdatum | einddatum
        removed                 | 13              | 2026-01-01   | 2026-01-01
        a day later             | 13              | 2026-01-01   | 2026-01-02
        without end             | 13              | 2026-01-01   |
        one day, other reason   | 14              | 2026-01-01   | 2026-01-01
        one day, no reason      |                 | 2026-01-01   | 2026-01-01
        shortened               | 05              | 2026-01-01   | 2026-06-30
        unchanged               |                 | 2026-01-01   |
    """)

    assert proef.vind(CS335) == {"a day later", "without end"}
