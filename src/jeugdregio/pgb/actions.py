# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. The chain of pgb money: municipality → region → SVB, and back what is left (S65).

Each function is one transaction. What one person proposes, another decides; nothing is booked twice.
"""

from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils import timezone

from jeugdregio.betalingen.actions import mens
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.pgb import boeken
from jeugdregio.pgb.boeken import Post, Soort
from jeugdregio.pgb.models import Ketenboeking, Pgbafrekening, Pgbstand, Pgbvoorschot, Svboverzicht, Svbregel
from jeugdregio.pgb.overzicht import Overzichtregel, lees
from jeugdregio.pgb.values import NietTeBoeken, Overzichtsuitkomst
from jeugdregio.regio import queries as regio

Vs, Af = Pgbvoorschot.Stand, Pgbafrekening.Stand
ZELF = "U hebt dit zelf voorgesteld. Een ander moet besluiten."


def leg_houders_vast(
    gemeente: str,
    peildatum: date,
    *,
    houders: int,
    verplichting_cent: int,
    bron: str,
    moment: datetime,
    on_behalf_of: Machtiging,
) -> None:
    """How many holders a municipality has on a day and what is owed them; again replaces it. Raises `NietTeBoeken`."""
    mens(on_behalf_of)
    if gemeente not in regio.namen() or not bron or min(houders, verplichting_cent) < 0:
        raise NietTeBoeken("Kies een gemeente, en vul een aantal, een bedrag en de bron in.")
    with namens(on_behalf_of):
        Pgbstand.objects.update_or_create(
            gemeente=gemeente,
            peildatum=peildatum,
            defaults={
                "houders": houders,
                "verplichting_cent": verplichting_cent,
                "bron": bron,
                "vastgelegd_op": moment,
            },
        )


def stel_voorschot_voor(
    gemeente: str, maand: Maand, bedrag_cent: int, *, bron: str, moment: datetime, on_behalf_of: Machtiging
) -> int:
    """Propose an advance of a municipality for a month; gives its number. Raises `NietTeBoeken`."""
    person = mens(on_behalf_of)
    if gemeente not in regio.namen() or bedrag_cent <= 0 or not bron:
        raise NietTeBoeken("Kies een gemeente, en vul een bedrag boven nul en de bron in.")
    with namens(on_behalf_of):
        if refusal := boeken.weigering(maand.begin):
            raise NietTeBoeken(refusal)
        boeken.eis_open(gemeente, maand.jaar)
        made = Pgbvoorschot.objects.create(
            gemeente=gemeente,
            maand=maand.begin,
            bedrag_cent=bedrag_cent,
            bron=bron,
            voorgesteld_door=person,
            voorgesteld_op=moment,
        )
    return int(made.pk)


def besluit_voorschot(
    voorschot: int, *, ontvangen: bool, bedrag_cent: int, moment: datetime, on_behalf_of: Machtiging
) -> None:
    """
    Say that an advance came in, which books it, or turn it down; `bedrag_cent` is what was read.

    Raises `NietTeBoeken` for who proposed it (turning down is allowed), another amount, or when it was decided.
    """
    person = mens(on_behalf_of)
    with namens(on_behalf_of):
        one = _voorschot(voorschot, Vs.VOORGESTELD)
        if ontvangen and one.voorgesteld_door == person:
            raise NietTeBoeken(ZELF)
        if one.bedrag_cent != bedrag_cent:
            raise NietTeBoeken("Dit is een ander bedrag dan is voorgesteld. Ververs de pagina.")
        _zet(one, Vs.ONTVANGEN if ontvangen else Vs.AFGEWEZEN, person, moment)
        if ontvangen:
            boeken.boek([_post(one, Soort.STORTING)], moment=moment)


def betaal_door(voorschot: int, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """Pay an advance that came in on to the SVB, once. Raises `NietTeBoeken`; not by who proposed it."""
    person = mens(on_behalf_of)
    with namens(on_behalf_of):
        one = _voorschot(voorschot, Vs.ONTVANGEN)
        if one.voorgesteld_door == person:
            raise NietTeBoeken(ZELF)
        _zet(one, Vs.DOORBETAALD, person, moment)
        boeken.boek([_post(one, Soort.DOORBETALING)], moment=moment)


def draai_terug(voorschot: int, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Take an advance back that was booked wrongly: every booking of it the other way round, once.

    Raises `NietTeBoeken` when the year was settled, for who proposed it, or when it was taken back already.
    """
    person = mens(on_behalf_of)
    with namens(on_behalf_of):
        one = _voorschot(voorschot, Vs.ONTVANGEN, Vs.DOORBETAALD)
        if one.voorgesteld_door == person:
            raise NietTeBoeken(ZELF)
        _zet(one, Vs.TERUG, person, moment)
        booked = Ketenboeking.objects.filter(voorschot=one).order_by("-pk")
        boeken.boek([_post(one, row.soort, herstelt=row) for row in booked], moment=moment)


