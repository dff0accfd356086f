# SPDX-License-Identifier: EUPL-1.2
"""
Make a database again from its copies, as it was at a moment, in a folder of its own.

Nothing that exists is overwritten: the result gets its name when it is complete. Whoever is stopped half-way, by
SIGKILL too, starts again and finds it as if it were the first time.
"""

import contextlib
import fcntl
import os
import re
import shutil
import subprocess
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from jeugdregio.inrichting.bewaarplaats import DEEL, Bewaarplaats, Kopie
from jeugdregio.inrichting.gebruiker import Draaigebruiker, draaigebruiker
from jeugdregio.inrichting.instellingen import as_arguments, server_settings
from jeugdregio.inrichting.kluis import GaatNietOpen, open_kluis
from jeugdregio.inrichting.programma import (
    SECRET,
    SUPERUSER,
    InrichtenMislukt,
    bin_folder,
    data_folder,
    nieuw_geheim,
    role_password,
)
from jeugdregio.inrichting.server import stop_overgebleven
from jeugdregio.inrichting.wacht import is_klaar, sterf_met_ouder, stop_postgres, vrije_poort

LOG = "herstel.log"
_LAATSTE = re.compile(r"last completed transaction was at log time (.+)")
_TE_VROEG = "recovery ended before configured recovery target was reached"


class KanNietHerstellen(Exception):
    """Raised with a reason in Dutch, that says what to do."""


@dataclass(frozen=True)
class Hersteld:
    """What a restore gave: the copy it began with, the folder, and the moment of the last change in it."""

    kopie: Kopie
    data: Path
    laatste: datetime | None


def kies(place: Bewaarplaats, tot: datetime | None) -> Kopie:
    """The newest copy that was ready before this moment. Raises KanNietHerstellen."""
    fitting = [copy for copy in place.kopieen() if tot is None or copy.manifest.klaar <= tot]
    if not fitting:
        before = "" if tot is None else f" van vóór {tot:%d-%m-%Y %H:%M:%S}"
        raise KanNietHerstellen(f"Er is in {place.map} geen kopie{before}.")
    return fitting[-1]


def pak_uit(
    place: Bewaarplaats, copy: Kopie, geheim: bytes, *, data: Path, wal: Path, user: Draaigebruiker | None = None
) -> None:
    """
    Open a copy into two empty folders: the data folder, whole and checked, and the WAL that came after.

    Raises KanNietHerstellen when the copy is not what was made, GaatNietOpen with another secret.
    """
    user = user or draaigebruiker()
    if not copy.is_gaaf():
        raise KanNietHerstellen(f"De kopie {copy.naam} is beschadigd: de controlesom klopt niet. Neem een andere.")
    for folder in (data, wal):
        folder.mkdir(mode=0o700)
    _untar(copy, geheim, data)
    data.chmod(0o700)
    for path in place.segmenten(copy.manifest.eerste_wal):
        with (wal / path.name.removesuffix(DEEL)).open("wb") as file:
            open_kluis(path, file, geheim)
    for path in (data, *data.rglob("*"), wal, *wal.iterdir()):
        user.give(path)
    _run(user, "pg_verifybackup", "--quiet", str(data))


def herstel(
    place: Bewaarplaats,
    geheim: bytes,
    *,
    naar: Path,
    tot: datetime | None = None,
    meld: Callable[[str], None] = lambda _: None,
) -> Hersteld:
    """
    Make the database as it was at `tot` (None: as late as possible) in `naar`, the folder of an embedded server.

    What was committed at or before `tot` is in it, what came later is not. Raises KanNietHerstellen, GaatNietOpen, or
    InrichtenMislukt with what PostgreSQL said.
    """
    user = draaigebruiker()
    naar.mkdir(parents=True, exist_ok=True)
    data = data_folder(naar, user)
    with _alleen(naar / "herstel.lock"):
        if data.exists():
            raise KanNietHerstellen(
                f"In {naar} staat al een database. Kies een andere map: er wordt niets overschreven."
            )
        copy = kies(place, tot)
        _check_version(copy, user)
        scratch, wal = data.with_name(data.name + ".herstel"), data.with_name(data.name + ".wal")
        _sweep(scratch, wal)
        meld(f"Kopie {copy.naam} wordt uitgepakt en gecontroleerd.")
        pak_uit(place, copy, geheim, data=scratch, wal=wal, user=user)
        meld("Het logboek wordt afgespeeld.")
        last = _play(scratch, wal, naar / LOG, tot, user)
        if not (scratch / SECRET).exists():
            _take_over(scratch, user)
        shutil.rmtree(wal)
        scratch.rename(data)
    return Hersteld(copy, data, last)


