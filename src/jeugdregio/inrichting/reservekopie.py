# SPDX-License-Identifier: EUPL-1.2
"""
Make copies of a running database with PostgreSQL's own programs, and follow its WAL.

The same for the embedded server and for one elsewhere: everything goes over a connection of a role with REPLICATION
(a dump also needs BYPASSRLS). A slot on the server keeps the WAL that the follower did not take yet. Nothing readable
reaches the place of the copies (`kluis.py`); only the segment that is being written lies readable in the folder of
the follower.
"""

import fcntl
import os
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from jeugdregio.inrichting.bewaarplaats import BASIS, DEEL, KOPIE, LOGISCH, Bewaarplaats, Kopie, Manifest, sha256
from jeugdregio.inrichting.gebruiker import draaigebruiker
from jeugdregio.inrichting.kluis import sluit
from jeugdregio.inrichting.programma import InrichtenMislukt, bin_folder
from jeugdregio.inrichting.wacht import sterf_met_ouder

SLOT = "jeugdregio_kopie"
KIJK_ELKE = 0.5
"""Seconds between two looks of the follower."""
PAUZE = 1.0
"""Seconds until it tries again to reach a server that went away."""
_BEGIN = re.compile(r"write-ahead log start point: ([0-9A-F]+)/([0-9A-F]+) on timeline (\d+)")
_SEGMENT_BYTES = 16 * 1024 * 1024
_VARIABELEN = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


class AlBezig(Exception):
    """Raised when another process follows the WAL from this folder already."""

    def __str__(self) -> str:
        return "Een ander proces volgt het logboek al vanuit deze map."


def programma_omgeving(url: str, base: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Environment with which a program of PostgreSQL finds this server: no password in a list of processes."""
    given = conninfo_to_dict(url)
    return {**base, "LC_ALL": "C"} | {_VARIABELEN[k]: str(v) for k, v in given.items() if k in _VARIABELEN}


def maak_basis(url: str, place: Bewaarplaats, geheim: bytes, *, moment: datetime) -> Kopie:
    """
    Copy the data folder of a running server; a restore begins here. `url` is of a role with REPLICATION.

    Raises InrichtenMislukt with what PostgreSQL said; then there is no copy.
    """
    zorg_voor_slot(url)
    folder = place.nieuw(BASIS, moment)
    command = ["pg_basebackup", "--pgdata=-", "--format=tar", "--wal-method=fetch", "--checkpoint=fast", "--verbose"]
    try:
        said = _verzegeld(command, url, folder / KOPIE, geheim)
        found = _BEGIN.search(said)
        if found is None:
            raise InrichtenMislukt("pg_basebackup", said)
        high, low, timeline = int(found[1], 16), int(found[2], 16), int(found[3])
        first = f"{timeline:08X}{high:08X}{low // _SEGMENT_BYTES:08X}"
        return place.rond_af(folder, _manifest(url, folder, BASIS, moment, first))
    except BaseException:
        shutil.rmtree(folder)
        raise


def maak_logisch(url: str, place: Bewaarplaats, geheim: bytes, *, moment: datetime) -> Kopie:
    """
    Dump one database, readable by another version of PostgreSQL. `url` is of a role with BYPASSRLS.

    Raises InrichtenMislukt with what pg_dump said; then there is no copy.
    """
    folder = place.nieuw(LOGISCH, moment)
    try:
        _verzegeld(["pg_dump", "--format=custom", "--compress=none"], url, folder / KOPIE, geheim)
        return place.rond_af(folder, _manifest(url, folder, LOGISCH, moment, ""))
    except BaseException:
        shutil.rmtree(folder)
        raise


def zorg_voor_slot(url: str) -> None:
    """Let the server keep WAL for the follower from now on; nothing when it does so already."""
    done = subprocess.run(
        [_programma("pg_receivewal"), f"--slot={SLOT}", "--create-slot", "--if-not-exists", "--no-password"],
        env=programma_omgeving(url),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise InrichtenMislukt("pg_receivewal", done.stderr)


def vergeet_slot(url: str) -> None:
    """The server need not keep WAL for the follower any more, for who stops making copies."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = %s", [SLOT]
        )


