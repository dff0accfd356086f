# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The municipalities of a region and when they take part."""

from datetime import date

from django.db import connection

from jeugdregio.regio.models import Gemeente, Taakbesluit
from jeugdregio.regio.taken import CONTRACTMANAGEMENT, FACTURATIE, MONITORING, TAKEN, Taak, taken_op
from jeugdregio.regio.values import Besluit

__all__ = [
    "CONTRACTMANAGEMENT",
    "FACTURATIE",
    "MONITORING",
    "TAKEN",
    "Taak",
    "besluiten",
    "deelnemers",
    "doet_zelf",
    "gemeente",
    "jeugdigen",
    "namen",
    "neemt_af",
    "taken_op",
]


def deelnemers(regio: str, peildatum: date, *, taak: str = "") -> dict[str, str]:
    """The names of the municipalities that take part on a day, or in this task, by code, in order of name."""
    rows = Gemeente.objects.filter(regio=regio, deelname__contains=peildatum).values_list("naam", "code")
    elsewhere = doet_zelf(taak, peildatum) if taak else frozenset()
    return {code: naam for naam, code in sorted(rows) if code not in elsewhere}


def gemeente(code: str) -> Gemeente | None:
    """The municipality with this CBS code, or None."""
    return Gemeente.objects.filter(code=code).first()


def jeugdigen(peildatum: date) -> dict[str, int]:
    """How many people under 18 live in each municipality that takes part on a day, by code."""
    return dict(Gemeente.objects.filter(deelname__contains=peildatum).values_list("code", "jeugdigen"))


def namen() -> dict[str, str]:
    """The name of every municipality that the region knows, by code, in order of name."""
    return {code: naam for naam, code in sorted(Gemeente.objects.values_list("naam", "code"))}


def doet_zelf(taak: str, dag: date) -> frozenset[str]:
    """The municipalities that do this task of the region themselves on this day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT gemeente FROM regio_v_taak WHERE taak = %s AND NOT neemt_af AND geldig @> %s::date", [taak, dag]
        )
        return frozenset(code for (code,) in cursor.fetchall())


def neemt_af(taak: str, gemeente: str, dag: date) -> bool:
    """Whether the region does this task for the municipality on this day."""
    return gemeente not in doet_zelf(taak, dag)


def besluiten(gemeente: str = "") -> list[Besluit]:
    """What municipalities decided about the tasks, newest first; of one of them or of all."""
    rows = Taakbesluit.objects.order_by("-gezet_op", "-id")
    rows = rows.filter(gemeente=gemeente) if gemeente else rows
    return [Besluit(r.gemeente_id, r.taak, r.vanaf, r.neemt_af, r.besluit, r.door, r.gezet_op) for r in rows]
