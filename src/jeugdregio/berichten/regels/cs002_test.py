# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cs002 import CS002
from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.core.bsn import voldoet_aan_elfproef

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("bericht", ["JW301", "JW305", "JW307", "JW315", "JW317", "JW323"])
def test_a_number_that_fails_the_elfproef_is_found(proef: Proef, bericht: str):
    proef.zet(f"""
        {bericht} Client | bsn_goed
        good             | true
        bad              | false
    """)

    assert proef.vind(CS002) == {"bad"}


@pytest.mark.parametrize(
    ("bsn", "good"),
    [
        ("999900006", True),
        ("999900007", False),
        ("999900060", False),
        ("000000000", False),
    ],
)
def test_one_wrong_digit_two_swapped_or_all_zeros_fail(bsn: str, good: bool):
    assert voldoet_aan_elfproef(bsn) is good
