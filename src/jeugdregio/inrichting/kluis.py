# SPDX-License-Identifier: EUPL-1.2
"""
Sealed files: what leaves the database server for a copy is unreadable without the key.

A file is a head and pieces of 1 MiB, each AES-256-GCM. The key of a file comes from the secret and a salt of its own
(HKDF-SHA-256), so that a nonce is simply the number of the piece. The last piece says that it is the last, and the name
of the file is bound in: a file that was cut off, mixed up with another or changed does not open.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Protocol, cast

import zstandard
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MERK = b"jeugdregio-kluis-1\n"
KORTSTE_GEHEIM = 32
"""Bytes; `openssl rand -base64 48` gives 64."""
_STUK, _ZOUT, _TAG = 1024 * 1024, 32, 16


class OnbruikbaarGeheim(Exception):
    """Raised when the file with the secret is not there, cannot be read, or holds too little."""

    def __init__(self, pad: Path, waarom: str) -> None:
        super().__init__(pad, waarom)
        self.pad, self.waarom = pad, waarom

    def __str__(self) -> str:
        return f"Het geheim voor de reservekopie in {self.pad} is niet te gebruiken: {self.waarom}."


class GaatNietOpen(Exception):
    """Raised when a sealed file was made with another secret, was cut off, or was changed."""

    def __init__(self, naam: str) -> None:
        super().__init__(naam)
        self.naam = naam

    def __str__(self) -> str:
        return f"{self.naam} gaat niet open: het geheim is een ander, of het bestand is beschadigd."


class Schrijft(Protocol):
    """What takes bytes."""

    def write(self, data: bytes, /) -> object:
        """Take these bytes."""


def lees_geheim(pad: Path) -> bytes:
    """The secret in this file, without white space around it. Raises OnbruikbaarGeheim."""
    try:
        secret = pad.read_bytes().strip()
    except OSError as error:
        raise OnbruikbaarGeheim(pad, error.strerror or "niet te lezen") from error
    if len(secret) < KORTSTE_GEHEIM:
        raise OnbruikbaarGeheim(pad, f"korter dan {KORTSTE_GEHEIM} tekens")
    return secret


def sluit(bron: IO[bytes], doel: Path, geheim: bytes) -> None:
    """Write what `bron` gives to a sealed file, on disk before it has its name: whole or not there at all."""
    scratch = doel.with_name(doel.name + ".half")
    with scratch.open("wb") as file:
        scratch.chmod(0o600)
        salt = os.urandom(_ZOUT)
        file.write(MERK + salt)
        writer = _Sluiter(file, _cipher(geheim, salt), doel.name.encode())
        with zstandard.ZstdCompressor(level=3).stream_writer(cast("IO[bytes]", writer), closefd=False) as packed:
            shutil.copyfileobj(bron, packed, _STUK)
        writer.sluit()
        file.flush()
        os.fsync(file.fileno())
    scratch.rename(doel)
    _sync_folder(doel.parent)


def open_kluis(bron: Path, doel: Schrijft, geheim: bytes) -> None:
    """Write what a sealed file holds. Raises GaatNietOpen, possibly after a part was written."""
    packed = zstandard.ZstdDecompressor().decompressobj()
    try:
        for piece in _stukken(bron, geheim):
            doel.write(packed.decompress(piece))
    except (InvalidTag, zstandard.ZstdError) as error:
        raise GaatNietOpen(bron.name) from error


class _Sluiter:
    """Collects pieces of one size and seals them."""

    def __init__(self, file: IO[bytes], cipher: AESGCM, name: bytes) -> None:
        self._file, self._cipher, self._name = file, cipher, name
        self._number, self._waiting = 0, bytearray()

    def write(self, data: bytes) -> int:
        self._waiting += data
        while len(self._waiting) > _STUK:  # what is left may be the last
            self._piece(bytes(self._waiting[:_STUK]), last=False)
            del self._waiting[:_STUK]
        return len(data)

    def sluit(self) -> None:
        self._piece(bytes(self._waiting), last=True)

    def _piece(self, data: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number), data, _bound(self._name, last=last)))
        self._number += 1


def _stukken(path: Path, secret: bytes) -> Iterator[bytes]:
    with path.open("rb") as file:
        if file.read(len(MERK)) != MERK:
            raise GaatNietOpen(path.name)
        cipher = _cipher(secret, file.read(_ZOUT))
        number, piece = 0, file.read(_STUK + _TAG)
        while True:
            following = file.read(_STUK + _TAG)
            yield cipher.decrypt(_nonce(number), piece, _bound(path.name.encode(), last=not following))
            if not following:
                return
            number, piece = number + 1, following


def _cipher(secret: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=salt, info=MERK).derive(secret))


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _bound(name: bytes, *, last: bool) -> bytes:
    return (b"laatste:" if last else b"stuk:") + name


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
