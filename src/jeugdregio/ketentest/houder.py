# SPDX-License-Identifier: EUPL-1.2
"""
The keeper of the test bench: one process with the program loaded and a database server of its own.

It answers one request at a time on a socket in its folder, which only its own user may open. Run by
`loket.py` as `python -m jeugdregio.ketentest.houder MAP`.
"""

import fcntl
import json
import os
import socket
import sys
import traceback
from collections.abc import Callable
from io import BufferedRWPair
from pathlib import Path
from typing import Any

from jeugdregio.inrichting import rollen
from jeugdregio.inrichting.server import Server, zorg_voor_server
from jeugdregio.ketentest import testdatabase
from jeugdregio.ketentest.loket import LOCK, OPNIEUW, SOCKET
from jeugdregio.ketentest.vingerafdruk import geladen_bestanden, vingerafdruk_bestanden

STILTE_SECONDS = 30 * 60
VRAAG_SECONDS = 10
FOUT_IN_VRAAG, FOUT_IN_PROGRAMMA = 2, 3

Zeg = Callable[..., None]
"""Give one line to who asked: `zeg(text)`, or `zeg(text, fout=True)` for standard error."""


class Program:
    """The program as this process has loaded it."""

    def __init__(self) -> None:
        self._files = geladen_bestanden()
        self._as_loaded = vingerafdruk_bestanden(self._files)

    def changed(self) -> bool:
        """Whether a file of it has changed since."""
        return vingerafdruk_bestanden(self._files) != self._as_loaded


class _Weg(Exception):
    """It is time to go."""


def main(map_: Path) -> int:
    """Serve requests until it has been quiet for half an hour, or someone says stop."""
    os.chdir(map_)
    os.umask(0o077)
    with Path(LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with _server(map_) as server:
            _set_up_django(server)
            from jeugdregio.ketentest.opdrachten import RESERVE

            program = Program()

            Path(SOCKET).unlink(missing_ok=True)
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as counter:
                counter.bind(SOCKET)
                counter.listen(16)
                counter.settimeout(STILTE_SECONDS)
                try:
                    while True:
                        _one(counter, server, program)
                except (TimeoutError, _Weg):
                    Path(SOCKET).unlink(missing_ok=True)
                    RESERVE.wait()
    return 0


def _server(map_: Path) -> Server:
    os.umask(0o022)  # the server may run as another user, who must pass through its folder
    server = zorg_voor_server(map_ / "pg")
    os.umask(0o077)
    return server


def _set_up_django(server: Server) -> None:
    for name in ("DATABASE_OWNER_URL", "JEUGDREGIO_ROL"):
        os.environ.pop(name, None)
    os.environ["DATABASE_URL"] = server.url(rollen.APP, testdatabase.TOESTANDEN[0])
    os.environ["DJANGO_SETTINGS_MODULE"] = "jeugdregio.config.settings"
    testdatabase.sjabloon(server)

    import django

    django.setup()


def _one(counter: socket.socket, server: Server, program: Program) -> None:
    connection, _ = counter.accept()
    with connection, connection.makefile("rwb") as stream:
        try:
            request = _request(connection, stream)
            if request is None:
                return
            if request["doe"] == "stop":
                raise _Weg
            if program.changed() or not _server_answers(server):
                Path(SOCKET).unlink(missing_ok=True)  # who comes now, finds nobody and starts another
                _give(stream, OPNIEUW)
                raise _Weg
            _give(stream, _carry_out(request, server, stream))
        except (BrokenPipeError, ConnectionResetError):
            return  # who asked, went away


def _request(connection: socket.socket, stream: BufferedRWPair) -> dict[str, Any] | None:
    """One request; None when who connected says nothing."""
    connection.settimeout(VRAAG_SECONDS)
    try:
        line = stream.readline()
    except TimeoutError:
        return None
    connection.settimeout(None)
    return dict(json.loads(line)) if line else None


def _server_answers(server: Server) -> bool:
    import psycopg

    try:
        psycopg.connect(server.url("postgres", "postgres"), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _carry_out(request: dict[str, Any], server: Server, stream: BufferedRWPair) -> int:
    from jeugdregio.ketentest.opdrachten import OPDRACHTEN, OnbruikbareVraag

    def zeg(tekst: str, *, fout: bool = False) -> None:
        _give(stream, {"tekst": tekst, "fout": fout})

    try:
        return OPDRACHTEN[request["doe"]](server, request, zeg)
    except OnbruikbareVraag as refusal:
        zeg(str(refusal), fout=True)
        return FOUT_IN_VRAAG
    except (BrokenPipeError, ConnectionResetError):
        raise
    except Exception:  # noqa: BLE001 - a bug goes to who asked, and the next request finds the keeper alive
        traceback.print_exc()
        sys.stderr.flush()
        zeg(f"Er zit een fout in het programma:\n{traceback.format_exc()}", fout=True)
        return FOUT_IN_PROGRAMMA


def _give(stream: BufferedRWPair, answer: Any) -> None:
    stream.write(json.dumps(answer).encode() + b"\n")
    stream.flush()


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
