# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. Put on a list what is past its term, and destroy what is on a confirmed list.

Two people decide (`gebruikers.vier_ogen`): one makes the list, another confirms it, and in that same transaction it is
carried out. The list is made anew then and has to be the same: whoever got new care since is not destroyed.
"""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from jeugdregio.aansluiting import actions as aansluiting
from jeugdregio.bewaren.kaart import KAART, PERSOONSREGELS, vergeet, zoek_personen
from jeugdregio.bewaren.klassen import PER_KLASSE, Klasse
from jeugdregio.bewaren.models import Grafsteen, Langer, Vernietigingslijst, Vernietigingspost
from jeugdregio.bewaren.verlopen import verlopen
from jeugdregio.core.bsn import persoon, zegel
from jeugdregio.gebruikers.isolatie import als_vernietiging, namens
from jeugdregio.gebruikers.values import Machtiging

__all__ = ["NietTeVernietigen", "bewaar_langer", "maak_lijst", "ruim_op", "vernietig"]


class NietTeVernietigen(Exception):
    """Raised when there is nothing to destroy, or what is there is not what was confirmed; the text says what to do."""


def maak_lijst(klasse: Klasse, *, peildatum: date, on_behalf_of: Machtiging) -> Vernietigingslijst:
    """
    Put everything of this class that is past its term on `peildatum` on a list, frozen with its fingerprint.

    A municipality lists its dossiers, the region messages. Raises `NietTeVernietigen` when nothing is.
    """
    _check(klasse, on_behalf_of)
    with namens(on_behalf_of):
        with als_vernietiging(on_behalf_of):
            found = verlopen(klasse, peildatum, gemeente=on_behalf_of.gemeente)
        if not found:
            years = PER_KLASSE[klasse].jaren
            raise NietTeVernietigen(f"Er is op {peildatum:%d-%m-%Y} niets dat langer dan {years} jaar is bewaard.")
        one = Vernietigingslijst.objects.create(
            gemeente=on_behalf_of.gemeente,
            klasse=klasse.value,
            peildatum=peildatum,
            aantal=len(found),
            sha256=vingerafdruk(found),
        )
        Vernietigingspost.objects.bulk_create(
            Vernietigingspost(lijst=one, gemeente=one.gemeente, sleutel=key, laatste_dag=day) for key, day in found
        )
    return one


def vernietig(lijst: int, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Destroy what is on the list, in the transaction of the caller, who confirmed the proposal that names it.

    Leaves a tombstone per table. Raises `NietTeVernietigen` when the list is not there for the asker, was carried out
    before, or would be another now.
    """
    with namens(on_behalf_of):
        one = Vernietigingslijst.objects.select_for_update().filter(pk=lijst, uitgevoerd_op__isnull=True).first()
        if one is None:
            raise NietTeVernietigen("Deze lijst is er niet, of hij is al uitgevoerd.")
        with als_vernietiging(on_behalf_of), connection.cursor() as cursor:
            now = dict(verlopen(Klasse(one.klasse), one.peildatum, gemeente=one.gemeente))
            listed = dict(one.posten.values_list("sleutel", "laatste_dag"))
            if now != listed or vingerafdruk(sorted(now.items())) != one.sha256:
                raise NietTeVernietigen(
                    "Sinds de lijst is gemaakt is er iets veranderd: een dossier kreeg nieuwe zorg, of wordt langer "
                    "bewaard. Wijs dit voorstel af en maak de lijst opnieuw."
                )
            taken = _TAKE[Klasse(one.klasse)](cursor, one, sorted(listed), moment)
        Grafsteen.objects.bulk_create(
            Grafsteen(lijst=one, gemeente=one.gemeente, tabel=table, aantal=number)
            for table, number in taken.items()
            if number
        )
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE bewaren_vernietigingspost SET sleutel = encode(sha256(convert_to(sleutel, 'UTF8')), 'hex')"
                " WHERE lijst_id = %s",
                [one.pk],
            )
        one.uitgevoerd_op = moment
        one.save(update_fields=["uitgevoerd_op"])


