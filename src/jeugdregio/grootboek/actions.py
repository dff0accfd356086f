# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Booking in the ledger. Nothing is ever changed: a correction is a row the other way round."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection

from jeugdregio.core.money import Cent
from jeugdregio.core.periode import Maand
from jeugdregio.grootboek.bulk import KOSTEN, TE_BETALEN, boek_selectie
from jeugdregio.grootboek.models import Boeking, GeslotenJaar, GeslotenMaand, Heropening, Rekening
from jeugdregio.grootboek.queries import eerste_open_maand, gesloten_jaren, gesloten_maanden, sluitingen
from jeugdregio.grootboek.values import REKENINGEN, Journaal

__all__ = [
    "KOSTEN",
    "TE_BETALEN",
    "UnableToBookInClosedMonth",
    "UnableToBookTwice",
    "UnableToBookUnknownAccount",
    "UnableToReopenOpenMonth",
    "boek",
    "boek_selectie",
    "boek_terug",
    "heropen",
    "houd_boekers_buiten",
    "houd_open",
    "open_maanden",
    "richt_rekeningen_in",
    "sluit",
    "sluit_jaar",
]


class UnableToBookUnknownAccount(Exception):
    """Raised when an account is not in the chart of accounts."""

    def __init__(self, rekening: str) -> None:
        super().__init__(rekening)
        self.rekening = rekening

    def __str__(self) -> str:
        return f"Rekening {self.rekening} bestaat niet. Kies een rekening uit: {', '.join(sorted(REKENINGEN))}."


class UnableToBookInClosedMonth(Exception):
    """Raised when the month of an entry is closed for its municipality."""

    def __init__(self, gemeente: str, maand: Maand) -> None:
        super().__init__(gemeente, maand)
        self.gemeente = gemeente
        self.maand = maand

    def __str__(self) -> str:
        return f"De maand {self.maand} is gesloten voor gemeente {self.gemeente}. Boek in de eerste open maand."


class UnableToReopenOpenMonth(Exception):
    """Raised when a month to re-open is not closed."""

    def __init__(self, gemeente: str, maand: Maand) -> None:
        super().__init__(gemeente, maand)
        self.gemeente = gemeente
        self.maand = maand

    def __str__(self) -> str:
        return f"De maand {self.maand} is voor gemeente {self.gemeente} niet gesloten. Er valt niets te heropenen."


class UnableToBookTwice(Exception):
    """Raised when the cause of an entry was booked before."""

    def __init__(self, post: Journaal) -> None:
        super().__init__(post)
        self.post = post

    def __str__(self) -> str:
        oorzaak = f"{self.post.oorzaak} {self.post.oorzaak_id}/{self.post.oorzaak_nr}"
        return f"{oorzaak} is al geboekt voor gemeente {self.post.gemeente}. Corrigeer met een tegenboeking."


def richt_rekeningen_in() -> None:
    """Make the chart of accounts complete; running it again changes nothing."""
    rows = [Rekening(code=code, naam=naam) for code, naam in REKENINGEN.items()]
    Rekening.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=["naam"])


def houd_open(gemeenten: Iterable[str]) -> None:
    """
    Keep closing away from these municipalities until the transaction ends.

    Call it before asking for the first open month, so that the answer still holds when the rows are booked.
    """
    with connection.cursor() as cursor:
        for gemeente in sorted(set(gemeenten)):
            cursor.execute("SELECT pg_advisory_xact_lock_shared(1600, grootboek_slot(%s))", [gemeente])


def open_maanden(gemeenten: Iterable[str], vanaf: Maand) -> dict[str, Maand]:
    """
    The month to book in per municipality: `vanaf`, or the first open one after it.

    It stays open until the transaction ends.
    """
    houd_open(gemeenten := sorted(set(gemeenten)))
    return eerste_open_maand(gemeenten, vanaf)


def houd_boekers_buiten(gemeenten: Iterable[str]) -> None:
    """
    Wait for who books or closes at these municipalities, and keep them away until the transaction ends.

    Call it before asking what was booked or closed, so that the answer still holds when a month is closed.
    """
    with connection.cursor() as cursor:
        for gemeente in sorted(set(gemeenten)):
            cursor.execute("SELECT pg_advisory_xact_lock(1600, grootboek_slot(%s))", [gemeente])


def boek(posten: Sequence[Journaal]) -> None:
    """
    Book these entries, all or none, in the transaction of the caller.

    Raises `UnableToBookUnknownAccount`, `UnableToBookInClosedMonth` or `UnableToBookTwice`; an amount below
    nought or from an account to itself is a bug and crashes on the constraints of the table.
    """
    _check_accounts(posten)
    houd_open(post.gemeente for post in posten)
    _check_months(posten)
    _check_causes(posten)
    Boeking.objects.bulk_create([_row(post) for post in posten])


