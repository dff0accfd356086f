# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. A lump sum becomes bookings: what is due of it, what a settlement adds or takes, and that it was paid (S71).

What should have been booked up to a day minus what was booked is booked, so a budget that was replaced is put right by
the next booking and nothing is booked twice. A team is of its municipality, which pays it itself: no account of a team
is kept, and no payment run of the region takes it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
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
    with namens(on_behalf_of):
        return _boek_budgetten([on_behalf_of.gemeente], jaar, timezone.localdate(moment), moment)


def boek_vervallen(tot_en_met: date, *, moment: datetime) -> int:
    """
    Book what is due on a day of the lump sums of its year, of every municipality; gives how many amounts.

    Works as the region, for the worker; again books nothing. What earlier years still ask is of the municipality.
    """
    with namens(verwerking(settings.REGIO)):
        towns = sorted(set(Teambudget.objects.filter(jaar=tot_en_met.year).values_list("gemeente", flat=True)))
        return _boek_budgetten(towns, tot_en_met.year, tot_en_met, moment)


def _boek_budgetten(towns: Sequence[str], jaar: int, dag: date, moment: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('lumpsum ' || t, 0)) FROM unnest(%s::text[]) t",
            [list(towns)],
        )
    parts = list(_verschillen(towns, jaar, dag))
    months = _open_maanden(sorted({budget.gemeente for budget, *_ in parts}), dag)
    before = Counter(Lumpsumbetaling.objects.filter(gemeente__in=towns, jaar=jaar).values_list("team", flat=True))
    rows = []
    for budget, kind, cents in parts:
        before[budget.team_id] += 1
        rows.append(
            Lumpsumbetaling(
                gemeente=budget.gemeente,
                team_id=budget.team_id,
                jaar=jaar,
                nr=before[budget.team_id],
                soort=kind,
                bedrag_cent=cents,
                boekmaand=months[budget.gemeente].begin,
                geboekt_op=moment,
            )
        )
    made = Lumpsumbetaling.objects.bulk_create(rows)
    _boek([(one, LUMPSUM, KOSTEN_LUMPSUM, TE_BETALEN) for one in made], months)
    return len(made)


def _verschillen(towns: Sequence[str], jaar: int, dag: date) -> Iterator[tuple[Teambudget, str, int]]:
    """Per budget and kind what should have been booked by a day, minus what was; what is nought is left out."""
    rows = Lumpsumbetaling.objects.filter(gemeente__in=towns, jaar=jaar).order_by()
    sums = rows.values("team", "soort").annotate(som=Sum("bedrag_cent"))
    booked = {(row["team"], row["soort"]): int(row["som"]) for row in sums}
    settled = dict(Afrekening.objects.filter(gemeente__in=towns, jaar=jaar).values_list("team", "uitkomst_cent"))
    for budget in Teambudget.objects.filter(gemeente__in=towns, jaar=jaar).order_by("gemeente", "team_id"):
        due = {
            Soort.TERMIJN: vervallen(budget.bedrag_cent, budget.termijnen, jaar, dag),
            Soort.AFREKENING: settled.get(budget.team_id, 0),
        }
        for kind, cents in due.items():
            if left := cents - booked.get((budget.team_id, kind), 0):
                yield budget, kind, left


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
        _boek([(one, LUMPSUM_UIT, TE_BETALEN, BANK)], _open_maanden([one.gemeente], dag))


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


def _open_maanden(gemeenten: Sequence[str], dag: date) -> dict[str, Maand]:
    with namens(verwerking(settings.REGIO)):
        return grootboek.open_maanden(gemeenten, Maand.van(dag))


def _boek(turns: list[tuple[Lumpsumbetaling, str, str, str]], months: dict[str, Maand]) -> None:
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
                boekmaand=months[one.gemeente],
                dienstmaand=months[one.gemeente],
            )
        )
    with namens(verwerking(settings.REGIO)):
        grootboek.boek(posts)


def _eis(wie: Machtiging) -> None:
    if not wie.gemeente or not wie.mag(Recht.TEAMBUDGET_VASTSTELLEN):
        label = Recht.TEAMBUDGET_VASTSTELLEN.label
        raise NietToegestaan(f"Uw rol heeft het recht ‘{label}’ niet. Vraag een collega die het wel heeft.")
