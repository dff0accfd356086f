# SPDX-License-Identifier: EUPL-1.2
"""
What a batch reads of a message. Of a retourbericht that is its header and its codes: the rest is a copy (IV028).

What was copied stays in the bytes: the child in a retourbericht is the one of the message that it answers.
"""

from collections.abc import Sequence

import pyarrow as pa

from jeugdregio.berichten.lezen import lees
from jeugdregio.berichten.values import Soort

KENMERK = {
    "ToegewezenProduct": ("toegewezen_product", "toewijzing_nummer"),
    "Antwoord": ("antwoord", "referentie_aanbieder"),
}
"""Classes of a retourbericht that people know by a number or reference, with where it stands."""


def lees_voor_partij(soort: Soort, berichten: Sequence[bytes]) -> dict[str, pa.Table]:
    """The tables of messages of one kind, as `lees`; of a retourbericht `header` and `retourcode`."""
    tables = lees(soort, berichten)
    return {"header": tables["header"], "retourcode": _codes(tables)} if soort.is_retour else tables


def _codes(tables: dict[str, pa.Table]) -> pa.Table:
    """One row per code: message, class, which one of the class, the code, and what that instance is known by."""
    codes = tables["retour_codes"]
    classes, numbers, messages = (codes.column(name).to_pylist() for name in ("klasse", "klasse_nr", "bericht"))
    known: dict[tuple[str, int, int], str] = {}
    for klasse, (table, column) in KENMERK.items():
        if table in tables and len(codes):
            rows = zip(*(tables[table].column(name).to_pylist() for name in ("bericht", "nr", column)), strict=True)
            known |= {(klasse, message, nr): str(mark) for message, nr, mark in rows}
    marks = [known.get(key, "") for key in zip(classes, messages, numbers, strict=True)]
    return pa.table(
        {
            "bericht": codes.column("bericht"),
            "klasse": codes.column("klasse"),
            "nr": codes.column("klasse_nr"),
            "code": codes.column("retour_code"),
            "kenmerk": pa.array(marks, pa.string()),
        }
    )
