# SPDX-License-Identifier: EUPL-1.2
"""
Changes that leave an input nearly right, on text and not on a tree: what is broken must stay possible.

An XML text is cut in tags, comments, sections and text; an element is the run from its tag to the tag that ends it.
An archive is opened, one part is changed, and it is packed again, sometimes wrongly.
"""

from __future__ import annotations

import gzip
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from random import Random

import zstandard

from jeugdregio.berichten.values import NAMESPACE_BASIS, Soort
from tests.berichten import LASTIG, XSI
from tests.fuzz.zaden import BSN, berichten

Stukken = list[bytes]
Wijziging = Callable[[Stukken, Random], None]

MEESTE_BYTES = 16_000
STUK = (OSError, ValueError, RuntimeError, EOFError, LookupError, zipfile.BadZipFile, zlib.error, struct.error)
"""What the standard library raises for an archive that is torn."""

_STUK = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<[^<>]*>|[^<]+|<", re.DOTALL)
_OPEN = re.compile(rb"<([^\s/!?<>]+)[^<>]*(?<!/)>")
_ENTITEITEN = b'<!DOCTYPE x [<!ENTITY a "7"><!ENTITY b "&a;&a;">]>'
_TUSSEN = [
    b"<!-- x -->",
    b"<!--&<-->",
    b"<?x y?>",
    b"<![CDATA[]]>",
    b"<![CDATA[5]]>",
    b"&#48;",
    b"&#x35;",
    b"&#13;",
    b"&amp;",
    b"&a;",
    b"\r\n",
    b"\t",
    b" ",
    b"\xc2\xa0",
    b"\xe2\x80\xae",
    b"]]",
]
_WAARDEN = [
    *(text.encode() for text in LASTIG),
    b"0" * 5_000 + b"7",
    b"9" * 400,
    b"99999999999999999999-01",
    b"2026-99",
    b"2026-08",
    b"12026-01-01",
    b"9999-12-31",
    b"0001-01-01",
    BSN.encode(),
    b"=HYPERLINK(1)",
    b"1e309",
    b"NaN",
    b"3.0",
    b"1.234,5",
    b"10001",
    b"45-45A03",
]
_ATTRIBUTEN = [
    f' xmlns:xsi="{XSI}" xsi:type="x:y"'.encode(),
    f" xmlns:xsi='{XSI}' xsi:schemaLocation='urn:x http://localhost/x.xsd'".encode(),
    f' xmlns:xsi="{XSI}" xsi:nil="true"'.encode(),
    f' xmlns:ijw="{NAMESPACE_BASIS}"'.encode(),
    b' xmlns="urn:x"',
    b' xml:space="preserve"',
    b' a="&lt;&#10;>"',
    b' r="XFD1048576"',
    b' r="B2"',
    b' t="s"',
    b' t="inlineStr"',
    b' t="str"',
]


def muteer(data: bytes, rng: Random) -> bytes:
    """One to four changes; an archive stays one, most of the time."""
    if rng.random() < 0.05:
        return rng.choice(list(berichten().values()))
    if data.startswith(b"PK"):
        return _in_zip(data, rng)[: MEESTE_BYTES * 2]
    if data.startswith((b"\x1f\x8b", b"\x28\xb5\x2f\xfd")):
        return _in_stroom(data, rng)[:MEESTE_BYTES]
    changed = tekst(data, rng)
    return _ingepakt(changed, rng) if rng.random() < 0.04 else changed[:MEESTE_BYTES]


def tekst(data: bytes, rng: Random) -> bytes:
    """Change an XML text."""
    for _ in range(rng.choice((1, 1, 1, 2, 3, 4))):
        pieces = _STUK.findall(data)
        if len(pieces) > 2 and rng.random() < 0.93:
            rng.choice(WIJZIGINGEN)(pieces, rng)
            data = b"".join(pieces)
        else:
            data = rng.choice(GEHEEL)(data, rng)
    return data


def _element(pieces: Stukken, rng: Random) -> tuple[int, int]:
    """Where an element starts and ends: `pieces[begin:end]`."""
    begin = rng.randrange(len(pieces))
    for start in [*range(begin, len(pieces)), *range(begin)]:
        found = _OPEN.fullmatch(pieces[start])
        if found:
            depth, close = 0, b"</" + found[1]
            for end in range(start, len(pieces)):
                if pieces[end].startswith(close):
                    depth -= 1
                elif _OPEN.fullmatch(pieces[end]) and pieces[end][1:].startswith(found[1]):
                    depth += 1
                if depth == 0:
                    return start, end + 1
    return begin, begin + 1


