# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cd067 import CD067
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_a_name_when_there_is_no_code(proef: Proef):
    proef.zet("""
        JW315 AangevraagdProduct | verwijzer_type | zorgverlener_code | verwijzer_naam
        doctor by code           | 02             | 01234567          |
        doctor by name           | 02             |                   | Jansen
        doctor by both           | 02             | 01234567          | Jansen
        doctor by neither        | 02             |                   |
        youth doctor by both     | 03             | 01234567          | Jansen
        youth doctor, nothing    | 03             |                   |
        institution by both      | 04             | 01234567          | Jansen
        institution, nothing     | 04             |                   |
        specialist by both       | 05             | 01234567          | Jansen
        specialist, nothing      | 05             |                   |
        town by name             | 01             |                   | Jansen
        town, nothing            | 01             |                   |
        town by code             | 01             | 01234567          |
        self by code             | 06             | 01234567          |
        self by both             | 06             | 01234567          | Jansen
        judge by code            | 08             | 01234567          |
        judge, nothing           | 08             |                   |
    """)

    assert proef.vind(CD067) == {
        "doctor by neither",
        "youth doctor, nothing",
        "institution, nothing",
        "specialist, nothing",
    }
