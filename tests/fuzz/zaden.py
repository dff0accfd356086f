# SPDX-License-Identifier: EUPL-1.2
"""The first inputs: one message of each kind by the demo's writer and ours, packed in every way, and a spreadsheet."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import UTC, date, datetime
from functools import cache

import zstandard

from jeugdregio.berichten.heen import jw319
from jeugdregio.berichten.retour import (
    AfgewezenClient,
    AfgewezenPrestatie,
    Antwoord325,
    Kop325,
    antwoord_jw325,
    retourbericht,
)
from jeugdregio.berichten.values import Soort
from jeugdregio.contracten.values import Tariefgegevens
from jeugdregio.core.periode import Maand
from jeugdregio.demo.berichten_xml import (
    Client,
    Kop,
    PrestatieRegel,
    ProductRegel,
    jw301,
    jw305,
    jw307,
    jw315,
    jw317,
    jw323,
)
from jeugdregio.demo.bevolking import Kind
from jeugdregio.demo.bsn import reeks
from jeugdregio.portaal.values import Declareerbaar, Voorstelregel
from jeugdregio.portaal.werkblad import KOLOMMEN, sjabloon
from jeugdregio.toewijzingen.values import Kind as BekendKind
from jeugdregio.toewijzingen.values import Toegewezen

GEMEENTE, AANBIEDER, DAG = "0193", "01019999", date(2026, 9, 30)
BSN, ANDER_BSN = reeks()[:2]
MAAND = Maand(2026, 9)
MOMENT = datetime(2026, 9, 30, 12, tzinfo=UTC)

_KIND = Kind(7, GEMEENTE, BSN, date(2015, 5, 5), "2", "Zoë", "van", "d’Arc & Zn", "zonder", "", reclassering=False)
_CLIENT = Client(BSN, _KIND.geboortedatum, "2", _KIND.achternaam)
_OMVANG = ProductRegel(
    10_001,
    "45",
    "45A03",
    date(2026, 1, 1),
    date(2026, 12, 31),
    toegewezen_op=datetime(2025, 12, 15, 9, tzinfo=UTC),
    omvang=(10, "14", "4"),
    begin=date(2026, 1, 5),
    reden_beeindiging="31",
)
_BUDGET = ProductRegel(
    10_002,
    "50",
    "",
    date(2026, 1, 1),
    date(2026, 6, 30),
    toegewezen_op=datetime(2025, 12, 15, 9, 30, tzinfo=UTC),
    budget_cent=250_000,
    begin=date(2026, 1, 5),
    reden_beeindiging="20",
)
_REGELS = [
    PrestatieRegel(BSN, "R1", "", 10_001, "45", "45A03", date(2026, 9, 1), DAG, 4, "14", 8_750, 35_000, "D"),
    PrestatieRegel(ANDER_BSN, "R2", "R0", 10_002, "50", "50A01", date(2026, 8, 1), DAG, 1, "83", None, 999, "C"),
]


def _kop(soort: Soort) -> Kop:
    van, naar = (GEMEENTE, AANBIEDER) if soort.kop_van_gemeente else (AANBIEDER, GEMEENTE)
    return Kop(soort.value, van, naar, "FUZZ-1", DAG)


@cache
def berichten() -> dict[Soort, bytes]:
    """One small valid message of every kind."""
    change = {"referentie": "V1"}
    messages = {
        Soort.JW301: jw301(_kop(Soort.JW301), _KIND, "Zwolle", [_OMVANG, _BUDGET]),
        Soort.JW305: jw305(_kop(Soort.JW305), _KIND, [_OMVANG, _BUDGET]),
        Soort.JW307: jw307(_kop(Soort.JW307), _KIND, [_OMVANG, _BUDGET]),
        Soort.JW315: jw315(_kop(Soort.JW315), _CLIENT, _BUDGET, **change, verwijzer="01012345"),
        Soort.JW317: jw317(_kop(Soort.JW317), BSN, _OMVANG, **change),
        Soort.JW319: jw319(
            gemeente=GEMEENTE,
            aanbieder=AANBIEDER,
            identificatie="FUZZ-1",
            dagtekening=DAG,
            referentie="V1",
            antwoord="1",
            reden="8",
            woonplaats="0148",
        ),
        Soort.JW323: jw323(
            _kop(Soort.JW323), nummer="D1", periode=(date(2026, 9, 1), DAG), saldo_cent=34_001, regels=_REGELS
        ),
    }
    answers = {soort.antwoord: _answer(data) for soort, data in messages.items() if soort is not Soort.JW323}
    return {**messages, **{soort: data for soort, data in answers.items() if soort}, Soort.JW325: _jw325()}


def _answer(heen: bytes) -> bytes:
    return retourbericht(heen, identificatie="12", dagtekening=DAG, klasse_codes={})


def _jw325() -> bytes:
    kop = Kop325(GEMEENTE, AANBIEDER, "12", DAG, "FUZZ-1", DAG, "1.0.0", "1.0.0")
    lines = [
        AfgewezenPrestatie(
            r.referentie,
            r.vorige_referentie or None,
            r.toewijzingnummer,
            r.categorie,
            r.code,
            r.van,
            r.tot,
            r.volume,
            r.eenheid,
            r.tarief_cent,
            r.bedrag_cent,
            r.debet_credit,
            ["9333", "8187"],
        )
        for r in _REGELS
    ]
    refused = [AfgewezenClient(BSN, lines[:1]), AfgewezenClient(ANDER_BSN, lines[1:], codes=["8187"])]
    return antwoord_jw325(kop, antwoord=Antwoord325("D1", 34_001, 0, ["0200"], refused))


def inpakkingen(data: bytes) -> list[bytes]:
    """A message in every packing that the door knows."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("bericht.xml"), data)
    return [target.getvalue(), gzip.compress(data, mtime=0), zstandard.ZstdCompressor().compress(data)]


