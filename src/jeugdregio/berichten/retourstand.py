# SPDX-License-Identifier: EUPL-1.2
"""How it stands with answers: messages of a municipality that wait for one, those that were refused, answers unread."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from jeugdregio.berichten.models import Bericht, Retour, Retourcode
from jeugdregio.berichten.values import Soort
from jeugdregio.components.lijst import sql_volgorde
from jeugdregio.core.greep import Greep
from jeugdregio.gebruikers.isolatie import lezend
from jeugdregio.gebruikers.values import Machtiging

GEEN_FOUT = ("0200", "0233")
"""In order, and not judged: codes that say that something else is wrong."""


@dataclass(frozen=True)
class Onderweg:
    """
    A message that waits for its receiver: for a retourbericht, or to be fetched.

    `sinds` is from when the days of the receiver count; `ontvangen` is whether he has it.
    """

    gemeente: str
    aanbieder: str
    bericht_id: int
    soort: str
    identificatie: str
    sinds: datetime
    ontvangen: bool


@dataclass(frozen=True)
class Fout:
    """One code of a refusal: on which class, the how-maniest of it (from 0), and what that is known by."""

    klasse: str
    nr: int
    code: str
    kenmerk: str


@dataclass(frozen=True)
class Afkeuring:
    """A message of a municipality that its provider refused; `soort` is that of the message."""

    gemeente: str
    aanbieder: str
    bericht_id: int
    retour_id: int
    soort: str
    identificatie: str
    ontvangen_op: datetime
    fouten: tuple[Fout, ...]


@dataclass(frozen=True)
class Gestuurd:
    """
    A message of a municipality to a provider and how it stands with it.

    `sinds` is from when the days of the provider count; `akkoord` is empty until he answered.
    """

    gemeente: str
    aanbieder: str
    bericht_id: int
    soort: str
    identificatie: str
    gemaakt_op: datetime
    sinds: datetime
    verzonden_op: datetime | None
    beantwoord_op: datetime | None
    akkoord: bool | None


# What lies ready to be fetched was received when it was put there, however late it is fetched. What we bring was
# received when it arrived; as long as it did not, the sender still has to know that nothing came back.
_SINCE = "CASE WHEN v.pogingen > 0 THEN coalesce(v.verzonden_op, v.gemaakt_op) ELSE v.gemaakt_op END"
_SENT = f"""
    SELECT v.gemeente, v.aanbieder, v.bericht_id, v.soort, b.identificatie, v.gemaakt_op, {_SINCE}, v.verzonden_op,
        v.beantwoord_op, r.akkoord
    FROM berichten_verzending v
    JOIN berichten_bericht b ON b.gemeente = v.gemeente AND b.id = v.bericht_id
    LEFT JOIN berichten_retour r ON r.gemeente = v.gemeente AND r.bericht_id = v.bericht_id
    WHERE v.stuk = 'bericht' AND v.stand = 'vrij' {{condition}}
"""
GESTUURD_OP = {
    "bericht": "b.identificatie",
    "aanbieder": "v.aanbieder",
    "gemeente": "v.gemeente",
    "klaargezet": "v.gemaakt_op",
    "ontvangen": "v.verzonden_op",
}
"""What the messages that were sent can be sorted by, with the SQL of it."""
_UNANSWERED = f"""
    SELECT v.gemeente, v.aanbieder, v.bericht_id, v.soort, b.identificatie, {_SINCE}, v.verzonden_op IS NOT NULL
    FROM berichten_verzending v JOIN berichten_bericht b ON b.gemeente = v.gemeente AND b.id = v.bericht_id
    WHERE v.stuk = 'bericht' AND v.beantwoord_op IS NULL AND v.stand = 'vrij'
        AND (%(voor)s::timestamptz IS NULL OR v.gemaakt_op < %(voor)s)
    ORDER BY v.gemaakt_op, v.bericht_id
