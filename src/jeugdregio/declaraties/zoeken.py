# SPDX-License-Identifier: EUPL-1.2
"""Finding a declaratie by a number, and the lines of one child; the caller has set on whose behalf."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from jeugdregio.core.money import Cent
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties.inzage import samenvatting
from jeugdregio.declaraties.models import Declaratie, Prestatie
from jeugdregio.declaraties.values import Kindregel, Samenvatting
from jeugdregio.woonplaats.values import Betaald

# What was granted and credited later cancels out: the living debits are what a child cost. An index has both halves.
_VAN_KIND = """
    SELECT gemeente, bericht_id, aanbieder, declaratie, referentie, toewijzing_nummer, categorie, code, begin, einde,
        bedrag_cent, toegekend
    FROM declaraties_v_prestatie
    WHERE gemeente = %(gemeente)s AND toewijzing_id = ANY(%(toewijzingen)s::bigint[]) AND dc = 'D' AND toegekend
        AND NOT gecrediteerd
    UNION ALL
    SELECT gemeente, bericht_id, aanbieder, declaratie, referentie, toewijzing_nummer, categorie, code, begin, einde,
        bedrag_cent, toegekend
    FROM declaraties_v_prestatie
    WHERE gemeente = %(gemeente)s AND client_id = ANY(%(kinderen)s::bigint[]) AND NOT toegekend
    ORDER BY begin DESC, aanbieder, declaratie, referentie
"""


# By who it is, for one municipality: the living debits, by the day on which their period begins.
_BETAALD = """
    SELECT p.bericht_id, p.nr, p.aanbieder, p.categorie, p.code, p.dienstmaand, p.bedrag_cent
    FROM declaraties_v_prestatie p
    JOIN toewijzingen_v_toewijzing t ON t.gemeente = p.gemeente AND t.id = p.toewijzing_id
    JOIN toewijzingen_v_client c ON c.gemeente = t.gemeente AND c.id = t.client_id
    WHERE p.gemeente = %(gemeente)s AND encode(sha256(c.bsn), 'hex') = %(persoon)s AND p.dc = 'D' AND p.toegekend
        AND NOT p.gecrediteerd AND p.begin >= %(van)s AND p.begin < %(tot)s
    ORDER BY p.bericht_id, p.nr
"""


def betaald(gemeente: str, persoon: str, van: date, tot: date) -> list[Betaald]:
    """What was granted for one child and not credited since, of periods that begin in [`van`, `tot`)."""
    parameters: dict[str, Any] = {"gemeente": gemeente, "persoon": persoon, "van": van, "tot": tot}
    with connection.cursor() as cursor:
        cursor.execute(_BETAALD, parameters)
        return [
            Betaald(message, nr, provider, category, code, Maand.van(month), Cent(amount))
            for message, nr, provider, category, code, month, amount in cursor.fetchall()
        ]


def op_nummer(tekst: str, hoogstens: int) -> list[Samenvatting]:
    """The declaraties with this number, or with a line that has this reference, newest first."""
    lines = Prestatie.objects.filter(referentie=tekst, dubbel=False).values_list("gemeente", "bericht_id")[:hoogstens]
    found = Q(nummer=tekst)
    for town, message in lines:
        found |= Q(gemeente=town, bericht_id=message)
    rows = Declaratie.objects.filter(found).order_by("-dagtekening", "-bericht_id", "gemeente")[:hoogstens]
    return [samenvatting(row) for row in rows]


def van_kind(gemeente: str, kinderen: Collection[int], toewijzingen: Collection[int]) -> list[Kindregel]:
    """What was granted on these allocations and refused for these children (`Client.id`), newest care first."""
    parameters: dict[str, Any] = {"gemeente": gemeente, "kinderen": list(kinderen), "toewijzingen": list(toewijzingen)}
    with connection.cursor() as cursor:
        cursor.execute(_VAN_KIND, parameters)
        return [Kindregel(*row) for row in cursor.fetchall()]
