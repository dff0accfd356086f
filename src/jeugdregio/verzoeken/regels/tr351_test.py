# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.verzoeken.regels.tr351 import TR351
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_it_is_a_current_allocation_of_this_child_at_this_provider(wereld: Wereld):
    wereld.gegeven("""
        JW301   | bericht | product | einde      | kind | aanbieder
        current | 1       | 45A14   |            | K1   | A1
        ended   | 1       | 45A16   | 2027-06-29 | K1   | A1
        of K2   | 2       | 45A14   |            | K2   | A1
        of A2   | 3       | 45A14   |            | K1   | A2
    """)
    wereld.gegeven("""
        JW301   | bericht | product | einde      | reden | nummer  | besluit    | kind | begin
        removed | 4       | 45A84   | 2027-12-31 |       |         |            | K1   | 2026-01-01
        gone    | 5       | 45A84   | 2026-01-01 | 13    | removed | 2026-02-01 | K1   | 2026-01-01
    """)

    found = wereld.neem_in("""
        JW317            | bericht | toewijzing | wat
        the other        | 1       | current    | ongewijzigd
        not any more     | 1       | ended      | te_wijzigen
        of another child | 1       | of K2      | te_wijzigen
        at another       | 1       | of A2      | te_wijzigen
        was removed      | 1       | removed    | te_wijzigen
        never was        | 1       | unknown    | te_wijzigen
    """)

    assert found == dict.fromkeys(
        ["not any more", "of another child", "at another", "was removed", "never was"], "TR351"
    )
    assert wereld.uitleg("never was", TR351) == (
        f"Er is geen actuele toewijzing met nummer {wereld.nummer('unknown')} voor deze jeugdige bij deze aanbieder."
    )
