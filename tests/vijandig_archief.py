# SPDX-License-Identifier: EUPL-1.2
"""Hostile archives around one message."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import struct
import tarfile
import warnings
import zipfile
from collections.abc import Iterator

import zstandard

MIB = 1024 * 1024
Rij = tuple[str, bytes, bool | None]
"""Name, bytes, and whether what the message says is booked; None: that may go either way, but all or nothing."""
_NAAM = "bericht.xml"


def ingepakt(*delen: tuple[str, bytes], methode: int = zipfile.ZIP_DEFLATED, mode: int = 0) -> bytes:
    """A zip with these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", methode) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name that comes twice is what we want
        for name, data in delen:
            info = zipfile.ZipInfo(name)
            info.compress_type, info.external_attr = methode, mode << 16
            archive.writestr(info, data)
    return target.getvalue()


def archieven(goed: bytes) -> Iterator[Rij]:
    """Name, bytes, and whether what is in it is booked."""
    yield from _zips(goed)
    yield from _verminkt(goed)
    yield from _stromen(goed)


def _zips(goed: bytes) -> Iterator[Rij]:
    yield "zip", ingepakt((_NAAM, goed)), True
    yield "zip stored", ingepakt((_NAAM, goed), methode=zipfile.ZIP_STORED), True
    yield "zip of bzip2", ingepakt((_NAAM, goed), methode=zipfile.ZIP_BZIP2), False
    yield "zip of lzma", ingepakt((_NAAM, goed), methode=zipfile.ZIP_LZMA), False
    yield "zip with nothing", ingepakt(), False
    yield "zip with an empty file", ingepakt((_NAAM, b"")), False
    yield "zip with two", ingepakt((_NAAM, goed), ("b.xml", goed)), False
    yield "zip with one name twice", ingepakt((_NAAM, goed), (_NAAM, goed)), False
    yield "zip with a thousand", ingepakt(*((f"{i}.xml", b"<a/>") for i in range(1_000))), False
    yield "zip with a note beside it", ingepakt((_NAAM, goed), ("leesmij.txt", b"x")), False
    for name in (
        "../x.xml",
        "a/../../x.xml",
        "/x.xml",
        "C:\\x.xml",
        "..\\x.xml",
        "\\\\server\\x.xml",
        "a/b.xml",
        "map/",
    ):
        yield f"zip with {name}", ingepakt((name, b"" if name.endswith("/") else goed)), False
    for name in ("\u202elmx.exe", "con", "<b>.xml", "x" * 60_000, "a\nb.xml", "=1+1.xml", "\U0001f4a3"):
        yield f"zip with name {name[:8]!r}", ingepakt((name, goed)), True
    for kind in (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK, stat.S_IFDIR):
        yield f"zip with kind {kind:o}", ingepakt((_NAAM, b"/etc/passwd"), mode=kind | 0o777), False
    yield "zip in zip", ingepakt((_NAAM, ingepakt((_NAAM, goed)))), False
    yield "gzip in zip", ingepakt((_NAAM, gzip.compress(goed))), False
    yield "zip bomb", ingepakt((_NAAM, bytes(200 * MIB))), False
    yield "zip bomb of white space", ingepakt((_NAAM, goed + b" " * 26 * MIB)), False
    yield "zip bomb below the limit", ingepakt((_NAAM, goed + b" " * 20 * MIB)), False


