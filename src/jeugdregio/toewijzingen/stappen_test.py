# SPDX-License-Identifier: EUPL-1.2
"""
The steps of an allocation and of the care on it, tried around the intake: by the processing of the region itself.

What the rules refuse with a code, the database refuses again for whoever writes a row himself.
"""

import pytest

from tests.stappen import execute, refused
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db
START = """
    INSERT INTO toewijzingen_start (gemeente, bericht_id, nr, aanbieder, client_id, toewijzing_nummer, categorie, code,
        begin) SELECT gemeente, bericht_id + {id}, nr, aanbieder, client_id, toewijzing_nummer, categorie, code, {begin}
    FROM toewijzingen_start ORDER BY bericht_id LIMIT 1
"""
STOP = """
    INSERT INTO toewijzingen_stop (gemeente, bericht_id, nr, aanbieder, client_id, toewijzing_nummer, categorie, code,
        begin, einde, reden) SELECT gemeente, bericht_id + {id}, nr, aanbieder, client_id, toewijzing_nummer, categorie,
        code, {begin}, {einde}, '{reden}' FROM toewijzingen_start
"""


@pytest.fixture
def allocated(wereld: Wereld) -> Wereld:
    wereld.gegeven("JW301 | einde | volume | frequentie\nT1 | 2027-12-31 | 10 | 6")
    return wereld


@pytest.fixture
def started(allocated: Wereld) -> Wereld:
    allocated.gegeven("JW305 | toewijzing | begin\ns | T1 | 2027-01-01")
    return allocated


@pytest.fixture
def stopped(started: Wereld) -> Wereld:
    """Temporarily."""
    started.gegeven("JW307 | toewijzing | begin | einde | reden\nx | T1 | 2027-01-01 | 2027-03-31 | 20")
    return started


class TestAllocation:
    @pytest.mark.parametrize(
        "change",
        [
            "nummer = 5",
            "aanbieder = '99900002'",
            "client_id = client_id + 1",
            "categorie = '44'",
            "code = '45A16'",
            "geldig = daterange('2026-02-01', '2028-01-01')",
        ],
    )
    def test_it_stays_the_same_care_for_the_same_child(self, allocated: Wereld, change: str):
        refused(
            f"UPDATE toewijzingen_toewijzing SET {change}, bericht_id = bericht_id + 1,"
            " vastgesteld_op = vastgesteld_op + interval '1 day'",
            "zelfde kind, product en begin",
        )

    @pytest.mark.parametrize(
        "change",
        [
            "volume = 11",
            "geldig = daterange('2026-01-01', '2028-07-01')",
            "verwijderd = true, reden_wijziging = '13'",
            "bericht_id = bericht_id + 1, volume = 11",
            "bericht_id = bericht_id + 1, vastgesteld_op = vastgesteld_op - interval '1 second'",
        ],
    )
    def test_only_a_later_decision_changes_it(self, allocated: Wereld, change: str):
        refused(f"UPDATE toewijzingen_toewijzing SET {change}", "door een later besluit")

    @pytest.mark.parametrize(("change"), ["volume = 11", "geldig = daterange('2026-01-01', '2028-07-01')"])
    def test_a_later_decision_does(self, allocated: Wereld, change: str):
        execute(
            f"UPDATE toewijzingen_toewijzing SET {change}, bericht_id = bericht_id + 1,"
            " vastgesteld_op = vastgesteld_op + interval '1 day'"
        )

    @pytest.mark.parametrize("change", ["verwijderd = true", "reden_wijziging = '13'"])
    def test_deleted_is_reason_13(self, allocated: Wereld, change: str):
        refused(
            f"UPDATE toewijzingen_toewijzing SET {change}, bericht_id = bericht_id + 1,"
            " vastgesteld_op = vastgesteld_op + interval '1 day'",
            "toewijzing_verwijderd_met_reden_13",
        )

    def test_what_was_granted_on_is_not_deleted(self, allocated: Wereld):
        execute("UPDATE toewijzingen_stand SET prestaties = 1")

        refused(
            "UPDATE toewijzingen_toewijzing SET verwijderd = true, reden_wijziging = '13', bericht_id = bericht_id + 1,"
            " vastgesteld_op = vastgesteld_op + interval '1 day'",
            "waarop is toegekend",
        )

    def test_a_version_stays(self, allocated: Wereld):
        refused("UPDATE toewijzingen_toewijzingversie SET ingetrokken = true", "tot haar bericht is ingetrokken")
        refused("UPDATE toewijzingen_toewijzingversie SET volume = 1", "permission denied")
        refused("DELETE FROM toewijzingen_toewijzingversie", "permission denied")


class TestStart:
    def test_one_delivery_runs_at_a_time(self, started: Wereld):
        refused(START.format(id=101, begin="begin + 40"), "hoogstens een levering")
        refused(START.format(id=102, begin="begin"), "start_een_keer")

    def test_after_a_stop_a_new_one_may_start(self, stopped: Wereld):
        execute(START.format(id=103, begin="begin + 100"))
        refused(START.format(id=104, begin="begin + 200"), "hoogstens een levering")

    def test_a_start_with_a_stop_is_not_deleted(self, stopped: Wereld):
        refused("UPDATE toewijzingen_start SET verwijderd_door = 1", "een start met een stop")

    @pytest.mark.parametrize("table", ["start", "stop"])
    def test_what_was_reported_is_deleted_once_and_never_changed(self, stopped: Wereld, table: str):
        refused(f"UPDATE toewijzingen_{table} SET begin = begin + 1", "permission denied")
        refused(f"DELETE FROM toewijzingen_{table}", "permission denied")
        execute("UPDATE toewijzingen_stop SET verwijderd_door = 1")
        execute("UPDATE toewijzingen_start SET verwijderd_door = 1")
        refused(f"UPDATE toewijzingen_{table} SET verwijderd_door = NULL", "blijft verwijderd")
        refused(f"UPDATE toewijzingen_{table} SET verwijderd_door = 2", "blijft verwijderd")


class TestStop:
    def test_there_is_a_start(self, started: Wereld):
        refused(STOP.format(id=9, begin="begin + 1", einde="begin + 30", reden="31"), "hoort bij een start")
        execute("UPDATE toewijzingen_start SET verwijderd_door = 1")
        refused(STOP.format(id=9, begin="begin", einde="begin + 30", reden="31"), "hoort bij een start")

    def test_temporary_once_and_then_definitive(self, stopped: Wereld):
        refused(STOP.format(id=9, begin="begin", einde="begin + 200", reden="20"), "stop_een_keer_tijdelijk")
        refused(STOP.format(id=9, begin="begin", einde="begin + 30", reden="31"), "definitieve of latere stop")
        execute(STOP.format(id=9, begin="begin", einde="begin + 200", reden="31"))
        refused(STOP.format(id=10, begin="begin", einde="begin + 300", reden="31"), "stop_een_keer_definitief")

    def test_nothing_follows_a_definitive_stop(self, started: Wereld):
        execute(STOP.format(id=9, begin="begin", einde="begin + 30", reden="31"))
        refused(STOP.format(id=10, begin="begin", einde="begin + 60", reden="20"), "definitieve of latere stop")

    def test_what_was_deleted_makes_room(self, started: Wereld):
        execute(STOP.format(id=9, begin="begin", einde="begin + 30", reden="31"))
        execute("UPDATE toewijzingen_stop SET verwijderd_door = 1")
        execute(STOP.format(id=10, begin="begin", einde="begin + 60", reden="31"))
