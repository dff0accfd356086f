# SPDX-License-Identifier: EUPL-1.2
"""
What happens in a cycle of the kill harness: the work that passes a boundary, and the blow that falls on it.

The work goes on as people and software would: it sends again, calls again, starts again, until it is done.
"""

import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import product
from random import Random
from typing import Any

from tests.storm.house import GEDULD, House, wait_for
from tests.storm.proxy import ANTWOORD, MIDDEN, NA, VOOR, Proxy, Trap
from tests.storm.sender import Sender

POISON = """
    CREATE TABLE storm_gif (sha256 bytea);
    CREATE FUNCTION storm_gif() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM nieuw JOIN public.berichten_bestand b ON b.id = nieuw.bestand_id
            JOIN public.storm_gif g ON g.sha256 = b.sha256
        ) THEN
            RAISE EXCEPTION 'gif';
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER storm_gif AFTER INSERT ON berichten_bericht REFERENCING NEW TABLE AS nieuw
        FOR EACH STATEMENT EXECUTE FUNCTION storm_gif();
"""
"""A file of which this bug of the database makes every batch fail."""

CLOSE = """
from django.conf import settings
from django.utils import timezone
from jeugdregio.afsluiting.actions import sluit_maand
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import verwerking
sluit_maand(Maand.lees("{}"), moment=timezone.now(), namens=verwerking(settings.REGIO))
"""
"""What two people confirm on a page, without the people: here it is about who dies."""

TIME_PASSES = "UPDATE berichten_verzending SET volgende_op = now() WHERE verzonden_op IS NULL AND pogingen > 0"
WAITING = "SELECT count(*) FROM berichten_bestand WHERE status = 'ontvangen'"
COUNTS = "SELECT count(*) FROM bewaking_controle"
UNSENT = """
    SELECT count(*) FROM berichten_verzending v JOIN aansluiting_aansluiting a ON a.organisatie = v.ontvanger
    WHERE v.verzonden_op IS NULL AND v.stand = 'vrij'
"""


@dataclass(frozen=True)
class Blow:
    """At which boundary, at which side of it, in whose connection, who dies, and the work that leads there."""

    grens: str
    kant: str
    wie: str
    werk: str
    slachtoffer: str


PROCESS, LINE, BACKEND, SERVER = "proces", "verbinding", "backend", "server"
POINTS = (
    ("ontvangst", "web", "stuur"),
    ("ontvangst", "worker", "map"),
    ("partij", "worker", "stuur"),
    ("genomen", "worker", "stuur"),
    ("verzonden", "worker", "stuur"),
    ("niet_verzonden", "worker", "vol"),
    ("mislukking", "worker", "gif"),
    ("vrijgave", "ander", "gif"),
    ("maandafsluiting", "ander", "sluit"),
    ("controle", "ander", "tel"),
    ("toegangsbewijs", "web", "log_in"),
)
RECEIPT = Blow("POST /api/v1/berichten", ANTWOORD, "web", "stuur", PROCESS)


def plan(number: int, rng: Random) -> list[Blow]:
    """
    Each boundary at both sides first, with a victim by turns, then half-way batches and all other victims.

    So many blows, in an order that the seed decides.
    """
    victims = (PROCESS, LINE, BACKEND, SERVER)
    places = [(point, side) for point in POINTS for side in (VOOR, NA)]
    once = [_blow(point, side, victims[nr % 4]) for nr, (point, side) in enumerate(places)]
    midway = [Blow("partij", MIDDEN, "worker", "stuur", victim) for victim in victims]
    others = [_blow(point, side, victim) for (point, side), victim in product(places, victims)]
    rest = [blow for blow in others if blow not in once]
    rng.shuffle(rest)
    found = [*once, RECEIPT, *midway, *rest]
    while len(found) < number:
        found += [rng.choice(midway)] * 2 + [rng.choice(others)]
    found = found[:number]
    rng.shuffle(found)
    return found


def _blow(point: tuple[str, str, str], side: str, victim: str) -> Blow:
    return Blow(point[0], side, point[1], point[2], victim)


@dataclass
class Message:
    """What is sent in a cycle."""

    afzender: str
    xml: bytes

    @property
    def sha256(self) -> bytes:
        return sha256(self.xml).digest()


