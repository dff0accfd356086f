# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.regels.tr006 import TR006

pytestmark = pytest.mark.django_db


def test_a_contact_needs_a_telephone_or_a_house_with_postcode(proef: Proef):
    proef.zet("""
        JW301 Contact         | relatie | telefoon01_telefoonnummer | huisnummer | postcode | emailadres
        telephone             |         | 0612345678                |            |          |
        house and postcode    |         |                           | 0          | 8011AA   |
        both                  | 0       | 0612345678                | 1          | 8011AA   |
        only a house          |         |                           | 1          |          |
        only a postcode       |         |                           |            | 8011AA   |
        only an email address |         |                           |            |          | x@example.org
        nothing, of a relatie | 0       |                           |            |          |
    """)

    found = {"only a house", "only a postcode", "only an email address", "nothing, of a relatie"}
    assert proef.vind(TR006) == found
