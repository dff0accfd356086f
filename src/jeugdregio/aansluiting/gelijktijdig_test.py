# SPDX-License-Identifier: EUPL-1.2
"""Two senders at the same queue at the same moment."""

import threading
from datetime import UTC, datetime, timedelta

from django.db import connection

from jeugdregio.berichten import verzenden
from jeugdregio.berichten.values import Kenmerk
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from tests.eigen_database import met_database
from tests.wereld import AANBIEDERS, Wereld
from tests.wereld_oordeel import REGIO

A1 = AANBIEDERS["A1"]
NU = datetime(2027, 7, 1, 9, tzinfo=UTC)


def test_two_senders_at_the_same_moment_never_take_the_same(
    make_database, worker_id, django_db_blocker, django_db_setup
):
    """Eight rounds over sixty rows, on connections of their own; every row is taken exactly once per round."""
    url = make_database(f"jeugdregio_zenders_{worker_id}")
    with met_database(url, django_db_blocker):
        with namens(verwerking(REGIO)):
            rows = "".join(f"T{n} | | 45A14 | 10 | K{n}\n" for n in range(60))
            Wereld().gegeven(f"JW301 | nummer | product | volume | kind\n{rows}")
        for attempt in range(8):
            moment = NU + timedelta(days=attempt)
            taken: list[list[Kenmerk]] = [[], []]
            together = threading.Barrier(2)

            def send(mine, moment=moment, together=together):
                try:
                    together.wait(30)
                    while found := verzenden.neem([A1], moment=moment, on_behalf_of=verwerking(REGIO), hoogstens=3):
                        mine += found
                finally:
                    connection.close()

            senders = [threading.Thread(target=send, args=(mine,)) for mine in taken]
            for sender in senders:
                sender.start()
            for sender in senders:
                sender.join()
            assert len(taken[0]) + len(taken[1]) == 60
            assert len({*taken[0], *taken[1]}) == 60