def _regel(nummer: int, producten: tuple[str, ...], eenheid: str, volume: int | None) -> Voorstelregel:
    kind = BekendKind(GEMEENTE, nummer, b"", date(2015, 5, 5), "2", "d’Arc", "", "Zoë")
    toegewezen = Toegewezen(
        gemeente=GEMEENTE,
        id=nummer,
        nummer=nummer,
        kind=kind,
        categorie="45",
        code=None,
        begin=date(2026, 1, 1),
        einde=None,
        volume=10,
        eenheid=eenheid,
        frequentie="4",
        budget_cent=None,
        maat="volume",
        maximaal=None,
    )
    return Voorstelregel(
        toewijzing=toegewezen,
        maand=MAAND,
        begin=MAAND.begin,
        einde=MAAND.laatste_dag,
        producten=tuple(
            Declareerbaar(
                "45",
                code,
                eenheid,
                "Jeugdhulp",
                Tariefgegevens(AANBIEDER, "45", code, eenheid, date(2026, 1, 1), date(2027, 1, 1), None),
            )
            for code in producten
        ),
        volume=volume,
        toegekend=(),
    )


@cache
def voorstel() -> list[Voorstelregel]:
    """A month that may be declared: a choice of products, one product in euros, and nothing at all."""
    return [
        _regel(10_001, ("45A03", "45A04"), "14", None),
        _regel(10_002, ("45A05",), "83", 1_234),
        _regel(3, (), "14", 1),
    ]


def rekenbladen() -> list[bytes]:
    """The template of that month as the portal gives it, and one with shared texts, filled in."""
    return [sjabloon(voorstel(), MAAND, moment=MOMENT), _ingevuld()]


def _ingevuld() -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    heading = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in KOLOMMEN)
    first = (
        '<c r="A2"><v>10001</v></c><c r="D2" t="inlineStr"><is><t>2026-09</t></is></c><c r="E2" t="s"><v>0</v></c>'
        '<c r="G2"><v>4.0</v></c>'
    )
    second = (
        '<c r="A3"><v>10002</v></c><c r="D3" t="str"><v>2026-09</v></c><c r="E3" t="s"><v>1</v></c>'
        '<c r="G3" t="inlineStr"><is><r><t>1.23</t></r><r><t>4,56</t></r></is></c>'
    )
    rows = "".join(f'<row r="{nr}">{cells}</row>' for nr, cells in enumerate((heading, first, second), start=1))
    sheets = '<sheets><sheet name="R" sheetId="1" r:id="r1"/></sheets>'
    relation = '<Relationship Id="r1" Target="worksheets/a.xml"/>'
    texts = "<si><t>45A04</t></si><si><r><t>45</t></r><r><t>A05</t></r></si>"
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="x">{relation}</Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{texts}</sst>',
        "xl/worksheets/a.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
    }
    return pak_in(parts)


def pak_in(parts: dict[str, str] | dict[str, bytes]) -> bytes:
    """A zip with these parts, the same bytes every time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


ZADEN = {
    "deur": lambda: [*berichten().values(), *inpakkingen(berichten()[Soort.JW323])],
    "lezen": lambda: list(berichten().values()),
    "antwoord": lambda: [data for soort, data in berichten().items() if soort.is_heen],
    "rekenblad": rekenbladen,
}
"""The first inputs per target."""
