# SPDX-License-Identifier: EUPL-1.2
"""
The door: what a delivery must be before anyone reads it.

A delivery is one message as XML, or one message packed with gzip, zstd or zip. The steps come in this order, each
with its own limit and its own refusal: size, archive, size of what comes out, encoding, what stands in front of the
first element, DTD, number of elements, kind. Well-formedness and schema (`lezen.keur`), content and identity
(`partij`) come after the door. Nothing here trusts a size, a name or a declaration; nothing is written to disk;
no text here repeats what was sent.
"""

from __future__ import annotations

import gzip
import io
import re
import stat
import struct
import threading
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

import zstandard
from lxml import etree

from jeugdregio.berichten.values import SOORT_PER_NAMESPACE, Bestanddeel, Bezwaar, Soort
from jeugdregio.berichten.xmltekst import BOM, declaratie, na_proloog

MIB = 1024 * 1024

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_INGEPAKT = (*_ZIP, _GZIP, _ZSTD)
_ANDER_ARCHIEF = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh", b"\xfd7zXZ\x00")
_ANDERE_CODERING = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff", b"\x00<", b"<\x00", b"\x00\x00\x00<")
_VERDEEL = "Verdeel de berichten over meer bestanden."
_APART = "Pak elk bericht apart in, zonder map."
_STUK = 1 * MIB
_ZSTD_STAP = 1024
_RATIO_VANAF = 16 * MIB
_OPENING = 128 * 1024
_TAG_OPENT = len(b"<!DOCTYPE")
_PER_DRAAD = threading.local()

