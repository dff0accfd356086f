# SPDX-License-Identifier: EUPL-1.2
"""
Advances: granted by two people, paid in a run, settled with claims to the cent, the rest claimed back once (S57).

All of it is bookings. Granting moves the amount from "te betalen" to account 1200, so that the next run pays it as it
pays a claim. Settling moves it the other way, so that a claim is paid by as much less. So at any moment
advance - claims is 1200 + 1600 of a provider, also after a correction. The key of each booking in the ledger holds
that granting and claiming back happen once.
"""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.utils import timezone

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.betalingen.models import Voorschot
from jeugdregio.betalingen.openstaand import GEBOEKT, TE_VERREKENEN
from jeugdregio.betalingen.rekeningen import mens
from jeugdregio.betalingen.values import TERUGVORDERING, VERREKENING, VOORSCHOT, NietTeBetalen
from jeugdregio.betalingen.vorderingen import vorder
from jeugdregio.core.money import Cent
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, verwerking
from jeugdregio.grootboek import actions as grootboek
from jeugdregio.grootboek.values import TE_BETALEN, TE_VORDEREN_VAN_AANBIEDERS, VOORSCHOTTEN, Journaal
from jeugdregio.regio import queries as regio

Stand = Voorschot.Stand
EEN_KEER = -1
"""The number of a cause that can be booked once; a settlement has the number of its turn, below this."""


def stel_voorschot_voor(
    aanbieder: str, gemeente: str, bedrag_cent: int, *, bron: str, moment: datetime, on_behalf_of: Machtiging
) -> int:
    """Propose an advance of a municipality to a provider; gives its number. Raises `NietTeBetalen`."""
    person = mens(on_behalf_of)
    with namens(on_behalf_of):
        if aanbieders.aanbieder(aanbieder) is None or gemeente not in regio.namen():
            raise NietTeBetalen("Kies een aanbieder en een gemeente uit de lijst.")
        if bedrag_cent <= 0 or not bron:
            raise NietTeBetalen("Vul een bedrag boven nul in, en waar het is afgesproken.")
        made = Voorschot.objects.create(
            gemeente=gemeente,
            aanbieder=aanbieder,
            bedrag_cent=bedrag_cent,
            bron=bron,
            voorgesteld_door=person,
            voorgesteld_op=moment,
        )
    return int(made.pk)


def besluit_voorschot(
    voorschot: int, *, toekennen: bool, bedrag_cent: int, moment: datetime, on_behalf_of: Machtiging
) -> None:
    """
    Grant an advance, which books it to be paid, or turn it down; `bedrag_cent` is what was read.

    Raises `NietTeBetalen` for who proposed it (turning down is allowed), another amount, or when it was decided.
    """
    person = mens(on_behalf_of)
    with namens(on_behalf_of):
        one = _een(voorschot, Stand.VOORGESTELD)
        if toekennen and one.voorgesteld_door == person:
            raise NietTeBetalen("U hebt dit zelf voorgesteld. Een ander moet het bevestigen.")
        if one.bedrag_cent != bedrag_cent:
            raise NietTeBetalen("Dit is een ander bedrag dan is voorgesteld. Ververs de pagina.")
        one.stand = Stand.TOEGEKEND if toekennen else Stand.AFGEWEZEN
        one.besloten_door, one.besloten_op = person, moment
        one.save(update_fields=["stand", "besloten_door", "besloten_op"])
        if toekennen:
            _boek([(one, VOORSCHOT, EEN_KEER, VOORSCHOTTEN, TE_BETALEN, one.bedrag_cent)], moment)


