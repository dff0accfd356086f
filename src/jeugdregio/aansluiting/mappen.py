# SPDX-License-Identifier: EUPL-1.2
"""
The folder carrier: `MAP/<organisatie>/in`, `out` and `quarantaine`.

In: a file that lies still is moved to `.genomen` (a rename, so it is taken once), stored, judged, and removed. A
file in `.genomen` is what a crash left behind: it is offered again, and recognised by its hash. What is refused goes
to `quarantaine`, with the reason beside it. Out: written under a temporary name, flushed to the disk and renamed, so
a reader never sees half a message; the name follows from the message, so sending it twice gives one file.

The folder is the identity: whoever may write in it delivers for that organisation. Rights on it are the system's. A
link in the place of a folder would lead into that of another: such a folder is left alone, and nothing follows a link.
"""

import fcntl
import logging
import os
import re
import stat
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from jeugdregio.aansluiting.models import Aansluiting
from jeugdregio.aansluiting.values import Ingenomen
from jeugdregio.berichten.values import Zending
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.queries import afloop, apartgezet, wachtend
from jeugdregio.ontvangst.values import APART, GEWEIGERD, Aanlevering

_LOG = logging.getLogger(__name__)
IN, UIT, QUARANTAINE, GENOMEN, SLOT = "in", "out", "quarantaine", ".genomen", ".slot"
GROOTSTE_BYTES = 25 * 1024 * 1024
PORTIE_BYTES, PORTIE = 50 * 1024 * 1024, 200
NOG_BEZIG = (".tmp", ".part", ".filepart", ".crdownload")
"""Under such a name a sender is still writing."""
TE_GROOT = "Het bestand is groter dan 25 MB. Verdeel de berichten over meer bestanden."
GEEN_BESTAND = "Dit is geen gewoon bestand. Zet alleen bestanden in deze map."
KOPPELING = "%s is geen map maar een koppeling. Verwijder haar en geef die organisatie geen rechten op %s zelf."
_TMP = ".tmp"
_HALF = f".*{_TMP}"
_CIJFERS = re.compile(r"\d{6,}")
_VREEMD = re.compile(r"[^A-Za-z0-9._-]")


class MapBezet(Exception):
    """Another process works in this folder."""


class MapOnbruikbaar(Exception):
    """This is not a folder in which can be worked; the text says what to do."""


