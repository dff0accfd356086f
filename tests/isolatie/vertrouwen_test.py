# SPDX-License-Identifier: EUPL-1.2
"""
What a trust person wrote, in the played region: no word of it on any address for anyone else, in no dump, in no search.

Those who walk all addresses in `paginas_test` look for it there.
"""

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from jeugdregio.inrichting import rollen
from tests.eigen_database import met_database
from tests.isolatie.adressen import vaste_adressen
from tests.isolatie.paginas_test import NIET_DAAR, text_of, visitor
from tests.isolatie.vertrouwd import NAAM, WOORDEN, leg_dossier_vast, woorden_in

ANDEREN = (
    "geheim.dalfsen", "privacy.dalfsen", "toetser.dalfsen", "geheim.aanbieder", "beheer.regio", "beheer.zwolle",
)  # fmt: skip
"""Who does not walk all addresses in `paginas_test`, where such a file lies as well."""
ROLLEN = (rollen.APP, rollen.REGIO, rollen.VERWERKING, rollen.VERNIETIGING, rollen.AUDIT, rollen.EIGENAAR)
TABELLEN = ("vertrouwen_dossier", "vertrouwen_notitie")


@pytest.fixture(scope="module")
def wereld(server, ongerepte_database, django_db_blocker):
    """A copy of the played region with one file in it: (address of the application, of a superuser)."""
    with met_database(ongerepte_database, django_db_blocker):
        number = leg_dossier_vast()
        yield ongerepte_database, server.url("postgres", conninfo_to_dict(ongerepte_database)["dbname"]), number


@pytest.fixture
def gespeeld(wereld, django_db_blocker):
    with met_database(wereld[0], django_db_blocker):
        yield


def addresses(number: int) -> list[str]:
    return [*(one.pad for one in vaste_adressen()), f"/vertrouwen/{number}/", f"/vertrouwen/{number}/sluiten/"]


def leaks(client, number: int, asked: set[str]) -> dict[str, set[str]]:
    """The words on each address that answers; also when they are asked for, where a page listens to that."""
    found = {}
    for path in addresses(number):
        asked.clear()
        for query in ({}, {"als": "csv"}, {"zoek": NAAM}, {"q": NAAM}):
            if not {*query} <= asked:
                continue
            answer = client.get(path, query)
            told = woorden_in(text_of(answer), query)
            if told:
                found[path] = found.get(path, set()) | told
            if answer.status_code in NIET_DAAR:  # what is not for them is not there with a question either
                break
    return found


def test_the_trust_person_reads_it(wereld, gespeeld, asked):
    client, _ = visitor("vertrouwenspersoon")

    found = leaks(client, wereld[2], asked)

    assert set(found) == {"/vertrouwen/", f"/vertrouwen/{wereld[2]}/", f"/vertrouwen/{wereld[2]}/sluiten/"}
    assert found[f"/vertrouwen/{wereld[2]}/"] == set(WOORDEN)


@pytest.mark.parametrize("name", ANDEREN)
def test_nobody_else_reads_a_word(wereld, gespeeld, asked, name):
    client, _ = visitor(name)

    assert leaks(client, wereld[2], asked) == {}


@pytest.mark.parametrize("table", TABELLEN)
@pytest.mark.parametrize("role", ROLLEN)
def test_no_database_role_gets_a_row(wereld, role, table):
    """As nobody, and saying to be the region with every right; only a trust person of the organisation gets it."""
    with psycopg.connect(wereld[1]) as connected:
        count = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
        assert connected.execute(count).fetchone() == (1,)
        connected.execute(
            "SELECT set_config('jr.regio', 'IJSSELLAND', true), set_config('jr.namens', 'IJSSELLAND', true),"
            " set_config('jr.rol', 'verwerking', true), set_config('role', %s, true)",
            [role],
        )
        try:
            seen = connected.execute(count).fetchone()
        except psycopg.errors.InsufficientPrivilege:
            seen = (0,)

    assert seen == (0,)


def test_a_dump_shows_no_word_of_it(wereld):
    """Every row of every table, as whoever may read all; bytes are searched as they stand in a dump."""
    words = [form for word in (*WOORDEN, "Gesprek over") for form in (word, word.encode().hex())]
    with psycopg.connect(wereld[1]) as connected:
        names = connected.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        found, rows = {}, 0
        for (name,) in names.fetchall():
            for (text,) in connected.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(name))):
                rows += 1
                if any(word in text for word in words):
                    found.setdefault(name, text[:200])

    assert found == {}
    assert rows > 1000, "er is niets doorzocht"
