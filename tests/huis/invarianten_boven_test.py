# SPDX-License-Identifier: EUPL-1.2
"""What rooms above the intake say is always true: it holds for rows that fit, and each sees what breaks it."""

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from jeugdregio.afsluiting.queries import INVARIANTEN

COUNTS = {one.code: one.telt for one in INVARIANTEN}
ENTRY = (
    "INSERT INTO grootboek_boeking (gemeente, oorzaak, oorzaak_id, oorzaak_nr, debet, credit, bedrag_cent, aanbieder,"
    " categorie, code, boekmaand, dienstmaand) "
)
GIVEN = f"""
SET session_replication_role = replica;
CREATE TEMP TABLE betaald AS
    SELECT *, 900 + row_number() OVER (ORDER BY gemeente, aanbieder) AS opdracht FROM (
        SELECT DISTINCT ON (gemeente, aanbieder) * FROM grootboek_boeking WHERE debet = '4100'
        ORDER BY gemeente, aanbieder, oorzaak_id, oorzaak_nr LIMIT 2
    ) b;
-- A run of two orders: one that was paid, one that the bank has.
INSERT INTO betalingen_betaalronde (id, regio, nummer, boekmaand, betaaldag, stand, gemaakt_door, gemaakt_op,
    bevroren_door, bevroren_op, sha256, akkoord_door, akkoord_op)
    VALUES (901, 'IJSSELLAND', 901, '2026-09-01', '2026-11-02', 'verzonden', 1, now(), 1, now(), repeat('0', 64), 2,
        now());
INSERT INTO betalingen_betaalopdracht (id, gemeente, aanbieder, ronde_id, kenmerk, bedrag_cent, iban, tenaamstelling,
    stand, betaald_op)
    SELECT opdracht, gemeente, aanbieder, 901, 'k' || opdracht, bedrag_cent, 'NL00DEMO0000000000', 'x',
        CASE opdracht WHEN 901 THEN 'betaald' ELSE 'aanvaard' END, '2026-11-02' FROM betaald;
INSERT INTO betalingen_betaalregel (gemeente, aanbieder, opdracht_id, oorzaak, oorzaak_id, oorzaak_nr, categorie, code,
    dienstmaand, bedrag_cent, vervallen)
    SELECT gemeente, aanbieder, opdracht, oorzaak, oorzaak_id, oorzaak_nr, categorie, code, dienstmaand, bedrag_cent,
        false FROM betaald;
{ENTRY} SELECT gemeente, 'betaling', 901, -101, '1600', '1000', bedrag_cent, aanbieder, '', '', '2027-11-01',
    '2026-11-01' FROM betaald WHERE opdracht = 901;
INSERT INTO betalingen_bankbestand (regio, soort, ronde_id, sha256, inhoud, vastgelegd_op, door)
    SELECT 'IJSSELLAND', 'pain.001', 901, repeat('0', 64), convert_to('<NbOfTxs>2</NbOfTxs><CtrlSum>'
        || (sum(bedrag_cent) / 100.0)::numeric(12, 2) || '</CtrlSum>', 'UTF8'), now(), 1 FROM betaald;
INSERT INTO betalingen_voorschot (id, gemeente, aanbieder, bedrag_cent, bron, stand, voorgesteld_door, voorgesteld_op,
    besloten_door, besloten_op) VALUES (901, '0193', 'x', 500, 'x', 'toegekend', 1, now(), 2, now());
{ENTRY} VALUES ('0193', 'voorschot', 901, -1, '1200', '1600', 500, 'x', '', '', '2027-11-01', '2027-11-01');
-- A claim back of which a part came, one of a control, a step of the pgb chain, and a lump sum that was paid.
INSERT INTO betalingen_vordering (id, gemeente, aanbieder, oorzaak, oorzaak_id, bedrag_cent, ontvangen_cent,
    gevorderd_op) VALUES (901, '0193', 'y', 'vaststelling', 901, 300, 100, now());
INSERT INTO betalingen_ontvangst (id, gemeente, aanbieder, vordering_id, verwijzing, bedrag_cent, dag)
    VALUES (901, '0193', 'y', 901, 'x', 100, '2026-11-02');
INSERT INTO betalingen_vordering (id, gemeente, aanbieder, oorzaak, oorzaak_id, bedrag_cent, ontvangen_cent,
    gevorderd_op, rekening) VALUES (902, '0193', '', 'gemsaldo', 902, 60, 20, now(), '1300'),
    (903, '0148', '', 'gemsaldo', 902, 60, 60, now(), '1610');
INSERT INTO betalingen_ontvangst (id, gemeente, aanbieder, vordering_id, verwijzing, bedrag_cent, dag)
    VALUES (902, '0193', '', 902, 'y', 20, '2026-11-02'), (903, '0148', '', 903, 'z', 60, '2026-11-02');
INSERT INTO verantwoording_controlebevinding (id, gemeente, aanbieder, controle_id, bericht_id, nr, referentie,
    bedrag_cent, fout_cent, toelichting, gemeld_op, gemeld_door, uiterlijk, gevorderd_op, gevorderd_door)
    VALUES (901, '0193', 'y', 901, 901, 1, 'r', 40, 40, 'x', now(), 'a', '2026-01-01', now(), 'b');
INSERT INTO pgb_ketenboeking (id, gemeente, maand, boekmaand, soort, bedrag_cent, voorschot_id, geboekt_op)
    VALUES (901, '0193', '2015-03-01', '2027-11-01', 'storting', 700, 901, now());
INSERT INTO teambudget_lumpsumbetaling (id, gemeente, team_id, jaar, nr, soort, bedrag_cent, boekmaand, geboekt_op,
    betaald_op) VALUES (901, '0193', 901, 2026, 1, 'termijn', 55, '2027-11-01', now(), '2026-11-02');
-- Claims between two municipalities: settled together and paid by one, settled apart, and acknowledged.
INSERT INTO woonplaats_woonplaatsvordering (id, gemeente, nummer, van, periode, bedrag_cent, stand, extern, bericht_id,
    nr, grondslag, toelichting, door, voorgesteld_op, besloten_op, verrekend_op)
    SELECT id, '0193', id, '0148', '[2019-01-01,2019-02-01)', cent, stand, false, id, 1, 'x', '', 'x', now(), now(),
        CASE stand WHEN 'verrekend' THEN now() END
    FROM (VALUES (901, 60, 'verrekend'), (902, 25, 'verrekend'), (903, 10, 'erkend'), (904, 60, 'verrekend'))
        v (id, cent, stand);
INSERT INTO woonplaats_vorderingsregel (gemeente, van, vordering_id, bericht_id, nr, aanbieder, categorie, code,
    dienstmaand, bedrag_cent, telt, correctie)
    SELECT gemeente, van, id, id, 1, '', '', '', '2019-01-01', bedrag_cent, true, '' FROM woonplaats_woonplaatsvordering
    WHERE id > 900;
INSERT INTO boekhouding_verrekenpost (gemeente, ronde_id, soort, bron, kenmerk, tegen, rekening, bedrag_cent)
    SELECT gemeente, ronde, 'vordering', bron, 'x', tegen, rekening, cent
    FROM (VALUES (901, 901), (902, 904)) r (ronde, bron)
    CROSS JOIN (VALUES ('0193', '0148', '1300', 60), ('0148', '0193', '1610', -60)) v (gemeente, tegen, rekening, cent);
INSERT INTO boekhouding_verrekensaldo (gemeente, ronde_id, te_vorderen_cent, te_betalen_cent, saldo_cent, betaald_op,
    betaald_door) VALUES ('0193', 901, 60, 0, 60, NULL, ''), ('0148', 901, 0, 60, -60, '2026-11-02', 'x');
INSERT INTO boekhouding_verrekensaldo (gemeente, ronde_id, te_vorderen_cent, te_betalen_cent, saldo_cent, vordering_id)
    VALUES ('0193', 902, 60, 0, 60, 902), ('0148', 902, 0, 60, -60, 903);
{ENTRY} SELECT gemeente, oorzaak, id, nr, debet, credit, cent, agb, '', '', '2027-11-01', '2027-11-01' FROM (VALUES
    ('0193', 'vaststelling', 901, -1, '1310', '4020', 300, 'y'),
    ('0193', 'ontvangst', 901, -1, '1000', '1310', 100, 'y'),
    ('0193', 'controle', 901, -1, '1310', '4100', 40, 'y'), ('0193', 'pgb', 901, -1, '1000', '1620', 700, ''),
    ('0193', 'lumpsum', 901, -1, '4040', '1600', 55, ''), ('0193', 'lumpsumuit', 901, -1, '1600', '1000', 55, ''),
    ('0193', 'woonplaats', 901, 1, '1300', '4100', 60, ''), ('0148', 'woonplaats', 901, 1, '4100', '1610', 60, ''),
    ('0193', 'woonplaats', 902, 1, '1300', '4100', 25, ''), ('0148', 'woonplaats', 902, 1, '4100', '1610', 25, ''),
    ('0193', 'woonplaats', 903, 1, '1300', '4100', 10, ''), ('0148', 'woonplaats', 903, 1, '4100', '1610', 10, ''),
    ('0193', 'wp-verrekend', 902, 1, '1000', '1300', 25, ''), ('0148', 'wp-verrekend', 902, 1, '1610', '1000', 25, ''),
    ('0148', 'gembetaling', 901, 1, '1610', '1000', 60, ''),
    ('0193', 'woonplaats', 904, 1, '1300', '4100', 60, ''), ('0148', 'woonplaats', 904, 1, '4100', '1610', 60, ''),
    ('0193', 'ontvangst', 902, -1, '1000', '1300', 20, ''), ('0148', 'ontvangst', 903, -1, '1610', '1000', 60, '')
) v (gemeente, oorzaak, id, nr, debet, credit, cent, agb);
-- A year that was settled, a forecast, a month that was opened again and a year that was closed.
INSERT INTO verevening_slotverrekening (id, jaar, sleutel, bron, vastgesteld_op, vastgesteld_door)
    VALUES (901, 2019, 'gelijk', 'x', now(), 'x');
INSERT INTO verevening_slotregel (verrekening_id, gemeente, gewicht, ontvangt_cent, draagt_cent, saldo_cent)
    VALUES (901, '0193', 1, 0, 0, 0), (901, '0148', 1, 0, 0, 0);
INSERT INTO prognose_prognose (id, regio, peildatum, versie, invoer, gemaakt_op)
    VALUES (901, 'IJSSELLAND', '2019-01-01', '1', repeat('0', 64), now());
INSERT INTO prognose_prognosemaand (gemeente, prognose_id, segment, maand, geboekt_cent, nog_te_declareren_cent,
    nog_te_komen_cent) VALUES ('0193', 901, 's', '2019-01-01', 1, 2, 3);
INSERT INTO prognose_prognosejaar (gemeente, prognose_id, segment, laag_cent, midden_cent, hoog_cent)
    VALUES ('0193', 901, 's', 5, 6, 7), ('0193', 901, '', 5, 6, 7), ('', 901, '', 5, 6, 7);
INSERT INTO grootboek_geslotenmaand (gemeente, maand, keer, gesloten_op, gesloten_door)
    VALUES ('0193', '2019-01-01', 1, now(), 'x'), ('0193', '2019-01-01', 2, now(), 'x');
INSERT INTO grootboek_heropening (gemeente, maand, keer, reden, voorgesteld_door, bevestigd_door, heropend_op)
    VALUES ('0193', '2019-01-01', 1, 'x', 1, 2, now());
INSERT INTO grootboek_geslotenjaar (gemeente, jaar, gesloten_op, gesloten_door) VALUES ('0193', 2019, now(), 'x');
INSERT INTO afsluiting_momentopname (gemeente, soort, maand, keer, inhoud, sha256, gemaakt_op)
    SELECT '0193', 'jaarrapport', '2019-12-01', 1, i, afsluiting_vingerafdruk(i), now()
    FROM (SELECT '{{}}'::jsonb) t (i);
DROP INDEX betaalregel_een_keer;
ALTER TABLE grootboek_heropening DROP CONSTRAINT heropening_vier_ogen;
ALTER TABLE betalingen_betaalronde DROP CONSTRAINT betaalronde_stand_past;
ALTER TABLE verevening_slotregel DROP CONSTRAINT slotregel_saldo_klopt;
"""
LINE = (
    "SELECT gemeente, aanbieder, {}, oorzaak, oorzaak_id, oorzaak_nr, categorie, code, dienstmaand, bedrag_cent, false"
)
CLOSED = (
    "(SELECT gemeente, boekmaand FROM grootboek_boeking b JOIN grootboek_v_gesloten g USING (gemeente)"
    " WHERE g.maand = b.boekmaand LIMIT 1)"
)
BREAKS = {
    "boeking_in_een_betaling": "UPDATE betalingen_betaalregel SET vervallen = true WHERE opdracht_id = 901",
    "betaling_is_regels": "UPDATE betalingen_betaalopdracht SET bedrag_cent = bedrag_cent + 1 WHERE id = 902",
    "ronde_is_bestand": "UPDATE betalingen_bankbestand SET inhoud = convert_to('<CtrlSum>0.01</CtrlSum>', 'UTF8')",
    "betaald_is_geboekt": "DELETE FROM grootboek_boeking WHERE oorzaak = 'betaling'",
    "te_betalen_is_open": "UPDATE betalingen_betaalopdracht SET stand = 'klaar' WHERE id = 901",
    "voorschot_niet_op": f"{ENTRY} VALUES ('0193', 'verrekening', 901, -2, '1600', '1200', 501, 'x', '', '',"
    " '2027-11-01', '2027-11-01')",
    "te_vorderen_is_open": "UPDATE betalingen_vordering SET ontvangen_cent = 99 WHERE id = 901",
    "ontvangen_is_geboekt": "DELETE FROM grootboek_boeking WHERE oorzaak = 'ontvangst'",
    "pgb_is_keten": "DELETE FROM pgb_ketenboeking WHERE id = 901",
    "gemeenten_zijn_open": "UPDATE boekhouding_verrekensaldo SET betaald_op = '2026-11-02', betaald_door = 'x'"
    " WHERE saldo_cent = 60 AND ronde_id = 901",
    "saldo_heeft_kenmerk": "UPDATE betalingen_vordering SET bedrag_cent = 61 WHERE id = 902",
    "controle_is_geboekt": "UPDATE verantwoording_controlebevinding SET hersteld_op = now() WHERE id = 901",
    "bank_is_verklaard": f"{ENTRY} VALUES ('0193', 'x', 1, 1, '1000', '4100', 1, '', '', '', '2027-11-01',"
    " '2027-11-01')",
    "afrekening_is_nul": "UPDATE verevening_slotregel SET saldo_cent = 1, draagt_cent = 1 WHERE gemeente = '0193'",
    "prognose_telt_op": "UPDATE prognose_prognosemaand SET nog_te_komen_cent = 4 WHERE prognose_id = 901",
    "vastgesteld_is_heel": "UPDATE afsluiting_momentopname SET inhoud = jsonb_set(inhoud, '{budget_cent}', '1')"
    " WHERE soort = 'maandrapport'",
    "gesloten_maand_staat_stil": f"{ENTRY} SELECT gemeente, 'x', 1, 1, '4100', '1600', 0, 'x', '', '', boekmaand,"
    f" boekmaand FROM {CLOSED} c",
    "een_sluiting_telt": "DELETE FROM grootboek_heropening",
    "gesloten_jaar_is_dicht": f"{ENTRY} VALUES ('0193', 'x', 1, 1, '4100', '1600', 0, 'x', '', '', '2019-05-01',"
    " '2019-05-01')",
}
ALSO = {
    "boeking_in_een_betaling": "INSERT INTO betalingen_betaalregel (gemeente, aanbieder, opdracht_id, oorzaak,"
    " oorzaak_id, oorzaak_nr, categorie, code, dienstmaand, bedrag_cent, vervallen) "
    + LINE.format("902")
    + " FROM betalingen_betaalregel WHERE opdracht_id = 901",
    "betaling_is_regels": "UPDATE grootboek_boeking b SET bedrag_cent = b.bedrag_cent + 1 FROM betalingen_betaalregel r"
    " WHERE (r.gemeente, r.oorzaak, r.oorzaak_id, r.oorzaak_nr) = (b.gemeente, b.oorzaak, b.oorzaak_id, b.oorzaak_nr)",
    "ronde_is_bestand": "UPDATE betalingen_betaalronde SET stand = 'akkoord' WHERE id = 901",
    "betaald_is_geboekt": "UPDATE grootboek_boeking SET bedrag_cent = bedrag_cent + 1 WHERE oorzaak = 'betaling'",
    "afrekening_is_nul": "UPDATE verevening_slotregel SET ontvangt_cent = 1, draagt_cent = 1",
    "gesloten_maand_staat_stil": "UPDATE grootboek_boeking SET debet = '1310' WHERE debet = '4100'",
    "gesloten_jaar_is_dicht": "DELETE FROM afsluiting_momentopname WHERE soort = 'jaarrapport'",
    "een_sluiting_telt": "UPDATE grootboek_heropening SET voorgesteld_door = bevestigd_door",
}
CREDITED = "UPDATE woonplaats_vorderingsregel SET gecorrigeerd_op = now(), correctie ="
MORE = (
    ("te_vorderen_is_open", "UPDATE grootboek_boeking SET aanbieder = 'x' WHERE oorzaak = 'vaststelling'"),
    ("ontvangen_is_geboekt", "UPDATE betalingen_vordering SET ontvangen_cent = 101 WHERE id = 901"),
    ("ontvangen_is_geboekt", "UPDATE grootboek_boeking SET bedrag_cent = 99 WHERE oorzaak = 'ontvangst'"),
    ("pgb_is_keten", "UPDATE grootboek_boeking SET debet = '1330' WHERE oorzaak = 'pgb'"),
    ("pgb_is_keten", "UPDATE grootboek_boeking SET debet = '4010' WHERE oorzaak = 'lumpsum'"),
    ("gemeenten_zijn_open", f"{CREDITED} 'terug' WHERE vordering_id = 902"),
    ("gemeenten_zijn_open", "UPDATE woonplaats_woonplaatsvordering SET stand = 'ingetrokken' WHERE id = 903"),
    ("controle_is_geboekt", "UPDATE grootboek_boeking SET oorzaak_id = 902 WHERE oorzaak = 'controle'"),
    (
        "controle_is_geboekt",
        f"{ENTRY} VALUES ('0193', 'controle', 902, -2, '4100', '1310', 1, 'y', '', '', '2027-11-01', '2027-11-01')",
    ),
    ("bank_is_verklaard", "UPDATE betalingen_betaalopdracht SET stand = 'aanvaard' WHERE id = 901"),
    ("bank_is_verklaard", "UPDATE betalingen_ontvangst SET bedrag_cent = 99"),
    ("bank_is_verklaard", "UPDATE betalingen_ontvangst SET bedrag_cent = 61 WHERE id = 903"),
    (
        "ontvangen_is_geboekt",
        "UPDATE grootboek_boeking SET debet = '1000', credit = '1610' WHERE oorzaak_id = 903 AND oorzaak = 'ontvangst'",
    ),
    ("gemeenten_zijn_open", "UPDATE betalingen_vordering SET ontvangen_cent = 21 WHERE id = 902"),
    ("saldo_heeft_kenmerk", "UPDATE boekhouding_verrekensaldo SET vordering_id = NULL WHERE vordering_id = 903"),
    ("bank_is_verklaard", "UPDATE pgb_ketenboeking SET soort = 'doorbetaling' WHERE id = 901"),
    ("bank_is_verklaard", "UPDATE teambudget_lumpsumbetaling SET betaald_op = NULL WHERE id = 901"),
    (
        "bank_is_verklaard",
        "UPDATE boekhouding_verrekensaldo SET betaald_op = NULL, betaald_door = '' WHERE ronde_id = 901",
    ),
    ("bank_is_verklaard", f"{CREDITED} 'terugbetaald' WHERE vordering_id = 902"),
    ("bank_is_verklaard", "DELETE FROM boekhouding_verrekenpost WHERE ronde_id = 901"),
)
"""What else the same counter has to see."""


@pytest.fixture
def as_superuser(server, ongerepte_database):
    """A connection that may break everything, with rows that fit, and that gives it back as it was."""
    name = conninfo_to_dict(ongerepte_database)["dbname"]
    address = make_conninfo(server.url("postgres", "postgres"), dbname=name)
    connection.close()
    with psycopg.connect(address) as connected:
        connected.execute(GIVEN)
        yield connected
        connected.rollback()


def test_they_hold_and_each_sees_what_breaks_it(as_superuser):
    def wrong() -> dict[str, int]:
        return {code: as_superuser.execute(telt).fetchone()[0] for code, telt in COUNTS.items()}

    assert BREAKS.keys() == COUNTS.keys()
    assert wrong() == dict.fromkeys(COUNTS, 0)
    for code, statement in (*BREAKS.items(), *ALSO.items(), *MORE):
        as_superuser.execute("SAVEPOINT heel")
        changed = as_superuser.execute(statement).rowcount
        seen = as_superuser.execute(COUNTS[code]).fetchone()[0]
        as_superuser.execute("ROLLBACK TO SAVEPOINT heel")
        assert (changed > 0, seen > 0) == (True, True), (code, statement, changed, seen)