@contextmanager
def alleen(root: Path) -> Iterator[None]:
    """Be the only one that works in this folder; raises `MapBezet` or `MapOnbruikbaar`."""
    try:
        handle = os.open(root / SLOT, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise MapOnbruikbaar(f"{root} is geen map waarin geschreven kan worden. Controleer het pad.") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise MapBezet(f"Een ander proces werkt al in {root}. Wacht tot het klaar is.") from error
    finally:
        os.close(handle)


class Mapdrager:
    """Brings a message to the `out` of its receiver."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def lever_af(self, zending: Zending) -> None:
        """Write the message, for good; raises `OSError`. The folder is not made here: its disk may not be there."""
        folder = self._root / zending.ontvanger / UIT
        _write(folder, f"{zending.soort}_{zending.afzender}_{zending.kenmerk}.xml", zending.data)


def bereid_voor(root: Path, *, regio: str) -> list[str]:
    """
    Make the folders of every organisation with a folder, and clear what a crash left half written; gives their codes.

    Needs `alleen`. The root itself has to be there.
    """
    with namens(verwerking(regio)):
        rows = Aansluiting.objects.filter(drager=Aansluiting.Drager.MAP, beeindigd_op__isnull=True)
        codes = sorted(rows.values_list("organisatie", flat=True))
    for code in codes:
        (root / code).mkdir(exist_ok=True)
        for part in (IN, UIT, QUARANTAINE, GENOMEN):
            with suppress(FileExistsError):  # what is there instead is seen below
                (root / code / part).mkdir(exist_ok=True)
        for part in (UIT, QUARANTAINE) if _zijn_mappen(root / code) else ():
            for half in (root / code / part).glob(_HALF):  # of a process that died while it wrote
                half.unlink()
    return codes


def _zijn_mappen(home: Path) -> bool:
    """Whether the folders of an organisation are that; says so in the log when one is not."""
    wrong = [part for part in (IN, UIT, QUARANTAINE, GENOMEN) if not stat.S_ISDIR((home / part).lstat().st_mode)]
    if wrong:
        _LOG.error(KOPPELING, home / wrong[0], home)
    return not wrong


def neem_map_in(
    root: Path, organisatie: str, *, regio: str, peildatum: date, moment: datetime, rust_seconden: float
) -> Ingenomen:
    """
    One pass over the `in` of one organisation; see the top of this module. Needs `alleen` and `bereid_voor`.

    A file is taken once nothing was written to it for `rust_seconden`. What else waits is judged along with it.
    """
    home = root / organisatie
    if not _zijn_mappen(home):
        return Ingenomen()
    young = _take(home, moment, rust_seconden)
    total = Ingenomen(te_jong=young)
    for portion in _portions(home):
        total = _plus(total, _one_portion(home, portion, organisatie, regio, peildatum, moment))
    return total


def _take(home: Path, moment: datetime, rest: float) -> int:
    """
    Move what lies still out of `in`, in order of name; gives how many files were left to rest.

    A file from tomorrow lies still too: its sender's clock is ahead, or ours was set back.
    """
    young = 0
    for nr, path in enumerate(sorted((home / IN).iterdir())):
        if path.name.startswith(".") or path.name.endswith(NOG_BEZIG):
            continue
        found = path.lstat()
        if stat.S_ISREG(found.st_mode) and abs(moment.timestamp() - found.st_mtime) < rest:
            young += 1
            continue
        place = home / GENOMEN / f"{moment:%Y%m%dT%H%M%S%f}-{nr:06}-{uuid.uuid4().hex[:8]}"
        place.mkdir()
        path.rename(place / path.name)
    return young


@dataclass(frozen=True)
class _Bestand:
    path: Path
    data: bytes


def _portions(home: Path) -> Iterator[list[_Bestand]]:
    """What was taken, read, in portions; what is too large or not a file goes to quarantine unread."""
    portion: list[_Bestand] = []
    size = 0
    for place in sorted((home / GENOMEN).iterdir()):
        if not place.is_dir():
            continue
        for path in sorted(place.iterdir()):
            found = path.lstat()
            if not stat.S_ISREG(found.st_mode):
                _quarantine(home, path, GEEN_BESTAND, place.name)
            elif found.st_size > GROOTSTE_BYTES:
                _quarantine(home, path, TE_GROOT, place.name)
            else:
                data = _read(path)
                portion.append(_Bestand(path, data))
                size += len(data)
        if not any(place.iterdir()):
            place.rmdir()
        if len(portion) >= PORTIE or size >= PORTIE_BYTES:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _one_portion(
    home: Path, files: Sequence[_Bestand], organisatie: str, regio: str, peildatum: date, moment: datetime
) -> Ingenomen:
    who = verwerking(regio)
    deliveries = [Aanlevering(f.path.name, f.data, organisatie, "map") for f in files]
    receipts = leg_vast(deliveries, moment=moment, on_behalf_of=who)
    while (report := verwerk(regio=regio, peildatum=peildatum, moment=moment)).uitkomsten or report.mislukt:
        pass
    numbers = [receipt.bestand_id for receipt in receipts]
    refused = {end.bestand_id: end.uitleg for end in afloop(numbers, on_behalf_of=who) if end.uitkomst == GEWEIGERD}
    refused |= {one.bestand_id: APART for one in apartgezet(on_behalf_of=who)}
    waiting = wachtend(numbers, on_behalf_of=who)
    for file, receipt in zip(files, receipts, strict=True):
        if receipt.bestand_id in waiting:
            continue
        if receipt.bestand_id in refused:
            _quarantine(home, file.path, refused[receipt.bestand_id], str(receipt.bestand_id), file.data)
        else:
            file.path.unlink()
        file.path.parent.rmdir()
    return Ingenomen(
        nieuw=sum(1 for r in receipts if not r.herhaling),
        herhaald=sum(1 for r in receipts if r.herhaling),
        geweigerd=sum(1 for r in receipts if r.bestand_id in refused),
        wacht=sum(1 for r in receipts if r.bestand_id in waiting),
    )


def _quarantine(home: Path, path: Path, why: str, number: str, data: bytes | None = None) -> None:
    """Put a file apart with its reason beside it; a name loses what could be a burgerservicenummer."""
    folder = home / QUARANTAINE
    name = f"{number}_{_CIJFERS.sub('x', _VREEMD.sub('_', path.name))[-100:]}"
    lines = [why, "", f"Bestand: {name}", f"Ontvangstnummer: {number}"]
    lines += [f"SHA-256: {sha256(data).hexdigest()}"] if data is not None else []
    _write(folder, f"{name}.reden.txt", ("\r\n".join(lines) + "\r\n").encode())
    with _opened(folder) as place:
        os.rename(path, name, dst_dir_fd=place)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    """The folder itself: what takes its place afterwards leads nowhere. Raises `OSError` for a link."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield handle
    finally:
        os.close(handle)


def _read(path: Path) -> bytes:
    """The file itself; raises `OSError` for a link."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as source:
        return source.read()


def _write(folder: Path, name: str, data: bytes) -> None:
    temporary = f".{name}.{uuid.uuid4().hex[:8]}{_TMP}"
    with _opened(folder) as place:
        handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666, dir_fd=place)
        try:
            with os.fdopen(handle, "wb") as target:
                target.write(data)
                target.flush()
                os.fsync(target.fileno())
            os.rename(temporary, name, src_dir_fd=place, dst_dir_fd=place)
        except OSError:
            with suppress(FileNotFoundError):
                os.unlink(temporary, dir_fd=place)
            raise
        os.fsync(place)


def _plus(one: Ingenomen, other: Ingenomen) -> Ingenomen:
    return Ingenomen(
        nieuw=one.nieuw + other.nieuw,
        herhaald=one.herhaald + other.herhaald,
        geweigerd=one.geweigerd + other.geweigerd,
        wacht=one.wacht + other.wacht,
        te_jong=one.te_jong + other.te_jong,
    )
