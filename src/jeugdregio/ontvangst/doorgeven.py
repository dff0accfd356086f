# SPDX-License-Identifier: EUPL-1.2
"""
Claims for a municipality that does its own invoicing pass this house unread (S06, S64).

From the month of its decision on, a JW323 about that month or later is kept as it came and put in the outbox for the
municipality. It is not judged, booked or answered here: the municipality does that, in its own system. A claim about
an earlier month stays with the region, however late it comes, so no month is paid at two places.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db.backends.utils import CursorWrapper

from jeugdregio.berichten.actions import Kop
from jeugdregio.berichten.values import Soort
from jeugdregio.ontvangst.values import DOORGEGEVEN, Uitkomst
from jeugdregio.regio.queries import FACTURATIE

_STORE = """
    WITH nieuw AS (
        SELECT * FROM unnest(%(id)s::bigint[], %(gemeente)s::text[], %(bestand)s::bigint[], %(nr)s::integer[],
            %(aanbieder)s::text[], %(identificatie)s::text[], %(dagtekening)s::date[], %(sha256)b::bytea[],
            %(ontvangen_op)s::timestamptz[])
            n (id, gemeente, bestand_id, nr, aanbieder, identificatie, dagtekening, sha256, ontvangen_op)
    ), bewaard AS (
        INSERT INTO berichten_bericht (gemeente, id, bestand_id, nr, soort, aanbieder, afzender, identificatie,
            dagtekening, sha256, ontvangen_op, uitkomst, niveau, regels, peildatum, versie)
        SELECT gemeente, id, bestand_id, nr, %(soort)s, aanbieder, aanbieder, identificatie, dagtekening, sha256,
            ontvangen_op, %(uitkomst)s, NULL, '{}', %(peildatum)s, %(versie)s
        FROM nieuw
    )
    INSERT INTO berichten_verzending (gemeente, bericht_id, stuk, aanbieder, ontvanger, soort, gemaakt_op, volgende_op,
        stand)
    SELECT gemeente, id, 'doorgave', aanbieder, gemeente, %(soort)s, %(moment)s, %(moment)s, 'vrij' FROM nieuw
"""


def wie_zelf(cursor: CursorWrapper) -> Callable[[Kop], bool]:
    """Tells of a header whether the municipality itself judges that message."""
    cursor.execute(
        "SELECT gemeente, lower(geldig), upper(geldig) FROM regio_v_taak WHERE taak = %s AND NOT neemt_af", [FACTURATIE]
    )
    own: dict[str, list[tuple[date, date | None]]] = {}
    for town, begin, end in cursor.fetchall():
        own.setdefault(town, []).append((begin, end))

    def decides(kop: Kop) -> bool:
        month = kop.maand
        return month is not None and any(
            begin <= month and (end is None or month < end) for begin, end in own.get(kop.gemeente, ())
        )

    return decides


def geef_door(
    cursor: CursorWrapper, koppen: Sequence[Kop], *, peildatum: date, moment: datetime, versie: str
) -> list[Uitkomst]:
    """Keep these messages and put them in the outbox for their municipality, in one statement."""
    if not koppen:
        return []
    cursor.execute("SELECT nextval('berichten_volgnummer') FROM generate_series(1, %s)", [len(koppen)])
    for kop, (number,) in zip(koppen, cursor.fetchall(), strict=True):
        kop.id = number
    cursor.execute(
        _STORE,
        {
            "id": [kop.id for kop in koppen],
            "gemeente": [kop.gemeente for kop in koppen],
            "bestand": [kop.stuk.bestand_id for kop in koppen],
            "nr": [kop.stuk.nr for kop in koppen],
            "aanbieder": [kop.aanbieder for kop in koppen],
            "identificatie": [kop.identificatie for kop in koppen],
            "dagtekening": [kop.dagtekening for kop in koppen],
            "sha256": [kop.sha256 for kop in koppen],
            "ontvangen_op": [kop.stuk.ontvangen_op for kop in koppen],
            "soort": Soort.JW323.value,
            "uitkomst": DOORGEGEVEN,
            "peildatum": peildatum,
            "versie": versie,
            "moment": moment,
        },
    )
    return [
        Uitkomst(
            bestand_id=kop.stuk.bestand_id,
            nr=kop.stuk.nr,
            gemeente=kop.gemeente,
            aanbieder=kop.aanbieder,
            soort=kop.soort,
            bericht_id=kop.id,
            identificatie=kop.identificatie,
            uitkomst=DOORGEGEVEN,
            uitleg="Deze gemeente factureert zelf. Uw declaratie is aan haar doorgegeven; zij antwoordt en betaalt.",
        )
        for kop in koppen
    ]