def volg(
    adres: Callable[[], str],
    place: Bewaarplaats,
    geheim: bytes,
    *,
    spoel: Path,
    stop: threading.Event,
    elke: float = 5.0,
) -> None:
    """
    Bring the WAL of the server to the copies until `stop` is set; at most `elke` seconds of it is missing there.

    `spoel` is a folder of our own, for the segment that is being written. `adres` is asked again each time that the
    server went away; then we wait for it. May be killed at any moment. Raises AlBezig; InrichtenMislukt when the
    server does not take us at first.
    """
    folder = spoel / "wal"
    for path in (folder, place.wal):
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alleen(spoel / "volg.lock"):
        url = adres()
        zorg_voor_slot(url)
        carrier = _Drager(folder, place, geheim, elke)
        while not stop.is_set():
            _ontvang(url, carrier, stop)
            if not stop.wait(PAUZE):
                with suppress(InrichtenMislukt, psycopg.OperationalError):
                    url = adres()
                    zorg_voor_slot(url)
        carrier.breng(alles=True)


def _ontvang(url: str, carrier: "_Drager", stop: threading.Event) -> None:
    """Receive until `stop` is set or the server goes away."""
    command = [_programma("pg_receivewal"), f"--directory={carrier.folder}", f"--slot={SLOT}", "--no-loop"]
    receiver = subprocess.Popen([*command, "--no-password"], env=programma_omgeving(url), preexec_fn=sterf_met_ouder())
    try:
        while receiver.poll() is None and not stop.wait(KIJK_ELKE):
            if carrier.breng() and _verbonden(url):
                carrier.place.zag(datetime.now(tz=UTC))
        receiver.terminate()
        receiver.wait()
    finally:
        receiver.kill()
        receiver.wait()


class _Drager:
    """Takes segments from the folder of the receiver to the copies."""

    def __init__(self, folder: Path, place: Bewaarplaats, secret: bytes, every: float) -> None:
        self.folder, self.place, self._secret, self._every = folder, place, secret, every
        self._brought: tuple[str, int] = ("", 0)
        self._at = 0.0

    def breng(self, *, alles: bool = False) -> bool:
        """Whole segments at once; the one that is being written once in a while, and then this gives True."""
        for path in sorted(self.folder.iterdir()):
            if not path.name.endswith(DEEL):
                self._seal(path)
                (self.place.wal / (path.name + DEEL)).unlink(missing_ok=True)
                path.unlink()
        if not alles and time.monotonic() - self._at < self._every:
            return False
        self._at = time.monotonic()
        for path in self.folder.glob("*" + DEEL):
            with suppress(FileNotFoundError):  # it became whole just now
                state = (path.name, path.stat().st_mtime_ns)
                if state != self._brought:
                    self._seal(path)
                    self._brought = state
        return True

    def _seal(self, path: Path) -> None:
        with path.open("rb") as file:
            sluit(file, self.place.wal / path.name, self._secret)


def _verbonden(url: str) -> bool:
    """Whether the server knows of our receiver."""
    with suppress(psycopg.OperationalError), psycopg.connect(url, connect_timeout=5) as connection:
        statement = "SELECT active FROM pg_replication_slots WHERE slot_name = %s"
        found = connection.execute(statement, [SLOT]).fetchone()
        return bool(found and found[0])
    return False


def _verzegeld(command: list[str], url: str, path: Path, secret: bytes) -> str:
    """Seal what a program writes; gives what it said. Raises InrichtenMislukt."""
    line = [_programma(command[0]), *command[1:], "--no-password"]
    with subprocess.Popen(line, env=programma_omgeving(url), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        said: list[bytes] = []
        listener = threading.Thread(target=lambda stream: said.append(stream.read()), args=(process.stderr,))
        listener.start()
        try:
            sluit(process.stdout, path, secret)
        except BaseException:
            process.kill()
            raise
        finally:
            listener.join()
    text = b"".join(said).decode(errors="replace")
    if process.returncode:
        raise InrichtenMislukt(command[0], text)
    return text


def _manifest(url: str, folder: Path, kind: str, begun: datetime, first: str) -> Manifest:
    with psycopg.connect(url) as connection:
        version = connection.info.server_version // 10_000
        found = connection.execute("SELECT system_identifier::text FROM pg_control_system()").fetchone()
    assert found is not None
    path = folder / KOPIE
    return Manifest(
        soort=kind,
        begonnen=begun,
        klaar=datetime.now(tz=UTC),
        systeem=found[0],
        versie=version,
        eerste_wal=first,
        sha256=sha256(path),
        omvang_bytes=path.stat().st_size,
    )


def _programma(name: str) -> str:
    return str(bin_folder(draaigebruiker()) / name)


@contextmanager
def _alleen(path: Path) -> Iterator[None]:
    """One process at a time."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise AlBezig from error
    finally:
        os.close(handle)
