# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.regels.tr061 import TR061

pytestmark = pytest.mark.django_db


def test_a_client_with_only_a_temporary_address_is_found(proef: Proef):
    proef.zet("""
        JW301 Client      | bericht
        at home           | 1
        temporary         | 2
        both              | 3
        address of parent | 4
        no contact        | 5
        letters only      | 6
        with parents      | 7
    """)
    proef.zet("""
        JW301 Contact | bericht | relatie | soort
        a             | 1       |         | 01
        b             | 2       |         | 04
        c             | 3       |         | 04
        d             | 3       |         | 03
        e             | 4       |         | 04
        f             | 4       | 0       | 01
        g             | 6       |         | 02
    """)

    assert proef.vind(TR061) == {"temporary", "address of parent", "no contact", "with parents"}
