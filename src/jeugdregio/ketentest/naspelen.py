# SPDX-License-Identifier: EUPL-1.2
"""
What was stored, judged again by the program of today, on a database of its own.

Files come in the order in which they were processed then, each batch on its own `peildatum` and `moment`. Months are
closed in between as they were, and what people decided about messages that were held, and about a part of a price
that is due without its result (RA001), is decided again.
Municipalities, providers, contracts, tariffs and budgets are those of today: a change in them shows as a difference.
Django's default connection is the copy; the source is only read.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.utils import timezone
from psycopg.conninfo import conninfo_to_dict

from jeugdregio.afsluiting.actions import sluit_maand
from jeugdregio.berichten.vasthouden import VRIJGEGEVEN, NietVastgehouden
from jeugdregio.core.money import euro
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties.actions import leg_overleg_vast
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.ketentest.oordelen import Plek, lees_maandrapporten, lees_oordelen
from jeugdregio.ketentest.vergelijken import Verschil, vergelijk, vergelijk_maandrapporten
from jeugdregio.ontvangst.actions import NietIngetrokken, laat_gaan, trek_in, verwerk

BRON = "bron"
PER_PARTIJ = 2_500
AFSPRAKEN = (
    "regio_gemeente",
    "aanbieders_aanbieder",
    "aanbieders_onderaanneming",
    "contracten_contract",
    "contracten_segment",
    "contracten_profiel",
    "contracten_betaaldeel",
    "contracten_product",
    "contracten_tarief",
    "contracten_maandafspraak",
    "grootboek_rekening",
    "begroting_circulaire",
    "begroting_budget",
    "toewijzingen_wachter",
)
"""What has to be there before the first message, in this order."""


class GeenMaand(ValueError):
    """Raised when nothing was judged in the month that is asked for."""

    def __init__(self, maand: Maand | None) -> None:
        super().__init__(maand)
        self.maand = maand

    def __str__(self) -> str:
        when = f"In {self.maand} is in deze database" if self.maand else "In deze database is"
        return f"{when} geen bericht beoordeeld. Kies een maand waarin wel berichten zijn verwerkt."


@dataclass(frozen=True)
class Partij:
    """Files that were processed together."""

    moment: datetime
    peildatum: date
    bestanden: tuple[int, ...]


@dataclass(frozen=True)
class Sluiting:
    """Municipalities of which a month was closed at one moment."""

    moment: datetime
    maand: Maand
    gemeenten: tuple[str, ...]


@dataclass(frozen=True)
class Beslissing:
    """What someone of a municipality decided about a message that was held: let it go, or take it back."""

    moment: datetime
    gemeente: str
    plek: Plek
    besluit: str
    door: str
    reden: str


@dataclass(frozen=True)
class Overleg:
    """A municipality laid down that the last part of a price is due without its result (RA001)."""

    moment: datetime
    gemeente: str
    toewijzing_nummer: int
    door: str
    reden: str


Gebeurtenis = Partij | Sluiting | Beslissing | Overleg


@dataclass(frozen=True)
class Voortgang:
    """How far the replay is, after each batch."""

    bestanden: int
    totaal: int
    peildatum: date


_FILES = """
    SELECT b.id, b.verwerkt_op, coalesce(p.peildatum, (b.verwerkt_op AT TIME ZONE %(zone)s)::date) AS peildatum
    FROM berichten_bestand b
    LEFT JOIN (SELECT bestand_id, min(peildatum) AS peildatum FROM berichten_bericht GROUP BY bestand_id) p
        ON p.bestand_id = b.id
    WHERE b.status IN ('verwerkt', 'geweigerd') AND b.verwerkt_op IS NOT NULL
    ORDER BY b.verwerkt_op, peildatum, b.id
"""
_CLOSED = "SELECT gesloten_op, maand, gemeente FROM grootboek_v_gesloten ORDER BY 1, 2, 3"
_DECIDED = """
    SELECT v.besloten_op, v.gemeente, b.bestand_id, b.nr, v.besluit, v.door, v.reden
    FROM berichten_vasthouding v JOIN berichten_bericht b ON b.gemeente = v.gemeente AND b.id = v.bericht_id
    WHERE v.besluit <> '' ORDER BY v.besloten_op, b.id
