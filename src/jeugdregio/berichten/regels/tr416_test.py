# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.regels.tr416 import TR416

pytestmark = pytest.mark.django_db


def test_a_second_debit_for_the_same_is_found(proef: Proef):
    proef.zet("""
        JW323 Prestatie  | bericht | toewijzing_nummer | begindatum | einddatum  | code  | debet_credit
        first            | 1       | 1001              | 2026-05-02 | 2026-05-31 | 45A04 | D
        second           | 1       | 1001              | 2026-05-02 | 2026-05-31 | 45A04 | D
        credit           | 1       | 1001              | 2026-05-02 | 2026-05-31 | 45A04 | C
        second credit    | 1       | 1001              | 2026-05-02 | 2026-05-31 | 45A04 | C
        other number     | 1       | 1002              | 2026-05-02 | 2026-05-31 | 45A04 | D
        other begin      | 1       | 1001              | 2026-05-01 | 2026-05-31 | 45A04 | D
        other end        | 1       | 1001              | 2026-05-02 | 2026-05-30 | 45A04 | D
        other code       | 1       | 1001              | 2026-05-02 | 2026-05-31 | 45A53 | D
        in other message | 2       | 1001              | 2026-05-02 | 2026-05-31 | 45A04 | D
    """)

    assert proef.vind(TR416) == {"second"}


def test_another_category_is_another_product(proef: Proef):
    proef.zet("""
        JW323 Prestatie | bericht | toewijzing_nummer | product_categorie | product_code | debet_credit
        first           | 1       | 1001              | 45                | 45A04        | D
        other category  | 1       | 1001              | 46                | 45A04        | D
        same category   | 1       | 1001              | 46                | 45A04        | D
    """)

    assert proef.vind(TR416) == {"same category"}
