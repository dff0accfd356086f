# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Which rule held on a day, when rules changed, and where sources differ. For everyone: there is no one in it."""

from collections import defaultdict
from datetime import date

from jeugdregio.regimes import models
from jeugdregio.regimes.values import Antwoord, Onderwerp, Regel, Tegenspraak, Uitspraak

SOLIDARITEIT = "solidariteit"
"""The code of the subject that settlements between municipalities ask for."""


def antwoorden(dag: date) -> list[Antwoord]:
    """What held on this day, per subject, in order of the subjects; also where nothing was laid down."""
    found: dict[str, list[Regel]] = defaultdict(list)
    for row in models.Regime.objects.filter(geldig__contains=dag).order_by("lezing", "pk"):
        found[row.onderwerp_id].append(_rule(row))
    clashes: dict[str, list[str]] = defaultdict(list)
    for code, subject in models.Tegenspraak.objects.exclude(onderwerp=None).values_list("code", "onderwerp"):
        clashes[subject].append(code)
    return [
        Antwoord(_subject(one), dag, tuple(found[one.code]), tuple(clashes[one.code]))
        for one in models.Onderwerp.objects.all()
    ]


def regels(onderwerp: str, dag: date) -> tuple[Regel, ...]:
    """The rule of one subject on a day: none, one, or every reading of it."""
    rows = models.Regime.objects.filter(onderwerp=onderwerp, geldig__contains=dag).order_by("lezing", "pk")
    return tuple(map(_rule, rows))


def onderwerp(code: str) -> Onderwerp | None:
    """The subject with this code."""
    row = models.Onderwerp.objects.filter(code=code).first()
    return _subject(row) if row else None


def verloop(onderwerp: str = "") -> list[Regel]:
    """Every rule there ever was, of one subject or of all, in order of subject and begin."""
    rows = models.Regime.objects.select_related("onderwerp")
    rows = rows.filter(onderwerp=onderwerp) if onderwerp else rows
    return [_rule(row) for row in rows.order_by("onderwerp__volgorde", "onderwerp", "geldig", "lezing")]


def onderwerpen() -> list[Onderwerp]:
    """Every subject, in order."""
    return [_subject(row) for row in models.Onderwerp.objects.all()]


def wisseldagen() -> list[date]:
    """The days on which any rule begins or no longer holds, in order."""
    days = {edge for row in models.Regime.objects.all() for edge in (row.geldig.lower, row.geldig.upper)}
    return sorted(day for day in days if day is not None)


def tegenspraken() -> list[Tegenspraak]:
    """All contradictions between the sources, in order of code."""
    return [_clash(row) for row in models.Tegenspraak.objects.prefetch_related("uitspraken")]


def tegenspraak(code: str) -> Tegenspraak | None:
    """The contradiction with this code."""
    row = models.Tegenspraak.objects.prefetch_related("uitspraken").filter(code=code).first()
    return _clash(row) if row else None


def _rule(row: models.Regime) -> Regel:
    return Regel(
        row.onderwerp_id,
        row.lezing,
        row.geldig.lower,
        row.geldig.upper,
        row.regel,
        row.bron,
        row.plaats,
        row.get_zekerheid_display(),
        row.toelichting,
        row.waarde,
        row.pk,
        row.einde_bron,
    )


def _subject(row: models.Onderwerp) -> Onderwerp:
    return Onderwerp(row.code, row.naam, row.vraag)


def _clash(row: models.Tegenspraak) -> Tegenspraak:
    said = tuple(Uitspraak(one.tekst, one.bron) for one in row.uitspraken.all())
    return Tegenspraak(row.code, row.naam, row.onderwerp_id or "", said, row.gevolg, row.vraag)