def lees_overzicht(data: bytes, naam: str, *, moment: datetime, on_behalf_of: Machtiging) -> Overzichtsuitkomst:
    """
    Read a file of the SVB: what it paid to holders per municipality and month, and book what changed.

    A line says all of a month, so a later file corrects an earlier one and only the difference is booked. The same
    file again changes nothing. Raises `NietTeBoeken` for a month outside the chain or a year that was settled, and
    `components.rekenblad.OnleesbaarBestand`.
    """
    person, mark = mens(on_behalf_of), sha256(data).hexdigest()
    with namens(on_behalf_of):
        rows = lees(data)
        for town, year in sorted({(row.gemeente, row.maand.jaar) for row in rows}):
            boeken.vergrendel(town, year)
        ours = Svboverzicht.objects.filter(regio=on_behalf_of.regio, sha256=mark)
        if ours.exists():
            return Overzichtsuitkomst(True, len(rows), 0)
        for row in rows:
            if refusal := boeken.weigering(row.maand.begin):
                raise NietTeBoeken(refusal)
            boeken.eis_open(row.gemeente, row.maand.jaar)
        file = Svboverzicht.objects.create(
            regio=on_behalf_of.regio, naam=naam[:120], sha256=mark, ingelezen_op=moment, door=person
        )
        posts = _verschillen(file, rows)
        boeken.boek(posts, moment=moment)
    return Overzichtsuitkomst(False, len(rows), len(posts))


def _verschillen(file: Svboverzicht, rows: list[Overzichtregel]) -> list[Post]:
    towns = {row.gemeente for row in rows}
    known: dict[tuple[str, date], int] = {}
    for line in Svbregel.objects.filter(gemeente__in=towns).order_by("overzicht_id"):
        known[line.gemeente, line.maand] = line.betaald_cent
    made = Svbregel.objects.bulk_create(
        Svbregel(
            gemeente=row.gemeente,
            overzicht=file,
            maand=row.maand.begin,
            houders=row.houders,
            betaald_cent=row.betaald_cent,
        )
        for row in rows
    )
    changes = [(line, line.betaald_cent - known.get((line.gemeente, line.maand), 0)) for line in made]
    return [
        Post(Soort.VERANTWOORDING, line.gemeente, Maand.van(line.maand), cents, regel=line)
        for line, cents in changes
        if cents
    ]