@dataclass
class Campaign:
    """The house under fire."""

    house: House
    sender: Sender
    rng: Random
    connected: Sequence[str]
    months: Iterator[str]
    missed: list[Blow] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)

    def cycle(self, blow: Blow, portion: Sequence[Message]) -> None:
        """The work of one cycle with one blow in it, until everything is done."""
        began = time.monotonic()
        proxy = self.house.door if blow.kant == ANTWOORD else self.house.proxies[blow.wie]
        trap = Trap(blow.grens, blow.kant, self.rng.randrange(60))
        self._over.clear()
        killer = threading.Thread(target=self._strike, args=(blow, trap))
        proxy.trap = trap
        killer.start()
        try:
            getattr(self, f"_{blow.werk}")(portion, trap)
            self._until_done()
        finally:
            _disarm(proxy, trap)
            self._over.set()
            killer.join()
        self._until_done()
        self.missed += [] if trap.caught.is_set() else [blow]
        self.seconds.append(time.monotonic() - began)

    # the blow

    def _strike(self, blow: Blow, trap: Trap) -> None:
        while not trap.caught.wait(0.05):
            if self._over.is_set():
                return
        if blow.slachtoffer == PROCESS:
            self.house.kill(blow.wie, self.rng)
        elif blow.slachtoffer in (BACKEND, SERVER):
            backend = self.house.backend(trap.port)
            target = self.house.postmaster() if blow.slachtoffer == SERVER else backend
            if target:
                with suppress(ProcessLookupError):
                    os.kill(target, signal.SIGKILL)
        trap.released.set()

    # the work

    def _stuur(self, portion: Sequence[Message], _trap: Trap) -> None:
        for one in portion:
            self.sender.deliver(one.afzender, one.xml)

    def _log_in(self, portion: Sequence[Message], trap: Trap) -> None:
        self.sender.log_out()
        self._stuur(portion, trap)

    def _map(self, portion: Sequence[Message], trap: Trap) -> None:
        """The first message of who has a folder goes there, in its turn; the rest through the API."""
        place = next((nr for nr, one in enumerate(portion) if one.afzender in self.connected), None)
        assert place is not None, "nobody with a folder sends anything"
        self._stuur(portion[:place], trap)
        one = portion[place]
        target = self.house.home / one.afzender / "in" / "bericht.xml"
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_suffix(".part")
        partial.write_bytes(one.xml)
        os.utime(partial, (0, 0))
        partial.rename(target)
        wait_for("the file in the folder", lambda: self._state(one))
        self._stuur(portion[place + 1 :], trap)

    def _vol(self, portion: Sequence[Message], trap: Trap) -> None:
        """The disk of the folders is gone for a while, and comes back."""
        for code in self.connected:
            folder = self.house.home / code
            (folder / "out").rename(folder / "out.weg")
            (folder / "out").symlink_to("/proc")
        try:
            self._stuur(portion, trap)
            wait_for("the end of the work", lambda: not self._left(WAITING))
            wait_for("a failed attempt", lambda: trap.caught.wait(0.1) or not self._left(UNSENT))
        finally:
            for code in self.connected:
                folder = self.house.home / code
                (folder / "out").unlink()
                (folder / "out.weg").rename(folder / "out")

    def _gif(self, portion: Sequence[Message], trap: Trap) -> None:
        """The last message brings a bug up until it is set aside; the bug is repaired and a person releases it."""
        poison = portion[-1]
        self.house.tell("INSERT INTO storm_gif VALUES (%s)", [poison.sha256])
        self._stuur(portion, trap)
        number = self.sender.receipts[poison.afzender, poison.sha256]
        wait_for("setting aside", lambda: self._state(poison) == "apart")
        self.house.tell("DELETE FROM storm_gif")
        self._until(lambda: self._state(poison) != "apart", "berichten", "vrijgeven", number, "--door", "an.beheer")

    def _sluit(self, portion: Sequence[Message], trap: Trap) -> None:
        self._stuur(portion, trap)
        self._until_done()
        month = next(self.months)
        self._until(lambda: self._closed(month), "beheer", "shell", "--command", CLOSE.format(month))

    def _tel(self, portion: Sequence[Message], trap: Trap) -> None:
        self._stuur(portion, trap)
        before = self._left(COUNTS)
        self._until(lambda: self._left(COUNTS) > before, "doctor", "invarianten")

    def _until(self, done: Any, *command: object) -> None:
        """Call a command until what it does is done, however often it dies on the way."""
        deadline = time.monotonic() + GEDULD
        while not done():
            assert time.monotonic() < deadline, f"{command} does not do it"
            self.house.run("ander", *command).wait()

    # what has become of it

    def _state(self, one: Message) -> str:
        rows = self.house.ask("SELECT status FROM berichten_bestand WHERE sha256 = %s", [one.sha256])
        return str(rows[0][0]) if rows else ""

    def _closed(self, month: str) -> bool:
        return bool(self.house.ask("SELECT FROM grootboek_geslotenmaand WHERE maand = %s", [f"{month}-01"]))

    def _left(self, statement: str) -> int:
        return int(self.house.ask(statement)[0][0])

    def _until_done(self) -> None:
        wait_for("the end of the work", lambda: not self._left(WAITING))
        wait_for("the end of sending", self._sent)

    def _sent(self) -> bool:
        self.house.tell(TIME_PASSES)
        return not self._left(UNSENT)


def _disarm(proxy: Proxy, trap: Trap) -> None:
    """A trap that did not spring springs no more."""
    if proxy.take(trap):
        trap.released.set()
