# SPDX-License-Identifier: EUPL-1.2
"""The JW325: one answer per declaratie, with the totals and only the lines that were refused (IV087)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.db.backends.utils import CursorWrapper

from jeugdregio.berichten.actions import (
    DECLARATIE_TOEGEKEND,
    IN_ORDE,
    AfgewezenClient,
    AfgewezenPrestatie,
    Antwoord325,
    Kop,
    Kop325,
    antwoord_jw325,
)
from jeugdregio.core.bsn import BsnZegel
from jeugdregio.declaraties.beoordeling import BIT
from jeugdregio.declaraties.regels.ijw_3_2 import PRESTATIE
from jeugdregio.declaraties.toekenning import Toegekend

NIET_BEOORDEELD = "0233"
CODES = list(dict.fromkeys((BIT[rule.code], rule.retourcode) for rule in sorted(PRESTATIE, key=lambda rule: rule.code)))
"""By rule code, as in every other answer."""

OP_CLIENT = {BIT[rule.code]: rule.retourcode for rule in PRESTATIE if rule.code == "TR304"}


def jw325(
    cursor: CursorWrapper,
    koppen: Sequence[Kop],
    golf: int,
    toegekend: Sequence[Toegekend],
    *,
    alles: bool,
    peildatum: date,
    zegel: BsnZegel,
    xslt_versie: str,
) -> Iterator[tuple[int, bytes]]:
    """
    Give (place in the batch, JW325) for every declaratie of the wave: those judged by line, and the rest.

    `alles` says that there is no rest: none was refused as a whole.
    """
    refused = _refused_lines(cursor, zegel) if any(found.afgewezen for found in toegekend) else {}
    for bericht, nummer, ingediend, goed, afgewezen in toegekend:
        codes = [IN_ORDE if afgewezen else DECLARATIE_TOEGEKEND]
        answer = Antwoord325(nummer, ingediend, goed, codes, refused.get(bericht, ()))
        yield bericht, antwoord_jw325(_header(koppen[bericht], peildatum), antwoord=answer)
    if alles:
        return
    cursor.execute(_REFUSED_WHOLE, {"golf": golf})
    for bericht, kopcode, nummer, ingediend, codes in cursor.fetchall():
        header = _header(koppen[bericht], peildatum)
        if kopcode != IN_ORDE:
            xslt = xslt_versie if kopcode == "0001" else None
            yield bericht, antwoord_jw325(header, header_codes=codes or [kopcode], antwoord=None, xslt_versie=xslt)
        else:
            yield bericht, antwoord_jw325(header, antwoord=Antwoord325(nummer, ingediend, 0, codes, ()))


_REFUSED_WHOLE = """
    SELECT b.bericht, b.kopcode, d.declaratie_nummer,
        CASE WHEN d.totaal_ingediend_bedrag_debet_credit = 'C' THEN -1 ELSE 1 END
            * d.totaal_ingediend_bedrag_totaal_bedrag,
        ARRAY(SELECT f.retourcode FROM partij_bevinding f
              WHERE f.bericht = b.bericht AND f.klasse IN ('Header', 'DeclaratieAntwoord') ORDER BY f.regel)
    FROM partij_bericht b
    JOIN partij_jw323_declaratie d ON d.bericht = b.bericht
    WHERE b.soort = 'JW323' AND b.golf = %(golf)s AND b.uitkomst = 'afgekeurd'
    ORDER BY b.bericht
"""

_REFUSED = """
    SELECT z.bericht, z.client, c.bsn, z.oordeel, k.product_referentie_referentie_nummer,
        k.product_referentie_vorig_referentie_nummer, k.toewijzing_nummer, k.product_categorie, k.product_code,
        k.product_periode_begindatum, k.product_periode_einddatum, k.geleverd_volume, k.eenheid, k.product_tarief,
        k.ingediend_bedrag_bedrag, z.dc
    FROM partij_oordeel z
    JOIN partij_jw323_prestatie k ON k.bericht = z.bericht AND k.nr = z.nr
    JOIN partij_jw323_client c ON c.bericht = z.bericht AND c.nr = z.client
    WHERE z.oordeel <> 0
    ORDER BY z.bericht, z.client, z.nr
"""


def _refused_lines(cursor: CursorWrapper, zegel: BsnZegel) -> Mapping[int, list[AfgewezenClient]]:
    cursor.execute(_REFUSED)
    clients: dict[tuple[int, int], tuple[str, list[AfgewezenPrestatie], list[str]]] = {}
    for bericht, client, bsn, oordeel, *line in cursor.fetchall():
        on_client = [code for bit, code in OP_CLIENT.items() if oordeel & bit]
        codes = [NIET_BEOORDEELD] if on_client else [code for bit, code in CODES if oordeel & bit]
        key = (bericht, client)
        if key not in clients:
            clients[key] = (zegel.ontzegel(bsn), [], on_client or [IN_ORDE])
        clients[key][1].append(AfgewezenPrestatie._make([*line, codes]))
    per_message: dict[int, list[AfgewezenClient]] = defaultdict(list)
    for (bericht, _), (number, lines, codes) in clients.items():
        per_message[bericht].append(AfgewezenClient(number, lines, codes))
    return per_message


def _header(kop: Kop, peildatum: date) -> Kop325:
    return Kop325(
        gemeente=kop.gemeente,
        aanbieder=kop.aanbieder,
        identificatie=str(kop.id),
        dagtekening=peildatum,
        declaratie_identificatie=kop.identificatie,
        declaratie_dagtekening=kop.dagtekening,
        declaratie_basisschema_versie=kop.xsd_basis,
        declaratie_bericht_versie=kop.xsd_bericht,
    )
