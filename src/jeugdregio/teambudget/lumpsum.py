# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. A lump sum becomes bookings: what is due of it, what a settlement adds or takes, and that it was paid (S71).

What should have been booked up to a day minus what was booked is booked, so a budget that was replaced is put right by
the next booking and nothing is booked twice. A team is of its municipality, which pays it itself: no account of a team
is kept, and no payment run of the region takes it.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.conf import settings
from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from jeugdregio.betalingen.values import LUMPSUM, LUMPSUM_UIT
from jeugdregio.core.money import Cent, allocate
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht, verwerking
from jeugdregio.grootboek import actions as grootboek
from jeugdregio.grootboek.values import BANK, KOSTEN_LUMPSUM, TE_BETALEN, Journaal
from jeugdregio.teambudget.actions import NietVastTeLeggen
from jeugdregio.teambudget.models import Afrekening, Lumpsumbetaling, Team, Teambudget
from jeugdregio.teambudget.values import Lumpsumregel

Soort = Lumpsumbetaling.Soort
EEN_KEER = -1


def boek(jaar: int, *, moment: datetime, on_behalf_of: Machtiging) -> int:
    """
    Book what is due of the lump sums of a year for the own municipality; gives how many amounts. Again books nothing.

    Raises `NietToegestaan` without the right.
    """
    _eis(on_behalf_of)
    town, today = on_behalf_of.gemeente, timezone.localdate(moment)
    with namens(on_behalf_of):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('lumpsum ' || %s::text, 0))", [town])
        parts = [
            (budget, kind, cents)
            for budget in Teambudget.objects.filter(gemeente=town, jaar=jaar).order_by("team_id")
            for kind, cents in _verschillen(budget, today)
            if cents
        ]
        month = _open_maand(town, today)
        rows = []
        for budget, kind, cents in parts:
            before = Lumpsumbetaling.objects.filter(team=budget.team_id, jaar=jaar).count()
            rows.append(
                Lumpsumbetaling.objects.create(
                    gemeente=town,
                    team_id=budget.team_id,
                    jaar=jaar,
                    nr=before + 1,
                    soort=kind,
                    bedrag_cent=cents,
                    boekmaand=month.begin,
                    geboekt_op=moment,
                )
            )
        _boek([(one, LUMPSUM, KOSTEN_LUMPSUM, TE_BETALEN) for one in rows], month)
    return len(rows)


def _verschillen(budget: Teambudget, today: date) -> Iterator[tuple[str, int]]:
    """Per kind what should have been booked by now, minus what was."""
    rows = Lumpsumbetaling.objects.filter(team=budget.team_id, jaar=budget.jaar).order_by()
    booked = dict(rows.values("soort").annotate(som=Sum("bedrag_cent")).values_list("soort", "som"))
    settled = Afrekening.objects.filter(team=budget.team_id, jaar=budget.jaar).first()
    yield Soort.TERMIJN, vervallen(budget.bedrag_cent, budget.termijnen, budget.jaar, today) - booked.get("termijn", 0)
    yield Soort.AFREKENING, (settled.uitkomst_cent if settled else 0) - booked.get("afrekening", 0)


def vervallen(bedrag_cent: int, termijnen: int, jaar: int, dag: date) -> int:
    """What is due of a lump sum on a day (cents): each of the equal parts on the first day of its months."""
    parts = allocate(Cent(bedrag_cent), dict.fromkeys(range(termijnen), 1))
    return sum(cents for turn, cents in parts.items() if date(jaar, 1 + turn * 12 // termijnen, 1) <= dag)


def meld_betaald(betaling: int, dag: date, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Say that the municipality paid an amount to its team (or got it back), once; that is booked too.

    Raises `NietToegestaan` without the right, `NietVastTeLeggen` for a day to come or when it was said before.
    """
    _eis(on_behalf_of)
    if dag > timezone.localdate(moment):
        raise NietVastTeLeggen("Kies de dag waarop het is betaald: vandaag of eerder.")
    with namens(on_behalf_of):
        rows = Lumpsumbetaling.objects.select_for_update().filter(gemeente=on_behalf_of.gemeente)
        one = rows.filter(pk=betaling, betaald_op=None).first()
        if one is None:
            raise NietVastTeLeggen("Dit bedrag is er niet, of het is al betaald. Ververs de pagina.")
        one.betaald_op = dag
        one.save(update_fields=["betaald_op"])
        _boek([(one, LUMPSUM_UIT, TE_BETALEN, BANK)], _open_maand(one.gemeente, dag))


def betalingen(jaar: int, *, on_behalf_of: Machtiging) -> list[Lumpsumregel]:
    """What was booked of lump sums in a year, as far as whoever asks may see it."""
    with namens(on_behalf_of):
        names = dict(Team.objects.values_list("pk", "naam"))
        rows = Lumpsumbetaling.objects.filter(jaar=jaar).order_by("team_id", "nr")
        return [
            Lumpsumregel(
                one.pk,
                one.gemeente,
                names.get(one.team_id, ""),
                one.jaar,
                one.nr,
                one.get_soort_display(),
                one.bedrag_cent,
                Maand.van(one.boekmaand),
                one.betaald_op,
            )
            for one in rows
        ]


def _open_maand(gemeente: str, dag: date) -> Maand:
    with namens(verwerking(settings.REGIO)):
        return grootboek.open_maanden([gemeente], Maand.van(dag))[gemeente]


def _boek(turns: list[tuple[Lumpsumbetaling, str, str, str]], month: Maand) -> None:
    posts = []
    for one, cause, debit, credit in turns:
        there = (debit, credit) if one.bedrag_cent > 0 else (credit, debit)
        posts.append(
            Journaal(
                gemeente=one.gemeente,
                aanbieder="",
                categorie="",
                code="",
                oorzaak=cause,
                oorzaak_id=one.pk,
                oorzaak_nr=EEN_KEER,
                debet=there[0],
                credit=there[1],
                bedrag_cent=Cent(abs(one.bedrag_cent)),
                boekmaand=month,
                dienstmaand=month,
            )
        )
    with namens(verwerking(settings.REGIO)):
        grootboek.boek(posts)


def _eis(wie: Machtiging) -> None:
    if not wie.gemeente or not wie.mag(Recht.TEAMBUDGET_VASTSTELLEN):
        label = Recht.TEAMBUDGET_VASTSTELLEN.label
        raise NietToegestaan(f"Uw rol heeft het recht ‘{label}’ niet. Vraag een collega die het wel heeft.")