"""
_UNREAD = """
    SELECT v.gemeente, v.aanbieder, v.bericht_id, v.soort, b.identificatie, b.ontvangen_op, false
    FROM berichten_verzending v JOIN berichten_bericht b ON b.gemeente = v.gemeente AND b.id = v.bericht_id
    WHERE v.stuk = 'antwoord' AND v.soort = %(soort)s AND v.verzonden_op IS NULL AND b.ontvangen_op < %(voor)s
    ORDER BY b.ontvangen_op, v.bericht_id
"""


def onbeantwoord(*, voor: datetime | None = None, on_behalf_of: Machtiging) -> list[Onderweg]:
    """The messages of municipalities without a retourbericht, or those of them that were made before `voor`."""
    with lezend(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_UNANSWERED, {"voor": voor})
        return [Onderweg(*row) for row in cursor.fetchall()]


def niet_opgehaald(soort: str, *, voor: datetime, on_behalf_of: Machtiging) -> list[Onderweg]:
    """Answers of a kind that their receiver does not have, to messages that came before `voor` (`sinds`)."""
    with lezend(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_UNREAD, {"soort": soort, "voor": voor})
        return [Onderweg(*row) for row in cursor.fetchall()]


def aantal_gestuurd(*, on_behalf_of: Machtiging) -> int:
    """How many messages of municipalities left, or may leave, for providers."""
    with lezend(on_behalf_of), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM berichten_verzending WHERE stuk = 'bericht' AND stand = 'vrij'")
        return int(cursor.fetchone()[0])


def gestuurd(greep: Greep, *, on_behalf_of: Machtiging) -> list[Gestuurd]:
    """A piece of the messages of municipalities to providers; newest first when no order is asked for."""
    order = sql_volgorde(GESTUURD_OP, "v.bericht_id DESC, v.gemeente", greep)
    with lezend(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_SENT.format(condition=order), {"vanaf": greep.vanaf, "aantal": greep.aantal})
        return [Gestuurd(*row) for row in cursor.fetchall()]


def gestuurd_bericht(gemeente: str, bericht_id: int, *, on_behalf_of: Machtiging) -> Gestuurd | None:
    """One message of a municipality to a provider, or None when there is none for the asker."""
    one = "AND v.gemeente = %(gemeente)s AND v.bericht_id = %(bericht)s"
    with lezend(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_SENT.format(condition=one), {"gemeente": gemeente, "bericht": bericht_id})
        row = cursor.fetchone()
    return Gestuurd(*row) if row else None


def afkeuringen(*, on_behalf_of: Machtiging) -> list[Afkeuring]:
    """Every refusal by a provider, oldest first."""
    with lezend(on_behalf_of):
        return _read(list(Retour.objects.filter(akkoord=False).order_by("retour_id")))


def afkeuring(gemeente: str, bericht_id: int, *, on_behalf_of: Machtiging) -> Afkeuring | None:
    """What the provider found wrong with this message; None when he did not refuse it, or for another asker."""
    with lezend(on_behalf_of):
        found = _read(list(Retour.objects.filter(gemeente=gemeente, bericht_id=bericht_id, akkoord=False)))
    return found[0] if found else None


def _read(rows: Sequence[Retour]) -> list[Afkeuring]:
    numbers = [row.retour_id for row in rows]
    names = {(b.gemeente, b.id): b.identificatie for b in Bericht.objects.filter(id__in=[r.bericht_id for r in rows])}
    faults: dict[tuple[str, int], list[Fout]] = defaultdict(list)
    codes = Retourcode.objects.filter(retour_id__in=numbers).exclude(code__in=GEEN_FOUT)
    for one in codes.order_by("klasse", "nr", "code"):
        faults[one.gemeente, one.retour_id].append(Fout(one.klasse, one.nr, one.code, one.kenmerk))
    return [
        Afkeuring(
            gemeente=row.gemeente,
            aanbieder=row.aanbieder,
            bericht_id=row.bericht_id,
            retour_id=row.retour_id,
            soort=Soort(row.soort).heen.value,
            identificatie=names[row.gemeente, row.bericht_id],
            ontvangen_op=row.ontvangen_op,
            fouten=tuple(faults[row.gemeente, row.retour_id]),
        )
        for row in rows
    ]
