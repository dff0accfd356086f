# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cd009 import CD009
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_only_a_temporary_address_has_a_period(proef: Proef):
    proef.zet("""
        JW301 Contact     | soort | periode_begindatum | periode_einddatum
        home              | 01    |                    |
        home from a day   | 01    | 2026-01-01         |
        letters until     | 02    |                    | 2026-01-01
        stay in a period  | 03    | 2026-01-01         | 2026-02-01
        temporary         | 04    | 2026-01-01         | 2026-02-01
        temporary, always | 04    |                    |
    """)

    assert proef.vind(CD009) == {"home from a day", "letters until", "stay in a period"}
