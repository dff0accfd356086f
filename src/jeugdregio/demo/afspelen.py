# SPDX-License-Identifier: EUPL-1.2
"""
Play the traffic through the real intake, as it would arrive: stored, judged, answered, booked, months closed.

Playing is resumed where it stopped: `Opvoering` says how many messages were processed, and a message that
comes again is recognised by its bytes. Each month is closed on the 20th of the next, so corrections that
come later are booked in the month that is open then.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from jeugdregio.afsluiting.actions import sluit_maand
from jeugdregio.core.periode import Maand
from jeugdregio.demo.models import Opvoering
from jeugdregio.demo.nummering import TIJDZONE
from jeugdregio.demo.simulator import Verkeer
from jeugdregio.demo.waarheid import Bericht
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.values import Aanlevering, Ontvangst, Verslag
from jeugdregio.regio.queries import deelnemers

BERICHTEN_PER_PARTIJ = 2_500
BERICHTEN_BIJ_SCHAAL_1 = 32_000
"""About how many messages the traffic has; for a progress bar."""
BEGIN = date(2026, 1, 1)
SLUITDAG, SLUITTIJD = 20, time(20)
KANAAL = "demo"


class UnableToPlayAnother(Exception):
    """Raised when a demo with other settings was played in this database."""

    def __init__(self, aanwezig: str) -> None:
        super().__init__(aanwezig)
        self.aanwezig = aanwezig

    def __str__(self) -> str:
        return (
            f"In deze database staat al een demo met andere instellingen ({self.aanwezig}). Gebruik dezelfde "
            "instellingen, of begin opnieuw met een lege database (verwijder de map .jeugdregio, of geef een "
            "andere DATABASE_URL)."
        )


class UnableToPlayInUsedDatabase(Exception):
    """Raised when the database holds a region or people that are not of the demo."""

    def __str__(self) -> str:
        return (
            "In deze database staan al gegevens die niet van de demo zijn. De demo draait alleen in een "
            "eigen database: geef een andere DATABASE_URL, of laat die weg voor de ingebouwde database."
        )


@dataclass(frozen=True)
class Instellingen:
    """What determines the traffic; the same settings give the same messages, byte for byte."""

    schaal: float = 1.0
    seed: int = 1
    fouten: float = 0.03

    def __str__(self) -> str:
        return f"schaal {self.schaal:g}, seed {self.seed}, fouten {self.fouten:g}"


@dataclass(frozen=True)
class Partij:
    """Messages that are offered together, in order of time; `maand` is closed after the last of them."""

    berichten: Sequence[Bericht]
    sluit: Maand | None = None


@dataclass
class Voortgang:
    """Where the play is; given to the caller after each batch. `per_uitkomst` counts messages of this run."""

    berichten: int = 0
    overgeslagen: int = 0
    peildatum: date | None = None
    gesloten: list[Maand] = field(default_factory=list)
    per_uitkomst: Counter[str] = field(default_factory=Counter)


def begin(instellingen: Instellingen, *, regio: str) -> Opvoering:
    """
    Give the state of the demo in this database, starting one when there is none.

    Raises `UnableToPlayAnother` when a demo with other settings was started here, and
    `UnableToPlayInUsedDatabase` when there is something else.
    """
    texts = {
        "schaal": f"{instellingen.schaal:g}",
        "seed": instellingen.seed,
        "fouten": f"{instellingen.fouten:g}",
    }
    with namens(verwerking(regio)):
        opvoering = Opvoering.objects.filter(regio=regio).first()
        if opvoering is None:
            if Account.objects.exists() or deelnemers(regio, BEGIN):
                raise UnableToPlayInUsedDatabase
            opvoering = Opvoering.objects.create(regio=regio, **texts)
    if any(getattr(opvoering, name) != value for name, value in texts.items()):
        raise UnableToPlayAnother(f"schaal {opvoering.schaal}, seed {opvoering.seed}, fouten {opvoering.fouten}")
    return opvoering


def speel_af(
    verkeer: Verkeer,
    *,
    regio: str,
    opvoering: Opvoering,
    meld: Callable[[Voortgang], None] = lambda _: None,
    voor_sluiten: Callable[[Maand], None] = lambda _: None,
    per_partij: int = BERICHTEN_PER_PARTIJ,
) -> Voortgang:
    """
    Play what was not played before and close the months; `meld` hears of every batch.

    `voor_sluiten` is called before a month is closed: to give the database fresh statistics, or to pay.

    Every batch is processed in a transaction of its own and noted afterwards, so stopping at any point loses
    nothing: the next run goes on from there.
    """
    state = Voortgang()
    for partij in partijen(verkeer, per_partij=per_partij):
        new = state.berichten + len(partij.berichten) > opvoering.gespeeld
        state.berichten += len(partij.berichten)
        if partij.berichten and not new:
            state.overgeslagen += len(partij.berichten)
        elif partij.berichten:
            state.per_uitkomst += neem_in(partij.berichten, regio=regio)[1].per_uitkomst
            _noteer(opvoering, gespeeld=state.berichten)
        if partij.berichten:
            state.peildatum = partij.berichten[-1].moment.date()
        if partij.sluit is not None:
            voor_sluiten(partij.sluit)
            sluit_maand(partij.sluit, moment=sluitmoment(partij.sluit), namens=verwerking(regio))
            state.gesloten.append(partij.sluit)
        meld(state)
    last = verkeer.maanden[-1]
    _noteer(opvoering, klaar_op=sluitmoment(Maand.van(last)))
    return state


def neem_in(berichten: Sequence[Bericht], *, regio: str) -> tuple[list[Ontvangst], Verslag]:
    """Offer messages as one batch and process it on the moment and the date of the last of them."""
    moment = berichten[-1].moment
    deliveries = [Aanlevering(b.bestandsnaam, b.xml, b.afzender, KANAAL) for b in berichten]
    receipts = leg_vast(deliveries, moment=moment, on_behalf_of=verwerking(regio))
    return receipts, verwerk(regio=regio, peildatum=moment.date(), moment=moment)


def partijen(verkeer: Verkeer, *, per_partij: int) -> Iterator[Partij]:
    """The traffic in batches of whole sending days, cut where a month is closed; the same at every pass."""
    closing = [Maand.van(m) for m in verkeer.maanden]
    waiting: list[Bericht] = []
    for dag in _dagen(verkeer):
        while closing and dag[0].moment > sluitmoment(closing[0]):
            yield Partij(waiting, closing.pop(0))
            waiting = []
        waiting += dag
        while len(waiting) >= per_partij:
            yield Partij(waiting[:per_partij])
            waiting = waiting[per_partij:]
    for i, maand in enumerate(closing):
        yield Partij(waiting if i == 0 else [], maand)
    if waiting and not closing:
        yield Partij(waiting)


def sluitmoment(maand: Maand) -> datetime:
    """When a month is closed: the evening of the 20th of the next."""
    return datetime.combine(maand.einde.replace(day=SLUITDAG), SLUITTIJD, tzinfo=TIJDZONE)


def _dagen(verkeer: Iterable[Bericht]) -> Iterator[list[Bericht]]:
    dag: list[Bericht] = []
    for bericht in verkeer:
        if dag and bericht.moment.date() != dag[0].moment.date():
            yield dag
            dag = []
        dag.append(bericht)
    if dag:
        yield dag


def _noteer(opvoering: Opvoering, **fields: object) -> None:
    with namens(verwerking(opvoering.regio)):
        for name, value in fields.items():
            setattr(opvoering, name, value)
        opvoering.save(update_fields=list(fields))
