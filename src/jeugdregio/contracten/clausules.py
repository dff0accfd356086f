# SPDX-License-Identifier: EUPL-1.2
"""The standard clauses, as data: which ones a contract gets, and their words filled in."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.db.backends.postgresql.psycopg_any import DateRange

from jeugdregio.contracten.models import Clausule

STANDAARD = Path(__file__).parent / "data" / "clausules.csv"


def leg_standaardclausules_vast(regio: str) -> None:
    """Record the clauses that come with the program for a region; again changes nothing."""
    with STANDAARD.open(encoding="utf-8", newline="") as file:
        rows = [
            Clausule(
                regio=regio,
                code=row["code"],
                soort=row["soort"],
                titel=row["titel"],
                tekst=row["tekst"],
                geldig=DateRange(date.fromisoformat(row["geldig_van"]), _day(row["geldig_tot"])),
                procedures=row["procedures"].split(),
                bron=row["bron"],
                zekerheid=row["zekerheid"],
            )
            for row in csv.DictReader(file)
        ]
    Clausule.objects.bulk_create(rows, ignore_conflicts=True)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def clausules_voor(regio: str, procedure: str, van: date) -> list[Clausule]:
    """The clauses of a contract of this kind of procedure that begins on `van`."""
    rows = Clausule.objects.filter(regio=regio, geldig__contains=van).order_by("pk")
    return [row for row in rows if not row.procedures or procedure in row.procedures]


def vul_in(tekst: str, waarden: Mapping[str, str]) -> str:
    """The text with its fields filled in; a field that nobody knows stays as it is."""
    for name, value in waarden.items():
        tekst = tekst.replace("{" + name + "}", value)
    return tekst
