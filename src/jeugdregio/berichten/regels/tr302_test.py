# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.regels.tr302 import TR302

pytestmark = pytest.mark.django_db


def test_the_same_code_overlaps_from_the_last_day_on(proef: Proef):
    proef.zet("""
        JW301 ToegewezenProduct | bericht | categorie | product_code | ingangsdatum | einddatum
        spring                  | 1       | 45        | 45A04        | 2026-01-01   | 2026-06-30
        summer                  | 1       | 45        | 45A04        | 2026-07-01   | 2026-09-30
        on the last day         | 1       | 45        | 45A04        | 2026-09-30   | 2026-12-31
        other product           | 1       | 45        | 45A53        | 2026-01-01   | 2026-12-31
        other message           | 2       | 45        | 45A04        | 2026-01-01   |
    """)

    assert proef.vind(TR302) == {"on the last day"}


def test_a_long_one_is_still_there_after_a_short_one(proef: Proef):
    proef.zet("""
        JW301 ToegewezenProduct | bericht | categorie | product_code | ingangsdatum | einddatum
        without end             | 1       | 45        | 45A04        | 2026-01-01   |
        other product           | 1       | 45        | 45A53        | 2026-02-01   | 2026-02-02
        years later             | 1       | 45        | 45A04        | 2030-01-01   | 2030-01-31
    """)

    assert proef.vind(TR302) == {"years later"}


def test_without_code_the_category_decides_whichever_comes_first(proef: Proef):
    proef.zet("""
        JW301 ToegewezenProduct | bericht | categorie | product_code | ingangsdatum | einddatum
        category first          | 1       | 45        |              | 2026-01-01   | 2026-12-31
        code in it              | 1       | 45        | 45A04        | 2026-02-01   | 2026-03-31
        code elsewhere          | 1       | 46        | 46A01        | 2026-02-01   | 2026-03-31
        code first              | 2       | 45        | 45A04        | 2026-01-01   | 2026-12-31
        category around it      | 2       | 45        |              | 2026-02-01   | 2026-03-31
        two of a category       | 3       | 45        |              | 2026-01-01   | 2026-12-31
        the second              | 3       | 45        |              | 2026-02-01   | 2026-03-31
    """)

    assert proef.vind(TR302) == {"code in it", "category around it", "the second"}


def test_a_generic_one_overlaps_any_other(proef: Proef):
    proef.zet("""
        JW301 ToegewezenProduct | bericht | categorie | product_code | ingangsdatum | einddatum
        generic first           | 1       |           |              | 2026-01-01   | 2026-06-30
        then a code             | 1       | 45        | 45A04        | 2026-06-30   | 2026-12-31
        a code first            | 2       | 45        | 45A04        | 2026-01-01   | 2026-06-30
        then generic            | 2       |           |              | 2026-06-30   | 2026-12-31
        generic                 | 3       |           |              | 2026-01-01   | 2026-06-30
        then a category         | 3       | 45        |              | 2026-06-30   | 2026-12-31
        alone                   | 4       |           |              | 2026-01-01   | 2026-06-30
        afterwards              | 4       | 45        | 45A04        | 2026-07-01   |
    """)

    assert proef.vind(TR302) == {"then a code", "then generic", "then a category"}


def test_the_latest_end_counts_not_the_first(proef: Proef):
    proef.zet("""
        JW301 ToegewezenProduct | bericht | categorie | product_code | ingangsdatum | einddatum
        generic in winter       | 1       |           |              | 2026-01-01   | 2026-02-28
        generic in spring       | 1       |           |              | 2026-03-01   | 2026-06-30
        code in May             | 1       | 45        | 45A04        | 2026-05-01   | 2026-05-31
        category in winter      | 2       | 45        |              | 2026-01-01   | 2026-02-28
        category in spring      | 2       | 45        |              | 2026-03-01   | 2026-06-30
        code in April           | 2       | 45        | 45A04        | 2026-04-01   | 2026-04-30
    """)

    assert proef.vind(TR302) == {"code in May", "code in April"}


def test_a_removed_one_does_not_count_but_a_short_one_does(proef: Proef):
    proef.zet("""
        JW301 ToegewezenProduct | bericht | categorie | code  | ingangsdatum | einddatum  | reden_wijziging
        removed                 | 1       | 45        | 45A04 | 2026-01-01   | 2026-01-01 | 13
        removed long ago        | 1       | 45        | 45A04 | 2026-01-01   | 2026-01-01 | 01
        in its place            | 1       | 45        | 45A04 | 2026-01-01   | 2026-12-31 |
        one day                 | 2       | 45        | 45A04 | 2026-01-01   | 2026-01-01 |
        after one day           | 2       | 45        | 45A04 | 2026-01-01   | 2026-12-31 |
        not really removed      | 3       | 45        | 45A04 | 2026-01-01   |            | 13
        after that              | 3       | 45        | 45A04 | 2026-02-01   | 2026-12-31 | 14
    """)

    assert proef.vind(TR302) == {"after one day", "after that"}