def boek_terug(boeking: Boeking, *, oorzaak: str, oorzaak_id: int, oorzaak_nr: int, boekmaand: Maand) -> None:
    """Reverse one entry with an entry the other way round, for a new cause and in an open month."""
    boek(
        [
            Journaal(
                gemeente=boeking.gemeente,
                aanbieder=boeking.aanbieder,
                categorie=boeking.categorie,
                code=boeking.code,
                oorzaak=oorzaak,
                oorzaak_id=oorzaak_id,
                oorzaak_nr=oorzaak_nr,
                debet=boeking.credit,
                credit=boeking.debet,
                bedrag_cent=Cent(boeking.bedrag_cent),
                boekmaand=boekmaand,
                dienstmaand=Maand.van(boeking.dienstmaand),
            )
        ]
    )


def sluit(gemeenten: Iterable[str], maand: Maand, *, moment: datetime, door: str) -> dict[str, int]:
    """
    Close a month for these municipalities; waits for who is booking. Gives those that were still open, with `keer`.

    Closing again changes nothing. Only `afsluiting` knows when a month may be closed: call it from there.
    """
    houd_boekers_buiten(gemeenten := sorted(set(gemeenten)))
    closed = sluitingen(gemeenten)
    before = Counter(
        GeslotenMaand.objects.filter(gemeente__in=gemeenten, maand=maand.begin).values_list("gemeente", flat=True)
    )
    to_close = {gemeente: before[gemeente] + 1 for gemeente in gemeenten if (gemeente, maand) not in closed}
    GeslotenMaand.objects.bulk_create(
        GeslotenMaand(gemeente=gemeente, maand=maand.begin, keer=turn, gesloten_op=moment, gesloten_door=door)
        for gemeente, turn in to_close.items()
    )
    return to_close


def heropen(
    gemeenten: Iterable[str], maand: Maand, *, reden: str, voorgesteld_door: int, bevestigd_door: int, moment: datetime
) -> None:
    """
    Undo the last closing of a month for these municipalities, all or none; waits for who is booking.

    The persons are account numbers. The database refuses a month that is not the last one closed, or of a closed year;
    `afsluiting` asks first and says so in words. Raises `UnableToReopenOpenMonth`.
    """
    houd_boekers_buiten(gemeenten := sorted(set(gemeenten)))
    closed = sluitingen(gemeenten)
    for gemeente in gemeenten:
        if (gemeente, maand) not in closed:
            raise UnableToReopenOpenMonth(gemeente, maand)
    Heropening.objects.bulk_create(
        Heropening(
            gemeente=gemeente,
            maand=maand.begin,
            keer=closed[gemeente, maand],
            reden=reden,
            voorgesteld_door=voorgesteld_door,
            bevestigd_door=bevestigd_door,
            heropend_op=moment,
        )
        for gemeente in gemeenten
    )


def sluit_jaar(gemeenten: Iterable[str], jaar: int, *, moment: datetime, door: str) -> list[str]:
    """
    Close a year for these municipalities, for good; gives those that were still open.

    Only `afsluiting` knows when a year may be closed: call it from there.
    """
    houd_boekers_buiten(gemeenten := sorted(set(gemeenten)))
    closed = gesloten_jaren(gemeenten)
    to_close = [gemeente for gemeente in gemeenten if (gemeente, jaar) not in closed]
    GeslotenJaar.objects.bulk_create(
        GeslotenJaar(gemeente=gemeente, jaar=jaar, gesloten_op=moment, gesloten_door=door) for gemeente in to_close
    )
    return to_close


def _check_accounts(posten: Sequence[Journaal]) -> None:
    for post in posten:
        for rekening in (post.debet, post.credit):
            if rekening not in REKENINGEN:
                raise UnableToBookUnknownAccount(rekening)


def _check_months(posten: Sequence[Journaal]) -> None:
    closed = gesloten_maanden({post.gemeente for post in posten})
    for post in posten:
        if post.boekmaand in closed.get(post.gemeente, frozenset()):
            raise UnableToBookInClosedMonth(post.gemeente, post.boekmaand)


def _check_causes(posten: Sequence[Journaal]) -> None:
    seen: set[tuple[object, ...]] = set()
    for post in posten:
        cause = (post.gemeente, post.oorzaak, post.oorzaak_id, post.oorzaak_nr)
        if cause in seen or Boeking.objects.filter(pk=cause).exists():
            raise UnableToBookTwice(post)
        seen.add(cause)


def _row(post: Journaal) -> Boeking:
    return Boeking(
        gemeente=post.gemeente,
        oorzaak=post.oorzaak,
        oorzaak_id=post.oorzaak_id,
        oorzaak_nr=post.oorzaak_nr,
        debet=post.debet,
        credit=post.credit,
        bedrag_cent=post.bedrag_cent,
        aanbieder=post.aanbieder,
        categorie=post.categorie,
        code=post.code,
        boekmaand=post.boekmaand.begin,
        dienstmaand=post.dienstmaand.begin,
    )