def verreken(tot_en_met: Maand, *, moment: datetime) -> int:
    """
    Settle what is open, booked up to and including a month, with advances that were paid, oldest first; gives cents.

    Works as the region; again settles nothing that was settled. For whoever makes a run.
    """
    today = timezone.localdate(moment)
    with namens(verwerking(settings.REGIO)):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('voorschotten', 0))")
            cursor.execute(TE_VERREKENEN, {"maand": tot_en_met.begin, "vandaag": today, "betaaldag": today})
            open_ = {(town, agb): int(cents) for town, agb, cents in cursor.fetchall()}
            cursor.execute(GEBOEKT)
            found = cursor.fetchall()
        turns = []
        for key, town, agb, _, stand, _, _, left, paid in found:
            part = min(int(left), open_.get((town, agb), 0))
            if stand == Stand.TOEGEKEND and paid and part > 0:
                open_[town, agb] -= part
                turns.append((key, part))
        rows = Voorschot.objects.in_bulk([key for key, _ in turns])
        _boek(
            [
                (rows[key], VERREKENING, EEN_KEER - 1 - _eerder(rows[key]), TE_BETALEN, VOORSCHOTTEN, part)
                for key, part in turns
            ],
            moment,
        )
    return sum(part for _, part in turns)


def vorder_terug(voorschot: int, *, moment: datetime, on_behalf_of: Machtiging) -> int:
    """
    Claim back what is left of an advance, once; gives the cents. By another than who proposed it.

    Raises `NietTeBetalen` when nothing is left, when it was not paid, or when it was claimed back already.
    """
    person = mens(on_behalf_of)
    with namens(on_behalf_of):
        one = _een(voorschot, Stand.TOEGEKEND)
        if one.voorgesteld_door == person:
            raise NietTeBetalen("U hebt dit voorschot voorgesteld. Een ander moet de rest terugvorderen.")
        with namens(verwerking(settings.REGIO)), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('voorschotten', 0))")
            cursor.execute(GEBOEKT)
            left, paid = next((int(row[7]), row[8]) for row in cursor.fetchall() if row[0] == one.pk)
        if left <= 0 or not paid:
            raise NietTeBetalen("Van dit voorschot is niets over, of het is nog niet uitbetaald.")
        one.stand, one.gevorderd_op = Stand.GEVORDERD, moment
        one.save(update_fields=["stand", "gevorderd_op"])
        vorder(one.gemeente, one.aanbieder, left, oorzaak=TERUGVORDERING, oorzaak_id=one.pk, moment=moment)
        _boek([(one, TERUGVORDERING, EEN_KEER, TE_VORDEREN_VAN_AANBIEDERS, VOORSCHOTTEN, left)], moment)
    return left


def _een(voorschot: int, stand: str) -> Voorschot:
    one = Voorschot.objects.select_for_update().filter(pk=voorschot, stand=stand).first()
    if one is None:
        raise NietTeBetalen("Dit voorschot is er niet, of er is al over besloten. Ververs de pagina.")
    return one


def _eerder(one: Voorschot) -> int:
    """How often this advance was settled before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM grootboek_boeking WHERE gemeente = %s AND oorzaak = %s AND oorzaak_id = %s",
            [one.gemeente, VERREKENING, one.pk],
        )
        return int(cursor.fetchone()[0])


def _boek(turns: list[tuple[Voorschot, str, int, str, str, int]], moment: datetime) -> None:
    towns = sorted({one.gemeente for one, *_ in turns})
    with namens(verwerking(settings.REGIO)):
        months = grootboek.open_maanden(towns, Maand.van(timezone.localdate(moment)))
        grootboek.boek(list(_posten(turns, months)))


def _posten(turns: list[tuple[Voorschot, str, int, str, str, int]], months: dict[str, Maand]) -> Iterator[Journaal]:
    for one, cause, nr, debit, credit, cents in turns:
        yield Journaal(
            gemeente=one.gemeente,
            aanbieder=one.aanbieder,
            categorie="",
            code="",
            oorzaak=cause,
            oorzaak_id=one.pk,
            oorzaak_nr=nr,
            debet=debit,
            credit=credit,
            bedrag_cent=Cent(cents),
            boekmaand=months[one.gemeente],
            dienstmaand=months[one.gemeente],
        )
