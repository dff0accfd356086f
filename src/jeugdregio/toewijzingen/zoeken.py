# SPDX-License-Identifier: EUPL-1.2
"""
Finding a child among those that the asker works with; the caller has set on whose behalf.

A child is one row per municipality, however many providers it has there. A provider finds only a child of which an
allocation left for it (ADR 0019). Names are compared without capitals and accents, each word anywhere in the name.
"""

from collections.abc import Sequence

from django.db import connection

from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.toewijzingen.models import Client
from jeugdregio.toewijzingen.values import Gevondenkind, Kind, Kindvraag

_ACCENTEN = ("áàâäãåéèêëíìîïóòôöõúùûüçñýÿ", "aaaaaaeeeeiiiiooooouuuucnyy")
_PLAIN = f"translate(lower({{}}), '{_ACCENTEN[0]}', '{_ACCENTEN[1]}')"
_NAAM_ZOALS_HET_IS = "concat_ws(' ', nullif(c.voornamen, ''), nullif(c.voorvoegsel, ''), c.achternaam)"
_NAAM = _PLAIN.format(_NAAM_ZOALS_HET_IS)
_VERTROKKEN = """
    EXISTS (SELECT FROM toewijzingen_v_verzonden v
        WHERE v.gemeente = c.gemeente AND v.client_id = c.id AND v.aanbieder = c.aanbieder AND NOT v.verwijderd)
"""
_KINDEREN = f"""
    SELECT c.gemeente, max(c.id), encode(sha256(c.bsn), 'hex'),
        (array_agg({_NAAM_ZOALS_HET_IS} ORDER BY c.id DESC))[1], (array_agg(c.geboortedatum ORDER BY c.id DESC))[1],
        array_agg(DISTINCT c.aanbieder)
    FROM toewijzingen_v_client c
    WHERE (%(gemeente)s::text = '' OR c.gemeente = %(gemeente)s)
        AND (%(aanbieder)s::text = '' OR c.aanbieder = %(aanbieder)s AND {_VERTROKKEN})
        AND (%(bsn)s::bytea IS NULL OR c.bsn = %(bsn)s)
        AND (%(nummer)s::bigint IS NULL OR c.id = %(nummer)s)
        AND (%(geboortedatum)s::date IS NULL OR c.geboortedatum = %(geboortedatum)s)
        AND NOT EXISTS (
            SELECT FROM unnest(%(woorden)s::text[]) w (woord)
            WHERE strpos({_NAAM}, {_PLAIN.format("w.woord")}) = 0
        )
    GROUP BY c.gemeente, c.bsn
    ORDER BY 4, 5, 1, 2
    LIMIT %(hoogstens)s::bigint
"""


def kinderen(vraag: Kindvraag, on_behalf_of: Machtiging, hoogstens: int) -> list[Gevondenkind]:
    """The children for whom all of the question holds, by name."""
    parameters = {
        "gemeente": on_behalf_of.gemeente,
        "aanbieder": on_behalf_of.aanbieder,
        "bsn": vraag.bsn,
        "nummer": vraag.nummer,
        "geboortedatum": vraag.geboortedatum,
        "woorden": list(vraag.woorden),
        "hoogstens": hoogstens,
    }
    with connection.cursor() as cursor:
        cursor.execute(_KINDEREN, parameters)
        return [
            Gevondenkind(town, number, who, name, born, tuple(providers))
            for town, number, who, name, born, providers in cursor.fetchall()
        ]


def dossier(gemeente: str, nummer: int) -> Sequence[Kind]:
    """One child of a municipality as each provider that the asker sees knows it; the number is any of theirs."""
    known = Client.objects.filter(gemeente=gemeente, id=nummer).values_list("bsn", flat=True).first()
    return [] if known is None else van_bsn(gemeente, bytes(known))


def van_bsn(gemeente: str, bsn: bytes) -> Sequence[Kind]:
    """The same by the sealed number; the last told first."""
    rows = Client.objects.filter(gemeente=gemeente, bsn=bsn).order_by("-id")
    return [
        Kind(
            gemeente=row.gemeente,
            id=row.id,
            bsn=bytes(row.bsn),
            geboortedatum=row.geboortedatum,
            geslacht=row.geslacht,
            achternaam=row.achternaam,
            voorvoegsel=row.voorvoegsel,
            voornamen=row.voornamen,
        )
        for row in rows
    ]
