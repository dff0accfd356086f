# SPDX-License-Identifier: EUPL-1.2
"""
What must hold of every input, per target. A target gives whether the input was taken in; anything wrong is an error.

The second opinion is always something slow and independent: lxml over the whole tree, or the standard library.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from random import Random
from typing import Any

import zstandard
from lxml import etree

from jeugdregio.berichten.deur import GRENZEN, GeweigerdAanDeDeur, open_deur
from jeugdregio.berichten.lezen import keur, lees
from jeugdregio.berichten.ontleden import ontleed
from jeugdregio.berichten.partij import Stuk, stel_samen
from jeugdregio.berichten.retour import (
    IN_ORDE,
    AfgewezenClient,
    AfgewezenPrestatie,
    Antwoord325,
    Kop325,
    antwoord_jw325,
    retourbericht,
)
from jeugdregio.berichten.schrijven import schrijf
from jeugdregio.berichten.values import Bestanddeel, Soort
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.rekenblad import OnleesbaarBestand, lees_rijen
from jeugdregio.ontvangst.values import RETOUREN, SOORTEN
from jeugdregio.portaal.werkblad import KOLOMMEN, lees_in
from tests.fuzz.zaden import berichten, voorstel
from tests.langzaam import assert_same_rows, slow_walk, snake, typed

DEUR = {
    *("leeg", "te_groot", "te_groot_uitgepakt", "geen_xml", "codering", "xml_versie", "aanloop", "dtd"),
    *("te_veel_elementen", "verkeerd_bericht", "beschadigd", "archief_in_archief", "pad_in_archief"),
    *("map_in_archief", "te_veel_onderdelen", "versleuteld", "koppeling", "inpakmethode"),
}
SOORTEN_IN_EEN_PARTIJ = frozenset((*SOORTEN, *RETOUREN))
PARTIJ = {"xsd", "geen-bericht", "afzender"}
MOMENT, VANDAAG = datetime(2026, 10, 1, 12, tzinfo=UTC), date(2026, 10, 1)

_ZIN = re.compile(r"[A-Z][^\n]*[.]", re.DOTALL)
_DUTCH = re.compile(
    r"\b(?:bericht|berichten|bestand|bestanden|sjabloon|rij|toewijzing|u|een|de|het|dit)\b", re.IGNORECASE
)


def is_weigering(uitleg: str, data: bytes) -> None:
    """A refusal is a Dutch sentence that repeats nothing of what was sent."""
    assert _ZIN.fullmatch(uitleg), uitleg
    assert _DUTCH.search(uitleg), uitleg
    assert not re.search(r"\d{9}", uitleg), uitleg
    repeated = [value for value in _waarden(data) if len(value) > 6 and value in uitleg]
    assert not repeated, (uitleg, repeated)


def _waarden(data: bytes) -> list[str]:
    """The texts between tags of a message that could say something about someone: those with a digit or a dash."""
    found = re.findall(r">([^<]+)<", data.decode("utf-8", "replace"))
    return [text.strip() for text in found if re.search(r"[\d’-]", text)]


# ---- the door -------------------------------------------------------------------------------------------------------


def door(data: bytes) -> Bestanddeel | None:
    """What the door makes of it: one message, or None when it was turned away."""
    try:
        parts = open_deur(data, "9999.xml")
    except GeweigerdAanDeDeur as refusal:
        return _weiger(refusal.code, refusal.uitleg, data)
    assert len(parts) == 1
    part = parts[0]
    assert (part.soort is None) == (part.bezwaar is not None)
    if part.bezwaar:
        return _weiger(part.bezwaar.code, part.bezwaar.uitleg, part.data)
    return part


def _weiger(code: str, uitleg: str, data: bytes) -> None:
    assert code in DEUR, code
    is_weigering(uitleg, data)


def deur(data: bytes) -> bool:
    """What passes the door is what was sent, unpacked, and is what the door says it is."""
    part = door(data)
    if part is None:
        return False
    assert part.data == _uitgepakt(data)
    assert len(part.data) <= GRENZEN.uitgepakt_bytes
    part.data.decode("utf-8")
    try:
        root = etree.fromstring(part.data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        assert not keur(part.data).geldig
        return True
    assert root.getroottree().docinfo.internalDTD is None
    assert root.tag == etree.QName(part.soort.namespace if part.soort else "", "Bericht").text
    return True


def _uitgepakt(data: bytes) -> bytes:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read(archive.infolist()[0])
    if data.startswith(b"\x1f\x8b"):
        return gzip.decompress(data)
    if data.startswith(b"\x28\xb5\x2f\xfd"):
        with zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data), read_across_frames=True) as stream:
            return bytes(stream.read())
    return data


# ---- bytes to columns -----------------------------------------------------------------------------------------------


def lezen(data: bytes) -> bool:
    """
    A batch of three, this one in the middle: its columns equal the slow walk, or it leaves no trace in them.

    What was read also comes back when it is written again. Of an answer a batch reads the header and the codes.
    """
    part = door(data)
    if part is None:
        return False
    soort = part.soort
    assert soort is not None
    if soort not in SOORTEN_IN_EEN_PARTIJ:
        return _los_antwoord(soort, part.data)
    first, last = _buren(soort)
    pieces = [_stuk(nr, message) for nr, message in enumerate((first, part.data, last))]
    partij = stel_samen(
        pieces,
        soorten=SOORTEN_IN_EEN_PARTIJ,
        gemeenten=dict.fromkeys(codelijst("gemeente").codes, "R"),
        cbs_gemeenten=codelijst("gemeente").codes,
        al_ontvangen=lambda _: set(),
    )
    refused = {one.stuk.nr: one for one in partij.geweigerd}
    repeated = {one.stuk.nr for one in partij.herhalingen}
    assert set(refused) <= {1}, "a neighbour was refused"
    taken = [piece for piece in pieces if piece.nr not in {*refused, *repeated}]
    assert [kop.stuk.nr for kop in partij.koppen] == [piece.nr for piece in taken]
    _partij_klopt(soort, partij.tabellen[soort], [piece.data for piece in taken])
    if refused:
        assert refused[1].code in PARTIJ, refused[1].code
        is_weigering(refused[1].uitleg, part.data)
        return False
    _kop_klopt(partij.koppen[-2 if 1 not in repeated else -1].stuk.data, partij.koppen)
    _schrijft_terug(soort, part.data)
    return True


def _los_antwoord(soort: Soort, data: bytes) -> bool:
    judgement = keur(data)
    if not judgement.geldig:
        is_weigering(judgement.uitleg or "", data)
        return False
    first, last = _buren(soort)
    three = [first, data, last]
    assert_same_rows(lees(soort, three), three)
    _schrijft_terug(soort, data)
    return True


def _partij_klopt(soort: Soort, tables: Mapping[str, Any], messages: Sequence[bytes]) -> None:
    if not soort.is_retour:
        assert_same_rows(tables, messages)
        return
    expected = slow_walk(messages)
    assert _zonder_leeg(tables["header"]) == typed(expected["header"], tables["header"].schema)
    codes = [(row["bericht"], row["klasse"], row["nr"], row["code"]) for row in tables["retourcode"].to_pylist()]
    assert sorted(codes) == sorted(
        (row["bericht"], row["klasse"], row["klasse_nr"], row["retour_code"]) for row in expected["retour_codes"]
    )


def _zonder_leeg(table: Any) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if value is not None} for row in table.to_pylist()]


@cache
def _buren(soort: Soort) -> tuple[bytes, bytes]:
    message = berichten()[soort]
    return message, message.replace(b">FUZZ-1<", b">FUZZ-2<")


def _stuk(nr: int, data: bytes) -> Stuk:
    return Stuk(1, nr, _afzender(data), MOMENT, data)


def _afzender(data: bytes) -> str:
    """
    Who may deliver this, so that only a header that names nobody is turned away for its sender.

    An answer keeps the header of what it answers, so it comes from who is named there as the receiver.
    """
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return ""
    is_retour = any(soort.is_retour and f"{{{soort.namespace}}}" in str(root.tag) for soort in Soort)
    return str(root.xpath(f"string(*[1]/*[local-name() = '{'Ontvanger' if is_retour else 'Afzender'}'])"))


def _kop_klopt(data: bytes, koppen: Sequence[Any]) -> None:
    kop = next(one for one in koppen if one.stuk.data == data)
    header = slow_walk([data])["header"][0]
    sides = [header["afzender"], header["ontvanger"]]
    assert [kop.afzender, kop.ontvanger] == (sides[::-1] if kop.soort.is_retour else sides)
    assert [kop.gemeente, kop.aanbieder] == (sides if kop.soort.kop_van_gemeente else sides[::-1])
    assert kop.identificatie == header["bericht_identificatie_identificatie"]
    assert kop.golf >= 1


def _schrijft_terug(soort: Soort, data: bytes) -> None:
    kind, message = ontleed(data)
    assert kind == soort
    again = schrijf(message)
    assert keur(again).geldig, keur(again).uitleg
    before, after = lees(soort, [data]), lees(soort, [again])
    assert all(after[name].equals(before[name]) for name in before)


# ---- answers --------------------------------------------------------------------------------------------------------


def antwoord(data: bytes) -> bool:
    """The answer to whatever was taken in is valid, repeats the message, and holds the codes that were asked for."""
    part = door(data)
    if part is None or part.soort is None or not part.soort.is_heen or not keur(part.data).geldig:
        return False
    rng = Random(data)  # noqa: S311 - the same codes for the same input
    rows = slow_walk([part.data])
    if part.soort is Soort.JW323:
        _antwoord_jw323(part.data, rows, rng)
    else:
        _retourbericht(part.soort, part.data, rows, rng)
    return True


def _codes(rng: Random) -> list[str]:
    return rng.sample(sorted(codelijst("retourcode").codes), rng.randint(1, 3))


def _retourbericht(soort: Soort, heen: bytes, rows: Mapping[str, list[dict[str, Any]]], rng: Random) -> None:
    assert soort.antwoord is not None
    whole = {"identificatie": "4711", "dagtekening": VANDAAG}
    codes = {
        (name, row["nr"]): _codes(rng)
        for name in ("Client", "ToegewezenProduct", "StartProduct", "StopProduct", "AangevraagdProduct", "Antwoord")
        for row in rows.get(snake(name), [])
        if rng.random() < 0.7
    }
    only_header = _codes(rng)
    wrong = retourbericht(heen, **whole, header_codes=only_header, xslt_versie="1.0.0")
    answers = [
        (retourbericht(heen, **whole), ["Header"], {}),
        (wrong, ["Header"], {("Header", 0): only_header}),
        (retourbericht(heen, **whole, klasse_codes=codes), None, codes),
    ]
    for answer, classes, wanted in answers:
        assert keur(answer).geldig, keur(answer).uitleg
        found = slow_walk([answer])
        for name, before in rows.items():
            if name == "header":
                shared = [key for key in before[0] if key != "bericht_code"]
                copied = typed_rows(soort.antwoord, name, found[name])
                assert _met(shared, copied) == _met(shared, typed_rows(soort, name, before))
            elif classes is None:
                assert typed_rows(soort.antwoord, name, found[name]) == typed_rows(soort, name, before), name
            else:
                assert name not in found
        assert _codes_in(found, wanted) == wanted


def typed_rows(soort: Soort, name: str, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows of the slow walk with numbers as numbers; dates as they stand in a message that we write."""
    return [
        {key: str(value) if isinstance(value, date) else value for key, value in row.items()}
        for row in typed(rows, lees(soort, [])[name].schema)
    ]


