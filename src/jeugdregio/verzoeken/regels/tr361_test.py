# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.verzoeken.regels.tr361 import TR361
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_the_same_product_does_not_overlap_over_the_three_kinds(wereld: Wereld):
    wereld.gegeven("""
        JW301 | kind | product | einde
        T1    | K1   | 45A14   | 2027-12-31
        T2    | K2   | 45A14   | 2027-12-31
        T3    | K3   | 45A14   | 2027-12-31
        T4    | K4   | 45A14   | 2027-12-31
        T5    | K5   | 45A14   | 2027-12-31
        T6    | K6   | 45A14   | 2027-12-31
    """)

    assert wereld.neem_in("""
        JW317             | bericht      | kind | toewijzing | wat         | product | begin      | einde
        unchanged         | within it    | K1   | T1         | ongewijzigd |         |            |
        new within        | within it    | K1   |            | nieuw       | 45A14   | 2027-12-31 | 2028-12-31
        unchanged too     | after it     | K2   | T2         | ongewijzigd |         |            |
        new after         | after it     | K2   |            | nieuw       | 45A14   | 2028-01-01 | 2028-12-31
        longer            | longer       | K3   | T3         | te_wijzigen |         | 2027-07-01 | 2028-01-31
        new in longer     | longer       | K3   |            | nieuw       | 45A14   | 2028-01-31 | 2028-12-31
        shorter           | shorter      | K4   | T4         | te_wijzigen |         | 2027-07-01 | 2027-08-31
        new after shorter | shorter      | K4   |            | nieuw       | 45A14   | 2027-09-01 | 2028-12-31
        both kept         | twice        | K5   | T5         | ongewijzigd |         |            |
        and changed       | twice        | K5   | T5         | te_wijzigen |         | 2027-07-01 | 2027-08-31
        other product     | two products | K6   | T6         | ongewijzigd |         |            |
        other new         | two products | K6   |            | nieuw       | 45A16   | 2027-07-01 | 2028-12-31
    """) == dict.fromkeys(["within it", "longer", "twice"], "TR361")
    assert wereld.uitleg("twice", TR361).startswith("In het verzoek staat hetzelfde product twee keer")
