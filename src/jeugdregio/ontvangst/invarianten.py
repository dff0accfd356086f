# SPDX-License-Identifier: EUPL-1.2
"""
What is always true of the money and the messages, whatever was killed, repeated or refused in between.

Every invariant is one SELECT that counts what should not be there. `jeugdregio doctor invarianten` asks them of
a running region, the kill test after every kill. A change in how things are kept (the ledger, say) changes
them here and nowhere else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging

GELD, BERICHTEN = "geld", "berichten"


@dataclass(frozen=True)
class Invariant:
    """One fact: `wat` is Dutch and says what is true, `telt` counts what breaks it."""

    code: str
    soort: str
    wat: str
    telt: str


@dataclass(frozen=True)
class Meting:
    """How many rows break an invariant now: none, when all is well."""

    invariant: Invariant
    fout: int


_TOEGEKEND = "sum(CASE dc WHEN 'D' THEN bedrag_cent ELSE -bedrag_cent END) FILTER (WHERE toegekend)"
_INGEDIEND = "sum(CASE dc WHEN 'D' THEN bedrag_cent ELSE -bedrag_cent END)"

GROOTBOEK = (
    Invariant(
        "boeking_is_nul",
        GELD,
        "Elke boeking verplaatst een bedrag van de ene naar de andere rekening: samen nul.",
        "SELECT count(*) FROM grootboek_boeking WHERE bedrag_cent < 0 OR debet = credit",
    ),
    Invariant(
        "toegekend_is_geboekt",
        GELD,
        "Elke toegekende regel is geboekt, voor hetzelfde bedrag; niets anders is als regel geboekt.",
        """
        SELECT count(*) FROM (SELECT * FROM declaraties_prestatie WHERE toegekend) p
        FULL JOIN (SELECT * FROM grootboek_boeking WHERE oorzaak = 'prestatie') b
            ON b.gemeente = p.gemeente AND b.oorzaak_id = p.bericht_id AND b.oorzaak_nr = p.nr
        WHERE p.nr IS NULL OR b.oorzaak_nr IS NULL OR b.bedrag_cent <> p.bedrag_cent
            OR (b.debet = '4100') <> (p.dc = 'D')
        """,
    ),
    Invariant(
        "een_keer_geboekt",
        GELD,
        "Elke regel is hoogstens één keer geboekt.",
        """
        SELECT count(*) FROM (
            SELECT FROM grootboek_boeking WHERE oorzaak = 'prestatie'
            GROUP BY gemeente, oorzaak_id, oorzaak_nr HAVING count(*) > 1
        ) b
        """,
    ),
    Invariant(
        "gemeenten_heffen_op",
        GELD,
        "Wat de ene gemeente van de andere vordert, is bij de andere voor hetzelfde bedrag een schuld.",
        """
        SELECT count(*) FROM (
            SELECT FROM grootboek_boeking WHERE oorzaak IN ('woonplaats', 'wp-verrekend', 'wp-correctie', 'wp-terug')
            GROUP BY oorzaak, oorzaak_id, oorzaak_nr
            HAVING count(*) > 2 OR min(bedrag_cent) <> max(bedrag_cent)
                OR count(*) = 2 AND min(gemeente) = max(gemeente)
        ) b
        """,
    ),
)
DECLARATIES = (
    Invariant(
        "totaal_is_regels",
        GELD,
        "De totalen van elke declaratie zijn de som van haar regels.",
        f"""
        SELECT count(*) FROM declaraties_declaratie d LEFT JOIN (
            SELECT gemeente, bericht_id, count(*) AS regels, count(*) FILTER (WHERE NOT toegekend) AS afgewezen,
                {_TOEGEKEND} AS toegekend_cent, {_INGEDIEND} AS ingediend_cent
            FROM declaraties_prestatie GROUP BY 1, 2
        ) p USING (gemeente, bericht_id)
        WHERE d.verwerkt AND (d.regels, d.afgewezen, d.toegekend_cent, d.ingediend_cent)
            IS DISTINCT FROM (p.regels, p.afgewezen, coalesce(p.toegekend_cent, 0), p.ingediend_cent)
        """,
    ),
    Invariant(
        "stand_is_som",
        GELD,
        "Het verbruik van elke toewijzing is de som van wat erop is toegekend.",
        """
        SELECT count(*) FROM toewijzingen_stand s
        JOIN toewijzingen_toewijzing t ON t.gemeente = s.gemeente AND t.id = s.toewijzing_id
        LEFT JOIN (
            SELECT p.gemeente, p.toewijzing_id,
                count(*) FILTER (WHERE p.dc = 'D' AND NOT p.gecrediteerd) AS prestaties,
                sum(CASE WHEN p.dc = 'D' THEN 1 ELSE -1 END
                    * CASE t.maat WHEN 'bedrag' THEN p.bedrag_cent ELSE toewijzingen_maat(p.volume, p.eenheid) END
                ) AS gebruikt
            FROM declaraties_prestatie p
            JOIN toewijzingen_toewijzing t ON t.gemeente = p.gemeente AND t.id = p.toewijzing_id
            WHERE p.toegekend GROUP BY 1, 2
        ) p ON p.gemeente = s.gemeente AND p.toewijzing_id = s.toewijzing_id
        WHERE s.gebruikt <> coalesce(p.gebruikt, 0) OR s.prestaties <> coalesce(p.prestaties, 0)
        """,
    ),
    Invariant(
        "stand_past",
        GELD,
        "Geen toewijzing is verder gebruikt dan haar grens.",
        "SELECT count(*) FROM toewijzingen_stand WHERE gebruikt > drempel",
    ),
    Invariant(
        "stand_bestaat",
        GELD,
        "Elke toewijzing heeft een stand.",
        """
        SELECT count(*) FROM toewijzingen_toewijzing t
        LEFT JOIN toewijzingen_stand s ON s.gemeente = t.gemeente AND s.toewijzing_id = t.id
        WHERE s.toewijzing_id IS NULL
        """,
    ),
    Invariant(
        "een_keer_gecrediteerd",
        GELD,
        "Elke gecrediteerde regel heeft precies één toegekende credit, voor hetzelfde bedrag, en andersom.",
        """
        SELECT count(*) FROM (
            SELECT gemeente, aanbieder, referentie, bedrag_cent FROM declaraties_prestatie
            WHERE dc = 'D' AND toegekend AND gecrediteerd
        ) d
        FULL JOIN (
            SELECT gemeente, aanbieder, vorige_referentie AS referentie, count(*) AS aantal, sum(bedrag_cent) AS cent
            FROM declaraties_prestatie WHERE dc = 'C' AND toegekend GROUP BY 1, 2, 3
        ) c USING (gemeente, aanbieder, referentie)
        WHERE c.aantal IS DISTINCT FROM 1 OR d.bedrag_cent IS DISTINCT FROM c.cent
        """,
    ),
)
POST = (
    Invariant(
        "een_antwoord",
        BERICHTEN,
        "Elk heenbericht dat hier is beoordeeld heeft precies één antwoord, een retourbericht geen, en elk antwoord "
        "een bericht.",
        """
        SELECT count(*) FROM berichten_bericht b
        FULL JOIN (
            SELECT gemeente, bericht_id, count(*) AS aantal FROM berichten_uitgaand GROUP BY 1, 2
        ) u ON u.gemeente = b.gemeente AND u.bericht_id = b.id
        WHERE b.id IS NULL OR coalesce(u.aantal, 0)
            <> (b.soort NOT IN ('JW302', 'JW320') AND b.uitkomst <> 'doorgegeven')::integer
        """,
    ),
    Invariant(
        "doorgegeven_gaat_weg",
        BERICHTEN,
        "Elke declaratie voor een gemeente die zelf factureert gaat door naar haar, en is hier niet geboekt.",
        """
        SELECT count(*) FROM (SELECT * FROM berichten_bericht WHERE uitkomst = 'doorgegeven') b
        FULL JOIN (SELECT * FROM berichten_verzending WHERE stuk = 'doorgave') v
            ON v.gemeente = b.gemeente AND v.bericht_id = b.id
        LEFT JOIN declaraties_declaratie d ON d.gemeente = b.gemeente AND d.bericht_id = b.id
        WHERE b.id IS NULL OR v.bericht_id IS NULL OR d.bericht_id IS NOT NULL
        """,
    ),
    Invariant(
        "retour_op_heenbericht",
        BERICHTEN,
        "Elk retourbericht van een aanbieder hoort bij één bericht van een gemeente, dat dan beantwoord is.",
        """
        SELECT count(*) FROM (SELECT * FROM berichten_bericht WHERE soort IN ('JW302', 'JW320')) b
        FULL JOIN berichten_retour r ON r.gemeente = b.gemeente AND r.retour_id = b.id
        LEFT JOIN berichten_bericht h ON h.gemeente = r.gemeente AND h.id = r.bericht_id
            AND h.afzender = r.gemeente AND h.aanbieder = b.aanbieder AND b.afzender = h.aanbieder
            AND (h.soort, b.soort) IN (('JW301', 'JW302'), ('JW319', 'JW320'))
        LEFT JOIN berichten_verzending v ON v.gemeente = h.gemeente AND v.bericht_id = h.id AND v.stuk = 'bericht'
        WHERE b.id IS NULL OR h.id IS NULL OR v.beantwoord_op IS NULL
        """,
    ),
    Invariant(
        "niet_akkoord_heeft_codes",
        BERICHTEN,
        "Een retourbericht dat afkeurt noemt codes, een dat akkoord is niet.",
        """
        SELECT count(*) FROM berichten_retour r WHERE r.akkoord = EXISTS (
            SELECT FROM berichten_retourcode c WHERE c.gemeente = r.gemeente AND c.retour_id = r.retour_id)
        """,
    ),
    Invariant(
        "elk_antwoord_gaat_weg",
        BERICHTEN,
        "Elk antwoord is klaargezet om te verzenden, of verzonden.",
        """
        SELECT count(*) FROM berichten_uitgaand u
        LEFT JOIN berichten_verzending v ON v.gemeente = u.gemeente AND v.bericht_id = u.bericht_id
            AND v.stuk = 'antwoord'
        WHERE v.bericht_id IS NULL
        """,
    ),
    Invariant(
        "wat_wacht_heeft_een_besluit_nodig",
        BERICHTEN,
        "Elk bericht dat wordt vastgehouden wacht op een besluit, en elk besluit is uitgevoerd.",
        """
        SELECT count(*) FROM berichten_vasthouding h
        FULL JOIN (SELECT * FROM berichten_verzending WHERE stuk = 'bericht' AND stand <> 'vrij') v
            ON v.gemeente = h.gemeente AND v.bericht_id = h.bericht_id
        WHERE coalesce(v.stand, 'vrij') <> CASE coalesce(h.besluit, 'geen')
            WHEN '' THEN 'vastgehouden' WHEN 'ingetrokken' THEN 'ingetrokken' ELSE 'vrij' END
        """,
    ),
    Invariant(
        "een_uitkomst",
        BERICHTEN,
        "Elk bericht van een bestand heeft één uitkomst: beoordeeld of geweigerd, nooit twee.",
        """
        SELECT count(*) FROM (
            SELECT FROM (
                SELECT bestand_id, nr FROM berichten_bericht UNION ALL SELECT bestand_id, nr FROM berichten_weigering
            ) u GROUP BY bestand_id, nr HAVING count(*) > 1
        ) dubbel
        """,
    ),
    Invariant(
        "een_eindstand",
        BERICHTEN,
        "Elk bestand wacht, of heeft één eindstand: wat wacht of apart staat is nog niet beoordeeld.",
        """
        SELECT count(*) FROM berichten_bestand f
        LEFT JOIN (SELECT bestand_id, count(*) AS aantal FROM berichten_bericht GROUP BY 1) b ON b.bestand_id = f.id
        LEFT JOIN (SELECT bestand_id, count(*) AS aantal FROM berichten_weigering GROUP BY 1) w ON w.bestand_id = f.id
        LEFT JOIN (
            SELECT bestand_id, count(*) AS aantal FROM berichten_apart WHERE vrijgegeven_op IS NULL GROUP BY 1
        ) a ON a.bestand_id = f.id
        WHERE (f.verwerkt_op IS NULL) <> (f.status IN ('ontvangen', 'apart'))
            OR coalesce(a.aantal, 0) <> (f.status = 'apart')::integer
            OR CASE f.status
                WHEN 'verwerkt' THEN false
                WHEN 'geweigerd' THEN b.aantal IS NOT NULL OR w.aantal IS NULL
                ELSE b.aantal IS NOT NULL OR w.aantal IS NOT NULL
            END
        """,
    ),
)
INVARIANTEN: tuple[Invariant, ...] = (*GROOTBOEK, *DECLARATIES, *POST)


def meet(*, on_behalf_of: Machtiging, ook: Iterable[Invariant] = ()) -> Iterator[Meting]:
    """
    Count what breaks each invariant, one by one, over the rows that the asker sees: the region sees all.

    `ook` are those of rooms above this one; whoever asks knows them (`afsluiting.queries.INVARIANTEN`).

    Each count is of one moment, so a batch that is going on never shows as a fault.
    """
    with namens(on_behalf_of), connection.cursor() as cursor:
        for invariant in (*INVARIANTEN, *ook):
            cursor.execute(invariant.telt)
            yield Meting(invariant, cursor.fetchone()[0])
