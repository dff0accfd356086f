# SPDX-License-Identifier: EUPL-1.2
"""
Questions of the council, and answers with a figure that the program puts in itself (S14).

Only amounts of a whole municipality, as the month report has them: nothing that tells of a few children.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Max

from jeugdregio.afsluiting import queries as afsluiting
from jeugdregio.begroting import queries as begroting
from jeugdregio.begroting.definities import Definitie
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.werkplek.models import Raadsantwoord, Raadsvraag

CIJFERS = ("budget", "ingediend", "toegekend", "afgewezen", "te_betalen", "verplicht", "verwacht")
"""The figures an answer can have."""


class GeenAntwoord(Exception):
    """Raised when a question is not there or answered already, or the figure is not known; the text says which."""


@dataclass(frozen=True)
class Antwoord:
    """What was answered; `waarde_cent` as it was then, `nu_cent` as it is now (None where it cannot change)."""

    tekst: str
    definitie: Definitie
    maand: Maand
    waarde_cent: int
    definitief: bool
    sha256: str
    beantwoord_op: datetime
    nu_cent: int | None

    @property
    def anders(self) -> bool:
        """Whether the figure is another one by now."""
        return self.nu_cent is not None and self.nu_cent != self.waarde_cent


@dataclass(frozen=True)
class Raadsvraagstand:
    """One question, with its answer when there is one."""

    nummer: int
    fractie: str
    vraag: str
    gesteld_op: date
    uiterlijk: date
    antwoord: Antwoord | None


def leg_vast(
    fractie: str, vraag: str, *, gesteld_op: date, uiterlijk: date, moment: datetime, on_behalf_of: Machtiging
) -> int:
    """Write a question down for the asker's municipality; gives its number."""
    assert on_behalf_of.account is not None, "een vraag schrijft een mens op"
    town = on_behalf_of.gemeente
    with namens(on_behalf_of):
        _in_order(town)
        number: int = (Raadsvraag.objects.filter(gemeente=town).aggregate(last=Max("nummer"))["last"] or 0) + 1
        Raadsvraag.objects.create(
            gemeente=town,
            nummer=number,
            fractie=fractie,
            vraag=vraag,
            gesteld_op=gesteld_op,
            uiterlijk=uiterlijk,
            door=on_behalf_of.account,
            gezet_op=moment,
        )
    return number


def beantwoord(
    nummer: int, tekst: str, *, cijfer: str, maand: Maand, moment: datetime, on_behalf_of: Machtiging
) -> int:
    """Answer a question with a figure of `CIJFERS`; gives its value in cents. Raises `GeenAntwoord`."""
    assert on_behalf_of.account is not None, "een antwoord geeft een mens"
    town = on_behalf_of.gemeente
    edition = afsluiting.rapport(town, maand, on_behalf_of=on_behalf_of)
    value = {line.definitie.key: line.nu for line in begroting.cijferregels(edition.rapport)}.get(cijfer)
    if cijfer not in CIJFERS or value is None:
        raise GeenAntwoord("Dit cijfer is er niet voor deze maand. Kies een ander cijfer of een andere maand.")
    with namens(on_behalf_of):
        _in_order(town)
        if not Raadsvraag.objects.filter(gemeente=town, nummer=nummer).exists():
            raise GeenAntwoord("Deze vraag is er niet.")
        if Raadsantwoord.objects.filter(gemeente=town, nummer=nummer).exists():
            raise GeenAntwoord("Deze vraag is al beantwoord. Leg een nieuwe vraag vast als er iets bij moet.")
        Raadsantwoord.objects.create(
            gemeente=town,
            nummer=nummer,
            antwoord=tekst,
            cijfer=cijfer,
            maand=maand.begin,
            waarde_cent=value,
            definitief=edition.definitief,
            sha256=edition.sha256,
            door=on_behalf_of.account,
            beantwoord_op=moment,
        )
    return value


def vragen(*, on_behalf_of: Machtiging, nummer: int | None = None) -> list[Raadsvraagstand]:
    """The questions to the asker's municipality, newest first; with `nummer` that one alone."""
    town = on_behalf_of.gemeente
    with namens(on_behalf_of):
        asked = Raadsvraag.objects.filter(gemeente=town).order_by("-nummer")
        answered = Raadsantwoord.objects.filter(gemeente=town)
        if nummer is not None:
            asked, answered = asked.filter(nummer=nummer), answered.filter(nummer=nummer)
        questions, answers = list(asked), {one.nummer: one for one in answered}
    now = _nu({Maand.van(one.maand) for one in answers.values() if not one.definitief}, on_behalf_of)
    return [
        Raadsvraagstand(
            one.nummer,
            one.fractie,
            one.vraag,
            one.gesteld_op,
            one.uiterlijk,
            _antwoord(answers[one.nummer], now) if one.nummer in answers else None,
        )
        for one in questions
    ]


def _nu(maanden: set[Maand], wie: Machtiging) -> dict[tuple[Maand, str], int | None]:
    """The figures as they are now, of months that were open when something was answered."""
    reports = {month: afsluiting.rapport(wie.gemeente, month, on_behalf_of=wie).rapport for month in maanden}
    return {
        (m, line.definitie.key): line.nu for m, report in reports.items() for line in begroting.cijferregels(report)
    }


def _antwoord(row: Raadsantwoord, nu: dict[tuple[Maand, str], int | None]) -> Antwoord:
    month = Maand.van(row.maand)
    return Antwoord(
        row.antwoord,
        begroting.definities()[row.cijfer],
        month,
        row.waarde_cent,
        row.definitief,
        row.sha256,
        row.beantwoord_op,
        nu.get((month, row.cijfer)),
    )


def _in_order(gemeente: str) -> None:
    """One writer per municipality at a time: numbers follow on each other, and a question is answered once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('raad ' || %s::text, 0))", [gemeente])
