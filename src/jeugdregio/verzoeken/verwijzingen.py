# SPDX-License-Identifier: EUPL-1.2
"""
How it goes with a referral, for who referred: worked out anew from the messages, for the pairs that a batch touched.

A referrer is known by the AGB code in a JW315 (types 02 to 05, CD066 to CD068). With a name only, nobody sees it.
"""

from collections.abc import Collection

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper

from jeugdregio.gebruikers.isolatie import als_verwerking

# What is held or refused by the provider is not allocated yet; of care that stopped for a while the end is not known.
_WORK_OUT = """
    INSERT INTO verzoeken_verwijzing AS r (gemeente, bericht_id, nr, praktijk, verwijzer_type, persoon, geboortedatum,
        jeugdige, categorie, gevraagd_op, toegewezen, begin, einde)
    SELECT v.gemeente, v.bericht_id, v.nr, 'V' || g.verwijzer, g.verwijzer_type, encode(sha256(v.bsn), 'hex'),
        v.geboortedatum,
        concat_ws(' ', nullif(v.voornamen, ''), nullif(v.voorvoegsel, ''), nullif(v.achternaam, '')),
        coalesce(t.categorie, g.categorie, ''), v.dagtekening, t.geldig, t.begin, t.einde
    FROM unnest(%(gemeenten)s::text[], %(aanbieders)s::text[]) p (gemeente, aanbieder)
    JOIN verzoeken_verzoek v ON v.gemeente = p.gemeente AND p.aanbieder IN ('', v.aanbieder) AND v.soort = 'JW315'
    JOIN verzoeken_gevraagdproduct g ON g.gemeente = v.gemeente AND g.bericht_id = v.bericht_id
        AND g.wat = 'aangevraagd' AND g.verzoek_nr = v.nr
        AND g.verwijzer_type IN ('02', '03', '04', '05') AND g.verwijzer ~ '^[0-9]{8}$'
    LEFT JOIN LATERAL (
        SELECT z.categorie, z.geldig, l.begin, l.einde
        FROM toewijzingen_v_referentie a
        JOIN toewijzingen_v_verzonden z ON z.gemeente = a.gemeente AND z.id = a.id AND NOT z.verwijderd
        CROSS JOIN LATERAL (
            SELECT min(s.begin) AS begin, CASE WHEN bool_and(s.definitief IS TRUE) THEN max(s.einde) END AS einde
            FROM toewijzingen_v_levering s
            WHERE s.gemeente = a.gemeente AND s.client_id = a.client_id AND s.toewijzing_nummer = a.nummer
        ) l
        WHERE a.gemeente = v.gemeente AND a.aanbieder = v.aanbieder AND a.referentie = v.referentie
        ORDER BY a.nummer DESC LIMIT 1
    ) t ON v.status = 'toegewezen'
    ON CONFLICT (gemeente, bericht_id, nr) DO UPDATE
    SET categorie = excluded.categorie, toegewezen = excluded.toegewezen, begin = excluded.begin, einde = excluded.einde
    WHERE (r.categorie, r.toegewezen, r.begin, r.einde)
        IS DISTINCT FROM (excluded.categorie, excluded.toegewezen, excluded.begin, excluded.einde)
"""


def werk_bij(cursor: CursorWrapper, paren: Collection[tuple[str, str]]) -> None:
    """
    Work out the referrals of these pairs (gemeente, aanbieder; an empty aanbieder is all), as the region's processing.

    In the transaction that is open. Does nothing where the region did not decide that referrers take part.
    """
    if settings.VERWIJZERS and paren:
        towns, providers = zip(*sorted(paren), strict=True)
        cursor.execute(_WORK_OUT, {"gemeenten": list(towns), "aanbieders": list(providers)})


def vul_of_leeg(regio: str) -> int:
    """
    Make the table what the setting VERWIJZERS says: everything from the messages, or nothing; gives the rows there are.

    One transaction. Run once after that setting was changed.
    """
    with als_verwerking(regio), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"ontvangst {regio}"])
        if not settings.VERWIJZERS:
            cursor.execute("DELETE FROM verzoeken_verwijzing")
        cursor.execute("SELECT DISTINCT gemeente FROM verzoeken_verzoek")
        werk_bij(cursor, {(town, "") for (town,) in cursor.fetchall()})
        cursor.execute("SELECT count(*) FROM verzoeken_verwijzing")
        count: int = cursor.fetchone()[0]
        return count


def meld_stand(gemeente: str, bericht_id: int, nr: int, stand: str, *, regio: str) -> None:
    """
    Let who referred see how far the municipality is with this request: one word, and nothing else.

    In the transaction that is open; does nothing where there is no referral, or referrers do not take part.
    """
    if not settings.VERWIJZERS:
        return
    with als_verwerking(regio), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE verzoeken_verwijzing SET gemeentestand = %s WHERE (gemeente, bericht_id, nr) = (%s, %s, %s)",
            [stand, gemeente, bericht_id, nr],
        )
