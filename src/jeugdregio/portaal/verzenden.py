# SPDX-License-Identifier: EUPL-1.2
"""Send a message of the portal along the road of every other: stored byte for byte, then processed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import connection

from jeugdregio.berichten.actions import OngeldigTeken, keur
from jeugdregio.core.bsn import BsnZegel
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.ontvangst.actions import laat_verwerken, leg_vast
from jeugdregio.ontvangst.values import Aanlevering
from jeugdregio.portaal.models import Formulier

KANAAL = "portaal"
VOORVOEGSEL = "JP"
"""Before every number that the portal gives, so that it differs from numbers of other software."""

ONGELDIG = (
    "Van deze gegevens kan geen geldig bericht worden gemaakt. Er is niets verstuurd. "
    "Controleer de gegevens in de toewijzing, of neem contact op met de gemeente."
)

CLAIM = """
    INSERT INTO portaal_formulier (aanbieder, sleutel, verzonden_op)
    SELECT %(aanbieder)s, sleutel, %(moment)s FROM unnest(%(sleutels)s::text[]) f (sleutel)
    ON CONFLICT DO NOTHING RETURNING sleutel
"""
NOTE = """
    UPDATE portaal_formulier p SET bestand_id = f.bestand
    FROM unnest(%(sleutels)s::text[], %(bestanden)s::bigint[]) f (sleutel, bestand)
    WHERE p.aanbieder = %(aanbieder)s AND p.sleutel = f.sleutel
"""


class NietVerstuurd(Exception):
    """Raised when no message was sent; the text says why and what to do."""


@dataclass(frozen=True)
class Verzonden:
    """The file that came of a form; `herhaling` when the same form was sent before."""

    bestand_id: int
    herhaling: bool


@dataclass(frozen=True)
class Brief:
    """One message still to be made: its key, the name of its file, and what makes it."""

    sleutel: str
    naam: str
    maak: Callable[[], bytes]


@dataclass(frozen=True)
class Afzending:
    """How a form is sent: its key, who sends it and when, and what opens the numbers of its children."""

    sleutel: str
    wie: Machtiging
    regio: str
    peildatum: date
    moment: datetime
    zegel: BsnZegel


def nieuwe_sleutel() -> str:
    """The key of a form that was not sent yet."""
    return uuid4().hex


def nummers(aantal: int) -> list[str]:
    """So many numbers that were never given before, to any provider."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('portaal_nummer') FROM generate_series(1, %s)", [aantal])
        return [f"{VOORVOEGSEL}{number}" for (number,) in cursor.fetchall()]


def eerder_verstuurd(sleutel: str, *, on_behalf_of: Machtiging) -> int | None:
    """The file that came of a form that was sent before, or None."""
    with namens(on_behalf_of):
        found = Formulier.objects.filter(aanbieder=on_behalf_of.aanbieder, sleutel=sleutel[:32]).first()
    return found.bestand_id if found else None


def verstuur(afzending: Afzending, naam: str, maak: Callable[[], bytes]) -> Verzonden:
    """
    Make the message of one form, store it, and wait a moment until it was processed.

    A form that was sent before makes nothing: it gives the file of the first time. When making fails nothing is
    kept, and the form can be sent again. Raises NietVerstuurd when the message is not valid by the schema.
    """
    (sent,) = verstuur_alle(afzending, [Brief(afzending.sleutel, naam, maak)])
    return sent


def verstuur_alle(afzending: Afzending, brieven: Sequence[Brief]) -> list[Verzonden]:
    """
    Make these messages, each under a key of its own, store them in one transaction, and wait a moment.

    As `verstuur`: what was sent before is not made again, and when one cannot be made nothing is kept.
    """
    wie, moment = afzending.wie, afzending.moment
    with namens(wie):
        fresh = _claim(wie.aanbieder, [brief.sleutel for brief in brieven], moment)
        made = {
            brief.sleutel: Aanlevering(brief.naam, _valid(brief), wie.aanbieder, KANAAL)
            for brief in brieven
            if brief.sleutel in fresh
        }
        kept = leg_vast(list(made.values()), moment=moment, on_behalf_of=wie) if made else []
        files = _note(wie.aanbieder, dict(zip(made, (one.bestand_id for one in kept), strict=True)), brieven)
    if kept:
        numbers = [one.bestand_id for one in kept]
        laat_verwerken(numbers, regio=afzending.regio, peildatum=afzending.peildatum, moment=moment)
    return [Verzonden(files[brief.sleutel], herhaling=brief.sleutel not in made) for brief in brieven]


def _claim(aanbieder: str, sleutels: Sequence[str], moment: datetime) -> set[str]:
    """Of these keys those that nothing was sent under before; whoever sends under one now is waited for."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {"aanbieder": aanbieder, "sleutels": sorted(sleutels), "moment": moment})
        return {sleutel for (sleutel,) in cursor.fetchall()}


def _valid(brief: Brief) -> bytes:
    try:
        data = brief.maak()
    except OngeldigTeken as fault:
        raise NietVerstuurd(f"{fault} Er is niets verstuurd.") from None
    if not keur(data).geldig:
        raise NietVerstuurd(ONGELDIG)
    return data


def _note(aanbieder: str, bestanden: Mapping[str, int], brieven: Sequence[Brief]) -> dict[str, int]:
    """Remember which file came of which key; gives the file of every key, also of those sent before."""
    with connection.cursor() as cursor:
        cursor.execute(
            NOTE, {"aanbieder": aanbieder, "sleutels": list(bestanden), "bestanden": list(bestanden.values())}
        )
    before = Formulier.objects.filter(aanbieder=aanbieder, sleutel__in=[brief.sleutel for brief in brieven])
    return {one.sleutel: one.bestand_id for one in before if one.bestand_id is not None}
