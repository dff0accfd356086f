# SPDX-License-Identifier: EUPL-1.2
"""
What is decided does not depend on how messages happen to be put together: one by one, or all at once.

The same traffic, with mistakes, credits and second deliveries, is played in batches of several sizes. The
verdicts on all messages and lines, the running totals and the amounts booked are the same.
"""

import json
from collections.abc import Sequence
from functools import cache
from hashlib import sha256

import pytest
from django.db import connection

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
SCHAAL, KLEIN, SEED, FOUTEN = 0.03, 0.012, 5, 0.2
"""One message a time takes as long per message as twenty do together, so that is played with fewer."""

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


@cache
def traffic(scale: float) -> list[Bericht]:
    return list(simuleer(bevolking(scale, SEED, REGION), REGION, seed=SEED, foutkans=FOUTEN))


def play(messages: Sequence[Bericht], size: int) -> dict[str, tuple[int, str]]:
    """Number of rows and a hash over them, per kind of verdict."""
    for first in range(0, len(messages), size):
        neem_in(messages[first : first + size], regio=CODE)
    found = {}
    with namens(verwerking(CODE)), connection.cursor() as cursor:
        for name, statement in VERDICTS.items():
            cursor.execute(statement)
            rows = cursor.fetchall()
            text = json.dumps(rows, default=str, sort_keys=True)
            found[name] = (len(rows), sha256(text.encode()).hexdigest())
    return found


@pytest.fixture(scope="module")
def played(maak_regio, worker_id, django_db_blocker):
    """What comes of the traffic at a scale in batches of a size, in a database of its own; kept."""

    @cache
    def once(scale: float, size: int) -> dict[str, tuple[int, str]]:
        with met_database(maak_regio(f"jeugdregio_partij_{worker_id}"), django_db_blocker):
            return play(traffic(scale), size)

    return once


@pytest.mark.parametrize(("scale", "size"), [(SCHAAL, 1_000), (SCHAAL, 20), (KLEIN, 1)])
def test_the_size_of_a_batch_does_not_matter(played, scale, size):
    assert played(scale, size) == played(scale, len(traffic(scale)))


@pytest.mark.parametrize(("scale", "at_least"), [(SCHAAL, 1_800), (KLEIN, 800)])
def test_there_is_enough_to_decide(played, scale, at_least):
    lines = [line for message in traffic(scale) for line in message.waarheid.regels]

    assert len(lines) >= at_least
    assert sum(not line.juist for line in lines) > at_least / 9
    assert sum(line.juist and line.bedrag_cent < 0 for line in lines) > at_least / 120
    assert any(message.waarheid.dubbel for message in traffic(scale))
    assert all(number > 0 for number, _ in played(scale, len(traffic(scale))).values())