def _verminkt(goed: bytes) -> Iterator[Rij]:
    whole = ingepakt((_NAAM, goed))
    central = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")

    def written(place: int, form: str, value: int, base: bytes = whole) -> bytes:
        data = bytearray(base)
        struct.pack_into(form, data, place, value)
        return bytes(data)

    yield "zip with a password", written(central + 8, "<H", 1, written(6, "<H", 1)), False
    yield "zip that says it is small", written(central + 24, "<I", 10), False
    yield "zip that says it is enormous", written(central + 24, "<I", 2**32 - 2), True
    yield "zip that says it is packed small", written(central + 20, "<I", 10), False
    yield "zip with a wrong checksum", written(central + 16, "<I", 1), False
    yield "zip of an unknown method", written(central + 10, "<H", 99), False
    yield "zip that points beyond itself", written(central + 42, "<I", 2**31), False
    yield "zip that points at itself", written(central + 42, "<I", central), False
    yield "zip that says it holds many", written(end + 10, "<H", 65_000), True
    yield "zip with a table elsewhere", written(end + 16, "<I", 2**31), False
    yield "zip with a table that is enormous", written(end + 12, "<I", 2**31), False
    yield "zip with another name inside", whole.replace(b"bericht.xml", b"../../x.xml", 1), False
    yield "zip cut off", whole[:-30], False
    yield "zip cut in half", whole[: len(whole) // 2], False
    yield "zip of four bytes", whole[:4], False
    yield "zip with text in front", b"MZ" + bytes(100) + whole, False
    yield "zip with text behind", whole + b"x" * 100, True
    yield "zip with a note", whole[:-2] + struct.pack("<H", 5) + b"notit", True
    yield "zip within a zip's note", whole[:-2] + struct.pack("<H", len(whole)) + whole, True
    yield "two zips", whole + whole, True
    for place in range(0, len(whole), 97):
        yield f"zip with byte {place} changed", written(place, "<B", whole[place] ^ 0x55), None


def _stromen(goed: bytes) -> Iterator[Rij]:
    zstd = zstandard.ZstdCompressor().compress
    yield "gzip", gzip.compress(goed), True
    yield "gzip bomb", gzip.compress(bytes(200 * MIB), 1), False
    yield "gzip of gzip", gzip.compress(gzip.compress(goed)), False
    yield "gzip of zip", gzip.compress(ingepakt((_NAAM, goed))), False
    yield "gzip of zstd", gzip.compress(zstd(goed)), False
    yield "gzip cut off", gzip.compress(goed)[:-9], False
    yield "gzip of three bytes", gzip.compress(goed)[:3], False
    yield "gzip with a wrong checksum", gzip.compress(goed)[:-8] + bytes(8), False
    yield "gzip with text behind", gzip.compress(goed) + b"tekst", False
    yield "gzip of two messages", gzip.compress(goed) * 2, False
    yield "gzip in two members", gzip.compress(goed[:500]) + gzip.compress(goed[500:]), True
    yield "gzip of many members", gzip.compress(b"") * 50_000 + gzip.compress(goed), True
    yield "gzip with nothing", gzip.compress(b""), False
    yield "zstd", zstd(goed), True
    yield "zstd bomb", zstd(bytes(400 * MIB)), False
    yield "zstd of zstd", zstd(zstd(goed)), False
    yield "zstd cut off", zstd(goed)[:-9], False
    yield "zstd with text behind", zstd(goed) + b"tekst", False
    yield "zstd with a huge window", b"\x28\xb5\x2f\xfd\x00\xf8" + zstd(goed)[6:], False
    yield "zstd that says it is enormous", b"\x28\xb5\x2f\xfd\xe0" + b"\xff" * 8 + zstd(goed)[6:], False
    yield "zstd of a note", struct.pack("<II", 0x184D2A50, 4) + b"note" + zstd(goed), False
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        link = tarfile.TarInfo("bericht.xml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    yield "tar", tar.getvalue(), False
    yield "tar in gzip", gzip.compress(tar.getvalue()), False
    yield "bzip2", bz2.compress(goed), False
    yield "xz", lzma.compress(goed), False
    yield "7z", b"7z\xbc\xaf\x27\x1c" + bytes(100), False
    yield "rar", b"Rar!\x1a\x07\x01\x00" + bytes(100), False
    yield "lz4", b"\x04\x22\x4d\x18" + bytes(100), False
    yield "compress", b"\x1f\x9d\x90" + bytes(100), False