def _weg(pieces: Stukken, rng: Random) -> None:
    begin, end = _element(pieces, rng)
    del pieces[begin:end]


def _dubbel(pieces: Stukken, rng: Random) -> None:
    begin, end = _element(pieces, rng)
    pieces[end:end] = pieces[begin:end]


def _elders(pieces: Stukken, rng: Random) -> None:
    begin, end = _element(pieces, rng)
    moved = pieces[begin:end]
    del pieces[begin:end]
    at = rng.randrange(len(pieces) + 1)
    pieces[at:at] = moved


def _verwissel(pieces: Stukken, rng: Random) -> None:
    one, other = _element(pieces, rng), _element(pieces, rng)
    (a, b), (c, d) = sorted((one, other))
    if b <= c:
        pieces[a:d] = [*pieces[c:d], *pieces[b:c], *pieces[a:b]]


def _van_een_ander(pieces: Stukken, rng: Random) -> None:
    source = _STUK.findall(rng.choice(list(berichten().values())))
    begin, end = _element(source, rng)
    at = rng.randrange(len(pieces) + 1)
    pieces[at:at] = source[begin:end]


def _waarden(pieces: Stukken) -> list[int]:
    """Where there is text between tags."""
    found = [nr for nr, piece in enumerate(pieces) if not piece.startswith(b"<") and piece.strip()]
    return found or [0]


def _waarde(pieces: Stukken, rng: Random) -> None:
    pieces[rng.choice(_waarden(pieces))] = rng.choice(_WAARDEN)


def _verwisselde_waarde(pieces: Stukken, rng: Random) -> None:
    places = _waarden(pieces)
    pieces[rng.choice(places)] = pieces[rng.choice(places)]


def _rand(pieces: Stukken, rng: Random) -> None:
    """White space or a sign around a value, a letter less, or twice the same."""
    place = rng.choice(_waarden(pieces))
    value = pieces[place]
    pieces[place] = rng.choice([b" " + value, value + b"\n", b"+" + value, b"-" + value, b"00" + value, value[:-1]])


def _tussen(pieces: Stukken, rng: Random) -> None:
    """A comment, an instruction, a section or a reference inside a value, or between elements."""
    place = rng.choice(_waarden(pieces)) if rng.random() < 0.8 else rng.randrange(len(pieces))
    value = pieces[place]
    at = rng.randrange(len(value) + 1) if not value.startswith(b"<") else rng.choice([0, len(value)])
    pieces[place] = value[:at] + rng.choice(_TUSSEN) + value[at:]


def _als_sectie(pieces: Stukken, rng: Random) -> None:
    place = rng.choice(_waarden(pieces))
    value = pieces[place]
    at = rng.randrange(len(value) + 1)
    pieces[place] = b"<![CDATA[" + value[:at] + b"]]>" + value[at:]


def _attribuut(pieces: Stukken, rng: Random) -> None:
    begin, _ = _element(pieces, rng)
    pieces[begin] = re.sub(rb"(/?>)$", lambda end: rng.choice(_ATTRIBUTEN) + end[1], pieces[begin])


def _hernoem(pieces: Stukken, rng: Random) -> None:
    """Another name or prefix, with or without its end tag."""
    begin, end = _element(pieces, rng)
    other, _ = _element(pieces, rng)
    found, wanted = _OPEN.fullmatch(pieces[begin]), _OPEN.fullmatch(pieces[other])
    if found and wanted:
        for place in (begin, end - 1) if rng.random() < 0.9 else (begin,):
            pieces[place] = pieces[place].replace(found[1], wanted[1])


WIJZIGINGEN: list[Wijziging] = [
    *(_weg, _dubbel, _elders, _verwissel, _van_een_ander, _hernoem, _attribuut, _als_sectie),
    *[_waarde] * 4,
    *[_verwisselde_waarde] * 2,
    *[_rand] * 3,
    *[_tussen] * 4,
]


# ---- the whole text -------------------------------------------------------------------------------------------------


def _soort(data: bytes, rng: Random) -> bytes:
    return data.replace(rng.choice(list(Soort)).lower().encode(), rng.choice(list(Soort)).lower().encode())


