# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Recording circulars, versions of a youth budget and the parts of one; all of it is only added (S68)."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from jeugdregio.begroting.delen import NietTeVerdelen, controleer
from jeugdregio.begroting.macro import bronversies
from jeugdregio.begroting.models import Budget, Circulaire
from jeugdregio.begroting.models import Budgetdeel as Deelrij
from jeugdregio.begroting.values import Budgetdeel, Budgetversie, Circulairegegevens


class NietVastTeLeggen(Exception):
    """Raised when something else is there already, or what is given does not fit; the text says what to do."""


def leg_circulaire_vast(one: Circulairegegevens) -> None:
    """Add a circular in the transaction of the caller; the same again changes nothing. Raises `NietVastTeLeggen`."""
    fields = {
        "naam": one.naam,
        "maand": one.maand.begin,
        "grondslag": one.grondslag,
        "bron": one.bron,
        "opmerking": one.opmerking,
    }
    row, new = Circulaire.objects.get_or_create(code=one.code, defaults=fields)
    if not new and any(getattr(row, name) != value for name, value in fields.items()):
        raise NietVastTeLeggen(f"Er is al een circulaire met de code {one.code}. Kies een andere code.")


def leg_versie_vast(one: Budgetversie) -> None:
    """Add a version in the transaction of the caller; the same again changes nothing. Raises `NietVastTeLeggen`."""
    if not one.laag_cent <= one.bedrag_cent <= one.hoog_cent or one.bedrag_cent <= 0:
        raise NietVastTeLeggen("Het bedrag is meer dan nul en ligt in zijn band: laag, bedrag, hoog.")
    if one.circulaire and not Circulaire.objects.filter(code=one.circulaire).exists():
        raise NietVastTeLeggen("Deze circulaire is er niet. Leg eerst de circulaire vast.")
    fields = {
        "naam": one.naam,
        "circulaire_id": one.circulaire or None,
        "bedrag_cent": one.bedrag_cent,
        "laag_cent": one.laag_cent,
        "hoog_cent": one.hoog_cent,
        "ongeveer": one.ongeveer,
        "bron": one.bron,
    }
    key = {"gemeente": one.gemeente, "jaar": one.jaar, "vanaf": one.vanaf}
    row, new = Budget.objects.get_or_create(**key, defaults=fields)
    if not new and any(getattr(row, name) != value for name, value in fields.items()):
        raise NietVastTeLeggen(
            f"Van deze gemeente geldt vanaf {one.vanaf:%d-%m-%Y} al een andere versie. Kies een andere eerste dag."
        )


def leg_delen_vast(gemeente: str, jaar: int, vanaf: date, delen: Iterable[Budgetdeel]) -> None:
    """
    Add the parts of a version, with what they leave undivided; together they are the version, to the cent.

    Raises `NietVastTeLeggen` when the version is not there, has other parts already, or they do not fit.
    """
    row = Budget.objects.filter(gemeente=gemeente, jaar=jaar, vanaf=vanaf).first()
    if row is None:
        raise NietVastTeLeggen("Deze versie van het budget is er niet. Leg eerst de versie vast.")
    try:
        parts = controleer(row.bedrag_cent, delen)
    except NietTeVerdelen as refusal:
        raise NietVastTeLeggen(str(refusal)) from refusal
    known = Deelrij.objects.filter(gemeente=gemeente, jaar=jaar, vanaf=vanaf)
    there = {(one.segment, one.categorie, one.code): one.bedrag_cent for one in known}
    if there:
        if there != {one.sleutel: one.bedrag_cent for one in parts}:
            raise NietVastTeLeggen("Deze versie is al verdeeld. Leg voor een andere verdeling een nieuwe versie vast.")
        return
    Deelrij.objects.bulk_create(
        Deelrij(
            gemeente=gemeente,
            jaar=jaar,
            vanaf=vanaf,
            segment=one.segment,
            categorie=one.categorie,
            code=one.code,
            bedrag_cent=one.bedrag_cent,
        )
        for one in parts
    )


def neem_bronversies_in() -> None:
    """Record the circulars and versions that the sources of 2013 to 2015 give (S68); again changes nothing."""
    with transaction.atomic():
        circulars, versions = bronversies()
        for circular in circulars:
            leg_circulaire_vast(circular)
        for version in versions:
            leg_versie_vast(version)
