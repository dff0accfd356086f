# SPDX-License-Identifier: EUPL-1.2
"""What must be true of all decisions together, after everything that can be done with them; and each sees a break."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from jeugdregio.besluiten import actions, queries
from jeugdregio.besluiten.conftest import DAG, MOMENT, Zaak
from jeugdregio.besluiten.values import AFWIJZING, HERZIENING, INTREKKING
from jeugdregio.besluiten.vervolg_test import keur_goed

_BEKEND = "b.stand = 'bekend'"
INVARIANTEN = {
    "bekend is met een brief": f"""
        SELECT count(*) FROM besluiten_besluit b WHERE {_BEKEND} AND b.soort <> 'inzet' AND NOT EXISTS (
            SELECT FROM besluiten_brief WHERE besluit_id = b.id AND soort = 'beschikking')""",
    "bekend sluit de aanvraag": f"""
        SELECT count(*) FROM besluiten_besluit b JOIN besluiten_aanvraag a ON a.id = b.aanvraag_id
        WHERE {_BEKEND} AND a.afgesloten_op IS NULL""",
    "hulp in natura is toegewezen": f"""
        SELECT count(*) FROM besluiten_voorziening v JOIN besluiten_besluit b ON b.id = v.besluit_id
        WHERE {_BEKEND} AND v.vorm = 'zin' AND NOT EXISTS (
            SELECT FROM toewijzingen_toewijzing t WHERE (t.gemeente, t.nummer) = (v.gemeente, v.toewijzing_nummer))""",
    "een keer toegewezen": f"""
        SELECT count(*) FROM besluiten_besluit b
        JOIN LATERAL (SELECT count(*) FROM besluiten_zending WHERE besluit_id = b.id AND stand = 'aanvaard') z (n)
            ON true
        WHERE CASE WHEN {_BEKEND} THEN n > 1 OR n = 0 AND EXISTS (
            SELECT FROM besluiten_voorziening WHERE besluit_id = b.id AND vorm = 'zin') ELSE n > 0 END""",
    "de tweede naam is van een ander, onder deze tekst": """
        SELECT count(*) FROM besluiten_besluit b WHERE b.stand IN ('akkoord', 'verzenden', 'bekend')
        AND b.tweede_nodig <> '[]' AND NOT EXISTS (
            SELECT FROM besluiten_toets t WHERE t.besluit_id = b.id AND t.uitkomst = 'goed' AND t.sha256 = b.sha256
            AND NOT b.makers @> to_jsonb(t.door))""",
    "een besluit wordt een keer vervangen": f"""
        SELECT count(*) FROM (SELECT FROM besluiten_besluit b WHERE {_BEKEND} AND vervangt_id IS NOT NULL
            GROUP BY vervangt_id HAVING count(*) > 1) d""",
    "na een gegrond bezwaar komt het nieuwe besluit in plaats van het bestreden": """
        SELECT count(*) FROM besluiten_bezwaar z JOIN besluiten_besluit b ON b.id = z.nieuw_besluit_id
        WHERE b.vervangt_id IS DISTINCT FROM z.besluit_id OR z.uitkomst NOT IN ('gegrond', 'deels')""",
    "wat wacht is niet bekend": """
        SELECT count(*) FROM besluiten_besluit WHERE (stand = 'bekend') <> (bekendgemaakt_op IS NOT NULL)""",
}
_EEN = "(SELECT id FROM besluiten_besluit WHERE stand = 'bekend' AND tweede_nodig <> '[]' LIMIT 1)"
BREUKEN = {
    "bekend is met een brief": f"DELETE FROM besluiten_brief WHERE besluit_id = {_EEN}",
    "bekend sluit de aanvraag": "UPDATE besluiten_aanvraag SET afgesloten_op = NULL",
    "hulp in natura is toegewezen": "UPDATE besluiten_voorziening SET toewijzing_nummer = 1 WHERE vorm = 'zin'",
    "een keer toegewezen": "UPDATE besluiten_zending SET stand = 'geweigerd'",
    "de tweede naam is van een ander, onder deze tekst": "UPDATE besluiten_besluit SET sha256 = repeat('0', 64)"
    f" WHERE id = {_EEN}",
    "een besluit wordt een keer vervangen": "UPDATE besluiten_besluit SET vervangt_id = (SELECT min(id) FROM"
    " besluiten_besluit) WHERE stand = 'bekend'",
    "na een gegrond bezwaar komt het nieuwe besluit in plaats van het bestreden": "UPDATE besluiten_bezwaar SET"
    " uitkomst = 'ongegrond' WHERE nieuw_besluit_id IS NOT NULL",
    "wat wacht is niet bekend": "UPDATE besluiten_besluit SET bekendgemaakt_op = NULL WHERE stand = 'bekend'",
}
LOS = (
    "SET session_replication_role = replica",
    "ALTER TABLE besluiten_besluit DROP CONSTRAINT besluit_bekend_op_een_dag",
    "DROP INDEX besluit_een_keer_vervangen",
)


@pytest.fixture
def van_alles(nieuwe_zaak: Callable[[], Zaak]) -> None:
    """Decisions along every road: with a second name, back and again, withdrawn, and after an objection."""
    one, other = nieuwe_zaak(), nieuwe_zaak()
    number = one.klaar("Groot bedrag.")
    keur_goed(number)
    actions.haal_terug(number, on_behalf_of=one.wie)
    actions.leg_voor(number, ["Groot bedrag."], on_behalf_of=one.wie)
    keur_goed(number)
    one.maak_bekend(number)
    stop = one.klaar(soort=INTREKKING, voorzieningen=(), vervangt=number, ingang=date(2027, 2, 1), wijzigreden="07")
    one.maak_bekend(stop, moment=MOMENT + timedelta(hours=1))
    refusal = other.bekend(soort=AFWIJZING, voorzieningen=())
    objection = actions.maak_bezwaar(
        refusal, van_wie="Kim van Dam", gronden="Er is hulp nodig.", verzonden_op=DAG, ontvangen_op=DAG,
        commissie=False, moment=MOMENT, on_behalf_of=other.wie,
    )  # fmt: skip
    actions.hoor(objection, DAG, on_behalf_of=other.wie)
    actions.beslis_op_bezwaar(objection, uitkomst="deels", motivering="Klopt.", op=DAG, on_behalf_of=other.wie)
    other.maak_bekend(other.klaar(soort=HERZIENING, vervangt=refusal), moment=MOMENT + timedelta(hours=1))
    assert queries.besluit(stop, on_behalf_of=one.wie) is not None


@pytest.fixture
def als_eigenaar(server, gespeelde_database: str) -> Iterator[psycopg.Connection]:
    """A connection that sees and may break everything, and gives it back as it was."""
    name = conninfo_to_dict(gespeelde_database)["dbname"]
    address = make_conninfo(server.url("postgres", "postgres"), dbname=name)
    with psycopg.connect(address) as connected:
        yield connected
        connected.rollback()


def test_all_hold_and_each_sees_what_breaks_it(van_alles, als_eigenaar):
    def count(name: str) -> int:
        row = als_eigenaar.execute(INVARIANTEN[name]).fetchone()
        assert row is not None
        return int(row[0])

    assert INVARIANTEN.keys() == BREUKEN.keys()
    assert {name: count(name) for name in INVARIANTEN} == dict.fromkeys(INVARIANTEN, 0)
    als_eigenaar.rollback()
    for name, statement in BREUKEN.items():
        for loose in LOS:
            als_eigenaar.execute(loose)
        changed = als_eigenaar.execute(statement).rowcount
        seen = count(name)
        als_eigenaar.rollback()
        assert (changed > 0, seen > 0) == (True, True), name
