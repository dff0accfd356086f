# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.toewijzingen.regels.tr382 import TR382
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def start(wereld: Wereld) -> None:
    wereld.gegeven("""
        JW301 | product
        T1    | 45
        T2    | 45
    """)
    wereld.gegeven("""
        JW305 | toewijzing | begin
        start | T1         | 2026-01-05
    """)


def test_a_stop_repeats_the_key_of_its_start(wereld: Wereld):
    assert wereld.neem_in("""
        JW307            | toewijzing | begin      | product
        other day        | T1         | 2026-01-06 | 45
        other product    | T1         | 2026-01-05 | 45A14
        other allocation | T2         | 2026-01-05 | 45
        as started       | T1         | 2026-01-05 | 45
    """) == {"other day": "TR382", "other product": "TR382", "other allocation": "TR382"}
    assert wereld.uitleg("other day", TR382) == (
        f"Er is geen start met begindatum 06-01-2026 op toewijzing {wereld.nummer('T1')} voor hetzelfde product."
    )


def test_a_start_that_was_deleted_is_none(wereld: Wereld):
    wereld.gegeven("""
        JW305  | begin      | status
        delete | 2026-01-05 | 3
    """)

    assert wereld.neem_in("""
        JW307 | begin
        stop  | 2026-01-05
    """) == {"stop": "TR382"}
