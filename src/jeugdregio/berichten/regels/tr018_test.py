# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.regels.tr018 import TR018

pytestmark = pytest.mark.django_db


def test_a_stop_before_its_start_is_found(proef: Proef):
    proef.zet("""
        JW307 StopProduct | begindatum | einddatum
        day before        | 2026-03-02 | 2026-03-01
        same day          | 2026-03-02 | 2026-03-02
        day after         | 2026-03-02 | 2026-03-03
    """)

    assert proef.vind(TR018) == {"day before"}
