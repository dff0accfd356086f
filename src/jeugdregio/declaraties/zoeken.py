# SPDX-License-Identifier: EUPL-1.2
"""Finding a declaratie by a number, and the lines of one child; the caller has set on whose behalf."""

from collections.abc import Collection
from typing import Any

from django.db import connection
from django.db.models import Q

from jeugdregio.declaraties.inzage import samenvatting
from jeugdregio.declaraties.models import Declaratie, Prestatie
from jeugdregio.declaraties.values import Kindregel, Samenvatting

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
