# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cs089 import CS089
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_a_dutch_postcode_has_the_dutch_form(proef: Proef):
    proef.zet("""
        JW301 Contact     | land_code | postcode
        capitals          | NL        | 8011AA
        small letters     | NL        | 8011aa
        unknown house     | NL        | 9999XX
        with a space      | NL        | 8011 AA
        starts with zero  | NL        | 0811AA
        too long          | NL        | 8011AAA
        too short         | NL        | 8011A
        odd letters       | NL        | 8011ÉÉ
        in Germany        | DE        | 48529
        absent            | NL        |
        nothing           |           |
    """)

    assert proef.vind(CS089) == {"with a space", "starts with zero", "too long", "too short", "odd letters"}
