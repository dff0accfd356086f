# SPDX-License-Identifier: EUPL-1.2
"""The invariants hold in a region that was really played, and each of them sees what breaks it."""

import json

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from typer.testing import CliRunner

from jeugdregio.afsluiting.queries import INVARIANTEN as BOVEN
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst.queries import INVARIANTEN, meet
from jeugdregio.opdrachtregel import omgeving
from jeugdregio.opdrachtregel.app import bouw_app
from tests.eigen_database import met_database

WIE = verwerking("IJSSELLAND")
LINE = "(SELECT gemeente, bericht_id, nr FROM declaraties_prestatie WHERE toegekend AND dc = 'D' LIMIT 1)"
FILE = "(SELECT min(bestand_id) FROM berichten_bericht)"
NEW_FILE = (
    "INSERT INTO berichten_bestand (afzender, aanbieder, gemeente, naam, kanaal, sha256, omvang_bytes, codering,"
    " inhoud, ontvangen_op, status) VALUES ('x', '', '', '', '', '\\x00', 0, 'plat', '', now(), '{}')"
)
NO_RETOUR = (
    "INSERT INTO berichten_retour (gemeente, bericht_id, retour_id, aanbieder, soort, akkoord, ontvangen_op)"
    " SELECT gemeente, id, id, aanbieder, 'JW302', false, now() FROM berichten_bericht b WHERE soort = 'JW301'"
    " AND NOT EXISTS (SELECT FROM berichten_retour r WHERE r.gemeente = b.gemeente AND r.bericht_id = b.id) LIMIT 1"
)
BREAKS = {
    "boeking_is_nul": f"UPDATE grootboek_boeking SET debet = credit WHERE (gemeente, oorzaak_id, oorzaak_nr) IN {LINE}",
    "toegekend_is_geboekt": f"DELETE FROM grootboek_boeking WHERE (gemeente, oorzaak_id, oorzaak_nr) IN {LINE}",
    "een_keer_geboekt": "INSERT INTO grootboek_boeking SELECT * FROM grootboek_boeking LIMIT 1",
    "gemeenten_heffen_op": "INSERT INTO grootboek_boeking (gemeente, oorzaak, oorzaak_id, oorzaak_nr, debet, credit,"
    " bedrag_cent, aanbieder, categorie, code, boekmaand, dienstmaand)"
    " SELECT g, 'woonplaats', 1, 1, d, c, b, '', '', '', '2026-09-01', '2026-09-01'"
    " FROM (VALUES ('0148', '1300', '4100', 5), ('0193', '4100', '1610', 6)) v (g, d, c, b)",
    "totaal_is_regels": "UPDATE declaraties_declaratie SET ingediend_cent = ingediend_cent + 1"
    " WHERE (gemeente, bericht_id) = (SELECT gemeente, bericht_id FROM declaraties_declaratie WHERE verwerkt LIMIT 1)",
    "stand_is_som": "UPDATE toewijzingen_stand SET prestaties = prestaties + 1",
    "stand_past": "UPDATE toewijzingen_stand SET gebruikt = drempel + 1 WHERE drempel IS NOT NULL",
    "stand_bestaat": "DELETE FROM toewijzingen_stand",
    "een_keer_gecrediteerd": "UPDATE declaraties_prestatie SET gecrediteerd = true"
    f" WHERE (gemeente, bericht_id, nr) IN {LINE}",
    "een_antwoord": "DELETE FROM berichten_uitgaand",
    "doorgegeven_gaat_weg": "UPDATE berichten_bericht SET uitkomst = 'doorgegeven'",
    "elk_antwoord_gaat_weg": "DELETE FROM berichten_verzending",
    "retour_op_heenbericht": NO_RETOUR,
    "niet_akkoord_heeft_codes": NO_RETOUR,
    "wat_wacht_heeft_een_besluit_nodig": "UPDATE berichten_vasthouding"
    " SET besluit = 'vrijgegeven', besloten_op = now(), door = 'x', reden = 'x'",
    "een_uitkomst": "INSERT INTO berichten_weigering (bestand_id, aanbieder, gemeente, nr, code, uitleg)"
    " SELECT bestand_id, '', '', nr, '', '' FROM berichten_bericht LIMIT 1",
    "een_eindstand": NEW_FILE.format("apart"),
}
LOOSE = (
    "ALTER TABLE grootboek_boeking DISABLE TRIGGER ALL",
    "ALTER TABLE grootboek_boeking DROP CONSTRAINT grootboek_boeking_pkey, DROP CONSTRAINT boeking_van_en_naar",
    "ALTER TABLE berichten_vasthouding DISABLE TRIGGER ALL",
    "ALTER TABLE toewijzingen_stand DROP CONSTRAINT stand_nooit_overschreden",
    "DROP INDEX prestatie_een_debet_per_periode",
)


@pytest.fixture
def gespeeld(ongerepte_database, django_db_blocker):
    with met_database(ongerepte_database, django_db_blocker):
        yield


@pytest.fixture
def as_superuser(server, ongerepte_database):
    """A connection that may break everything, and gives it back as it was."""
    name = conninfo_to_dict(ongerepte_database)["dbname"]
    address = make_conninfo(server.url("postgres", "postgres"), dbname=name)
    connection.close()
    with psycopg.connect(address) as connected:
        yield connected
        connected.rollback()


def test_all_hold_in_a_region_that_was_played(gespeeld):
    found = {m.invariant.code: m.fout for m in meet(on_behalf_of=WIE, ook=BOVEN)}

    assert found == dict.fromkeys([*BREAKS, *(one.code for one in BOVEN)], 0)


@pytest.mark.parametrize("code", [invariant.code for invariant in INVARIANTEN])
def test_each_sees_what_breaks_it(as_superuser, code):
    counts = {invariant.code: invariant.telt for invariant in INVARIANTEN}
    for statement in LOOSE:
        as_superuser.execute(statement)

    changed = as_superuser.execute(BREAKS[code]).rowcount

    assert changed > 0
    assert as_superuser.execute(counts[code]).fetchone()[0] > 0


def command(monkeypatch, *arguments):
    monkeypatch.setattr(omgeving, "met_django", lambda: None)
    return CliRunner().invoke(bouw_app(), ["doctor", "invarianten", *arguments])


def test_the_command_says_so_in_words_and_as_json(gespeeld, monkeypatch):
    said, machine = command(monkeypatch), command(monkeypatch, "--json")

    assert (said.exit_code, machine.exit_code) == (0, 0)
    assert f"Alle {len(INVARIANTEN) + len(BOVEN) + 1} kloppen." in said.stdout
    assert json.loads(machine.stdout)["goed"] is True


def test_the_command_ends_with_a_fault_when_something_is_wrong(gespeeld, monkeypatch):
    from jeugdregio.bewaking import actions
    from jeugdregio.ontvangst.queries import Meting

    monkeypatch.setattr(actions, "meet", lambda **_: iter([Meting(INVARIANTEN[0], 1_234)]))
    said = command(monkeypatch)

    assert said.exit_code == 1
    assert "1.234" in said.stdout
    assert "kloppen niet" in said.stdout
    assert json.loads(command(monkeypatch, "--json").stdout)["goed"] is False
