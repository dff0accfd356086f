# SPDX-License-Identifier: EUPL-1.2
"""The schedule starts one count at a time, and tells how it ended."""

import sys
import time
from datetime import UTC, datetime, timedelta

from jeugdregio.opdrachtregel.bewaken import Bewaker

MOMENT = datetime(2026, 11, 1, tzinfo=UTC)


def bewaker(code, klok=lambda: 0.0, elke=timedelta(hours=1)):
    return Bewaker(elke, opdracht=(sys.executable, "-c", code), klok=klok)


def until_told(watcher, due):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if text := watcher.kijk(MOMENT, due):
            return text
        time.sleep(0.01)
    raise AssertionError("de controle eindigde niet")


def test_a_count_that_is_due_is_started_and_told_of():
    assert "vond niets" in until_told(bewaker("pass"), lambda **_: True)
    assert "rood of mislukt" in until_told(bewaker("raise SystemExit(1)"), lambda **_: True)


def test_it_asks_once_a_minute_and_not_while_one_is_going_on():
    now, asked = [0.0], []

    def due(**_):
        asked.append(now[0])
        return len(asked) > 1

    watcher = bewaker("import time; time.sleep(600)", klok=lambda: now[0])
    for now[0] in (0.0, 30.0, 59.0, 60.0, 200.0):
        watcher.kijk(MOMENT, due)
    watcher.stop()

    assert asked == [0.0, 60.0]


def test_zero_is_never():
    assert bewaker("pass", elke=timedelta(0)).kijk(MOMENT, lambda **_: 1 / 0) == ""