def _codes_in(found: Mapping[str, list[dict[str, Any]]], wanted: Mapping[tuple[str, int], Any]) -> dict[Any, list[str]]:
    """Codes per class, in order; those that only say that all is well are left out, unless they were asked for."""
    per_class: dict[tuple[str, int], list[str]] = {}
    for row in found.get("retour_codes", []):
        per_class.setdefault((row["klasse"], row["klasse_nr"]), []).append(row["retour_code"])
    return {key: codes for key, codes in per_class.items() if key in wanted or codes != [IN_ORDE]}


def _antwoord_jw323(data: bytes, rows: Mapping[str, list[dict[str, Any]]], rng: Random) -> None:
    tables = lees(Soort.JW323, [data])
    (header,), (declaratie,) = tables["header"].to_pylist(), tables["declaratie"].to_pylist()
    kop = Kop325(
        header["ontvanger"],
        header["afzender"],
        "4711",
        VANDAAG,
        header["bericht_identificatie_identificatie"],
        header["bericht_identificatie_dagtekening"],
        header["xsd_versie_basisschema_xsd_versie"],
        header["xsd_versie_bericht_xsd_versie"],
    )
    lines = tables["prestatie"].to_pylist()
    refused = [line for line in lines if rng.random() < 0.6] or lines
    codes = {line["nr"]: _codes(rng) for line in refused}
    children = tables["client"].to_pylist()
    clients = [
        AfgewezenClient(child["bsn"], [_afgewezen(line, codes) for line in refused if line["client"] == child["nr"]])
        for child in children
        if any(line["client"] == child["nr"] for line in refused)
    ]
    answer = antwoord_jw325(
        kop, antwoord=Antwoord325(declaratie["declaratie_nummer"], 0, 0, [IN_ORDE], clients), xslt_versie=None
    )
    assert keur(answer).geldig, keur(answer).uitleg
    found = slow_walk([answer])
    shared = [name for name in found["prestatie"][0] if name not in {"bericht", "nr", "client", "declaratie_antwoord"}]
    before = [row for row in rows["prestatie"] if row["nr"] in codes]
    assert _met(shared, typed_rows(Soort.JW325, "prestatie", found["prestatie"])) == _met(
        shared, typed_rows(Soort.JW323, "prestatie", before)
    )
    said = [row["retour_code"] for row in found["retour_codes"] if row["klasse"] == "Prestatie"]
    assert said == [code for line in refused for code in codes[line["nr"]]]
    assert found["header"][0]["declaratie_identificatie_identificatie"] == kop.declaratie_identificatie


