# SPDX-License-Identifier: EUPL-1.2
"""
Where copies of the database are kept, sealed: whole copies, and the WAL that was written since.

    MAP/basis/20261128T174500Z/kopie, manifest.json      a copy of the data folder
    MAP/logisch/20261128T174500Z/kopie, manifest.json    a dump, for another version of PostgreSQL
    MAP/wal/000000010000000000000004                     one segment of WAL
    MAP/wal/000000010000000000000005.partial             as far as it was written when we looked
    MAP/gezien.json                                      when the follower last was with the server

A copy without a manifest was never finished and does not count. Moments are in UTC.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

BASIS, LOGISCH = "basis", "logisch"
KOPIE, MANIFEST, GEZIEN = "kopie", "manifest.json", "gezien.json"
DEEL = ".partial"
_NAAM = "%Y%m%dT%H%M%SZ"
_SEGMENT = re.compile(r"[0-9A-F]{24}")
_PER_BESTAND = 0x100
"""Segments of 16 MiB, the size that PostgreSQL has unless it was built or made otherwise."""


@dataclass(frozen=True)
class Manifest:
    """
    What a copy is. `versie` is the major version of PostgreSQL, `eerste_wal` the first segment that a restore needs.

    A dump needs no WAL: there `eerste_wal` is empty.
    """

    soort: str
    begonnen: datetime
    klaar: datetime
    systeem: str
    versie: int
    eerste_wal: str
    sha256: str
    omvang_bytes: int


@dataclass(frozen=True)
class Kopie:
    """One finished copy."""

    map: Path
    manifest: Manifest

    @property
    def naam(self) -> str:
        """How people call it: when it was begun."""
        return self.map.name

    @property
    def bestand(self) -> Path:
        """The sealed file."""
        return self.map / KOPIE

    def is_gaaf(self) -> bool:
        """Whether the sealed file is still what it was when it was made."""
        return self.bestand.exists() and sha256(self.bestand) == self.manifest.sha256


@dataclass(frozen=True)
class Staat:
    """How the copies are: the newest, the moment up to which WAL came in, and segments that are missing."""

    kopieen: list[Kopie]
    gezien: datetime | None
    ontbreekt: list[str]

    def klachten(self, moment: datetime, *, oudste_kopie: timedelta, langste_stilte: timedelta) -> list[str]:
        """What is wrong, in Dutch; empty when a restore will succeed up to just before `moment`."""
        found = []
        if not self.kopieen:
            found.append("er is nog geen kopie. Draai `jeugdregio reservekopie maak`")
        elif moment - self.kopieen[-1].manifest.klaar > oudste_kopie:
            found.append(f"de nieuwste kopie is van {self.kopieen[-1].naam}. Draai `jeugdregio reservekopie maak`")
        if self.gezien is None or moment - self.gezien > langste_stilte:
            since = f"sinds {self.gezien:%d-%m-%Y %H:%M} UTC niet meer" if self.gezien else "nog nooit"
            found.append(f"het logboek is {since} gevolgd. Draait `jeugdregio reservekopie volg`?")
        if self.ontbreekt:
            found.append(
                f"in het logboek ontbreken {len(self.ontbreekt)} delen vanaf {self.ontbreekt[0]}. Maak een nieuwe kopie"
            )
        return found


class Bewaarplaats:
    """A folder with copies."""

    def __init__(self, map: Path) -> None:  # noqa: A002 - the Dutch word for folder
        self.map = map
        self.wal = map / "wal"

    def nieuw(self, soort: str, moment: datetime) -> Path:
        """A folder for a copy that is begun now."""
        folder = self.map / soort / moment.strftime(_NAAM)
        folder.mkdir(parents=True, mode=0o700)
        return folder

    def rond_af(self, folder: Path, manifest: Manifest) -> Kopie:
        """From now on this copy counts."""
        scratch = folder / (MANIFEST + ".half")
        scratch.write_text(json.dumps(asdict(manifest), default=datetime.isoformat, indent=1), encoding="utf-8")
        scratch.rename(folder / MANIFEST)
        return Kopie(folder, manifest)

    def kopieen(self, soort: str = BASIS) -> list[Kopie]:
        """The finished copies, oldest first."""
        return [Kopie(path.parent, _lees(path)) for path in sorted((self.map / soort).glob(f"*/{MANIFEST}"))]

    def segmenten(self, vanaf: str = "") -> list[Path]:
        """Segments of WAL from this one on, and the histories of timelines; a part only when there is no whole."""
        found = {path.name: path for path in self.wal.glob("*") if not path.name.endswith(".half")}
        return [
            path
            for name, path in sorted(found.items())
            if name.endswith(".history")
            or (name[8:24] >= vanaf[8:24] and (not name.endswith(DEEL) or name.removesuffix(DEEL) not in found))
        ]

    def zag(self, moment: datetime) -> None:
        """The follower was with the server at this moment."""
        scratch = self.map / (GEZIEN + ".half")
        scratch.write_text(json.dumps({"moment": moment.isoformat()}), encoding="utf-8")
        scratch.rename(self.map / GEZIEN)

    def staat(self) -> Staat:
        """How the copies are; reads names and manifests only, and needs no secret."""
        copies = self.kopieen()
        path = self.map / GEZIEN
        seen = datetime.fromisoformat(json.loads(path.read_text())["moment"]) if path.exists() else None
        return Staat(copies, seen, list(self._gaten(copies[-1].manifest.eerste_wal)) if copies else [])

    def _gaten(self, first: str) -> Iterator[str]:
        """What is missing between the first segment that the newest copy needs and the last that there is."""
        names = {path.name[8:24] for path in self.segmenten(first) if _SEGMENT.match(path.name)}
        if not names:
            return
        here, last = _nummer(first[8:24]), max(map(_nummer, names))
        for number in range(here, last + 1):
            name = f"{number // _PER_BESTAND:08X}{number % _PER_BESTAND:08X}"
            if name not in names:
                yield first[:8] + name

    def ruim_op(self, *, voor: datetime) -> list[str]:
        """
        Remove what is not needed to go back to any moment from `voor` on; gives what was removed.

        The newest copy from before that moment stays, for it is where a restore to that moment begins.
        """
        gone = []
        for kind in (BASIS, LOGISCH):
            older = [copy for copy in self.kopieen(kind) if copy.manifest.klaar < voor]
            for copy in older[:-1]:
                (copy.map / MANIFEST).unlink()  # first, so that what is half gone does not count
                shutil.rmtree(copy.map)
                gone.append(f"{kind}/{copy.naam}")
        left = self.kopieen()
        if left:
            first = min(copy.manifest.eerste_wal[8:24] for copy in left)
            for path in self.wal.glob("*"):
                if _SEGMENT.match(path.name) and path.name[8:24] < first:
                    path.unlink()
                    gone.append(f"wal/{path.name}")
        return gone


def sha256(path: Path) -> str:
    """Of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _lees(path: Path) -> Manifest:
    found = json.loads(path.read_text(encoding="utf-8"))
    return Manifest(**{**found, **{key: datetime.fromisoformat(found[key]) for key in ("begonnen", "klaar")}})


def _nummer(name: str) -> int:
    return int(name[:8], 16) * _PER_BESTAND + int(name[8:], 16)
