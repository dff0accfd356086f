# SPDX-License-Identifier: EUPL-1.2
"""
The guard: a small process that runs PostgreSQL for as long as somebody uses it.

Every process that uses the server holds a shared lock on one file. The guard waits for the exclusive
lock, which the kernel gives it when the last user is gone, however that user ended (normal exit,
Ctrl-C, kill -9), and then stops PostgreSQL. Should the guard itself be killed, the kernel stops
PostgreSQL through its parent-death signal (Linux).

Run by `server.py` as `python -m jeugdregio.inrichting.wacht MAP duurzaam|tijdelijk`.
"""

import contextlib
import ctypes
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from jeugdregio.inrichting.gebruiker import draaigebruiker
from jeugdregio.inrichting.instellingen import as_arguments, server_settings
from jeugdregio.inrichting.programma import SECRET, InrichtenMislukt, bin_folder, data_folder

USE_LOCK = "gebruik.lock"
STATE = "stand.json"
LOG = "server.log"
READY = "klaar"
START_SECONDS = 60
STOP_SECONDS = 60
PORT_TRIES = 5
_PR_SET_PDEATHSIG = 1


class _Stop(Exception):
    """A signal asked the guard to stop, or PostgreSQL ended by itself."""


def main(arguments: list[str]) -> int:
    """Start PostgreSQL, say so on standard output, wait until nobody uses it, stop it."""
    map_ = Path(arguments[0])
    duurzaam = arguments[1] == "duurzaam"
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _raise_stop)
    try:
        process, port = _start_on_free_port(map_, duurzaam=duurzaam)
    except InrichtenMislukt as error:
        print(error, flush=True)
        return 1
    try:
        _write_state(map_ / STATE, port=port, postgres_pid=process.pid)
        signal.signal(signal.SIGCHLD, _raise_stop)
        print(READY, flush=True)
        _close_output()
        lock = os.open(map_ / USE_LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
    except _Stop:
        pass
    finally:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        stop_postgres(process, gently=duurzaam)
        (map_ / STATE).unlink(missing_ok=True)
        if not duurzaam:
            shutil.rmtree(data_folder(map_, draaigebruiker()))  # of a temporary server nothing is left, wherever it was
    return 0


def _raise_stop(_number: int, _frame: FrameType | None) -> None:
    raise _Stop


def _start_on_free_port(map_: Path, *, duurzaam: bool) -> tuple[subprocess.Popen[bytes], int]:
    """Start PostgreSQL; another port when someone took the free one in between."""
    for attempt in range(1, PORT_TRIES + 1):
        port = vrije_poort()
        process = _start(map_, port=port, duurzaam=duurzaam)
        if _became_ready(process, map_):
            return process, port
        said = _tail(map_ / LOG)
        if "Address already in use" not in said or attempt == PORT_TRIES:
            raise InrichtenMislukt("postgres", said)
    raise AssertionError("unreachable")


def vrije_poort() -> int:
    """A port on which nobody listens now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _start(map_: Path, *, port: int, duurzaam: bool) -> subprocess.Popen[bytes]:
    user = draaigebruiker()
    data = data_folder(map_, user)
    user.give(data / SECRET)  # PostgreSQL copies its whole folder, and has to be able to read it
    command = [str(bin_folder(user) / "postgres"), "-D", str(data), "-p", str(port)]
    command += as_arguments(server_settings(duurzaam=duurzaam, kopie=_wordt_gekopieerd(data)))
    with (map_ / LOG).open("wb") as log:
        process: subprocess.Popen[bytes] = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,
            preexec_fn=sterf_met_ouder(),
            **user.popen_arguments(),  # type: ignore[call-overload]
        )
    return process


def _wordt_gekopieerd(data: Path) -> bool:
    """Whether its WAL has to hold enough for copies: someone asks for them, or a slot was made for them once."""
    return bool(os.environ.get("RESERVEKOPIE_MAP")) or any((data / "pg_replslot").iterdir())


def sterf_met_ouder() -> Callable[[], None] | None:
    """What a child runs before it becomes a program of PostgreSQL: ask the kernel for SIGINT with its parent."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)

    def ask_kernel() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)

    return ask_kernel


def _became_ready(process: subprocess.Popen[bytes], map_: Path) -> bool:
    """Wait until PostgreSQL is ready; False when the process ended first."""
    data = data_folder(map_, draaigebruiker())
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            return False
        if is_klaar(process, data):
            return True
        time.sleep(0.02)
    stop_postgres(process, gently=False)
    return False


def is_klaar(process: subprocess.Popen[bytes], data: Path) -> bool:
    """Whether the postmaster's own file says that this process takes connections."""
    with contextlib.suppress(FileNotFoundError):
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        return len(lines) >= 8 and int(lines[0]) == process.pid and lines[7].strip() == "ready"
    return False


def stop_postgres(process: subprocess.Popen[bytes], *, gently: bool) -> None:
    """Fast shutdown (with a checkpoint) when gently, else (or when that takes too long) an immediate one."""
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGINT if gently else signal.SIGQUIT)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait(STOP_SECONDS)


def _write_state(path: Path, *, port: int, postgres_pid: int) -> None:
    """Write the state in one move, so that a reader never sees half of it."""
    scratch = path.with_suffix(".nieuw")
    scratch.write_text(json.dumps({"poort": port, "postgres": postgres_pid, "wacht": os.getpid()}), encoding="utf-8")
    scratch.chmod(0o600)
    scratch.rename(path)


def _close_output() -> None:
    """Let go of the starter's pipe, so that nothing waits for this process."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nothing, stream)
    os.close(nothing)


def _tail(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")[-2000:] if path.exists() else "geen melding"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
