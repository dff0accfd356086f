# SPDX-License-Identifier: EUPL-1.2
"""Files on which processing failed by an error of ours: counted, set aside, and given a new chance by a person."""

from datetime import datetime

from django.db import connection

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, verwerking
from jeugdregio.ontvangst.values import Mislukking

HOOGSTENS_MISLUKT = 3
"""So often a file may fail by itself before it is set aside."""

_COUNT = """
    UPDATE berichten_bestand SET mislukt = mislukt + 1,
        status = CASE WHEN mislukt + 1 >= %(hoogstens)s THEN 'apart' ELSE status END
    WHERE id = %(bestand)s AND status = 'ontvangen'
    RETURNING mislukt, status = 'apart'
"""
_SET_ASIDE = """
    INSERT INTO berichten_apart (bestand_id, fout, pogingen, gezet_op)
    VALUES (%(bestand)s, %(fout)s, %(pogingen)s, %(moment)s)
"""
_RELEASE = """
    UPDATE berichten_apart SET vrijgegeven_op = %(moment)s, vrijgegeven_door = %(door)s
    WHERE bestand_id = %(bestand)s AND vrijgegeven_op IS NULL
"""
_WAITING_AGAIN = "UPDATE berichten_bestand SET status = 'ontvangen', mislukt = 0 WHERE id = %s AND status = 'apart'"


class NietApart(Exception):
    """Raised when a file is released that is not set aside, or not any more."""

    def __init__(self, bestand_id: int) -> None:
        super().__init__(bestand_id)
        self.bestand_id = bestand_id

    def __str__(self) -> str:
        return (
            f"Bestand {self.bestand_id} staat niet apart, of is al vrijgegeven. "
            "Kijk in het overzicht welke bestanden apart staan."
        )


def tel_mislukking(bestand_id: int, *, fout: str, regio: str, moment: datetime) -> Mislukking:
    """Count that processing this file failed, and set it aside the third time; one transaction."""
    with namens(verwerking(regio)), connection.cursor() as cursor:
        cursor.execute(_COUNT, {"bestand": bestand_id, "hoogstens": HOOGSTENS_MISLUKT})
        row = cursor.fetchone()
        if row is None:  # another worker was here first
            return Mislukking(bestand_id, 0, fout, apart=False)
        tries, apart = row
        if apart:
            values = {"bestand": bestand_id, "fout": fout[:200], "pogingen": tries, "moment": moment}
            cursor.execute(_SET_ASIDE, values)
    return Mislukking(bestand_id, tries, fout, apart=apart)


def geef_vrij(bestand_id: int, *, door: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Give a file that was set aside a new chance: it waits again, in its old place; one transaction.

    `door` is who decides. Raises `NietApart`, also for whoever is not the region.
    """
    assert door, "vrijgeven doet een mens"
    if not on_behalf_of.regio:
        raise NietApart(bestand_id)
    with namens(verwerking(on_behalf_of.regio)), connection.cursor() as cursor:
        cursor.execute(_RELEASE, {"bestand": bestand_id, "door": door, "moment": moment})
        if not cursor.rowcount:
            raise NietApart(bestand_id)
        cursor.execute(_WAITING_AGAIN, [bestand_id])
