# SPDX-License-Identifier: EUPL-1.2
"""Circulars, versions of budgets and their parts, as they are kept; which version counts on a day (S68)."""

from collections.abc import Collection
from datetime import date

from jeugdregio.begroting.models import Budget, Circulaire
from jeugdregio.begroting.models import Budgetdeel as Deelrij
from jeugdregio.begroting.values import Budgetdeel, Budgetversie, Circulairegegevens
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging


def geldend(jaar: int, op: date, gemeenten: Collection[str] | None = None) -> dict[str, Budgetversie]:
    """Per municipality the version of a year that counts on a day; the caller has set on whose behalf."""
    rows = Budget.objects.filter(jaar=jaar, vanaf__lte=op).order_by("gemeente", "vanaf")
    if gemeenten is not None:
        rows = rows.filter(gemeente__in=list(gemeenten))
    return {row.gemeente: _versie(row) for row in rows}


def versies(jaar: int, *, on_behalf_of: Machtiging, gemeente: str = "") -> list[Budgetversie]:
    """Every version of a year that is for the asker, per municipality the newest first."""
    with namens(on_behalf_of):
        rows = Budget.objects.filter(jaar=jaar).order_by("gemeente", "-vanaf")
        return [_versie(row) for row in (rows.filter(gemeente=gemeente) if gemeente else rows)]


def alle_versies(*, on_behalf_of: Machtiging) -> list[Budgetversie]:
    """Every version of every year that is for the asker, newest year first."""
    with namens(on_behalf_of):
        return [_versie(row) for row in Budget.objects.order_by("-jaar", "gemeente", "-vanaf")]


def circulaires(*, on_behalf_of: Machtiging) -> dict[str, Circulairegegevens]:
    """Every circular by code, oldest first."""
    with namens(on_behalf_of):
        return {
            row.code: Circulairegegevens(
                row.code, row.naam, Maand.van(row.maand), row.grondslag, row.bron, row.opmerking
            )
            for row in Circulaire.objects.all()
        }


def budgetdelen(versie: Budgetversie, *, on_behalf_of: Machtiging) -> list[Budgetdeel]:
    """The parts of a version, what was not divided last; empty when it has no parts."""
    with namens(on_behalf_of):
        rows = Deelrij.objects.filter(gemeente=versie.gemeente, jaar=versie.jaar, vanaf=versie.vanaf)
        found = [Budgetdeel(row.segment, row.categorie, row.code, row.bedrag_cent) for row in rows]
    return sorted(found, key=lambda one: (one.segment == "", *one.sleutel))


def _versie(row: Budget) -> Budgetversie:
    return Budgetversie(
        row.gemeente,
        row.jaar,
        row.vanaf,
        row.naam,
        row.bedrag_cent,
        row.laag_cent,
        row.hoog_cent,
        row.ongeveer,
        row.bron,
        row.circulaire_id or "",
    )
