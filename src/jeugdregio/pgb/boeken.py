# SPDX-License-Identifier: EUPL-1.2
"""
The bookings of the chain: from which account to which, and never twice.

A row of the room and the booking in the ledger are made together; the number of the row is the cause in the ledger.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from jeugdregio.core.money import Cent
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.grootboek import actions as grootboek
from jeugdregio.grootboek.values import BANK, KOSTEN_PGB, ONTVANGEN_VOOR_PGB, VOORSCHOT_SVB, Journaal
from jeugdregio.pgb.models import Ketenboeking, Pgbafrekening, Pgbvoorschot, Svbregel
from jeugdregio.pgb.values import OORZAAK, Ketenjaar, NietTeBoeken
from jeugdregio.regimes import queries as regimes

Soort = Ketenboeking.Soort
REKENINGEN: Mapping[str, tuple[str, str]] = {
    Soort.STORTING: (BANK, ONTVANGEN_VOOR_PGB),
    Soort.DOORBETALING: (VOORSCHOT_SVB, BANK),
    Soort.VERANTWOORDING: (KOSTEN_PGB, VOORSCHOT_SVB),
    Soort.VAN_SVB: (BANK, VOORSCHOT_SVB),
    Soort.NAAR_GEMEENTE: (ONTVANGEN_VOOR_PGB, BANK),
}
"""Debit and credit of each kind; of an amount below nought the other way round."""
ONDERWERP, LANGS, REGIO = "pgb-keten", "langs", "regio"
EEN_KEER = -1
"""The number of a cause that is no line of a claim is below nought."""


@dataclass(frozen=True)
class Post:
    """One movement to make, with its sign, and what it comes from."""

    soort: str
    gemeente: str
    maand: Maand
    bedrag_cent: int
    voorschot: Pgbvoorschot | None = None
    regel: Svbregel | None = None
    afrekening: Pgbafrekening | None = None
    herstelt: Ketenboeking | None = None


def weigering(dag: date) -> str:
    """Why the chain does not hold on a day, with the rule that does and its source; empty when it holds."""
    with namens(verwerking(settings.REGIO)):  # a rule of the region is for everyone, also outside a request
        rules = regimes.regels(ONDERWERP, dag)
    if any(rule.waarde.get(LANGS) == REGIO for rule in rules):
        return ""
    said = " ".join(f"{rule.regel} ({rule.vindplaats})" for rule in rules)
    when = f"Over {Maand.van(dag)} gaat pgb-geld niet langs de regio."
    return f"{when} {said or 'Er is geen regel over vastgelegd; lees eerst de regels door de tijd in.'}"


def vergrendel(gemeente: str, jaar: int) -> None:
    """One at a time per municipality and year, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('pgb ' || %s::text || ' ' || %s::text, 0))",
            [gemeente, jaar],
        )


def telt(gemeente: str, jaar: int) -> Ketenjaar:
    """The chain of a year as it stands now, from the rows that whoever asks may see."""
    rows = Ketenboeking.objects.filter(gemeente=gemeente, maand__year=jaar).order_by()
    sums = dict(rows.values("soort").annotate(som=Sum("bedrag_cent")).values_list("soort", "som"))
    settled = Pgbafrekening.objects.filter(gemeente=gemeente, stand=Pgbafrekening.Stand.VASTGESTELD)
    own = settled.filter(jaar=jaar).first()
    before = settled.filter(jaar=jaar - 1, wijze=Pgbafrekening.Wijze.MEE).first()
    return Ketenjaar(
        gemeente,
        jaar,
        mee_cent=before.over_cent if before else 0,
        storting_cent=int(sums.get(Soort.STORTING, 0)),
        doorbetaling_cent=int(sums.get(Soort.DOORBETALING, 0)),
        verantwoord_cent=int(sums.get(Soort.VERANTWOORDING, 0)),
        van_svb_cent=int(sums.get(Soort.VAN_SVB, 0)),
        naar_gemeente_cent=int(sums.get(Soort.NAAR_GEMEENTE, 0)),
        wijze=own.wijze if own else "",
    )


def eis_open(gemeente: str, jaar: int) -> None:
    """Raises `NietTeBoeken` when a year was settled."""
    if Pgbafrekening.objects.filter(gemeente=gemeente, jaar=jaar, stand=Pgbafrekening.Stand.VASTGESTELD).exists():
        raise NietTeBoeken(f"Het jaar {jaar} is afgerekend. Er verandert niets meer in.")


def boek(posten: list[Post], *, moment: datetime) -> None:
    """
    Book these movements, all or none, in the month they are made or the first open one after it.

    Raises `NietTeBoeken` for a month over which the chain does not hold.
    """
    for day in sorted({post.maand.begin for post in posten}):
        if refusal := weigering(day):
            raise NietTeBoeken(refusal)
    towns = sorted({post.gemeente for post in posten})
    with namens(verwerking(settings.REGIO)):
        months = grootboek.open_maanden(towns, Maand.van(timezone.localdate(moment)))
        rows = Ketenboeking.objects.bulk_create(
            Ketenboeking(
                gemeente=post.gemeente,
                maand=post.maand.begin,
                boekmaand=months[post.gemeente].begin,
                soort=post.soort,
                bedrag_cent=post.bedrag_cent,
                voorschot=post.voorschot,
                regel=post.regel,
                afrekening=post.afrekening,
                herstelt=post.herstelt,
                geboekt_op=moment,
            )
            for post in posten
        )
        grootboek.boek([_journaal(row) for row in rows])


def zijden(soort: str, bedrag_cent: int) -> tuple[str, str]:
    """Debit and credit of a movement."""
    debit, credit = REKENINGEN[soort]
    return (debit, credit) if bedrag_cent > 0 else (credit, debit)


def _journaal(row: Ketenboeking) -> Journaal:
    debit, credit = zijden(row.soort, row.bedrag_cent)
    return Journaal(
        gemeente=row.gemeente,
        aanbieder="",
        categorie="",
        code="",
        oorzaak=OORZAAK,
        oorzaak_id=row.pk,
        oorzaak_nr=EEN_KEER,
        debet=debit,
        credit=credit,
        bedrag_cent=Cent(abs(row.bedrag_cent)),
        boekmaand=Maand.van(row.boekmaand),
        dienstmaand=Maand.van(row.maand),
    )
