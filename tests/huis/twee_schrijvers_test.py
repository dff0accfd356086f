# SPDX-License-Identifier: EUPL-1.2
"""
Two writers at the same allocations at the same time, without the lock that keeps batches of a region apart.

Each writer claims 60 % of every allocation, with another product code of its category, so exactly one of the
two fits. The conditional UPDATE decides; the CHECK under it holds should anyone forget that.
"""

import threading
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, OperationalError, connection
from psycopg.errors import DeadlockDetected

from jeugdregio.berichten.partij import Stuk
from jeugdregio.demo.berichten_xml import Kop, PrestatieRegel, jw323
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ketentest.context import REGIO, Tariefregel
from jeugdregio.ketentest.laden import laad
from jeugdregio.ketentest.toestand_lezen import Toegewezen, Toestand
from jeugdregio.ontvangst.actions import leg_vast
from jeugdregio.ontvangst.values import Aanlevering
from jeugdregio.ontvangst.verwerking import verwerk_stukken
from tests.eigen_database import met_database

AGB, GEMEENTE, BSN = "65656055", "0384", "999900006"
AANTAL, PER_PARTIJ, UREN, DEEL = 400, 20, 10, 6
DAG, MOMENT = date(2026, 11, 22), datetime(2026, 11, 22, 11, tzinfo=UTC)
MAAND = (date(2026, 8, 1), date(2026, 8, 31))
CODES = {"een": "45A03", "twee": "45A04"}


def state():
    allocations = [
        Toegewezen(
            nummer=nummer,
            aanbieder=AGB,
            gemeente=GEMEENTE,
            bsn=BSN,
            categorie="45",
            code=None,
            eenheid="04",
            volume=UREN,
            frequentie="6",
            begin=date(2026, 1, 1),
            einde=date(2026, 12, 31),
            ingetrokken=False,
            budget_cent=None,
        )
        for nummer in range(1, AANTAL + 1)
    ]
    return Toestand(
        DAG, [GEMEENTE], [AGB], [Tariefregel(AGB, "45", c, "04", 5000) for c in CODES.values()], allocations
    )


@pytest.fixture
def database(make_database, worker_id, django_db_blocker, django_db_setup):
    with met_database(make_database(f"jeugdregio_schrijvers_{worker_id}"), django_db_blocker):
        laad(state(), b"{}")
        yield


def message(who, first):
    numbers = range(first, first + PER_PARTIJ)
    lines = [
        PrestatieRegel(BSN, f"{who}{n}", "", n, "45", CODES[who], *MAAND, DEEL, "04", 5000, DEEL * 5000, "D")
        for n in numbers
    ]
    return jw323(
        Kop("JW323", AGB, GEMEENTE, f"{who}{first}", DAG),
        nummer=f"{who}{first}",
        periode=MAAND,
        saldo_cent=PER_PARTIJ * DEEL * 5000,
        regels=lines,
    )


class Writer(threading.Thread):
    """Takes in its batches one by one, each at the moment of the other's, on a connection of its own."""

    def __init__(self, who, together):
        super().__init__()
        self.who, self.together = who, together
        self.tries = self.answers = 0
        self.failure = None

    def run(self):
        try:
            for first in range(1, AANTAL + 1, PER_PARTIJ):
                self._take_in(first)
        except Exception as failure:  # noqa: BLE001 - shown by the test, in the thread that asserts
            self.failure = failure
            self.together.abort()
        finally:
            connection.close()

    def _take_in(self, first):
        data, region = message(self.who, first), verwerking(REGIO)
        (receipt,) = leg_vast([Aanlevering("x.xml", data, AGB)], moment=MOMENT, on_behalf_of=region)
        piece = Stuk(receipt.bestand_id, 0, AGB, MOMENT, data)
        self.together.wait(60)
        while True:
            self.tries += 1
            try:
                with namens(region):  # without the lock that `verwerk` takes
                    (outcome,) = verwerk_stukken([piece], peildatum=DAG, moment=MOMENT)
            except OperationalError as error:
                if not isinstance(error.__cause__, DeadlockDetected):
                    raise
            else:
                self.answers += bool(outcome.antwoord)
                return


def rows(statement):
    with namens(verwerking(REGIO)), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def test_no_allocation_is_overspent_and_one_of_two_fits(database):
    together = threading.Barrier(2)
    writers = [Writer(who, together) for who in CODES]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert [writer.failure for writer in writers] == [None, None]
    assert [writer.answers for writer in writers] == [AANTAL // PER_PARTIJ] * 2
    assert rows("SELECT gebruikt, prestaties, count(*) FROM toewijzingen_stand GROUP BY 1, 2") == [
        (DEEL * 60, 1, AANTAL)
    ]
    granted = "SELECT count(*), count(DISTINCT toewijzing_id) FROM declaraties_prestatie WHERE toegekend"
    assert rows(granted) == [(AANTAL, AANTAL)]
    refused = "SELECT regel, count(*) FROM declaraties_bevinding GROUP BY regel"
    assert rows(refused) == [("TR322", AANTAL)]
    booked = "SELECT sum(kosten_cent)::bigint, count(*) FROM grootboek_v_boeking"
    assert rows(booked) == [(AANTAL * DEEL * 5000, AANTAL)]


def test_the_database_refuses_what_goes_over_whoever_writes_it(database):
    with (
        pytest.raises(IntegrityError, match="stand_nooit_overschreden"),
        namens(verwerking(REGIO)),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE toewijzingen_stand SET gebruikt = maximaal + 1")
