# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.regels.tr137 import TR137

pytestmark = pytest.mark.django_db


def test_the_end_of_a_prestatie_lies_between_its_begin_and_the_dagtekening(proef: Proef):
    proef.zet("""
        JW323 Prestatie     | periode_begindatum | periode_einddatum | b.dagtekening
        before its begin    | 2026-06-02         | 2026-06-01        | 2026-06-30
        one day             | 2026-06-02         | 2026-06-02        | 2026-06-30
        on the dagtekening  | 2026-06-01         | 2026-06-30        | 2026-06-30
        after dagtekening   | 2026-06-01         | 2026-07-01        | 2026-06-30
    """)

    assert proef.vind(TR137) == {"before its begin", "after dagtekening"}


def test_the_end_of_a_declaratie_as_well(proef: Proef):
    proef.zet("""
        JW323 Declaratie   | periode_begindatum | periode_einddatum | b.dagtekening
        backwards          | 2026-06-30         | 2026-06-01        | 2026-07-05
        one day            | 2026-06-02         | 2026-06-02        | 2026-06-30
        on the last day    | 2026-06-01         | 2026-06-30        | 2026-06-30
        a day too soon     | 2026-06-01         | 2026-06-30        | 2026-06-29
    """)

    assert proef.vind(TR137) == {"backwards", "a day too soon"}