def bewaar_langer(
    bsn: str, *, tot: date, reden: str, door: str, moment: datetime, peildatum: date, on_behalf_of: Machtiging
) -> None:
    """
    Keep the dossier of this person (nine digits) until `tot`, the first day on which it may go again.

    Raises `NietTeVernietigen`.
    """
    if not on_behalf_of.gemeente:
        raise NietTeVernietigen("Alleen de gemeente van het dossier besluit dat het langer bewaard blijft.")
    if not reden.strip():
        raise NietTeVernietigen("Schrijf op waarom het dossier langer nodig is, bijvoorbeeld een bezwaar dat loopt.")
    if tot <= peildatum:
        raise NietTeVernietigen("Kies een dag na vandaag.")
    with namens(on_behalf_of):
        Langer.objects.create(
            gemeente=on_behalf_of.gemeente,
            persoon=persoon(zegel(settings.BSN_KEY).verzegel(bsn)),
            tot=tot,
            reden=reden.strip()[:400],
            door=door,
            gezet_op=moment,
        )


def ruim_op(*, moment: datetime) -> int:
    """
    Remove sessions, tokens and counts of calls that ended; no list, for nothing about a child is in them.

    With a session goes what stands beside it of where someone logged in. Gives how many rows went. One transaction.
    """
    with transaction.atomic():
        sessions, _ = Session.objects.filter(expire_date__lt=moment).delete()
        places, _ = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
        rest = aansluiting.ruim_op(moment=moment)
    return int(sessions + places) + rest


def vingerafdruk(posten: Sequence[tuple[str, date]]) -> str:
    """The SHA-256, hexadecimal, of (key, last day) in order of key."""
    return sha256("\n".join(f"{key} {day}" for key, day in posten).encode()).hexdigest()


def _check(klasse: Klasse, wie: Machtiging) -> None:
    if not PER_KLASSE[klasse].lijst:
        raise NietTeVernietigen("Hiervoor wordt geen lijst gemaakt.")
    if klasse is Klasse.DOSSIER and not wie.gemeente:
        raise NietTeVernietigen("Een dossier is van een gemeente. Zij maakt de lijst.")
    if klasse is not Klasse.DOSSIER and not wie.regio:
        raise NietTeVernietigen("Berichten bewaart de regio. Zij maakt de lijst.")


def _dossiers(
    cursor: CursorWrapper, lijst: Vernietigingslijst, keys: Sequence[str], moment: datetime
) -> dict[str, int]:
    zoek_personen(cursor, lijst.gemeente, keys)
    taken = {}
    for table, place in {**KAART, **PERSOONSREGELS}.items():
        if place.leeg is None:
            cursor.execute(f'DELETE FROM "{table}" r WHERE {place.welke}')
        else:
            sets = ", ".join(f"{column} = {value}" for column, value in place.leeg.items())
            cursor.execute(f'UPDATE "{table}" r SET {sets} WHERE {place.welke}')
        taken[table] = cursor.rowcount
    vergeet(cursor)
    return taken


def _files(cursor: CursorWrapper, lijst: Vernietigingslijst, keys: Sequence[str], moment: datetime) -> dict[str, int]:
    numbers: dict[str, Any] = {"bestanden": [int(key) for key in keys], "moment": moment}
    cursor.execute(
        """
        UPDATE berichten_uitgaand u SET inhoud = '', vernietigd_op = %(moment)s
        FROM berichten_bericht b
        WHERE b.gemeente = u.gemeente AND b.id = u.bericht_id AND b.bestand_id = ANY (%(bestanden)s::bigint[])
        """,
        numbers,
    )
    answers = cursor.rowcount
    cursor.execute(
        "UPDATE berichten_bestand SET inhoud = '', vernietigd_op = %(moment)s WHERE id = ANY (%(bestanden)s::bigint[])",
        numbers,
    )
    return {"berichten_uitgaand": answers, "berichten_bestand": cursor.rowcount}


_TAKE = {Klasse.DOSSIER: _dossiers, Klasse.BERICHTEN: _files}
