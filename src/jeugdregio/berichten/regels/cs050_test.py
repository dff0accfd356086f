# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cs050 import CS050
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("klasse", ["Client", "Relatie"])
def test_the_use_of_a_name_fits_the_names_that_are_there(proef: Proef, klasse: str):
    proef.zet(f"""
        JW301 {klasse}    | naam_partnernaam_achternaam | naam_naam_gebruik
        own name          |                             | 1
        partner is absent |                             | 2
        absent too        |                             | 4
        pseudonym         |                             | 5
        organisation      |                             | 6
        own, with partner | Test                        | 1
        partner           | Test                        | 2
        partner first     | Test                        | 3
        own name first    | Test                        | 4
        pseudonym, too    | Test                        | 5
        organisation, too | Test                        | 6
    """)

    found = {"partner is absent", "absent too", "pseudonym", "pseudonym, too", "organisation, too"}
    assert proef.vind(CS050) == found
