# SPDX-License-Identifier: EUPL-1.2
"""What is of one youth of a family goes with that youth; what is of the whole family with the last one."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from jeugdregio.bewaren.kaart import KAART, zoek
from jeugdregio.core.bsn import zegel
from jeugdregio.gebruikers.isolatie import als_vernietiging
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.gezinnen import actions, queries
from jeugdregio.gezinnen.values import NieuwDoel, NieuwLid, NieuwTeamlid

DALFSEN = "0148"
TOEGANG = Machtiging(rol=Rol.TOEGANG, gemeente=DALFSEN)
NU, DAG = datetime(2026, 9, 1, 9, tzinfo=UTC), date(2026, 9, 1)
SAM, ZUS = "999900018", "999900043"
TABELLEN = [name for name in KAART if name.startswith("gezinnen_")]


@pytest.fixture
def gezin(db: None) -> int:
    people = [NieuwLid(name, "jeugdige", date(2013, 5, 4), bsn) for name, bsn in (("Sam", SAM), ("Zus", ZUS))]
    number = actions.maak_gezin("Jansen", [*people, NieuwLid("Ma", "ouder")], moment=NU, on_behalf_of=TOEGANG)
    general = NieuwTeamlid("Anke", "generalist", "CJG", DAG)
    plan = actions.open_plan(number, generalist=general, peildatum=DAG, on_behalf_of=TOEGANG)

    sam = next(one.id for one in queries.gezin(number, on_behalf_of=TOEGANG).leden if one.naam == "Sam")
    for lid in (sam, None):
        goal = NieuwDoel("Doel", "keer", 0, 5, 1, 4, date(2027, 1, 1), lid)
        actions.scoor_doel(
            actions.stel_doel(plan, goal, peildatum=DAG, on_behalf_of=TOEGANG), 2, gemeten_op=DAG, on_behalf_of=TOEGANG
        )
    return number


def geteld(*nummers: str) -> dict[str, int]:
    """{table: rows that go with these people}, as whoever destroys sees them."""
    sealed = [zegel(settings.BSN_KEY).verzegel(one) for one in nummers]
    with als_vernietiging(TOEGANG), connection.cursor() as cursor:
        zoek(cursor, [DALFSEN] * len(sealed), sealed)
        found = {}
        for table in TABELLEN:
            cursor.execute(f'SELECT count(*) FROM "{table}" r WHERE {KAART[table].welke}')
            found[table.removeprefix("gezinnen_")] = cursor.fetchone()[0]
    return {name: many for name, many in found.items() if many}


def test_of_one_youth_only_the_own_rows_go(gezin):
    assert geteld(SAM) == {"doelscore": 1, "doel": 1, "gezinslid": 1}


def test_with_the_last_youth_the_family_and_its_plan_go(gezin):
    assert geteld(SAM, ZUS) == {
        "doelscore": 2,
        "doel": 2,
        "teamlid": 1,
        "gezinsplan": 1,
        "gezinslid": 3,
        "gezin": 1,
    }


def test_every_table_of_families_is_on_the_map(gezin):
    tables = {one._meta.db_table for one in apps.get_app_config("gezinnen").get_models()}

    assert tables - set(TABELLEN) == {"gezinnen_rolwoord"}