_CODERING = re.compile(rb"""\sencoding\s*=\s*["']([A-Za-z0-9._-]*)["']""")
_VERSIE = re.compile(rb"""\sversion\s*=\s*["']1\.0["']""")
_WORTEL = re.compile(rb"""<(?:([\w.-]+):)?Bericht((?:\s+[^\s=<>/"']+\s*=\s*(?:"[^"<&]*"|'[^'<&]*'))*)\s*/?>""")
_ATTRIBUUT = re.compile(rb"""\s+([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ISTANDAARD = re.compile(r"http://www\.istandaarden\.nl/(ijw|iwmo|iwlz|ieb)/(\d)_(\d)/(\w{4,8})/schema")


@dataclass(frozen=True)
class Grenzen:
    """How much may come through the door in one delivery; 25 MB is what the standard says (OP179)."""

    bestand_bytes: int = 25 * MIB
    uitgepakt_bytes: int = 25 * MIB
    verhouding: int = 250
    """Unpacked size divided by packed size; looked at once 16 MiB have come out."""
    onderdelen: int = 1
    aanloop_bytes: int = 64 * 1024
    """What may stand in front of the first element: declaration, comments, white space."""
    tekens_kleiner_dan: int = 2_000_000
    """How often `<` may come: a tree of this many elements takes some hundreds of MB."""


GRENZEN = Grenzen()


class GeweigerdAanDeDeur(Exception):
    """A delivery, or one message, is turned away; `code` does not change, `uitleg` is Dutch."""

    def __init__(self, code: str, uitleg: str) -> None:
        super().__init__(uitleg)
        self.code = code
        self.uitleg = uitleg


def open_deur(data: bytes, naam: str = "", grenzen: Grenzen = GRENZEN) -> list[Bestanddeel]:
    """
    Unpack a delivery into its messages, each recognised.

    A message in a zip that is turned away stays in the list with its `bezwaar`, so that the others can go on.

    Raises GeweigerdAanDeDeur when the delivery as a whole, or the only message in it, is turned away.
    """
    if not data:
        raise GeweigerdAanDeDeur("leeg", "Het bestand is leeg. Stuur het bestand opnieuw.")
    if len(data) > grenzen.bestand_bytes:
        raise GeweigerdAanDeDeur(
            "te_groot",
            f"Het bestand is groter dan {grenzen.bestand_bytes // MIB} MB. {_VERDEEL}",
        )
    if data.startswith(_ZIP):
        return _pak_zip_uit(data, grenzen)
    if data.startswith((_GZIP, _ZSTD)):
        data = _gunzip(data, grenzen) if data.startswith(_GZIP) else _unzstd(data, grenzen)
        _geen_archief_in_archief(data)
    return [Bestanddeel(naam, data, soort=toets(data, grenzen))]


def toets(data: bytes, grenzen: Grenzen = GRENZEN) -> Soort:
    """
    Whether one message may come in: UTF-8, XML 1.0, no DTD, a kind of iJw 3.2. Gives that kind.

    Raises GeweigerdAanDeDeur.
    """
    if not data.strip():
        raise GeweigerdAanDeDeur("leeg", "Het bericht is leeg. Stuur het bericht opnieuw.")
    _toets_codering(data)
    if not data.removeprefix(BOM).lstrip().startswith(b"<"):
        raise _geen_xml()
    begin = na_proloog(data[: grenzen.aanloop_bytes])
    beyond = data.startswith((b"<!--", b"<?"), begin) or begin >= grenzen.aanloop_bytes - _TAG_OPENT
    if beyond and len(data) > grenzen.aanloop_bytes:
        raise GeweigerdAanDeDeur(
            "aanloop", "Vóór het bericht staat te veel commentaar of wit. Haal dat weg en stuur het bericht opnieuw."
        )
    if data.startswith(b"<!DOCTYPE", begin):
        raise GeweigerdAanDeDeur(
            "dtd",
            "Het bericht bevat een DOCTYPE of eigen entiteiten. Verwijder die en stuur het bericht opnieuw.",
        )
    if data.count(b"<") > grenzen.tekens_kleiner_dan:
        raise GeweigerdAanDeDeur("te_veel_elementen", f"Het bericht bevat te veel elementen. {_VERDEEL}")
    return herken(data)


def herken(data: bytes) -> Soort:
    """
    The kind of a message, from the namespace of its first element.

    Raises GeweigerdAanDeDeur (`verkeerd_bericht`, `geen_xml`).
    """
    namespace = _namespace(data)
    soort = SOORT_PER_NAMESPACE.get(namespace or "")
    if soort is None:
        raise GeweigerdAanDeDeur("verkeerd_bericht", _verkeerd(namespace or ""))
    return soort


def _verkeerd(namespace: str) -> str:
    ander = _ISTANDAARD.fullmatch(namespace)
    if ander is None:
        return "Dit is geen bericht van iJw 3.2. Stuur een bericht dat volgens die standaard is gemaakt."
    standaard, groot, klein, bericht = ander.groups()
    wat = f"een bericht {bericht.upper()} van {standaard} {groot}.{klein}"
    return f"Dit is {wat}. Hier kunnen alleen berichten van ijw 3.2 terecht. Stuur het als zo'n bericht."


def _namespace(data: bytes) -> str | None:
    """Namespace of the root element; None when it is not called Bericht. Reads no further than its tag."""
    opening = data[:_OPENING]
    gevonden = _WORTEL.match(opening, na_proloog(opening))
    if gevonden is None:
        return _namespace_volgens_parser(data)
    prefix, attributen = gevonden.groups()
    zoek = b"xmlns:" + prefix if prefix else b"xmlns"
    for naam, dubbel, enkel in _ATTRIBUUT.findall(attributen):
        if naam == zoek:
            return str(dubbel or enkel, "utf-8")
    return None


def _namespace_volgens_parser(data: bytes) -> str | None:
    """For the rare start tag with references or angle brackets in its attributes."""
    ontvanger = etree.XMLPullParser(
        events=("start",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for begin in range(0, len(data), _STUK):
            ontvanger.feed(data[begin : begin + _STUK])
            for _, element in ontvanger.read_events():
                return _namespace_van(element)
        ontvanger.close()
        for _, element in ontvanger.read_events():  # a document of a few bytes waits for its end
            return _namespace_van(element)
    except etree.XMLSyntaxError:
        pass
    raise _geen_xml()


def _namespace_van(element: Any) -> str | None:
    """A prefix that is not declared makes a name that `etree.QName` does not know; to us it is another element."""
    namespace, _, naam = str(element.tag).rpartition("}")
    return namespace.removeprefix("{") if naam == "Bericht" else None


def _geen_xml() -> GeweigerdAanDeDeur:
    return GeweigerdAanDeDeur(
        "geen_xml", "Dit is geen XML. Stuur het bericht als XML, of ingepakt met zip, gzip of zstd."
    )


def _toets_codering(data: bytes) -> None:
    weiger = GeweigerdAanDeDeur("codering", "Het bericht is niet in UTF-8. Sla het op als UTF-8 en stuur het opnieuw.")
    if data.startswith(_ANDERE_CODERING):
        raise weiger
    opening = declaratie(data)
    genoemd = _CODERING.search(opening)
    if genoemd and genoemd.group(1).upper() != b"UTF-8":
        raise weiger
    if opening and not _VERSIE.search(opening):
        raise GeweigerdAanDeDeur(
            "xml_versie", "Het bericht is geen XML 1.0. Maak het als XML 1.0 en stuur het opnieuw."
        )
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise weiger from None


def _pak_zip_uit(data: bytes, grenzen: Grenzen) -> list[Bestanddeel]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archief:
            onderdelen = archief.infolist()
            _toets_inhoudsopgave(onderdelen, grenzen)
            meter = _Meter(len(data), grenzen)
            return [_onderdeel(archief, onderdeel, meter, grenzen) for onderdeel in onderdelen]
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, OverflowError):
        raise _beschadigd() from None


def _toets_inhoudsopgave(onderdelen: list[zipfile.ZipInfo], grenzen: Grenzen) -> None:
    if not onderdelen:
        raise GeweigerdAanDeDeur("leeg", "Het zip-bestand is leeg. Voeg het bericht toe en stuur het opnieuw.")
    if any(_is_vreemd_pad(onderdeel.filename) for onderdeel in onderdelen):
        raise GeweigerdAanDeDeur(
            "pad_in_archief", f"Het zip-bestand bevat een naam die naar een andere map wijst. {_APART}"
        )
    if any("/" in onderdeel.filename for onderdeel in onderdelen):
        raise GeweigerdAanDeDeur("map_in_archief", f"Het zip-bestand bevat een map. {_APART}")
    if len(onderdelen) > grenzen.onderdelen:
        many = "één bestand" if grenzen.onderdelen == 1 else f"{grenzen.onderdelen} bestanden"
        raise GeweigerdAanDeDeur("te_veel_onderdelen", f"Het zip-bestand bevat meer dan {many}. {_APART}")
    if any(onderdeel.flag_bits & 0x1 for onderdeel in onderdelen):
        raise GeweigerdAanDeDeur(
            "versleuteld", "Het zip-bestand heeft een wachtwoord. Pak het bericht in zonder wachtwoord."
        )
    if any(stat.S_IFMT(onderdeel.external_attr >> 16) not in (0, stat.S_IFREG) for onderdeel in onderdelen):
        raise GeweigerdAanDeDeur(
            "koppeling", f"Het zip-bestand bevat een koppeling in plaats van een bestand. {_APART}"
        )
    if any(o.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for o in onderdelen):
        raise GeweigerdAanDeDeur(
            "inpakmethode",
            "Het zip-bestand is op een ongewone manier ingepakt. Gebruik de gewone methode (deflate).",
        )


def _is_vreemd_pad(naam: str) -> bool:
    delen = naam.replace("\\", "/").split("/")
    return ".." in delen or not delen[0] or ":" in delen[0] or "\x00" in naam


def _onderdeel(archief: zipfile.ZipFile, onderdeel: zipfile.ZipInfo, meter: _Meter, grenzen: Grenzen) -> Bestanddeel:
    with archief.open(onderdeel) as bestand:
        data = b"".join(meter.tel(_stukken(bestand)))
    try:
        _geen_archief_in_archief(data)
        return Bestanddeel(onderdeel.filename, data, soort=toets(data, grenzen))
    except GeweigerdAanDeDeur as weigering:
        return Bestanddeel(onderdeel.filename, data, bezwaar=Bezwaar(weigering.code, weigering.uitleg))


def _stukken(bestand: IO[bytes] | gzip.GzipFile) -> Iterator[bytes]:
    while stuk := bestand.read(_STUK):
        yield stuk


def _gunzip(data: bytes, grenzen: Grenzen) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as bestand:
            return b"".join(_Meter(len(data), grenzen).tel(_stukken(bestand)))
    except (OSError, EOFError, zlib.error):
        raise _beschadigd() from None


def _unzstd(data: bytes, grenzen: Grenzen) -> bytes:
    try:
        return b"".join(_Meter(len(data), grenzen).tel(_zstd_stukken(data)))
    except zstandard.ZstdError:
        raise _beschadigd() from None


def _uitpakker() -> zstandard.ZstdDecompressor:
    """One for each thread: it serves one delivery at a time, and making it costs as much as unpacking a message."""
    if not hasattr(_PER_DRAAD, "zstd"):
        _PER_DRAAD.zstd = zstandard.ZstdDecompressor(max_window_size=128 * MIB)
    uitpakker: zstandard.ZstdDecompressor = _PER_DRAAD.zstd
    return uitpakker


def _zstd_stukken(data: bytes) -> Iterator[bytes]:
    """Fed in small steps, because one step gives all it holds: at most 32 MiB from 1 kiB."""
    uitpakker = _uitpakker()
    lezer = uitpakker.decompressobj()
    bezig = False
    for begin in range(0, len(data), _ZSTD_STAP):
        stap = data[begin : begin + _ZSTD_STAP]
        while stap:
            yield lezer.decompress(stap)
            bezig, stap = not lezer.eof, lezer.unused_data
            if lezer.eof:
                lezer = uitpakker.decompressobj()
    if bezig:
        raise _beschadigd()


@dataclass
class _Meter:
    """Counts what comes out of an archive and stops it when that is too much."""

    ingepakt: int
    grenzen: Grenzen
    uitgepakt: int = 0

    def tel(self, stukken: Iterator[bytes]) -> Iterator[bytes]:
        for stuk in stukken:
            self.uitgepakt += len(stuk)
            te_veel = self.uitgepakt > self.grenzen.uitgepakt_bytes
            te_dicht = self.uitgepakt > max(_RATIO_VANAF, self.ingepakt * self.grenzen.verhouding)
            if te_veel or te_dicht:
                raise GeweigerdAanDeDeur(
                    "te_groot_uitgepakt",
                    f"Het bestand wordt uitgepakt te groot. {_VERDEEL}",
                )
            yield stuk


def _geen_archief_in_archief(data: bytes) -> None:
    if data.startswith(_INGEPAKT + _ANDER_ARCHIEF):
        raise GeweigerdAanDeDeur(
            "archief_in_archief",
            "In het ingepakte bestand zit nog een ingepakt bestand. Pak de berichten één keer in.",
        )


def _beschadigd() -> GeweigerdAanDeDeur:
    return GeweigerdAanDeDeur(
        "beschadigd",
        "Het ingepakte bestand is beschadigd. Pak de berichten opnieuw in en stuur ze nog een keer.",
    )
