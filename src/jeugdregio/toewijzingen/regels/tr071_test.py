# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.toewijzingen.regels.tr071 import TR071
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def start(wereld: Wereld) -> None:
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)
    wereld.gegeven("""
        JW305 | begin
        start | 2026-01-05
    """)


@pytest.mark.parametrize("reason", ["20", "31"])
def test_a_start_with_a_stop_is_not_deleted(wereld: Wereld, reason: str):
    wereld.gegeven(f"""
        JW307 | begin      | reden
        stop  | 2026-01-05 | {reason}
    """)

    assert wereld.neem_in("""
        JW305  | begin      | status
        delete | 2026-01-05 | 3
    """) == {"delete": "TR071"}
    assert wereld.uitleg("delete", TR071) == (
        f"De start van 05-01-2026 op toewijzing {wereld.nummer('T1')} is al gestopt."
    )


def test_after_deleting_the_stop_it_is(wereld: Wereld):
    wereld.gegeven("""
        JW307  | bericht | begin      | status
        stop   | M1      | 2026-01-05 | 1
        delete | M2      | 2026-01-05 | 3
    """)

    wereld.aanvaardt("""
        JW305        | begin      | status
        delete start | 2026-01-05 | 3
    """)


def test_a_stop_on_another_start_does_not_matter(wereld: Wereld):
    wereld.gegeven("""
        JW307 | begin      | einde
        stop  | 2026-01-05 | 2026-02-01
    """)
    wereld.gegeven("""
        JW305 | begin
        again | 2026-03-01
    """)

    wereld.aanvaardt("""
        JW305        | begin      | status
        delete again | 2026-03-01 | 3
    """)
