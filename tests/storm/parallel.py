# SPDX-License-Identifier: EUPL-1.2
"""Several things at the same moment, each on a database connection of its own; how often a storm test repeats."""

import os
import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "nacht"


def rounds(short: int, night: int) -> range:
    """So many in a usual run, so many in `make nacht`."""
    return range(night if NIGHT else short)


def together(*works: Callable[[], Any]) -> list[Any]:
    """
    Do these at the same moment; gives what each gave, or the exception it raised.

    Whoever waits for what the others do is not alone: every thread ends before this returns.
    """
    outcomes: list[Any] = [None] * len(works)
    start = threading.Barrier(len(works))

    def do(place: int, work: Callable[[], Any]) -> None:
        try:
            with connection.cursor():  # connecting takes longer than most of what follows
                start.wait(30)
            outcomes[place] = work()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=one) for one in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
