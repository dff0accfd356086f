# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.toewijzingen.regels.tr379 import TR379
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_a_reference_needs_a_request(wereld: Wereld):
    assert wereld.neem_in("""
        JW301             | referentie
        with a reference  | REF1
        without           |
    """) == {"with a reference": "TR379"}
    assert wereld.uitleg("with a reference", TR379) == (
        "De toewijzing noemt referentie REF1, maar er is geen verzoek met die referentie."
    )
