# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.verzoeken.regels.tr373 import TR373
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_a_budget_or_a_total_changes_from_the_first_day(wereld: Wereld):
    wereld.gegeven("""
        JW301     | kind | frequentie | budget | einde
        budget    | K1   |            | 100000 | 2027-12-31
        total     | K2   | 6          |        | 2027-12-31
        per month | K3   | 4          |        | 2027-12-31
        budget 4  | K4   |            | 100000 | 2027-12-31
        total 5   | K5   | 6          |        | 2027-12-31
    """)

    assert wereld.neem_in("""
        JW317            | bericht | kind | toewijzing | begin      | budget | frequentie
        budget later     | 1       | K1   | budget     | 2027-07-01 | 200000 |
        total later      | 2       | K2   | total      | 2027-07-01 |        |
        month later      | 3       | K3   | per month  | 2027-07-01 |        | 6
        budget from then | 4       | K4   | budget 4   | 2026-01-01 | 200000 |
        total from then  | 5       | K5   | total 5    | 2026-01-01 |        | 4
    """) == {"budget later": "TR373", "total later": "TR373"}
    assert wereld.uitleg("total later", TR373) == (
        "De wijziging gaat in op 01-07-2027, maar een budget of een totaal over de looptijd wijzigt vanaf de "
        f"ingangsdatum van toewijzing {wereld.nummer('total')}."
    )
