# SPDX-License-Identifier: EUPL-1.2
"""
What stands between two processes and can stop the talk between them at an exact moment.

`Proxy` passes bytes on and can hold the first byte of an answer. `PgProxy` understands as much of PostgreSQL's
protocol as is needed to see a transaction end: it can hold the COMMIT before the server has it ("voor": all is
written, nothing is decided), hold the server's answer to it ("na": it is decided, and nobody knows), or stop after so
many statements of a batch ("midden"). While it holds, a test kills whom it likes; then the connection is cut.
"""

import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import ClassVar

from tests.storm.grenzen import beschreven, naam_van

VOOR, NA, MIDDEN = "voor", "na", "midden"
ANTWOORD = "antwoord"
GEDULD = 120
_SSL, _GSS, _CANCEL = 80877103, 80877104, 80877102


@dataclass
class Trap:
    """One moment to stop at: which boundary, at which side; for `midden` after how many statements."""

    grens: str
    kant: str
    na: int = 0
    caught: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)
    port: int = 0
    """The port from which the connection that was caught talks to the server."""

    def hold(self, port: int) -> None:
        """Stop here until the test lets go."""
        self.port = port
        self.caught.set()
        self.released.wait(GEDULD)


class _Connection:
    """Two sockets and a thread for each direction."""

    def __init__(self, proxy: "Proxy", client: socket.socket, upstream: socket.socket) -> None:
        self.proxy, self.client, self.upstream = proxy, client, upstream
        self.port: int = upstream.getsockname()[1]
        self.answer_held: Trap | None = None

    def run(self) -> None:
        back = threading.Thread(target=self._guarded, args=(self._back,), daemon=True)
        back.start()
        self._guarded(self._forth)
        back.join()

    def _guarded(self, direction: Callable[[], None]) -> None:
        try:
            with suppress(OSError):
                direction()
        finally:
            self.cut()

    def cut(self) -> None:
        for one in (self.client, self.upstream):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _forth(self) -> None:
        while data := self.client.recv(65536):
            trap = self.proxy.trap
            if trap and trap.kant == ANTWOORD and data.startswith(trap.grens.encode()) and self.proxy.take(trap):
                self.answer_held = trap
            self.upstream.sendall(data)

    def _back(self) -> None:
        while data := self.upstream.recv(65536):
            if self.answer_held:
                self.answer_held.hold(self.port)
                return
            self.client.sendall(data)


class _PgConnection(_Connection):
    """Reads what the client says; the answers of the server pass unread."""

    def __init__(self, proxy: "PgProxy", client: socket.socket, upstream: socket.socket) -> None:
        super().__init__(proxy, client, upstream)
        self.seen = proxy
        self._prepared: dict[bytes, str] = {}
        self._statements: list[str] = []
        self._begun = False
        self._since_copy = -1

    def _exactly(self, many: int) -> bytes:
        found = b""
        while len(found) < many:
            part = self.client.recv(many - len(found))
            if not part:
                raise ConnectionResetError
            found += part
        return found

    def _start(self) -> None:
        while True:
            head = self._exactly(8)
            length, code = struct.unpack("!II", head)
            if code in (_SSL, _GSS):
                self.client.sendall(b"N")
                continue
            self.upstream.sendall(head + self._exactly(length - 8))
            return

    def _messages(self) -> Iterator[tuple[bytes, bytes]]:
        while True:
            head = self._exactly(5)
            yield head, self._exactly(struct.unpack("!I", head[1:])[0] - 4)

    def _forth(self) -> None:
        self._start()
        for head, body in self._messages():
            text = self._statement(head[:1], body)
            if text == "COMMIT":
                if not self._commit(head + body):
                    return
                continue
            if text:
                self._note(text)
            self.upstream.sendall(head + body)
            if text and self._stop_midway():
                return

    def _statement(self, kind: bytes, body: bytes) -> str:
        """The text that runs with this message; empty when none does."""
        if kind == b"Q":
            return body[:-1].decode(errors="replace").strip()
        if kind == b"P":
            name, text, _ = body.split(b"\0", 2)
            self._prepared[name] = text.decode(errors="replace").strip()
        if kind == b"B":
            return self._prepared.get(body.split(b"\0", 2)[1], "")
        return ""

    def _note(self, text: str) -> None:
        if text == "ROLLBACK" or text.startswith("BEGIN"):
            self._statements, self._begun, self._since_copy = [], text != "ROLLBACK", -1
            return
        self._statements.append(text)
        if text.startswith("COPY") or self._since_copy >= 0:
            self._since_copy += 1
        if not self._begun and (loose := beschreven([text])):
            self.seen.unnamed |= {f"zonder transactie: {table}" for table in loose}

    def _stop_midway(self) -> bool:
        trap = self.proxy.trap
        if not (trap and trap.kant == MIDDEN and self._since_copy >= trap.na and self.proxy.take(trap)):
            return False
        trap.hold(self.port)
        return True

    def _commit(self, message: bytes) -> bool:
        """Pass a COMMIT on; False when the talk ends here."""
        name = naam_van(self._statements)
        if not name:
            self.seen.unnamed |= beschreven(self._statements)
        self.seen.boundaries[name] += 1
        trap = self.proxy.trap
        wanted = trap and (
            trap.grens == name if trap.kant in (VOOR, NA) else trap.kant == MIDDEN and self._since_copy >= 0
        )
        taken = trap if trap and wanted and self.proxy.take(trap) else None
        self._note("ROLLBACK")
        if taken and taken.kant != NA:
            taken.hold(self.port)
            return False
        self.answer_held = taken
        self.upstream.sendall(message)
        if taken:
            taken.released.wait(GEDULD)
            return False
        return True


class Proxy:
    """Listens on a port that never changes and passes on to wherever `upstream` says the other side is now."""

    connection: ClassVar[type[_Connection]] = _Connection

    def __init__(self, upstream: Callable[[], int]) -> None:
        self._upstream = upstream
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.trap: Trap | None = None
        self._taking = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def take(self, trap: Trap) -> bool:
        """A trap springs once."""
        with self._taking:
            if self.trap is not trap:
                return False
            self.trap = None
            return True

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        try:
            upstream = socket.create_connection(("127.0.0.1", self._upstream()), timeout=10)
        except OSError:
            client.close()
            return
        for one in (client, upstream):
            one.settimeout(None)
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.connection(self, client, upstream).run()  # type: ignore[arg-type]


class PgProxy(Proxy):
    """Between a process and its database; counts the boundaries that went past, and keeps those without a name."""

    connection = _PgConnection

    def __init__(self, upstream: Callable[[], int]) -> None:
        self.boundaries: Counter[str] = Counter()
        self.unnamed: set[str] = set()
        super().__init__(upstream)