def _met(names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{name: row[name] for name in names if name in row} for row in rows]


def _afgewezen(line: Mapping[str, Any], codes: Mapping[int, list[str]]) -> AfgewezenPrestatie:
    return AfgewezenPrestatie(
        line["product_referentie_referentie_nummer"],
        line["product_referentie_vorig_referentie_nummer"],
        line["toewijzing_nummer"],
        line["product_categorie"],
        line["product_code"],
        line["product_periode_begindatum"],
        line["product_periode_einddatum"],
        line["geleverd_volume"],
        line["eenheid"],
        line["product_tarief"],
        line["ingediend_bedrag_bedrag"],
        line["ingediend_bedrag_debet_credit"],
        codes[line["nr"]],
    )


# ---- the spreadsheet of the portal ----------------------------------------------------------------------------------


def rekenblad(data: bytes) -> bool:
    """Cells are those of the whole tree; faults name a row and a column; what is read fits the month."""
    try:
        rows = list(lees_rijen(data))
        read = lees_in(data, voorstel())
    except OnleesbaarBestand as refusal:
        is_weigering(str(refusal), b"")
        return False
    assert rows == _rijen_van_de_boom(data)
    numbers = {number for number, _ in rows}
    for fault in read.fouten:
        assert fault.rij in numbers
        assert fault.kolom in KOLOMMEN
        assert re.fullmatch(r".+[.]", fault.tekst, re.DOTALL), fault.tekst
    keys = {line.sleutel: line for line in voorstel()}
    assert read.volumes.keys() == read.producten.keys() <= keys.keys()
    assert all(any(one.sleutel == product for one in keys[key].producten) for key, product in read.producten.items())
    return True


