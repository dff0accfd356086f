# SPDX-License-Identifier: EUPL-1.2
"""Whoever changes the read log, superuser or not, is seen; and where it was changed is named."""

from dataclasses import replace
from datetime import UTC, date, datetime

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from jeugdregio.core.bsn import persoon
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.logboek.actions import controleer, gelezen

DAG = date(2026, 11, 24)
MOMENT = datetime(2026, 11, 24, 10, tzinfo=UTC)
KINDEREN = [persoon(f"kind {nr}".encode()) for nr in range(3)]


@pytest.fixture
def superuser(server, own_database, django_db_blocker):
    """Three readings in each of two organisations; gives what goes round every guard."""
    with django_db_blocker.unblock():
        for town in ("0148", "0193"):
            wie = Machtiging(rol=Rol.TOEGANG, gemeente=town, account=7)
            for _ in range(3):
                with namens(wie):
                    gelezen(wie, KINDEREN, wat="toewijzing-inzien", kenmerk="1", moment=MOMENT)
        address = server.url("postgres", conninfo_to_dict(own_database)["dbname"])
        with psycopg.connect(address, autocommit=True) as connected:
            connected.execute("SET session_replication_role = replica")
            yield connected


def check(**more):
    return [(one.organisatie, one.nr, one.wat) for one in controleer("IJSSELLAND", dag=DAG, **more).breuken]


LINK = "(SELECT lezing FROM logboek_schakel WHERE organisatie = '0193' AND nr = {})"
OF_LINK_2 = f"WHERE organisatie = '0193' AND lezing = {LINK.format(2)}"
ROW = f"(SELECT min(id) FROM logboek_inzage {OF_LINK_2})"
TAMPERING = {
    "row removed": (f"DELETE FROM logboek_inzage WHERE id = {ROW}", 2, "de rijen zijn veranderd"),
    "reading removed": (f"DELETE FROM logboek_inzage {OF_LINK_2}", 2, "de rijen zijn weg"),
    "row added": (
        f"""INSERT INTO logboek_inzage (organisatie, lezing, moment, account, rol, doel, wat, kenmerk, persoon,
            resultaat, verzoek, bron)
        SELECT organisatie, lezing, moment, account, rol, doel, wat, kenmerk, repeat('0', 64), resultaat, verzoek, bron
        FROM logboek_inzage WHERE id = {ROW}""",
        2,
        "de rijen zijn veranderd",
    ),
    "who": (f"UPDATE logboek_inzage SET account = '8' WHERE id = {ROW}", 2, "de rijen zijn veranderd"),
    "when": (f"UPDATE logboek_inzage SET moment = moment + '1 ms' WHERE id = {ROW}", 2, "de rijen zijn veranderd"),
    "purpose": (f"UPDATE logboek_inzage SET doel = 'x' {OF_LINK_2}", 2, "de rijen zijn veranderd"),
    "children swapped": (
        f"""UPDATE logboek_inzage i SET persoon = (
            SELECT persoon FROM logboek_inzage j WHERE j.id = {ROW} + {ROW} + 1 - i.id
        ) WHERE id IN ({ROW}, {ROW} + 1)""",
        2,
        "de rijen zijn veranderd",
    ),
    "link removed": (
        "DELETE FROM logboek_schakel WHERE organisatie = '0193' AND nr = 2", 3, "de schakel ervoor is weg",
    ),
    "first link removed": (
        "DELETE FROM logboek_schakel WHERE organisatie = '0193' AND nr = 1", 2, "de schakel ervoor is weg",
    ),
    "link and rows removed": (
        f"DELETE FROM logboek_inzage {OF_LINK_2}; DELETE FROM logboek_schakel WHERE organisatie = '0193' AND nr = 2",
        3,
        "de schakel ervoor is weg",
    ),
    "link changed": (
        "UPDATE logboek_schakel SET keten = sha256('x') WHERE organisatie = '0193' AND nr = 2",
        2,
        "de schakel is veranderd",
    ),
    "order of links swapped": (
        """DROP INDEX schakel_per_lezing; UPDATE logboek_schakel s
        SET (lezing, afdruk) = (
            SELECT lezing, afdruk FROM logboek_schakel o WHERE o.organisatie = '0193' AND o.nr = 5 - s.nr
        ) WHERE organisatie = '0193' AND nr IN (2, 3)""",
        2,
        "de schakel is veranderd",
    ),
    "moved to another": (f"UPDATE logboek_inzage SET organisatie = '0148' {OF_LINK_2}", 2, "de rijen zijn weg"),
    "all links gone": ("TRUNCATE logboek_schakel", None, "rijen zonder schakel"),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERING)
def test_what_a_superuser_changes_is_seen_and_named(superuser, what):
    statement, link, why = TAMPERING[what]
    assert controleer("IJSSELLAND", dag=DAG).breuken == ()
    superuser.execute("TRUNCATE logboek_anker")
    for one in statement.split("; "):
        superuser.execute(one)

    assert ("0193", link, why) in check()


@pytest.mark.parametrize("what", ["TRUNCATE logboek_inzage, logboek_schakel", "the last reading"])
def test_a_tail_that_is_cut_off_is_seen_by_the_anchor(superuser, what):
    assert check() == []
    if what == "the last reading":
        superuser.execute(f"DELETE FROM logboek_inzage WHERE lezing = {LINK.format(3)}")
        superuser.execute("DELETE FROM logboek_schakel WHERE organisatie = '0193' AND nr = 3")
    else:
        superuser.execute(what)

    assert ("0193", 3, "de keten komt niet uit op het anker van 24-11-2026") in check()


def test_a_chain_that_was_made_anew_is_seen_by_what_was_kept_outside(superuser):
    kept = controleer("IJSSELLAND", dag=DAG).hoofden
    superuser.execute("TRUNCATE logboek_inzage, logboek_schakel, logboek_anker")
    wie = Machtiging(rol=Rol.TOEGANG, gemeente="0193", account=7)
    for _ in range(3):
        with namens(wie):
            gelezen(wie, KINDEREN[:1], wat="toewijzing-inzien", kenmerk="1", moment=MOMENT)

    assert check() == []
    assert ("0193", 3, "de keten komt niet uit op het anker van 24-11-2026") in check(tegen=kept)


def test_a_chain_that_went_on_still_comes_by_what_was_kept(superuser):
    kept = controleer("IJSSELLAND", dag=DAG).hoofden
    wie = Machtiging(rol=Rol.TOEGANG, gemeente="0193", account=7)
    with namens(wie):
        gelezen(wie, KINDEREN, wat="toewijzing-inzien", moment=MOMENT)

    assert check(tegen=kept) == []
    assert check(tegen=[replace(kept[0], keten="0" * 64)]) != []