def _untar(copy: Kopie, secret: bytes, data: Path) -> None:
    """Unpack while it is opened: nothing readable lies anywhere but in `data`."""
    reading, writing = os.pipe()
    failed: list[GaatNietOpen | OSError] = []

    def feed() -> None:
        try:
            with os.fdopen(writing, "wb") as pipe:
                open_kluis(copy.bestand, pipe, secret)
        except (GaatNietOpen, OSError) as error:
            failed.append(error)

    feeder = threading.Thread(target=feed)
    feeder.start()
    try:
        with os.fdopen(reading, "rb") as pipe, tarfile.open(fileobj=pipe, mode="r|") as archive:
            archive.extractall(data, filter="data")
            while pipe.read(1024 * 1024):  # what follows the end of the archive; else the feeder waits for ever
                pass
    except tarfile.TarError as error:
        feeder.join()
        raise (failed[0] if failed else error) from error
    feeder.join()
    if failed:
        raise failed[0]


def _play(data: Path, wal: Path, log: Path, until: datetime | None, user: Draaigebruiker) -> datetime | None:
    """Run PostgreSQL on the copy until it is a database again; gives the moment of the last change."""
    _prepare(data, user)
    settings = server_settings(duurzaam=True) | {
        "restore_command": f'cp "{wal}/%f" "%p"',
        "recovery_target_action": "promote",
        "hot_standby": "off",  # else it wants to be as large as the server that was copied
        "archive_mode": "off",
        "ssl": "off",
        "shared_preload_libraries": "",
        "log_min_messages": "log",
    }
    if until is not None:
        settings["recovery_target_time"] = until.astimezone(UTC).isoformat()
    command = [str(bin_folder(user) / "postgres"), "-D", str(data), "-p", str(vrije_poort())]
    with log.open("wb") as said:
        process: subprocess.Popen[bytes] = subprocess.Popen(
            [*command, *as_arguments(settings)],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            cwd="/",
            preexec_fn=sterf_met_ouder(),
            **user.popen_arguments(),  # type: ignore[call-overload]
        )
    try:
        while not is_klaar(process, data):
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
                _refuse(log, until)
    finally:
        stop_postgres(process, gently=True)
    found = _LAATSTE.search(log.read_text(encoding="utf-8", errors="replace"))
    return datetime.fromisoformat(found[1].strip().replace(" UTC", "+00:00")) if found else None


def _refuse(log: Path, until: datetime | None) -> None:
    """PostgreSQL ended by itself: say why."""
    said = log.read_text(encoding="utf-8", errors="replace")
    if _TE_VROEG in said and until is not None:
        raise KanNietHerstellen(
            f"De kopieën lopen niet door tot {until:%d-%m-%Y %H:%M:%S}. Geef een eerder moment, of geen moment: dan "
            "komt alles terug wat er is."
        )
    raise InrichtenMislukt("postgres", said[-2000:])


def _prepare(data: Path, user: Draaigebruiker) -> None:
    """Ask for recovery, and put aside what belonged to the machine that the copy came from."""
    new = {"recovery.signal": ""}
    if not (data / SECRET).exists():
        for name in ("postgresql.conf", "pg_hba.conf", "pg_ident.conf", "postgresql.auto.conf"):
            if (data / name).exists():
                (data / name).rename(data / f"{name}.bron")
            new[name] = ""
        new["pg_hba.conf"] = "host all,replication all 127.0.0.1/32 scram-sha-256\n"
    for name, text in new.items():
        (data / name).write_text(text, encoding="utf-8")
        user.give(data / name)


def _take_over(data: Path, user: Draaigebruiker) -> None:
    """A copy of a server elsewhere: from now on its superuser has a password that we know."""
    secret = nieuw_geheim(data)
    statement = f"ALTER ROLE {SUPERUSER} PASSWORD '{role_password(secret, SUPERUSER)}'\n"
    _run(user, "postgres", "--single", "-D", str(data), "template1", said=statement)


def _run(user: Draaigebruiker, program: str, *arguments: str, said: str = "") -> None:
    done = subprocess.run(
        [str(bin_folder(user) / program), *arguments],
        input=said,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env={**os.environ, "LC_ALL": "C"},
        **user.popen_arguments(),  # type: ignore[call-overload]
    )
    if done.returncode:
        raise InrichtenMislukt(program, done.stderr or done.stdout)


def _check_version(copy: Kopie, user: Draaigebruiker) -> None:
    said = subprocess.run([str(bin_folder(user) / "postgres"), "--version"], capture_output=True, text=True, check=True)
    found = re.search(r" (\d+)", said.stdout)
    assert found is not None
    if int(found[1]) != copy.manifest.versie:
        raise KanNietHerstellen(
            f"De kopie is van PostgreSQL {copy.manifest.versie} en hier staat {found[1]}. Pak haar uit met "
            "`jeugdregio reservekopie herstel --alleen-uitpakken` en start daar uw eigen PostgreSQL op."
        )


def _sweep(data: Path, wal: Path) -> None:
    """What a restore that was stopped left behind."""
    if data.exists():
        stop_overgebleven(data)
    for folder in (data, wal):
        if folder.exists():
            shutil.rmtree(folder)


@contextmanager
def _alleen(path: Path) -> Iterator[None]:
    """One restore at a time into one folder."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise KanNietHerstellen(f"In {path.parent} is een ander herstel bezig.") from error
    finally:
        os.close(handle)
