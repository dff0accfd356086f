# SPDX-License-Identifier: EUPL-1.2
"""
What is decided does not depend on how messages happen to be put together: one by one, or all at once.

The same traffic, with mistakes, credits and second deliveries, is played in batches of several sizes. The
verdicts on all messages and lines, the running totals and the amounts booked are the same.
"""

import json
from collections.abc import Sequence
from hashlib import sha256

import pytest
from django.db import connection

from jeugdregio.demo import laden
from jeugdregio.demo.afspelen import neem_in
from jeugdregio.demo.bevolking import bevolking
from jeugdregio.demo.regio import regio_ijsselland
from jeugdregio.demo.simulator import simuleer
from jeugdregio.demo.waarheid import Bericht
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from tests.eigen_database import met_database

CODE = "IJSSELLAND"
REGION = regio_ijsselland()
SCHAAL, SEED, FOUTEN = 0.03, 5, 0.2

# Numbers that are handed out on the way differ; everything else must be the same.
VERDICTS = {
    "berichten": """
        SELECT gemeente, afzender, encode(sha256, 'hex'), soort, identificatie, uitkomst, niveau, regels
        FROM berichten_bericht ORDER BY 1, 2, 3
    """,
    "regels": """
        SELECT p.gemeente, encode(b.sha256, 'hex'), p.nr, p.referentie, p.vorige_referentie,
            p.toewijzing_nummer, p.volume, p.bedrag_cent, p.dc, p.oordeel, p.toegekend, p.dubbel,
            p.gecrediteerd
        FROM declaraties_prestatie p
        JOIN berichten_bericht b ON b.gemeente = p.gemeente AND b.id = p.bericht_id
        ORDER BY 1, 2, 3
    """,
    "bevindingen": """
        SELECT f.gemeente, encode(b.sha256, 'hex'), f.nr, f.regel, f.retourcode, f.feiten
        FROM declaraties_bevinding f
        JOIN berichten_bericht b ON b.gemeente = f.gemeente AND b.id = f.bericht_id
        ORDER BY 1, 2, 3, 4
    """,
    "toewijzingen": """
        SELECT t.gemeente, t.nummer, t.geldig::text, t.maximaal, t.verwijderd,
            s.gebruikt, s.prestaties, s.drempel
        FROM toewijzingen_toewijzing t
        JOIN toewijzingen_stand s ON s.gemeente = t.gemeente AND s.toewijzing_id = t.id ORDER BY 1, 2
    """,
    "levering": """
        SELECT gemeente, aanbieder, toewijzing_nummer, begin::text, NULL, verwijderd_door IS NULL
        FROM toewijzingen_start
        UNION ALL
        SELECT gemeente, aanbieder, toewijzing_nummer, begin::text, einde::text, verwijderd_door IS NULL
        FROM toewijzingen_stop ORDER BY 1, 2, 3, 4, 5
    """,
    "grootboek": """
        SELECT gemeente, aanbieder, categorie, code, boekmaand::text, dienstmaand::text, debet, count(*),
            sum(bedrag_cent)::bigint
        FROM grootboek_boeking GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7
    """,
}


@pytest.fixture(scope="module")
def traffic() -> list[Bericht]:
    return list(simuleer(bevolking(SCHAAL, SEED, REGION), REGION, seed=SEED, foutkans=FOUTEN))


def play(traffic: Sequence[Bericht], size: int) -> dict[str, tuple[int, str]]:
    """Number of rows and a hash over them, per kind of verdict."""
    laden.laad(REGION, code=CODE, schaal=SCHAAL)
    for first in range(0, len(traffic), size):
        neem_in(traffic[first : first + size], regio=CODE)
    found = {}
    with namens(verwerking(CODE)), connection.cursor() as cursor:
        for name, statement in VERDICTS.items():
            cursor.execute(statement)
            rows = cursor.fetchall()
            text = json.dumps(rows, default=str, sort_keys=True)
            found[name] = (len(rows), sha256(text.encode()).hexdigest())
    return found


@pytest.fixture(scope="module")
def at_once(traffic, make_database, worker_id, django_db_blocker, django_db_setup):
    with met_database(make_database(f"jeugdregio_partij_{worker_id}"), django_db_blocker):
        return play(traffic, len(traffic))


def test_there_is_enough_to_decide(traffic, at_once):
    lines = [line for message in traffic for line in message.waarheid.regels]

    assert len(lines) >= 1_800
    assert sum(not line.juist for line in lines) > 200
    assert sum(line.juist and line.bedrag_cent < 0 for line in lines) > 15
    assert any(message.waarheid.dubbel for message in traffic)
    assert all(number > 0 for number, _ in at_once.values())


@pytest.mark.parametrize("size", [1_000, 20, 1])
def test_the_size_of_a_batch_does_not_matter(traffic, at_once, size, make_database, worker_id, django_db_blocker):
    with met_database(make_database(f"jeugdregio_partij_{worker_id}"), django_db_blocker):
        found = play(traffic, size)

    assert found == at_once
