# SPDX-License-Identifier: EUPL-1.2
"""Two people of a family in the played region read the own file and no word more; nobody else opens their page."""

from datetime import UTC, datetime

import psycopg
import pytest
from django.urls import reverse
from psycopg.conninfo import conninfo_to_dict

from jeugdregio.demo import rechten
from tests.eigen_database import met_database
from tests.isolatie.adressen import eigen_adressen, vaste_adressen
from tests.isolatie.kanaries import Kanaries
from tests.isolatie.paginas_test import NIET_DAAR, chosen, text_of, visitor

MOMENT = datetime(2026, 11, 24, 9, tzinfo=UTC)
ANDEREN = ("niemand", "controller.zwolle", "toegang.dalfsen", "backoffice", "controller.regio", "vertrouwenspersoon")


@pytest.fixture(scope="module")
def wereld(server, ongerepte_database, django_db_blocker):
    """A copy of the played region with canaries in it, and then an invented family with two logins."""
    with met_database(ongerepte_database, django_db_blocker):
        name = conninfo_to_dict(ongerepte_database)["dbname"]
        with psycopg.connect(server.url("postgres", name)) as connected:
            canaries = Kanaries.zet_uit(connected)
            connected.commit()
            addresses = eigen_adressen(connected)
        logins = rechten.laad(regio="IJSSELLAND", moment=MOMENT)
        yield ongerepte_database, canaries, addresses, {what: name for name, what in logins}


@pytest.fixture
def gespeeld(wereld, django_db_blocker):
    with met_database(wereld[0], django_db_blocker):
        yield


@pytest.mark.parametrize(
    ("wie", "leest", "leest_niet"),
    [
        ("Ouder met gezag", "Mees slaapt door", "Noor gaat vier dagen per week naar school"),
        ("Jeugdige van 16", "Noor gaat vier dagen per week naar school", "Mees slaapt door"),
    ],
)
def test_each_reads_what_the_law_lets_this_one_see_and_no_word_of_the_chain(wereld, gespeeld, wie, leest, leest_niet):
    _, canaries, addresses, logins = wereld
    client, _ = visitor(logins[wie])
    pages = {one.pad: text_of(client.get(one.pad)) for one in (*vaste_adressen(), *chosen(addresses, None))}

    assert {path: sorted(found)[:5] for path, text in pages.items() if (found := canaries.in_(text))} == {}
    assert leest in pages["/mijn-gezin/"]
    assert {path for path, text in pages.items() if leest_niet in text} == set()
    assert {path for path, text in pages.items() if leest in text} == {"/mijn-gezin/"}


@pytest.mark.parametrize("name", ANDEREN)
def test_nobody_else_opens_the_page(wereld, gespeeld, name):
    client, _ = visitor(name)
    response = client.get(reverse("mijn-gezin"))
    assert response.status_code in NIET_DAAR or response.url.startswith("/inloggen/")
    assert "Mees" not in text_of(response)
