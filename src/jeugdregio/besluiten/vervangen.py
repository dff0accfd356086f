# SPDX-License-Identifier: EUPL-1.2
"""A decision in the place of an earlier one: whether it can be, why the allocation changes, after which objection."""

from django.db.models import Q, QuerySet

from jeugdregio.besluiten import models
from jeugdregio.besluiten.values import HERZIENING, INTREKKING, NietBesloten
from jeugdregio.codelijsten.lijsten import codelijst

HERROEPEN = (models.Bezwaar.Uitkomst.GEGROND, models.Bezwaar.Uitkomst.DEELS)
BIJ_STOPPEN = ("05", "02", "06", "07", "08", "09", "12", "03", "10", "11", "14")
BIJ_VERANDEREN = ("04", "05", "08", "09", "12", "03", "10", "14")
"""Codes of the list `reden_wijziging`, the usual one first; 01 has lapsed, and 13 follows from the days."""


def niet_al_vervangen(row: models.Besluit) -> None:
    """Nothing came in the place of what this decision replaces, or is on its way to; raises NietBesloten."""
    if row.vervangt_id is None:
        return
    models.Besluit.objects.select_for_update().filter(pk=row.vervangt_id).first()  # one at a time
    states = (models.Besluit.Stand.VERZENDEN, models.Besluit.Stand.BEKEND)
    busy = models.Besluit.objects.filter(vervangt=row.vervangt_id, stand__in=states)
    other = busy.exclude(pk=row.pk).first()
    if other:
        raise NietBesloten(
            f"In plaats van dit besluit kwam al besluit B{other.pk:05d}. Laat dit besluit niet doorgaan en ga verder "
            "vanaf dat besluit."
        )


def wijzigredenen(soort: str) -> dict[str, str]:
    """The codes of `reden_wijziging` that fit a withdrawal or a revision, each with its words; none for the rest."""
    fits = {INTREKKING: BIJ_STOPPEN, HERZIENING: BIJ_VERANDEREN}.get(soort, ())
    known = codelijst("reden_wijziging").codes
    return {code: known[code].omschrijving for code in fits}


def na_bezwaar(besluit: models.Besluit) -> QuerySet[models.Bezwaar]:
    """
    The objections, found right, on which this decision follows: those against what it replaces.

    They are tied to it when it is made known (`verzenden._rond_af`). In the transaction of the caller.
    """
    right = models.Bezwaar.objects.filter(
        gemeente=besluit.gemeente, besluit=besluit.vervangt_id, uitkomst__in=HERROEPEN
    )
    return right.filter(Q(nieuw_besluit=None) | Q(nieuw_besluit=besluit.pk), uitkomst__in=HERROEPEN)
