# SPDX-License-Identifier: EUPL-1.2
"""
Judge one message (level 1) and read many valid messages of a kind into columns.

The columns come from xml2arrow over many messages at once: it looks at local names only, so a message must
have passed `keur` first. A test lays every column beside a slow walk with lxml.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import xml2arrow
import yaml
from lxml import etree

from jeugdregio.berichten.definities.vorm import Dag, Tijdstip
from jeugdregio.berichten.fouten import NIET_WELGEVORMD, Fout, schemafout
from jeugdregio.berichten.indeling import RETOUR_CODES, WORTEL, Bron, Indeling, Kolom, indeling
from jeugdregio.berichten.schema import streng_schema
from jeugdregio.berichten.values import SOORT_PER_NAMESPACE, Keuring, Soort
from jeugdregio.berichten.xmltekst import parser, zonder_declaratie

BERICHTEN_PER_GREEP = 4_000
BYTES_PER_GREEP = 32 * 1024 * 1024

Getallen = npt.NDArray[np.int32]

_PARSER = parser()
_WIT = " \t\n\r"
_CARRIAGE_RETURN = 0x0D
_OPEN, _SLUIT = f"<{WORTEL}>".encode(), f"</{WORTEL}>".encode()


class OnleesbareDatum(ValueError):
    """A date outside the years 0001..9999: the message was not judged with `keur` before it was read."""


def keur(data: bytes) -> Keuring:
    """
    Judge one message on level 1: well-formed, no DTD, a known kind, valid against the schema of that kind.

    Dates outside the years 0001..9999 are refused as well; the official schema lets them through, but no
    database can hold them.
    """
    try:
        wortel = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as fout:
        if getattr(fout, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:  # says nothing about the message
            raise MemoryError from None
        regel, kolom = fout.position
        return Keuring(None, geldig=False, uitleg=NIET_WELGEVORMD.format(regel=regel, kolom=kolom))
    boom = wortel.getroottree()
    if boom.docinfo.internalDTD is not None:
        return Keuring(None, geldig=False, uitleg="Het bericht bevat een DOCTYPE. Verwijder die en stuur opnieuw.")
    if (boom.docinfo.encoding or "UTF-8").upper() != "UTF-8":
        return Keuring(
            None, geldig=False, uitleg="Het bericht is niet in UTF-8. Sla het op als UTF-8 en stuur opnieuw."
        )
    naam = etree.QName(wortel)
    soort = SOORT_PER_NAMESPACE.get(naam.namespace or "")
    if soort is None:
        return Keuring(None, geldig=False, uitleg="Dit is geen bericht van iJw 3.2. Stuur een bericht van die versie.")
    schema = streng_schema(soort)
    if schema.validate(boom):
        return Keuring(soort, geldig=True)
    return Keuring(soort, geldig=False, uitleg=schemafout(soort, cast("Iterable[Fout]", schema.error_log)))


def lees(soort: str, berichten: Sequence[bytes]) -> dict[str, pa.Table]:
    """
    Read valid messages of one kind into one table per class.

    Every table has `bericht` (index in `berichten`) and `nr` (0-based order of the element in its message,
    in document order), a column per class above it with the index of that class in the message, and the
    leaves in snake_case joined by `_`. Answers have a table `retour_codes` too: `klasse` (element name),
    `klasse_nr` (its `nr`), `nr` and `retour_code`.

    Types: text, int64 for numbers (amounts in eurocents), date32 for dates, text for times.

    Raises OnleesbareDatum for a date that `keur` would have refused.
    """
    wat = Soort(soort)
    delen: list[dict[str, pa.Table]] = []
    for eerste, greep in _grepen(berichten):
        delen.append(_lees_greep(wat, greep, eerste))
    if not delen:
        delen.append(_lees_greep(wat, [], 0))
    return {naam: pa.concat_tables([deel[naam] for deel in delen]) for naam in delen[0]}


def _grepen(berichten: Sequence[bytes]) -> Iterator[tuple[int, Sequence[bytes]]]:
    begin = omvang = 0
    for nr, data in enumerate(berichten):
        if nr > begin and (nr - begin >= BERICHTEN_PER_GREEP or omvang + len(data) > BYTES_PER_GREEP):
            yield begin, berichten[begin:nr]
            begin, omvang = nr, 0
        omvang += len(data)
    if begin < len(berichten):
        yield begin, berichten[begin:]


def _lees_greep(soort: Soort, greep: Sequence[bytes], eerste: int) -> dict[str, pa.Table]:
    hoe = indeling(soort)
    ruw = _ontleed(soort, greep)
    tabellen = {}
    for naam, bronnen in hoe.per_tabel().items():
        if naam == RETOUR_CODES:
            tabellen[naam] = _codetabel(hoe, bronnen, ruw, len(greep), eerste)
        else:
            tabellen[naam] = _klassetabel(bronnen, ruw, len(greep), eerste)
    return tabellen


@cache
def _omzetter(soort: Soort) -> xml2arrow.XmlToArrowParser:
    with tempfile.TemporaryDirectory() as tijdelijk:
        pad = Path(tijdelijk) / "indeling.yaml"
        pad.write_text(yaml.safe_dump(indeling(soort).configuratie()), encoding="utf-8")
        return xml2arrow.XmlToArrowParser(str(pad))


def _ontleed(soort: Soort, greep: Sequence[bytes]) -> dict[str, pa.RecordBatch]:
    """Parse all messages under one root: a call costs as much as reading twenty lines."""
    document = b"".join([_OPEN, *map(zonder_declaratie, greep), _SLUIT])
    verwijzingen = b"&" in document and b"&#" in document  # one byte is looked for much faster than two
    if verwijzingen:  # one may stand for a carriage return, which stays; afterwards it looks like any other
        document = document.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    resultaat: dict[str, pa.RecordBatch] = _omzetter(soort).parse(document)
    berichten = resultaat["bericht"].num_rows
    assert berichten == len(greep), f"{len(greep)} messages went in, {berichten} came out"
    if verwijzingen:
        return resultaat
    return {naam: _met_regeleinden(rijen) for naam, rijen in resultaat.items()}


def _met_regeleinden(rijen: pa.RecordBatch) -> pa.RecordBatch:
    """XML reads every line end as one line feed; xml2arrow leaves carriage returns in a text as they are."""
    for plek, waarden in enumerate(rijen.columns):
        if waarden.type == pa.string() and _heeft_carriage_return(waarden):
            rijen = rijen.set_column(plek, rijen.schema.field(plek), pc.replace_substring_regex(waarden, "\r\n?", "\n"))
    return rijen


def _heeft_carriage_return(waarden: pa.Array) -> bool:
    tekens = waarden.buffers()[2]
    return tekens is not None and bool((np.frombuffer(tekens, dtype=np.uint8) == _CARRIAGE_RETURN).any())


def _klassetabel(bronnen: list[Bron], ruw: dict[str, pa.RecordBatch], aantal: int, eerste: int) -> pa.Table:
    delen: list[pa.Table] = []
    verschuiving = np.zeros(aantal, dtype=np.int32)
    ouders = list(dict.fromkeys(naam for bron in bronnen for naam, _ in bron.ouders))
    for bron in bronnen:
        rijen = ruw[bron.rijen.naam]
        if bron.kan_ontbreken:
            rijen = rijen.filter(pc.is_valid(rijen.column(_herkenningskolom(bron).ruw)))
        bericht = _getallen(rijen, "bericht")
        kolommen: dict[str, Any] = {
            "bericht": pa.array(bericht + np.int32(eerste)),
            "nr": pa.array(_volgorde(bericht) + verschuiving[bericht]),
        }
        niveau = dict(bron.ouders)
        for ouder in ouders:
            kolommen[ouder] = _ouderkolom(rijen, ouder in niveau, niveau.get(ouder))
        for kolom in bron.kolommen:
            kolommen[kolom.naam] = _omgezet(rijen.column(kolom.ruw), kolom)
        delen.append(pa.table(kolommen))
        verschuiving += np.bincount(bericht, minlength=aantal).astype(np.int32)
    if len(delen) == 1:
        return delen[0]
    return pa.concat_tables(delen).sort_by([("bericht", "ascending"), ("nr", "ascending")])


def _herkenningskolom(bron: Bron) -> Kolom:
    """A leaf that is always there, and never empty, when the class is."""
    return next(kolom for kolom in bron.kolommen if kolom.verplicht)


def _ouderkolom(rijen: pa.RecordBatch, is_ouder: bool, niveau: str | None) -> pa.Array:
    if not is_ouder:
        return pa.nulls(rijen.num_rows, pa.int32())
    if niveau is None:
        return pa.array(np.zeros(rijen.num_rows, dtype=np.int32))
    return pa.array(_getallen(rijen, niveau))


def _codetabel(
    hoe: Indeling, bronnen: list[Bron], ruw: dict[str, pa.RecordBatch], aantal: int, eerste: int
) -> pa.Table:
    delen = []
    verschuiving: dict[str, Getallen] = {}
    for bron in bronnen:
        rijen = ruw[bron.rijen.naam]
        bericht = _getallen(rijen, "bericht")
        begin = _begin_van_groep(rijen, bron.rijen.niveaus[:-1])
        klasse_nr = _klasse_nr(bericht, begin)
        eerder = verschuiving.setdefault(bron.klasse, np.zeros(aantal, dtype=np.int32))
        delen.append(
            pa.table(
                {
                    "bericht": pa.array(bericht + np.int32(eerste)),
                    "klasse": pa.array([bron.klasse] * len(bericht), pa.string()),
                    "klasse_nr": pa.array(klasse_nr + eerder[bericht]),
                    "nr": pa.array(_getallen(rijen, bron.rijen.niveaus[-1])),
                    "retour_code": rijen.column("retour_code"),
                }
            )
        )
        eerder += np.bincount(bericht[begin], minlength=aantal).astype(np.int32)
    return pa.concat_tables(delen).sort_by([("bericht", "ascending")])


def _begin_van_groep(rijen: pa.RecordBatch, niveaus: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """Where the codes of a next instance of the class begin."""
    begin = np.zeros(rijen.num_rows, dtype=np.bool_)
    begin[:1] = True
    for niveau in niveaus:
        waarden = _getallen(rijen, niveau)
        begin[1:] |= waarden[1:] != waarden[:-1]
    return begin


def _klasse_nr(bericht: Getallen, begin: npt.NDArray[np.bool_]) -> Getallen:
    """The order in its message of the instance each code belongs to; every instance has at least one code."""
    instantie = np.cumsum(begin) - 1
    return _volgorde(bericht[begin])[instantie] if len(bericht) else bericht


def _volgorde(bericht: Getallen) -> Getallen:
    """0, 1, 2 … within each message; rows of a message lie together."""
    plek = np.arange(len(bericht), dtype=np.int32)
    nieuw = np.ones(len(bericht), dtype=np.bool_)
    nieuw[1:] = bericht[1:] != bericht[:-1]
    begin: Getallen = np.maximum.accumulate(np.where(nieuw, plek, 0))
    volgorde: Getallen = (plek - begin).astype(np.int32)
    return volgorde


def _getallen(rijen: pa.RecordBatch, niveau: str) -> Getallen:
    waarden: Getallen = rijen.column(f"<{niveau}>").to_numpy(zero_copy_only=False).astype(np.int32)
    return waarden


def _omgezet(waarden: pa.Array, kolom: Kolom) -> pa.Array:
    match kolom.blad:
        case Dag():
            return _datums(waarden, kolom.naam)
        case Tijdstip():
            return pc.utf8_trim(waarden, _WIT)
        case _:
            return waarden


def _datums(waarden: pa.Array, naam: str) -> pa.Array:
    try:
        return waarden.cast(pa.date32())
    except pa.ArrowInvalid:
        pass
    try:
        return pc.utf8_trim(waarden, _WIT).cast(pa.date32())
    except pa.ArrowInvalid:
        raise OnleesbareDatum(f"Een datum in {naam} ligt buiten de jaren 0001 tot en met 9999.") from None
