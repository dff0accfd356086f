# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr322 import TR322
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_what_was_granted_before_counts_as_well(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume | frequentie
        T1    | 10     | 6
    """)
    wereld.gegeven("""
        JW323   | maand   | volume
        earlier | 2026-01 | 8
    """)

    assert wereld.neem_in("""
        JW323    | maand   | volume
        too much | 2026-02 | 3
        fits     | 2026-03 | 2
        full     | 2026-04 | 1
        nothing  | 2026-05 | 0
    """) == {"too much": "TR322", "full": "TR322"}
    assert wereld.uitleg("too much", TR322) == (
        "Dit volume past niet meer in de toewijzing: er is nog 2 over van 10 (uren in minuten)."
    )
    assert "nog 0 over van 10" in wereld.uitleg("full", TR322)
