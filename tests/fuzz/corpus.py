# SPDX-License-Identifier: EUPL-1.2
"""The kept inputs: one folder per target, one file per input, named after its bytes. Invented data only."""

from __future__ import annotations

import gzip
import io
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import zstandard

from jeugdregio.core.bsn import voldoet_aan_elfproef
from jeugdregio.inrichting.plaats import werkmap
from tests.fuzz.jacht import voeg_samen
from tests.fuzz.mutatie import STUK, uit_zstd
from tests.fuzz.zaden import ZADEN

CORPUS = Path(__file__).with_name("corpus")
FOUT = "fout-"
"""Begins the name of an input that once broke something; it stays, whatever it reaches."""
MEESTE_BYTES_PER_DOEL = 220_000


def inhoud(doel: str) -> list[tuple[str, bytes]]:
    """Name and bytes of what is kept for a target."""
    return [(path.name, path.read_bytes()) for path in sorted((CORPUS / doel).iterdir())]


def bewaar(doel: str, data: bytes, *, fout: bool) -> Path:
    """Keep one input; gives its file. Raises ValueError when it may hold a number of a real person."""
    if vreemd := list(vreemde_nummers(data)):
        raise ValueError(
            f"Hierin staan {len(vreemd)} nummers die van iemand kunnen zijn. Vervang ze door een testnummer."
        )
    path = CORPUS / doel / f"{FOUT if fout else ''}{sha256(data).hexdigest()[:16]}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def vreemde_nummers(data: bytes) -> Iterator[str]:
    """Nine digits that could be a burgerservicenummer outside the test range, wherever they stand."""
    for text in (data, *_uitgepakt(data)):
        for number in re.findall(rb"(?<!\d)\d{9}(?!\d)", text.replace(b"\0", b"")):
            if voldoet_aan_elfproef(number.decode()) and not number.startswith(b"9999"):
                yield number.decode()


def _uitgepakt(data: bytes) -> list[bytes]:
    try:
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return [archive.read(one) for one in archive.infolist()]
        if data.startswith(b"\x1f\x8b"):
            return [gzip.decompress(data)]
        if data.startswith(b"\x28\xb5\x2f\xfd"):
            return [uit_zstd(data)]
    except (*STUK, zstandard.ZstdError):
        pass
    return []


def werkcorpus(doel: str) -> Path:
    """Where a hunt on this machine leaves what it found; not in the project."""
    return werkmap() / "fuzz" / doel


def verklein(doel: str) -> tuple[int, int]:
    """Make what is kept as small as it can be, with what was found on this machine; gives (inputs, bytes)."""
    with tempfile.TemporaryDirectory() as temporary:
        seeds, merged = Path(temporary) / "zaden", Path(temporary) / "klein"
        seeds.mkdir()
        for nr, data in enumerate(ZADEN[doel]()):
            (seeds / str(nr)).write_bytes(data)
        sources = [path for path in (seeds, CORPUS / doel, werkcorpus(doel)) if path.is_dir()]
        voeg_samen(doel, sources, merged)
        found = [path.read_bytes() for path in merged.iterdir()]
        errors = [data for name, data in inhoud(doel) if name.startswith(FOUT)] if (CORPUS / doel).is_dir() else []
    shutil.rmtree(CORPUS / doel, ignore_errors=True)
    for data in errors:
        bewaar(doel, data, fout=True)
    for data in [*ZADEN[doel](), *_binnen(found, MEESTE_BYTES_PER_DOEL)]:
        if not list(vreemde_nummers(data)) and data not in errors:
            bewaar(doel, data, fout=False)
    kept = inhoud(doel)
    return len(kept), sum(len(data) for _, data in kept)


def _binnen(found: Sequence[bytes], bytes_: int) -> Iterator[bytes]:
    """The smallest first, as far as there is room."""
    for data in sorted(found, key=len):
        bytes_ -= len(data)
        if bytes_ < 0:
            return
        yield data