def stel_afrekening_voor(gemeente: str, jaar: int, wijze: str, *, moment: datetime, on_behalf_of: Machtiging) -> int:
    """
    Propose to settle a year: what is left at the SVB goes back (`terug`) or along to the next year (`mee`).

    Raises `NietTeBoeken` while the year runs, while an advance waits, or `mee` to a year without the chain.
    """
    person = mens(on_behalf_of)
    if timezone.localdate(moment) <= date(jaar, 12, 31):
        raise NietTeBoeken("Dit jaar loopt nog. Reken af na 31 december.")
    with namens(on_behalf_of):
        if refusal := boeken.weigering(date(jaar, 1, 1)):
            raise NietTeBoeken(refusal)
        if wijze == Pgbafrekening.Wijze.MEE and (refusal := boeken.weigering(date(jaar + 1, 1, 1))):
            raise NietTeBoeken(f"Het saldo kan niet mee naar {jaar + 1}. {refusal}")
        boeken.vergrendel(gemeente, jaar)
        boeken.eis_open(gemeente, jaar)
        try:
            with transaction.atomic():
                made = Pgbafrekening.objects.create(
                    gemeente=gemeente,
                    jaar=jaar,
                    wijze=wijze,
                    over_cent=_over(gemeente, jaar),
                    voorgesteld_door=person,
                    voorgesteld_op=moment,
                )
        except IntegrityError as refused:
            raise NietTeBoeken("Er wacht al een voorstel over dit jaar. Laat eerst daarover besluiten.") from refused
    return int(made.pk)


def besluit_afrekening(afrekening: int, *, vaststellen: bool, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Set a settlement, which books what goes back, or turn it down. Afterwards nothing in that year moves.

    Raises `NietTeBoeken` for who proposed it (turning down is allowed), or when something moved since.
    """
    person = mens(on_behalf_of)
    with namens(on_behalf_of):
        one = Pgbafrekening.objects.select_for_update().filter(pk=afrekening, stand=Af.VOORGESTELD).first()
        if one is None:
            raise NietTeBoeken("Dit voorstel is er niet, of er is al over besloten. Ververs de pagina.")
        if vaststellen and one.voorgesteld_door == person:
            raise NietTeBoeken(ZELF)
        boeken.vergrendel(one.gemeente, one.jaar)
        if vaststellen and _over(one.gemeente, one.jaar) != one.over_cent:
            raise NietTeBoeken("Er is geboekt sinds dit voorstel. Wijs het af en stel het opnieuw voor.")
        if vaststellen and one.wijze == Pgbafrekening.Wijze.TERUG and one.over_cent:
            kinds = (Soort.VAN_SVB, Soort.NAAR_GEMEENTE)
            posts = [Post(kind, one.gemeente, Maand(one.jaar, 12), one.over_cent, afrekening=one) for kind in kinds]
            boeken.boek(posts, moment=moment)
        one.stand, one.besloten_door, one.besloten_op = Af.VASTGESTELD if vaststellen else Af.AFGEWEZEN, person, moment
        one.save(update_fields=["stand", "besloten_door", "besloten_op"])


def _over(gemeente: str, jaar: int) -> int:
    waiting = Pgbvoorschot.objects.filter(gemeente=gemeente, maand__year=jaar, stand__in=[Vs.VOORGESTELD, Vs.ONTVANGEN])
    if waiting.exists():
        raise NietTeBoeken("Er wacht nog een voorschot van dit jaar. Betaal het door, of wijs het af.")
    return boeken.telt(gemeente, jaar).bij_svb_cent


def _voorschot(voorschot: int, *standen: str) -> Pgbvoorschot:
    one = Pgbvoorschot.objects.filter(pk=voorschot).first()
    if one is not None:
        boeken.vergrendel(one.gemeente, one.maand.year)
        boeken.eis_open(one.gemeente, one.maand.year)
        one = Pgbvoorschot.objects.select_for_update().filter(pk=voorschot, stand__in=standen).first()
    if one is None:
        raise NietTeBoeken("Dit voorschot is er niet, of er is al over besloten. Ververs de pagina.")
    return one


def _zet(one: Pgbvoorschot, stand: str, person: int, moment: datetime) -> None:
    one.stand, one.besloten_door, one.besloten_op = stand, person, moment
    one.save(update_fields=["stand", "besloten_door", "besloten_op"])


def _post(one: Pgbvoorschot, soort: str, *, herstelt: Ketenboeking | None = None) -> Post:
    cents = one.bedrag_cent if herstelt is None else -herstelt.bedrag_cent
    return Post(soort, one.gemeente, Maand.van(one.maand), cents, voorschot=one, herstelt=herstelt)
