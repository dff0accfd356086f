# SPDX-License-Identifier: EUPL-1.2
"""A second reader, slow and independent: straight from the tree, without our definitions and without xml2arrow."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
from lxml import etree

from jeugdregio.berichten.lezen import lees
from jeugdregio.berichten.xmltekst import parser

Rijen = dict[str, list[dict[str, Any]]]

CLASSES = {
    *["Header", "Client", "Relatie", "Contact", "ToegewezenProduct", "StartProduct", "StopProduct"],
    *["AangevraagdProduct", "Verzoek", "OngewijzigdProduct", "TeWijzigenProduct", "NieuwProduct"],
    *["Antwoord", "Woonplaatsbeginsel", "Declaratie", "Prestatie", "DeclaratieAntwoord"],
}

MAY_BE_EMPTY = {"Adres", "Periode"}


def snake(name: str) -> str:
    """`ToegewezenProduct` as `toegewezen_product`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def slow_walk(messages: Iterable[bytes]) -> Rijen:
    """Rows per class, in document order."""
    rows: Rijen = defaultdict(list)
    for index, data in enumerate(messages):
        _walk(etree.fromstring(data, parser()), index, {}, defaultdict(int), rows)
    return rows


def _walk(element: Any, index: int, parents: Mapping[str, int], counts: dict[str, int], rows: Rijen) -> None:
    for child in element.iterchildren(tag=etree.Element):
        name = etree.QName(child).localname
        if name == "RetourCodes":
            owner = etree.QName(element).localname
            whose = {"bericht": index, "klasse": owner, "klasse_nr": counts[owner] - 1}
            for nr, code in enumerate(child.iterchildren(tag=etree.Element)):
                rows["retour_codes"].append({**whose, "nr": nr, "retour_code": _text(code)})
        elif name in CLASSES:
            row = {"bericht": index, "nr": counts[name], **parents, **_leaves(child, "")}
            counts[name] += 1
            rows[snake(name)].append(row)
            _walk(child, index, {**parents, snake(name): row["nr"]}, counts, rows)
        else:
            _walk(child, index, parents, counts, rows)


def _leaves(element: Any, prefix: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for child in element.iterchildren(tag=etree.Element):
        name = etree.QName(child).localname
        children = list(child.iterchildren(tag=etree.Element))
        inside = {name, *(etree.QName(grandchild).localname for grandchild in children)}
        if inside & {*CLASSES, "RetourCodes"}:
            continue
        if children or name in MAY_BE_EMPTY:
            found.update(_leaves(child, f"{prefix}{snake(name)}_"))
        else:
            found[prefix + snake(name)] = _text(child)
    return found


def _text(element: Any) -> str:
    return str(element.xpath("string()"))


def _without_empty(table: pa.Table) -> list[dict[str, Any]]:
    """Rows as the slow walk gives them: no empty columns."""
    return [{name: value for name, value in row.items() if value is not None} for row in table.to_pylist()]


def typed(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> list[dict[str, Any]]:
    """The values of the slow walk in the type of their column, so that ' +07 ' equals 7."""
    return [{name: _convert(value, schema.field(name), name) for name, value in row.items()} for row in rows]


def _convert(value: Any, field: pa.Field, name: str) -> Any:
    if isinstance(value, int):
        return value
    if field.type == pa.int64():
        return int(Decimal(value))  # int() stops at 4,300 digits
    if field.type == pa.date32():
        return date.fromisoformat(value.strip(" \t\r\n"))
    return value.strip(" \t\r\n") if name == "toewijzingstijd" else value


def assert_same_rows(tables: Mapping[str, pa.Table], messages: Sequence[bytes]) -> None:
    """These columns hold, row for row and value for value, what the slow walk finds in the messages."""
    expected = slow_walk(messages)
    assert set(expected) <= set(tables)
    for name, table in tables.items():
        found = _without_empty(table)
        if name == "retour_codes":  # rows of one message lie per class, not in document order
            order = lambda row: (row["bericht"], row["klasse"], row["klasse_nr"], row["nr"])  # noqa: E731
            found, expected[name] = sorted(found, key=order), sorted(expected[name], key=order)
        assert found == typed(expected[name], table.schema), name
        assert table.schema.field("bericht").type == pa.int32()
        assert table.schema.field("nr").type == pa.int32()


def assert_reads_as_the_slow_walk(soort: str, messages: Sequence[bytes]) -> None:
    """The fast reader gives what the slow walk finds."""
    assert_same_rows(lees(soort, messages), messages)
