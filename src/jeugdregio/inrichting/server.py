# SPDX-License-Identifier: EUPL-1.2
"""
A PostgreSQL of our own, for who has none: demo, tests, CI, a first pilot.

`zorg_voor_server` starts it or joins the one that runs for the same folder; a guard process
(`wacht.py`) stops it when the last user is gone. It listens on 127.0.0.1 only, on a free port, and each
role has a password that only the user who started it can read.
"""

import atexit
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from jeugdregio.inrichting import rollen
from jeugdregio.inrichting.gebruiker import draaigebruiker
from jeugdregio.inrichting.programma import (
    SECRET,
    SUPERUSER,
    InrichtenMislukt,
    data_folder,
    init_data_folder,
    role_password,
)
from jeugdregio.inrichting.wacht import READY, STATE, USE_LOCK

START_LOCK = "start.lock"
LOG = "wacht.log"
CONNECT_SECONDS = 5
GUARD_TAKES_OVER_SECONDS = 0.5
RECOVERY_SECONDS = 60
NOT_YET = "the database system is "


@dataclass
class Server:
    """A running server that this process uses. It keeps running until its last user has called stop."""

    map: Path
    poort: int
    geheim: str = field(repr=False)
    _lock: int | None = field(repr=False)

    def wachtwoord(self, rol: str) -> str:
        """Password of one role on this server."""
        return role_password(self.geheim, rol)

    def url(self, rol: str, database: str) -> str:
        """Connection URL; `rol` is `postgres` (superuser) or one of `rollen.ROLLEN`."""
        return f"postgresql://{rol}:{self.wachtwoord(rol)}@127.0.0.1:{self.poort}/{database}"

    def stop(self) -> None:
        """Stop using the server; when nobody else does, return after it has stopped. Twice is fine."""
        if self._lock is None:
            return
        atexit.unregister(self.stop)
        os.close(self._lock)
        self._lock = None
        _wait_for_guard(self.map)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def zorg_voor_server(map: Path, *, duurzaam: bool = True) -> Server:  # noqa: A002 - the Dutch word for folder
    """
    Give a running server whose data lives in `map`, starting one when there is none.

    `duurzaam=False` gives up crash safety for speed and is for tests; a server that runs already is
    taken as it is. Raises InrichtenMislukt with what PostgreSQL said, GeenProgrammas or
    GeenGeschikteGebruiker.
    """
    map = map.resolve()  # noqa: A001
    map.mkdir(parents=True, exist_ok=True)
    in_use = os.open(map / USE_LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(in_use, fcntl.LOCK_SH)  # waits while a guard is stopping the previous server
        poort = _running_or_started(map, duurzaam=duurzaam)
    except BaseException:
        os.close(in_use)
        raise
    server = Server(map=map, poort=poort, geheim=_secret(map), _lock=in_use)
    atexit.register(server.stop)
    return server


@contextmanager
def tijdelijke_server() -> Iterator[Server]:
    """Give a server for tests, whose data is gone afterwards."""
    map_ = Path(tempfile.mkdtemp(prefix="jeugdregio-"))
    map_.chmod(0o711)  # root's server runs as another user, who must pass through
    try:
        with zorg_voor_server(map_, duurzaam=False) as server:
            yield server
    finally:
        shutil.rmtree(data_folder(map_, draaigebruiker()), ignore_errors=True)
        shutil.rmtree(map_)


def draait(map: Path) -> bool:  # noqa: A002
    """Tell whether a server answers for this folder, without starting one."""
    return _port_when_alive(map.resolve()) is not None


def _running_or_started(map_: Path, *, duurzaam: bool) -> int:
    """Port of the server; only one process at a time looks and starts."""
    starting = os.open(map_ / START_LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(starting, fcntl.LOCK_EX)
        port = _port_when_alive(map_)
        if port is not None:
            return port
        _stop_left_over(map_)
        init_data_folder(
            data_folder(map_, draaigebruiker()),
            user=draaigebruiker(),
            duurzaam=duurzaam,
        )
        return _start_guard(map_, duurzaam=duurzaam)
    finally:
        os.close(starting)


def _start_guard(map_: Path, *, duurzaam: bool) -> int:
    source = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH", "")]))
    with (map_ / LOG).open("wb") as log:
        guard = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "jeugdregio.inrichting.wacht",
                str(map_),
                "duurzaam" if duurzaam else "tijdelijk",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            cwd="/",
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,
        )
    assert guard.stdout is not None
    with guard.stdout as said:
        answer = said.read()
    if answer.strip() != READY:
        guard.wait()
        raise InrichtenMislukt("PostgreSQL starten", answer or (map_ / LOG).read_text(encoding="utf-8"))
    guard.returncode = 0  # it outlives us on purpose: no warning about a child that still runs
    port = _port_when_alive(map_)
    if port is None:
        raise InrichtenMislukt("PostgreSQL starten", "de server is gestart maar geeft geen antwoord")
    secret = _secret(map_)
    passwords = {rol: role_password(secret, rol) for rol in rollen.ROLLEN}
    rollen.maak_rollen(_url(port, secret), wachtwoorden=passwords)
    return port


def _port_when_alive(map_: Path) -> int | None:
    """The port in the state file, when the server that answers there is the one of this folder."""
    try:
        state = json.loads((map_ / STATE).read_text(encoding="utf-8"))
        secret = _secret(map_)
    except FileNotFoundError:
        return None
    port = int(state["poort"])
    deadline = time.monotonic() + RECOVERY_SECONDS
    while True:
        try:
            with psycopg.connect(_url(port, secret), connect_timeout=CONNECT_SECONDS) as connection:
                found = connection.execute("SHOW data_directory").fetchone()
            break
        except psycopg.OperationalError as error:
            # It is there, and busy: starting, recovering from a crash, or stopping. Do not get in its way.
            if NOT_YET not in str(error) or time.monotonic() > deadline:
                return None
            time.sleep(0.05)
    expected = data_folder(map_, draaigebruiker())
    return port if found and Path(found[0]).resolve() == expected.resolve() else None


def _stop_left_over(map_: Path) -> None:
    """Stop a postgres that still runs on our data although its guard is gone, and clear its traces."""
    (map_ / STATE).unlink(missing_ok=True)
    stop_overgebleven(data_folder(map_, draaigebruiker()))


def stop_overgebleven(data: Path) -> None:
    """Stop a postgres that still runs on this data folder although who started it is gone. Raises InrichtenMislukt."""
    pid_file = data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text(encoding="utf-8").splitlines()[0])
    except (FileNotFoundError, ValueError, IndexError):
        return
    if not _is_postgres_on(pid, pid_file.parent):
        pid_file.unlink(missing_ok=True)
        return
    with suppress(ProcessLookupError):  # it may end by itself between the look and the signal
        os.kill(pid, signal.SIGQUIT)
    deadline = time.monotonic() + 60
    while pid_file.exists() and _is_postgres_on(pid, pid_file.parent):
        if time.monotonic() > deadline:
            raise InrichtenMislukt("een oude PostgreSQL stoppen", f"proces {pid} reageert niet")
        time.sleep(0.05)


def _is_postgres_on(pid: int, data: Path) -> bool:
    """Tell whether process `pid` is a PostgreSQL server on data folder `data`."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return False
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except FileNotFoundError:
        return sys.platform != "linux"  # no /proc here: believe postgres' own pid file
    except ProcessLookupError:
        return False  # it ended while we looked
    return str(data).encode() in words


def _wait_for_guard(map_: Path) -> None:
    """Return when the server has stopped, or soon when others still use it."""
    probe = os.open(map_ / USE_LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        deadline = time.monotonic() + GUARD_TAKES_OVER_SECONDS
        while (map_ / STATE).exists() and time.monotonic() < deadline:
            try:
                fcntl.flock(probe, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                fcntl.flock(probe, fcntl.LOCK_SH)  # the guard has the lock and is stopping: wait for its end
                return
            fcntl.flock(probe, fcntl.LOCK_UN)
            time.sleep(0.02)
    finally:
        os.close(probe)


def _secret(map_: Path) -> str:
    return (data_folder(map_, draaigebruiker()) / SECRET).read_text(encoding="utf-8")


def _url(port: int, secret: str) -> str:
    return f"postgresql://{SUPERUSER}:{role_password(secret, SUPERUSER)}@127.0.0.1:{port}/postgres"
