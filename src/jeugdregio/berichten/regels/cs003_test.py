# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cs003 import CS003
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_an_end_before_the_begin_is_found(proef: Proef):
    proef.zet("""
        JW301 Contact | periode_begindatum | periode_einddatum
        backwards     | 2026-01-02         | 2026-01-01
        one day       | 2026-01-02         | 2026-01-02
        open end      | 2026-01-02         |
        open begin    |                    | 2026-01-01
        no period     |                    |
    """)
    proef.zet("""
        JW301 ToegewezenProduct | ingangsdatum | einddatum
        product backwards       | 2026-01-02   | 2026-01-01
        product of one day      | 2026-01-02   | 2026-01-02
        product without end     | 2026-01-02   |
    """)

    assert proef.vind(CS003) == {"backwards", "product backwards"}
    assert proef.uitleg(CS003)["backwards"] == "De einddatum 01-01-2026 ligt vóór de begindatum 02-01-2026."


@pytest.mark.parametrize(
    ("klasse", "begin", "end"),
    [
        ("JW315 AangevraagdProduct", "toewijzing_ingangsdatum", "toewijzing_einddatum"),
        ("JW317 TeWijzigenProduct", "gewenste_ingangsdatum", "einddatum"),
        ("JW317 NieuwProduct", "gewenste_ingangsdatum", "einddatum"),
    ],
)
def test_in_a_request_too(proef: Proef, klasse: str, begin: str, end: str):
    proef.zet(f"""
        {klasse}    | {begin}    | {end}
        backwards   | 2026-01-02 | 2026-01-01
        one day     | 2026-01-02 | 2026-01-02
        without end | 2026-01-02 |
    """)

    assert proef.vind(CS003) == {"backwards"}
