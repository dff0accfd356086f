# SPDX-License-Identifier: EUPL-1.2
"""
The account of a provider: one person proposes, another confirms, and a change waits before it counts.

Until then nothing is paid to this provider, so that a false number costs time and no money.
"""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from stdnum import iban as iban_
from stdnum.exceptions import ValidationError

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.betalingen.models import Bankrekening
from jeugdregio.betalingen.values import NietTeBetalen
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht

Stand = Bankrekening.Stand


def mens(wie: Machtiging) -> int:
    """The account of whoever pays for the region; raises `NietToegestaan` without the right or for a program."""
    if wie.account is None:
        raise NietToegestaan("Alleen een mens kan iets voorstellen of bevestigen.")
    if not wie.regio or not wie.mag(Recht.BETALEN):
        raise NietToegestaan(
            f"Uw rol heeft het recht ‘{Recht.BETALEN.label}’ niet. Vraag een collega die het wel heeft."
        )
    return wie.account


def geldig_iban(text: str) -> str:
    """An IBAN without spaces, in capitals; raises `NietTeBetalen` when its check digits or country are wrong."""
    try:
        return str(iban_.validate(text))
    except ValidationError as wrong:
        raise NietTeBetalen("Dit IBAN klopt niet. Neem het over van de brief van de aanbieder.") from wrong


def stel_rekening_voor(
    aanbieder: str, iban: str, tenaamstelling: str, *, bron: str, moment: datetime, on_behalf_of: Machtiging
) -> int:
    """
    Propose the account of a provider; gives its number.

    Raises `NietTeBetalen`: a wrong number, an unknown provider, the account it has, or a proposal that waits.
    """
    person, number = mens(on_behalf_of), geldig_iban(iban)
    with namens(on_behalf_of):
        if aanbieders.aanbieder(aanbieder) is None:
            raise NietTeBetalen("Deze aanbieder staat niet in het register. Kies een aanbieder uit de lijst.")
        now = Bankrekening.objects.filter(aanbieder=aanbieder, geldig__contains=timezone.localdate(moment)).first()
        if now is not None and (now.iban, now.tenaamstelling) == (number, tenaamstelling):
            raise NietTeBetalen("Dit is de rekening die deze aanbieder al heeft.")
        try:
            with transaction.atomic():
                made = Bankrekening.objects.create(
                    aanbieder=aanbieder,
                    iban=number,
                    tenaamstelling=tenaamstelling,
                    bron=bron,
                    voorgesteld_door=person,
                    voorgesteld_op=moment,
                )
        except IntegrityError as refusal:
            raise NietTeBetalen(
                "Er wacht al een voorstel voor deze aanbieder, of naam of bron is leeg. Laat eerst daarover besluiten."
            ) from refusal
    return int(made.pk)


def bevestig_rekening(rekening: int, *, iban: str, moment: datetime, on_behalf_of: Machtiging) -> date:
    """
    Confirm a proposal; `iban` is what was read. Gives the first day it counts.

    That is the day itself for a first account, and `IBAN_WACHTDAGEN` later for a change; the one before it then ends.
    Raises `NietTeBetalen` for the one who proposed it, or when it was decided or is another number.
    """
    person, today = mens(on_behalf_of), timezone.localdate(moment)
    with namens(on_behalf_of):
        one = _open(rekening)
        if one.voorgesteld_door == person:
            raise NietTeBetalen("U hebt dit zelf voorgesteld. Een ander moet het bevestigen.")
        if one.iban != geldig_iban(iban):
            raise NietTeBetalen("Dit is een ander nummer dan is voorgesteld. Bel de aanbieder en vergelijk opnieuw.")
        before = Bankrekening.objects.filter(aanbieder=one.aanbieder, stand=Stand.BEVESTIGD, geldig__endswith=None)
        last = before.select_for_update().first()
        start = today if last is None else today + timedelta(days=settings.IBAN_WACHTDAGEN)
        if last is not None:
            start = max(start, last.geldig.lower + timedelta(days=1))
            last.geldig = (last.geldig.lower, start)
            last.save(update_fields=["geldig"])
        one.stand, one.besloten_door, one.besloten_op, one.geldig = Stand.BEVESTIGD, person, moment, (start, None)
        one.save(update_fields=["stand", "besloten_door", "besloten_op", "geldig"])
    return start


def wijs_rekening_af(rekening: int, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """Turn a proposal down, or take back one's own. Raises `NietTeBetalen` when it was decided."""
    person = mens(on_behalf_of)
    with namens(on_behalf_of):
        one = _open(rekening)
        one.stand, one.besloten_door, one.besloten_op = Stand.AFGEWEZEN, person, moment
        one.save(update_fields=["stand", "besloten_door", "besloten_op"])


def _open(rekening: int) -> Bankrekening:
    one = Bankrekening.objects.select_for_update().filter(pk=rekening, stand=Stand.VOORGESTELD).first()
    if one is None:
        raise NietTeBetalen("Dit voorstel is er niet, of er is al over besloten. Ververs de pagina.")
    return one
