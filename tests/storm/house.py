# SPDX-License-Identifier: EUPL-1.2
"""
The house as it runs in production, with everything in it mortal: a durable PostgreSQL, the web server and the worker
as processes of their own through the commands people use, and proxies in between.

Whatever dies is started again, as an operator or systemd would.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import psycopg
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from jeugdregio.inrichting import rollen
from jeugdregio.inrichting.programma import InrichtenMislukt
from jeugdregio.inrichting.server import Server, zorg_voor_server
from tests.storm.proxy import PgProxy, Proxy

GEDULD = 120
CODE = "IJSSELLAND"
_WEB = ("--no-migreren", "--geen-worker", "--toegangslog")


def tree(pid: int) -> list[int]:
    """A process and its descendants, parents first."""
    found = [pid]
    for one in found:
        with suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                found += [int(word) for word in (task / "children").read_text().split()]
    return found


def wait_for(what: str, condition: Any, *, step: float = 0.02) -> Any:
    """Wait until the condition gives something, and give that."""
    deadline = time.monotonic() + GEDULD
    while True:
        found = condition()
        if found:
            return found
        assert time.monotonic() < deadline, f"{what} does not come"
        time.sleep(step)


@dataclass
class House:
    """One database on a server that may be killed, and the processes that work in it."""

    server: Server
    home: Path
    database: str = ""
    program: str = "jeugdregio.opdrachtregel"
    """The module that is the command; another one for a program with a fault in it."""
    services: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    proxies: dict[str, PgProxy] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        for who in ("worker", "web", "ander"):
            self.proxies[who] = PgProxy(lambda: self.server.poort)
        self.web_port = _free_port()
        self.door = Proxy(lambda: self.web_port)

    # the database

    def connect(self, role: str = "postgres", database: str = "") -> psycopg.Connection[Any]:
        """A connection of our own; starts the server again when it is gone, waits while it recovers."""
        deadline = time.monotonic() + GEDULD
        while True:
            try:
                return psycopg.connect(self.server.url(role, database or self.database), autocommit=True)
            except psycopg.OperationalError as error:
                assert time.monotonic() < deadline, "the server does not come back"
                if "the database system is" in str(error):
                    time.sleep(0.02)
                else:
                    self._start_server_again()

    def _start_server_again(self) -> None:
        before = self.server
        with self._one_at_a_time, suppress(InrichtenMislukt, psycopg.OperationalError, FileNotFoundError):
            if self.server is not before:
                return
            self.server = zorg_voor_server(before.map, duurzaam=True)
            before.stop()

    def ask(self, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows, whatever happened to the server in the meantime."""
        while True:
            with suppress(psycopg.OperationalError), self.connect() as connected:
                return connected.execute(statement, parameters).fetchall()  # type: ignore[arg-type]

    def tell(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        """Change something, whatever happens to the server; only what may be done twice."""
        while True:
            with suppress(psycopg.OperationalError), self.connect() as connected:
                connected.execute(statement, parameters)  # type: ignore[arg-type]
                return

    def connect_django(self) -> None:
        """Point the Django of this process at the database, wherever the server is now."""
        self.connect(rollen.APP).close()
        found = conninfo_to_dict(self.server.url(rollen.APP, self.database))
        connection.close()
        connection.settings_dict.update(
            NAME=found["dbname"], PASSWORD=found["password"], HOST=found["host"], PORT=str(found["port"])
        )

    def postmaster(self) -> int:
        return int(json.loads((self.server.map / "stand.json").read_text())["postgres"])

    def _server_lives(self) -> bool:
        with suppress(OSError, ValueError):
            os.kill(self.postmaster(), 0)
            return True
        return False

    def backend(self, port: int) -> int | None:
        """The database process that serves the connection from this port."""
        rows = self.ask("SELECT pid FROM pg_stat_activity WHERE client_port = %s", [port])
        return rows[0][0] if rows else None

    # the processes

    def environment(self, who: str) -> dict[str, str]:
        url = self.server.url(rollen.APP, self.database).replace(
            f":{self.server.poort}/", f":{self.proxies[who].port}/"
        )
        env = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
        return {**env, "DATABASE_URL": url, "REGIO": CODE, "AANSLUITING_MAP": str(self.home), "PYTHONUNBUFFERED": "1"}

    def run(self, who: str, *command: object) -> subprocess.Popen[bytes]:
        """A command of ours with its database behind the proxy of `who`; what it says is in `<who>.log`."""
        line = [sys.executable, "-m", self.program, *map(str, command)]
        with (self.home.parent / f"{who}.log").open("ab") as log:
            process = subprocess.Popen(line, env=self.environment(who), stdout=log, stderr=log, start_new_session=True)
        self.running[who] = process
        return process

    def start(self, who: str) -> None:
        """Start the worker or the web server, which are tended from then on."""
        commands: Mapping[str, tuple[object, ...]] = {
            "worker": ("worker", "--wacht", "0.05"),
            "web": ("serve", "--poort", self.web_port, "--werkers", 1, *_WEB),
        }
        self.services[who] = self.run(who, *commands[who])
        if who == "web":
            wait_for("the web server", self._answers)

    def _answers(self) -> bool:
        with suppress(urllib.error.URLError, OSError):
            address = f"http://127.0.0.1:{self.web_port}/api/v1/openapi.json"
            with urllib.request.urlopen(address, timeout=5) as answer:
                return bool(answer.status == 200)
        return self.services["web"].poll() is not None

    def kill(self, who: str, rng: Random) -> None:
        """SIGKILL for one process of these, or for all of them at once."""
        pids = tree(self.running[who].pid)
        for pid in pids if rng.random() < 0.5 else [rng.choice(pids)]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    @contextmanager
    def tended(self) -> Iterator[None]:
        """As long as this lasts, whatever dies is started again."""
        over = threading.Event()
        caretaker = threading.Thread(target=self._tend, args=(over,))
        caretaker.start()
        try:
            yield
        finally:
            over.set()
            caretaker.join()

    def _tend(self, over: threading.Event) -> None:
        while not over.wait(0.02):
            if not self._server_lives():
                self.connect().close()
            for who, process in list(self.services.items()):
                if process.poll() is not None:
                    self._sweep(process.pid)
                    self.connect().close()
                    self.start(who)

    @staticmethod
    def _sweep(group: int) -> None:
        """What a killed parent left behind, as the end of a service takes its whole group with it."""
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)

    def stop(self) -> None:
        for process in self.services.values():
            process.terminate()
        for process in self.services.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(30)
            self._sweep(process.pid)
            process.wait()
        for proxy in (*self.proxies.values(), self.door):
            proxy.close()
        connection.close()


@contextmanager
def a_house(folder: Path, server: Server | None = None) -> Iterator[House]:
    """A house on this server, or on a durable one of its own; nothing runs in it yet."""
    folder.chmod(0o711)
    home = folder / "mappen"
    home.mkdir()
    house = House(server or zorg_voor_server(folder / "pg", duurzaam=True), home)
    try:
        yield house
    finally:
        house.stop()
        if server is None:
            house.server.stop()


def _free_port() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
