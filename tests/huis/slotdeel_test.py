# SPDX-License-Identifier: EUPL-1.2
"""What a last part of a price waits for, with the goals of the family plan beside it (N08)."""

import psycopg
import pytest
from django.test import Client
from psycopg.conninfo import conninfo_to_dict

from jeugdregio.gebruikers.models import Account
from tests.eigen_database import met_database

EEN = """
    SELECT p.bericht_id, p.nr, l.gezin_id, l.id FROM declaraties_prestatie p
    JOIN toewijzingen_client c ON c.gemeente = p.gemeente AND c.id = p.client_id
    JOIN gezinnen_gezinslid l ON l.gemeente = p.gemeente AND l.bsn = c.bsn
    JOIN gezinnen_gezinsplan g ON g.gezin_id = l.gezin_id AND g.gesloten_op IS NULL
    WHERE p.gemeente = '0148' ORDER BY 1, 2 LIMIT 1
"""
WACHT = """
    INSERT INTO declaraties_bevinding (gemeente, bericht_id, nr, aanbieder, regel, retourcode, feiten)
    SELECT gemeente, bericht_id, nr, aanbieder, 'RA001', '0001', '{"nodig": "31", "gemeld": "reden 32"}'
    FROM declaraties_prestatie
    WHERE gemeente = '0148' AND bericht_id = %s AND nr = %s ON CONFLICT DO NOTHING
"""


@pytest.fixture
def wachtend(server, ongerepte_database, django_db_blocker):
    """The address of a line of a child with an open plan, made to wait for its result; and the names of its goals."""
    with psycopg.connect(server.url("postgres", conninfo_to_dict(ongerepte_database)["dbname"])) as connected:
        connected.execute("SET session_replication_role = replica")
        found = connected.execute(EEN).fetchone()
        assert found, "er is geen kind met een plan en een declaratie"
        connected.execute(WACHT, found[:2])
        goals = connected.execute(
            "SELECT d.doel FROM gezinnen_doel d JOIN gezinnen_gezinsplan p ON p.id = d.plan_id"
            " WHERE p.gezin_id = %s AND (d.lid_id IS NULL OR d.lid_id = %s)",
            found[2:],
        ).fetchall()
    with met_database(ongerepte_database, django_db_blocker):
        yield f"/prijzen/waarom/0148/{found[0]}/{found[1]}/", [goal for (goal,) in goals]


def page(name, address):
    client = Client()
    client.force_login(Account.objects.get(username=name))
    return client.get(address).content.decode()


def test_the_access_sees_the_goals_beside_what_waits(wachtend):
    address, goals = wachtend

    shown = page("toegang.dalfsen", address)

    assert "Het slotdeel wacht" in shown
    assert "Doelen in het gezinsplan" in shown
    assert goals
    assert all(goal in shown for goal in goals)


def test_a_controller_sees_that_it_waits_and_no_goal(wachtend):
    address, goals = wachtend

    shown = page("controller.dalfsen", address)

    assert "Het slotdeel wacht" in shown
    assert not any(goal in shown for goal in goals)
