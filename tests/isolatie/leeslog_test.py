# SPDX-License-Identifier: EUPL-1.2
"""
Every address of the site as every identity: each child in an answer has a row in the read log, or there is no answer.

The addresses come from the site itself, so a page that is made tomorrow and forgets `logboek.actions.gelezen` is red.
"""

from collections import defaultdict
from datetime import date

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from jeugdregio.demo.verzoeken import speel_verzoeken
from jeugdregio.gebruikers.zicht import ZIET_KINDEREN
from tests.eigen_database import met_database
from tests.isolatie.adressen import eigen_adressen, vaste_adressen
from tests.isolatie.kanaries import WOORD
from tests.isolatie.paginas_test import IDENTITIES, chosen, text_of, to_read, visitor

NAMEN = """
    UPDATE {} SET achternaam = 'Kind' || substr(encode(sha256(bsn), 'hex'), 1, 16), voornamen = 'Naam' ||
        substr(encode(sha256(bsn), 'hex'), 1, 16)
"""
"""Every child gets a name that nobody else has."""
VERWIJZINGEN = "UPDATE verzoeken_verwijzing SET jeugdige = 'Kind' || substr(persoon, 1, 16)"
VANDAAG = date(2026, 11, 25)
OK = 200
WOORDEN = """
    SELECT persoon, woord FROM (
        SELECT encode(sha256(c.bsn), 'hex') AS persoon, x.woord
        FROM toewijzingen_client c, unnest(ARRAY[c.achternaam, c.voornamen]) x (woord)
        UNION SELECT persoon, jeugdige FROM verzoeken_verwijzing
        UNION SELECT encode(sha256(v.bsn), 'hex'), x.woord
        FROM verzoeken_verzoek v, unnest(ARRAY[v.achternaam, v.voornamen, v.referentie]) x (woord)
        UNION SELECT encode(sha256(c.bsn), 'hex'), t.nummer::text
        FROM toewijzingen_toewijzing t JOIN toewijzingen_client c ON c.gemeente = t.gemeente AND c.id = t.client_id
        UNION SELECT encode(sha256(c.bsn), 'hex'), p.referentie
        FROM declaraties_prestatie p
        LEFT JOIN toewijzingen_toewijzing t ON t.gemeente = p.gemeente AND t.nummer = p.toewijzing_nummer
        JOIN toewijzingen_client c ON c.gemeente = p.gemeente AND c.id = coalesce(p.client_id, t.client_id)
    ) alles
"""


@pytest.fixture(scope="module")
def wereld(server, ongerepte_database, django_db_blocker):
    """A copy of the played region: (address for the application, for a superuser, {word: child}, addresses)."""
    with met_database(ongerepte_database, django_db_blocker):
        assert speel_verzoeken(regio="IJSSELLAND", vandaag=VANDAAG), "er zijn geen verwijzingen"
    address = server.url("postgres", conninfo_to_dict(ongerepte_database)["dbname"])
    with psycopg.connect(address, autocommit=True) as connected:
        connected.execute("SET session_replication_role = replica")
        for table in ("toewijzingen_client", "verzoeken_verzoek"):
            connected.execute(NAMEN.format(table))
        connected.execute(VERWIJZINGEN)
        children = defaultdict(set)
        for person, text in connected.execute(WOORDEN):
            for word in WOORD.findall(text):
                children[word].add(person)
        for (mark,) in connected.execute("SELECT identificatie FROM berichten_bericht"):
            children.pop(mark, None)  # a message and a request in it may have one mark, and that tells of nobody
        addresses = eigen_adressen(connected)
    of_one = {word: next(iter(found)) for word, found in children.items() if len(found) == 1}
    return ongerepte_database, address, of_one, addresses


@pytest.fixture
def gespeeld(wereld, django_db_blocker):
    with met_database(wereld[0], django_db_blocker):
        yield


def written(address: str, request: str) -> set[str]:
    """The children that the read log has under this request."""
    with psycopg.connect(address) as connected:
        rows = connected.execute("SELECT persoon FROM logboek_inzage WHERE verzoek = %s AND persoon <> ''", [request])
        return {person for (person,) in rows}


def look(client, addresses, children: dict[str, str], superuser: str, asked: set[str]) -> tuple[set[str], dict]:
    """The children that were seen on these addresses, and per address those that the read log does not know of."""
    seen, forgotten = set(), {}
    for path in (one.pad for one in addresses):
        asked.clear()
        response = client.get(path)
        forgotten |= not_written(path, response, children, superuser, seen)
        if response.status_code == OK and "als" in asked:  # what says no, says so of its file as well
            path += "?als=csv"
            forgotten |= not_written(path, client.get(path), children, superuser, seen)
    return seen, forgotten


def not_written(path: str, response, children: dict[str, str], superuser: str, seen: set[str]) -> dict:
    """What stands in this answer of children that the read log does not know of; adds those that it shows to `seen`."""
    words = [word for word in WOORD.findall(text_of(response)) if word in children]
    shown = {children[word] for word in words}
    seen |= shown
    missing = shown - written(superuser, response["X-Request-ID"]) if shown else set()
    return {path: [word for word in words if children[word] in missing][:3]} if missing else {}


@pytest.mark.parametrize("name", IDENTITIES)
def test_each_child_in_an_answer_is_in_the_read_log(wereld, gespeeld, asked, name):
    _, superuser, children, addresses = wereld
    client, who = visitor(name)

    seen, forgotten = look(
        client, [*vaste_adressen(), *to_read(chosen(addresses, who), who)], children, superuser, asked
    )

    assert forgotten == {}
    if who is not None and who.rol in ZIET_KINDEREN:
        assert seen or name.startswith("api"), "er is geen kind gezien: deze proef bewijst niets"


def test_a_page_that_forgets_it_is_seen(wereld, gespeeld, asked, monkeypatch):
    _, superuser, children, addresses = wereld
    client, who = visitor("toegang.dalfsen")
    monkeypatch.setattr("jeugdregio.toewijzingen.pages.inzien.gelezen", lambda *_args, **_more: None)

    mine = [one for one in chosen(addresses, who) if one.route == "toewijzing-inzien"]
    _, forgotten = look(client, mine, children, superuser, asked)

    assert forgotten
    assert {path[: len("/inzien/0148/")] for path in forgotten} == {"/inzien/0148/"}


@pytest.fixture
def stuk(wereld):
    """The read log takes no rows."""
    with psycopg.connect(wereld[1], autocommit=True) as connected:
        connected.execute("ALTER TABLE logboek_inzage ADD CONSTRAINT stuk CHECK (false) NOT VALID")
        yield
        connected.execute("ALTER TABLE logboek_inzage DROP CONSTRAINT stuk")


@pytest.mark.parametrize("name", ["toegang.dalfsen", "controller.zwolle", "backoffice", "api backoffice"])
def test_without_a_read_log_no_child_is_shown(wereld, gespeeld, stuk, name):
    _, _, children, addresses = wereld
    client, who = visitor(name)
    shown, refused = {}, 0
    for one in [*vaste_adressen(), *chosen(addresses, who)]:
        response = client.get(one.pad)
        text = text_of(response)
        refused += response.status_code == 503
        if found := [word for word in WOORD.findall(text) if word in children]:
            shown[one.pad] = found[:3]
        if response.status_code == 503:
            assert "Het logboek van wie wat inziet werkt niet." in text
            assert "bel dan de beheerder" in text

    assert shown == {}
    assert refused