def _prefix(data: bytes, rng: Random) -> bytes:
    new = rng.choice([b"b:", b"_x.y:", b"", "é:".encode()])
    old = rng.choice([b"ijw:", *(soort.lower().encode() + b":" for soort in Soort)])
    bound = b"xmlns" + (b":" + new[:-1] if new else b"")
    text = re.sub(rb"(</?)" + old, rb"\1" + new, data)
    return text.replace(b"xmlns:" + old[:-1], bound)


def _doctype(data: bytes, rng: Random) -> bytes:
    at = rng.choice([0, data.find(b"<", 5), data.find(b"\n") + 1])
    return data[: max(at, 0)] + rng.choice([_ENTITEITEN, b"<!DOCTYPE x>", b"<!-- x -->", b"<?p?>"]) + data[max(at, 0) :]


def _codering(data: bytes, rng: Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return rng.choice(
        [
            lambda: b"\xef\xbb\xbf" + data,
            lambda: text.encode("utf-16"),
            lambda: text.encode("utf-16-be"),
            lambda: text.encode("latin-1", "replace"),
            lambda: data.replace(b'"UTF-8"', rng.choice([b'"utf-8"', b"'UTF-8'", b'"ISO-8859-1"', b'"UTF-7"', b'""'])),
            lambda: data.replace(b'version="1.0"', rng.choice([b'version="1.1"', b"version='1.0'", b""])),
            lambda: re.sub(rb"<\?xml.*?\?>", b"", data),
        ]
    )()


def _knip(data: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return rng.choice([data[:at], data[at:], data + data[:at], data[:at] + data])


def _byte(data: bytes, rng: Random) -> bytes:
    changed = bytearray(data or b"\0")
    changed[rng.randrange(len(changed))] = rng.choice([0, 0x0B, 0x26, 0x3C, 0x3E, 0x80, 0xFE, rng.randrange(256)])
    return bytes(changed)


GEHEEL: list[Callable[[bytes, Random], bytes]] = [_soort, _prefix, _doctype, _codering, _knip, _byte]


# ---- archives -------------------------------------------------------------------------------------------------------


def _in_zip(data: bytes, rng: Random) -> bytes:
    if rng.random() < 0.15:
        return _byte(data, rng)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(one.filename, archive.read(one)) for one in archive.infolist() if one.file_size < 100_000]
    except STUK:
        return _byte(data, rng)
    if parts:
        # the cells of a spreadsheet lie in its largest parts
        place = max(range(len(parts)), key=lambda nr: rng.random() * len(parts[nr][1]))
        parts[place] = (parts[place][0], tekst(parts[place][1], rng))
    choice = rng.random()
    if choice < 0.03:
        parts.append((rng.choice(["../x", "map/x", "C:\\x", "x", "a" * 300]), b"x"))
    elif choice < 0.05 and parts:
        del parts[rng.randrange(len(parts))]
    elif choice < 0.08:
        return b"".join(content for _, content in parts)
    return _zip(parts, rng)


def _zip(parts: list[tuple[str, bytes]], rng: Random) -> bytes:
    target = io.BytesIO()
    method = rng.choice([zipfile.ZIP_DEFLATED] * 8 + [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2])
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts:
            about = zipfile.ZipInfo(name)
            about.external_attr = rng.choice([0] * 20 + [0o120777 << 16, 0o040755 << 16])
            if name not in archive.namelist():
                archive.writestr(about, content, method)
    packed = bytearray(target.getvalue())
    if rng.random() < 0.03:  # says that it has a password
        packed[6] |= 1
        packed[packed.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


def _in_stroom(data: bytes, rng: Random) -> bytes:
    try:
        inside = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else uit_zstd(data)
    except (*STUK, zstandard.ZstdError):
        return _byte(data, rng)
    return _ingepakt(tekst(inside, rng), rng) if rng.random() < 0.8 else _byte(data, rng)


def uit_zstd(data: bytes) -> bytes:
    """At most a megabyte of it, whatever size it says it has. Raises zstandard.ZstdError."""
    with zstandard.ZstdDecompressor(max_window_size=2**24).stream_reader(data, read_across_frames=True) as stream:
        return bytes(stream.read(1_000_000))


def _ingepakt(data: bytes, rng: Random) -> bytes:
    return rng.choice(
        [
            lambda: gzip.compress(data, mtime=0),
            lambda: zstandard.ZstdCompressor().compress(data),
            lambda: _zip([("bericht.xml", data)], rng),
            lambda: gzip.compress(gzip.compress(data, mtime=0), mtime=0),
            lambda: gzip.compress(data, mtime=0) * 2,
        ]
    )()
