# SPDX-License-Identifier: EUPL-1.2
"""
Read the sheets of an .xlsx file as text, row by row, within bounds.

Written out here because the readers that exist unfold a sheet as large as its farthest cell; a file of a
kilobyte can then take all memory. Formulas count by the value that was saved with them.
"""

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, TypeAlias

from lxml import etree

MEESTE_BYTES = 2_000_000
MEESTE_UITGEPAKT = 12_000_000
"""Of one part that we read; the other sheets may be as large as they like, for they stay packed."""
MEESTE_TAGS = 600_000
"""How often `<` may come in a part: more than all cells that we read take, and a tree of it fits in 100 MB."""
MEESTE_TAGS_BLADEN = 1_200_000
"""The same for who reads all sheets: a few people of the region, with many rows."""
MEESTE_RIJEN = 5_000
MEESTE_KOLOMMEN = 50
MEESTE_BLADEN = 20

GEEN_XLSX = "Dit is geen leesbaar Excel-bestand. Sla het op als .xlsx, zonder wachtwoord, en probeer het opnieuw."
TE_GROOT = "Dit bestand is te groot. Gebruik het sjabloon en verwijder rijen en tabbladen die er niet bij horen."

ONLEESBAAR = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, etree.XMLSyntaxError, OSError, EOFError),
    *(KeyError, IndexError, ValueError, NotImplementedError, RuntimeError),
)
"""What the libraries raise for a file that is torn, locked, or no spreadsheet at all."""

_STRENG: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""Comments and instructions are left out, so a value that they stand in is one value."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RELATION = re.compile(r"\{[^}]*relationships\}id")


class OnleesbaarBestand(Exception):
    """The file is no spreadsheet that we can read; the text says what to do."""


Rij: TypeAlias = tuple[int, dict[int, str]]
"""The number of a row as the spreadsheet shows it, and its texts by column from nought."""


def lees_rijen(data: bytes) -> Iterator[Rij]:
    """The rows of the first sheet that hold something. Raises OnleesbaarBestand."""
    with _open(data, MEESTE_BYTES) as archive:
        yield from _rows(archive, _sheets(archive)[0][1], MEESTE_RIJEN)


def lees_bladen(data: bytes, *, rijen: int, bytes_: int = MEESTE_BYTES) -> dict[str, list[Rij]]:
    """The rows of every sheet, by its name, at most so many a sheet and so many bytes. Raises OnleesbaarBestand."""
    with _open(data, bytes_) as archive:
        return {
            name: list(_rows(archive, part, rijen, MEESTE_TAGS_BLADEN))
            for name, part in _sheets(archive)[:MEESTE_BLADEN]
        }


@contextmanager
def _open(data: bytes, most: int) -> Iterator[zipfile.ZipFile]:
    if len(data) > most:
        raise OnleesbaarBestand(TE_GROOT)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            if len(names) != len(set(names)):  # which of the two is meant, each reader says differently
                raise OnleesbaarBestand(GEEN_XLSX)
            yield archive
    except ONLEESBAAR:
        raise OnleesbaarBestand(GEEN_XLSX) from None


def _rows(archive: zipfile.ZipFile, part: str, most: int, tags: int = MEESTE_TAGS) -> Iterator[Rij]:
    texts = _texts(archive)
    for count, row in enumerate(_elements(archive, part, "row", tags), start=1):
        if count > most:
            raise OnleesbaarBestand(TE_GROOT)
        given = row.get("r", "")
        number = int(given) if given.isascii() and given.isdecimal() and len(given) < 8 else count
        cells: dict[int, str] = {}
        seen: set[int] = set()
        for place, cell in enumerate(row.iterchildren("{*}c")):
            column = _column(cell.get("r", ""), place)
            text = _text(cell, texts).strip()
            if column in seen:
                raise OnleesbaarBestand(GEEN_XLSX)
            seen.add(column)
            if text and column < MEESTE_KOLOMMEN:
                cells[column] = text
        if cells:
            yield number, cells


def _elements(archive: zipfile.ZipFile, name: str, local: str, most: int = MEESTE_TAGS) -> Iterator[Any]:
    """Every element with this name, forgotten after use."""
    tags = [f"{space}{local}" for space in (_MAIN, _STRICT)]
    stream = BytesIO(_part(archive, name, most))
    for _, element in etree.iterparse(stream, tag=tags, load_dtd=False, **_STRENG):
        if next(element.iterancestors(*tags), None) is not None:  # a row in a row, a text in a text
            raise OnleesbaarBestand(GEEN_XLSX)
        yield element
        element.clear()


def _part(archive: zipfile.ZipFile, name: str, tags: int = MEESTE_TAGS) -> bytes:
    """The bytes of one part, once they are known to be few and harmless; a size in the archive may be a lie."""
    with archive.open(name) as stream:
        data = stream.read(MEESTE_UITGEPAKT + 1)
    if len(data) > MEESTE_UITGEPAKT or data.count(b"<") > tags:
        raise OnleesbaarBestand(TE_GROOT)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise OnleesbaarBestand(GEEN_XLSX)
    data.decode("utf-8")  # in another encoding the words above would look different
    return data


def _tree(archive: zipfile.ZipFile, name: str) -> Any:
    return etree.fromstring(_part(archive, name), etree.XMLParser(**_STRENG))


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """The sheets in their order: the name, and the part that holds it."""
    targets = {
        relation.get("Id"): str(relation.get("Target", ""))
        for relation in _tree(archive, "xl/_rels/workbook.xml.rels").iter("{*}Relationship")
    }
    found = []
    for sheet in _tree(archive, "xl/workbook.xml").iter("{*}sheet"):
        wanted = next((value for key, value in sheet.items() if _RELATION.fullmatch(key)), "")
        target = targets.get(wanted)
        if target is None:
            raise OnleesbaarBestand(GEEN_XLSX)
        found.append((sheet.get("name", ""), target.removeprefix("/") if target.startswith("/") else f"xl/{target}"))
    if not found:
        raise OnleesbaarBestand(GEEN_XLSX)
    return found


def _texts(archive: zipfile.ZipFile) -> list[str]:
    name = "xl/sharedStrings.xml"
    if name not in archive.namelist():
        return []
    return [_all_text(one) for one in _elements(archive, name, "si")]


def _all_text(element: Any) -> str:
    """All text there is; a text inside a text counts once."""
    parts = (part for part in element.iter("{*}t") if next(part.iterancestors("{*}t"), None) is None)
    return "".join(text for part in parts for text in part.itertext())


def _text(cell: Any, texts: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _all_text(cell)
    value = cell.find("{*}v")
    text = "" if value is None else "".join(value.itertext())
    if kind == "s":
        return texts[int(text)] if text.isascii() and text.isdecimal() and len(text) < 9 else ""
    if kind == "n" and re.fullmatch(r"-?\d+\.0+", text):
        return text.partition(".")[0]
    return text


def _column(reference: str, place: int) -> int:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return place
    number = 0
    for letter in found.group(1):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
