# SPDX-License-Identifier: EUPL-1.2
"""
The counter of the test bench: hands a request to the process that keeps everything warm. No Django here.

That process (`houder.py`) has the program loaded and its database server running. It is started at the first
request, goes away after half an hour of silence or on `stop`, and is replaced when the program changed.
"""

import contextlib
import fcntl
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jeugdregio.ketentest.vingerafdruk import BRON

SOCKET = "houder.sock"
LOCK = "houder.lock"
LOG = "houder.log"
START_SECONDS = 120
STOP_SECONDS = 60
OPNIEUW = "opnieuw"
"""What the keeper answers, before any work, to who must start it again."""


class HouderStartNiet(Exception):
    """Raised when the process behind the test bench does not start; carries what it said."""

    def __str__(self) -> str:
        return f"De ketentest kon niet worden gestart. {self.args[0]}"


def vraag(map_: Path, request: Mapping[str, Any], zeg: Callable[[str, bool], None]) -> int:
    """
    Have one request carried out; gives the exit code.

    `zeg(text, wrong)` is called for every line that comes back. Raises HouderStartNiet.
    """
    map_.mkdir(parents=True, exist_ok=True)
    for _ in range(3):
        code = _ask(_connected(map_), request, zeg)
        if code is not None:
            return code
    raise HouderStartNiet(f"Zie {map_ / LOG}.")


def stop(map_: Path) -> bool:
    """Stop the keeper and its database server, and wait until they are gone; False when there was none."""
    if not map_.is_dir() or _is_free(map_):
        return False
    with contextlib.suppress(OSError):
        _ask(_connect(map_), {"doe": "stop"}, lambda text, wrong: None)
    _wait(map_, lambda: _is_free(map_), STOP_SECONDS, "Hij stopt niet.")
    return True


def _ask(connection: socket.socket, message: Mapping[str, Any], zeg: Callable[[str, bool], None]) -> int | None:
    """The exit code, or None when another keeper must be asked."""
    with connection, connection.makefile("rwb") as stream:
        stream.write(json.dumps(message).encode() + b"\n")
        stream.flush()
        for line in stream:
            answer = json.loads(line)
            if answer == OPNIEUW:
                return None
            if isinstance(answer, int):
                return answer
            zeg(answer["tekst"], answer["fout"])
    return None  # it ended without a verdict, so nothing was committed: ask the next one


def _connected(map_: Path) -> socket.socket:
    with contextlib.suppress(OSError):
        return _connect(map_)
    with (map_ / "start.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with contextlib.suppress(OSError):
            return _connect(map_)
        _wait(map_, lambda: _is_free(map_), STOP_SECONDS, "De vorige stopt niet.")
        return _start(map_)


def _start(map_: Path) -> socket.socket:
    path = os.pathsep.join(filter(None, [str(BRON.parent), os.environ.get("PYTHONPATH", "")]))
    with (map_ / LOG).open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jeugdregio.ketentest.houder", str(map_)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,
        )
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            connection = _connect(map_)
            process.returncode = 0  # it outlives us on purpose: no warning about a child that still runs
            return connection
        if process.poll() is not None:
            break
        time.sleep(0.02)
    said = (map_ / LOG).read_text(encoding="utf-8", errors="replace").strip()
    raise HouderStartNiet(said[-2000:] or "Er is geen melding.")


def _connect(map_: Path) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with in_map(map_):  # the path of a socket may not be long
            connection.connect(SOCKET)
    except OSError:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def in_map(map_: Path) -> Iterator[None]:
    """Work in this folder for a moment."""
    before = Path.cwd()
    os.chdir(map_)
    try:
        yield
    finally:
        os.chdir(before)


def _is_free(map_: Path) -> bool:
    """Whether no keeper holds this folder."""
    with (map_ / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _wait(map_: Path, done: Callable[[], bool], seconds: float, otherwise: str) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            raise HouderStartNiet(f"{otherwise} Zie {map_ / LOG}.")
        time.sleep(0.02)