"""
_CONSULTED = "SELECT gezet_op, gemeente, toewijzing_nummer, door, reden FROM declaraties_overleg ORDER BY 1, 2, 3"
_WHICH = "SELECT id FROM berichten_bericht WHERE gemeente = %s AND bestand_id = %s AND nr = %s"
_COLUMNS = "id, afzender, aanbieder, gemeente, naam, kanaal, sha256, omvang_bytes, codering, inhoud, ontvangen_op"
_TAKE = f"SELECT {_COLUMNS} FROM berichten_bestand WHERE id = ANY (%s::bigint[])"
_GIVE = f"""
    INSERT INTO berichten_bestand ({_COLUMNS}, status, mislukt)
    VALUES (%s, %s, %s, %s, %s, %s, %s::bytea, %s, %s, %s::bytea, %s, 'ontvangen', 0)
"""


@contextmanager
def bron(url: str) -> Iterator[None]:
    """Let `connections[BRON]` be the database at this address, for as long as the block lasts."""
    address = conninfo_to_dict(url)
    connections.databases[BRON] = {
        **connections.databases["default"],
        "NAME": address["dbname"],
        "USER": address.get("user", ""),
        "PASSWORD": address.get("password", ""),
        "HOST": address.get("host", ""),
        "PORT": str(address.get("port", "")),
    }
    try:
        yield
    finally:
        connections[BRON].close()
        del connections[BRON]
        del connections.databases[BRON]


def gebeurtenissen(*, regio: str, tot: date | None) -> list[Gebeurtenis]:
    """
    What happened in the source, in order of time: batches, decisions, and months that were closed.

    `tot` is exclusive: about the `peildatum` of a batch, and the day of a decision or of a closing.
    """
    with namens(verwerking(regio), BRON), connections[BRON].cursor() as cursor:
        cursor.execute(_FILES, {"zone": settings.TIME_ZONE})
        files = [row for row in cursor.fetchall() if tot is None or row[2] < tot]
        cursor.execute(_CLOSED)
        closed = [row for row in cursor.fetchall() if tot is None or timezone.localdate(row[0]) < tot]
        cursor.execute(_DECIDED)
        decided = [row for row in cursor.fetchall() if tot is None or timezone.localdate(row[0]) < tot]
        cursor.execute(_CONSULTED)
        consulted = [Overleg(*row) for row in cursor.fetchall() if tot is None or timezone.localdate(row[0]) < tot]
    batches: list[Gebeurtenis] = [
        Partij(moment, day, tuple(number for number, *_ in rows))
        for (moment, day), rows in groupby(files, lambda f: f[1:])
    ]
    decisions: list[Gebeurtenis] = [
        Beslissing(moment, town, (file, nr), *rest) for moment, town, file, nr, *rest in decided
    ]
    closings: list[Gebeurtenis] = [
        Sluiting(moment, Maand.van(month), tuple(code for *_, code in rows))
        for (moment, month), rows in groupby(closed, lambda row: row[:2])
    ]
    return sorted([*batches, *decisions, *consulted, *closings], key=lambda one: one.moment)


def neem_afspraken_over(*, regio: str) -> None:
    """Bring what must be there before the first message from the source to the copy."""
    for table in AFSPRAKEN:
        with namens(verwerking(regio), BRON), connections[BRON].cursor() as cursor:
            cursor.execute(f"SELECT coalesce(json_agg(t), '[]')::text FROM {table} t")
            (rows,) = cursor.fetchone()
        with namens(verwerking(regio)), connection.cursor() as cursor:
            cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")
            if cursor.fetchone()[0]:  # what a migration put there; of tables that only add it puts nothing
                cursor.execute(f"DELETE FROM {table}")
            cursor.execute(
                f"INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, %s::json)", [rows]
            )


def speel_na(
    wat: Sequence[Gebeurtenis],
    *,
    regio: str,
    meld: Callable[[Voortgang], None] = lambda _: None,
    ververs: Callable[[], None] = lambda: None,
) -> list[Beslissing | Overleg]:
    """
    Play this on the copy; `meld` hears of every batch, `ververs` is called when many rows have come.

    A file on which the program fails stays without a verdict, which is a difference. Gives the decisions that could
    not be made again, because the program of today does not hold the message or has no such allocation.
    """
    impossible: list[Beslissing | Overleg] = []
    total = sum(len(one.bestanden) for one in wat if isinstance(one, Partij))
    done = 0
    for one in wat:
        if isinstance(one, Sluiting):
            ververs()
            sluit_maand(one.maand, moment=one.moment, namens=verwerking(regio), gemeenten=one.gemeenten)
            continue
        if isinstance(one, Beslissing | Overleg):
            again = _beslis(one, regio) if isinstance(one, Beslissing) else _overleg(one)
            if not again:
                impossible.append(one)
            continue
        for first in range(0, len(one.bestanden), PER_PARTIJ):
            chosen = one.bestanden[first : first + PER_PARTIJ]
            _bring(chosen, regio)
            verwerk(regio=regio, peildatum=one.peildatum, moment=one.moment)
            if not done:
                ververs()
            done += len(chosen)
            meld(Voortgang(done, total, one.peildatum))
    return impossible


def _beslis(one: Beslissing, regio: str) -> bool:
    """Decide as was decided then; False when that can not be done now."""
    town = Machtiging(rol=Rol.TOEGANG, gemeente=one.gemeente)
    with namens(town), connection.cursor() as cursor:
        cursor.execute(_WHICH, [one.gemeente, *one.plek])
        found = cursor.fetchone()
    if found is None:
        return False
    decide = laat_gaan if one.besluit == VRIJGEGEVEN else trek_in
    try:
        decide(found[0], regio=regio, door=one.door, reden=one.reden, moment=one.moment, on_behalf_of=town)
    except (NietVastgehouden, NietIngetrokken):
        return False
    return True


def _overleg(one: Overleg) -> bool:
    """Lay it down as was done then; False when there is no such allocation now."""
    town = Machtiging(rol=Rol.TOEGANG, gemeente=one.gemeente)
    try:
        leg_overleg_vast(one.toewijzing_nummer, reden=one.reden, door=one.door, moment=one.moment, on_behalf_of=town)
    except NietToegestaan:
        return False
    return True


def _bring(bestanden: Sequence[int], regio: str) -> None:
    with namens(verwerking(regio), BRON), connections[BRON].cursor() as cursor:
        cursor.execute(_TAKE, [list(bestanden)])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    with namens(verwerking(regio)), connection.cursor() as cursor:
        cursor.executemany(_GIVE, rows)


@dataclass(frozen=True)
class Naspel:
    """The outcome: how much was compared, in a Dutch sentence, and what differs."""

    omvang: str
    verschillen: list[Verschil]


def speel_en_vergelijk(
    maand: Maand | None,
    *,
    regio: str,
    meld: Callable[[Voortgang], None] = lambda _: None,
    ververs: Callable[[], None] = lambda: None,
) -> Naspel:
    """
    Play everything up to and including this month, and compare what was judged in it; all, when there is no month.

    Call it inside `bron`, with the default connection on an empty copy. Raises GeenMaand.
    """
    events = gebeurtenissen(regio=regio, tot=maand.einde if maand else None)
    files = [
        number for one in events if isinstance(one, Partij) and _in(maand, one.peildatum) for number in one.bestanden
    ]
    if not files:
        raise GeenMaand(maand)
    neem_afspraken_over(regio=regio)
    impossible = speel_na(events, regio=regio, meld=meld, ververs=ververs)
    before, after = (lees_oordelen(files, regio=regio, using=where) for where in (BRON, "default"))
    closed = {one.maand for one in events if isinstance(one, Sluiting) and _in(maand, timezone.localdate(one.moment))}
    reports, again = (lees_maandrapporten(closed, regio=regio, using=where) for where in (BRON, "default"))
    decisions = sum(isinstance(one, Beslissing | Overleg) for one in events)
    lines = sum(len(one.lijnen) for one in before.values())
    cents = sum(one.cent for one in before.values())
    size = (
        f"Vergeleken{f' over {maand}' if maand else ''}: {len(before)} berichten met {lines} regels en {len(reports)} "
        f"maandrapporten, na {decisions} besluiten van mensen; toegekend was {euro(cents)}."
    )
    other = [_onmogelijk(one) for one in impossible]
    return Naspel(size, [*vergelijk(before, after), *other, *vergelijk_maandrapporten(reports, again)])


def _onmogelijk(one: Beslissing | Overleg) -> Verschil:
    if isinstance(one, Overleg):
        return Verschil("overleg over een slotdeel kan niet", "", f"toewijzing {one.toewijzing_nummer}")
    return Verschil(f"besluit {one.besluit} kan niet", "", f"bestand {one.plek[0]}")


def _in(maand: Maand | None, dag: date) -> bool:
    return maand is None or maand.begin <= dag < maand.einde
