# SPDX-License-Identifier: EUPL-1.2
"""An address that nobody should call, and a limit of time on what a test does."""

import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Kanarie:
    """Listens on 127.0.0.1 and remembers that it was called, by whatever library."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.adres = f"http://127.0.0.1:{self._socket.getsockname()[1]}/kanarie"
        self.gebeld = 0
        threading.Thread(target=self._luister, daemon=True).start()

    def _luister(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:  # closed
                return
            self.gebeld += 1
            caller.close()

    def sluit(self) -> None:
        """Stop listening."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


class DuurtTeLang(BaseException):
    """What was tried is not done in time; not an `Exception`, for the program might swallow that."""


@contextmanager
def binnen(seconden: float) -> Iterator[None]:
    """Fail when the block takes longer than this."""

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise DuurtTeLang(f"langer dan {seconden:g} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconden)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
