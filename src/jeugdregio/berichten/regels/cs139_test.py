# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cs139 import CS139
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("bericht", "klasse"),
    [("JW301", "Client"), ("JW301", "Relatie"), ("JW305", "Client"), ("JW307", "Client"), ("JW315", "Client")],
)
def test_an_unknown_part_is_a_one(proef: Proef, bericht: str, klasse: str):
    proef.zet(f"""
        {bericht} {klasse}   | geboortedatum_datum | datum_gebruik
        fully known          | 2010-05-17          |
        day unknown          | 2010-05-01          | 1
        day yet filled       | 2010-05-17          | 1
        month unknown        | 2010-01-01          | 2
        month yet filled     | 2010-05-01          | 2
        day filled in        | 2010-01-02          | 2
        unknown              | 1900-01-01          | 3
        unknown yet a year   | 2010-01-01          | 3
    """)

    found = {"day yet filled", "month yet filled", "day filled in", "unknown yet a year"}
    assert proef.vind(CS139) == found


def test_a_relatie_without_birth_date_is_fine(proef: Proef):
    proef.zet("""
        JW301 Relatie | geboortedatum_datum | datum_gebruik
        no date       |                     |
    """)

    assert proef.vind(CS139) == set()