_M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_S = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"


def _rijen_van_de_boom(data: bytes) -> list[tuple[int, dict[int, str]]]:
    """The cells of the first sheet from the tree as a whole; comments and instructions do not exist."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        read = lambda name: etree.fromstring(archive.read(name), parser)  # noqa: E731
        book, relations = read("xl/workbook.xml"), read("xl/_rels/workbook.xml.rels")
        shared = "xl/sharedStrings.xml"
        strings = read(shared) if shared in archive.namelist() else etree.Element("none")
        tree = read(_eerste_blad(book, relations))
    texts = ["".join(_tekst(t) for t in one.xpath(_BUITENSTE_T)) for one in strings.iter(f"{_M}si", f"{_S}si")]
    return _cellen(tree, texts)


def _eerste_blad(book: Any, relations: Any) -> str:
    sheet = book.xpath("//*[local-name() = 'sheet']")[0]
    key = next(value for name, value in sheet.items() if re.fullmatch(r"\{[^}]*relationships\}id", name))
    targets = relations.xpath("//*[local-name() = 'Relationship'][@Id = $key]", key=key)
    target = targets[0].get("Target", "")
    return str(target.removeprefix("/") if target.startswith("/") else f"xl/{target}")


def _cellen(tree: Any, texts: Sequence[str]) -> list[tuple[int, dict[int, str]]]:
    found = []
    for count, row in enumerate(tree.iter(f"{_M}row", f"{_S}row"), start=1):
        cells = {}
        for place, cell in enumerate(row.xpath("*[local-name() = 'c']")):
            if text := _cel(cell, texts).strip():
                cells[_kolom(cell.get("r", ""), place)] = text
        given = row.get("r", "")
        cells = {column: text for column, text in cells.items() if column < 50}
        if cells:
            found.append((int(given) if re.fullmatch(r"[0-9]{1,7}", given) else count, cells))
    return found


def _tekst(element: Any) -> str:
    return str(element.xpath("string()"))


_BUITENSTE_T = ".//*[local-name() = 't'][not(ancestor::*[local-name() = 't'])]"


def _cel(cell: Any, texts: Sequence[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(_tekst(part) for part in cell.xpath(_BUITENSTE_T))
    values = cell.xpath("*[local-name() = 'v']")
    text = _tekst(values[0]) if values else ""
    if kind == "s":
        return texts[int(text)] if re.fullmatch(r"[0-9]{1,8}", text) else ""
    whole = re.fullmatch(r"(-?[0-9]+)\.0+", text)
    return whole[1] if kind == "n" and whole else text


def _kolom(reference: str, place: int) -> int:
    found = re.fullmatch(r"([A-Z]{1,3})[0-9]{1,7}", reference)
    if not found:
        return place
    return sum((ord(c) - 64) * 26**nr for nr, c in enumerate(reversed(found[1]))) - 1


DOELEN: Mapping[str, Callable[[bytes], bool]] = {
    "deur": deur,
    "lezen": lezen,
    "antwoord": antwoord,
    "rekenblad": rekenblad,
}
