# SPDX-License-Identifier: EUPL-1.2
"""A spreadsheet of anyone: read when it is one, refused within bounds when it is not."""

import zipfile
from io import BytesIO

import pytest
import xlsxwriter

from jeugdregio.components.rekenblad import (
    MEESTE_TAGS,
    MEESTE_UITGEPAKT,
    OnleesbaarBestand,
    lees_bladen,
    lees_rijen,
)

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = f'<workbook xmlns="{NS}" xmlns:r="{REL}"><sheets><sheet name="x" sheetId="1" r:id="r1"/></sheets></workbook>'
RELATIONS = '<Relationships xmlns="x"><Relationship Id="r1" Target="worksheets/a.xml"/></Relationships>'


def packed(rows: str, **more: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        archive.writestr("xl/worksheets/a.xml", f'<worksheet xmlns="{NS}"><sheetData>{rows}</sheetData></worksheet>')
        for name, content in more.items():
            archive.writestr(name, content)
    return target.getvalue()


def twice(data: bytes) -> bytes:
    """The same, with its sheet in it a second time, under the same name."""
    target = BytesIO(data)
    with zipfile.ZipFile(target, "a") as archive:
        sheet = archive.read("xl/worksheets/a.xml").replace(b"1", b"9")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("xl/worksheets/a.xml", sheet)
    return target.getvalue()


@pytest.mark.parametrize("between", ["<!-- x -->", "<?x y?>", "<![CDATA[]]>", "<x/>"])
def test_what_stands_inside_a_value_never_splits_it(between: str):
    data = packed(
        f'<row r="1"><c r="A1"><v>1{between}25</v></c><c r="B1" t="inlineStr"><is><t>he{between}el</t></is></c>'
        '<c r="C1" t="s"><v>0</v></c></row>',
        **{"xl/sharedStrings.xml": f'<sst xmlns="{NS}"><si><t>he{between}el</t></si></sst>'},
    )

    assert list(lees_rijen(data)) == [(1, {0: "125", 1: "heel", 2: "heel"})]


def test_reads_every_way_to_write_a_cell():
    data = packed(
        '<row r="2"><c r="A2"><v>12.0</v></c><c r="C2" t="inlineStr"><is><t>éen</t></is></c>'
        '<c r="D2" t="str"><f>1+1</f><v>2</v></c><c r="E2" t="s"><v>0</v></c></row>',
        **{"xl/sharedStrings.xml": f'<sst xmlns="{NS}"><si><r><t>ha</t></r><r><t>lf</t></r></si></sst>'},
    )

    assert list(lees_rijen(data)) == [(2, {0: "12", 2: "éen", 3: "2", 4: "half"})]


def test_the_farthest_cell_costs_nothing():
    data = packed('<row r="1048576"><c r="XFD1048576"><v>1</v></c><c r="A1048576"><v>2</v></c></row>')

    assert list(lees_rijen(data)) == [(1048576, {0: "2"})]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        packed("<row>"),
        packed("<row/>" * 6_000),
        packed(" " * (MEESTE_UITGEPAKT + 1)),
        packed("<row><c><v>1</v></c><row><c><v>2</v></c></row></row>"),
        packed("<a/>" * (MEESTE_TAGS + 1)),
        packed("", **{"xl/sharedStrings.xml": "<si/>" * MEESTE_TAGS + "<si/>" * 1_000}),
        packed('<row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
        twice(packed('<row><c r="A1"><v>1</v></c></row>')),
        b"x" * 3_000_000,
    ],
    ids=[
        "empty",
        "torn",
        "not well-formed",
        "too many rows",
        "bomb",
        "a row in a row",
        "many tags",
        "many texts",
        "one cell twice",
        "one part twice",
        "too large",
    ],
)
def test_what_is_none_is_refused_with_what_to_do(data: bytes):
    with pytest.raises(OnleesbaarBestand, match=r"Excel-bestand|te groot"):
        list(lees_rijen(data))


def test_a_dtd_is_refused_and_its_entities_are_not_followed():
    body = packed("")
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(body)) as old, zipfile.ZipFile(target, "w") as new:
        for one in old.namelist():
            text = old.read(one).decode()
            if one.endswith("a.xml"):
                text = (
                    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
                    f'<worksheet xmlns="{NS}"><row r="1"><c r="A1" t="inlineStr"><is><t>a&e;b</t></is></c></row>'
                    "</worksheet>"
                )
            new.writestr(one, text)

    with pytest.raises(OnleesbaarBestand, match="Excel-bestand"):
        list(lees_rijen(target.getvalue()))


def test_comments_and_instructions_do_not_cut_a_text():
    row = '<row r="1"><c r="A1"><v>1<!-- x -->2</v></c><c r="B1" t="inlineStr"><is><t>a<?y?>b</t></is></c></row>'

    assert list(lees_rijen(packed(row))) == [(1, {0: "12", 1: "ab"})]


def test_a_text_in_a_text_counts_once():
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>1<t>2</t>3</t><r><t>4</t></r></is></c></row>'

    assert list(lees_rijen(packed(row))) == [(1, {0: "1234"})]


def test_comments_between_cells_are_no_cells():
    assert list(lees_rijen(packed('<row r="1"><!-- x --><?y z?><c r="B1"><v>1</v></c></row>'))) == [(1, {1: "1"})]


def test_every_sheet_is_read_by_its_name_in_its_order():
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for name, text in (("Twee", "b"), ("Een", "a")):
            book.add_worksheet(name).write_string(1, 2, text)

    assert list(lees_bladen(target.getvalue(), rijen=10).items()) == [
        ("Twee", [(2, {2: "b"})]),
        ("Een", [(2, {2: "a"})]),
    ]


def test_more_rows_than_asked_for_are_refused():
    data = packed("<row><c><v>1</v></c></row>" * 4)

    assert len(lees_bladen(data, rijen=4)["x"]) == 4
    with pytest.raises(OnleesbaarBestand, match="te groot"):
        lees_bladen(data, rijen=3)
