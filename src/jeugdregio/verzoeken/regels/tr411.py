# SPDX-License-Identifier: EUPL-1.2
"""TR411: a change of an allocation with a product code has an Omvang, also when only the end changes."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR411 = Regel(
    code="TR411",
    retourcode="9411",
    niveau=3,
    source=ijw("TR411"),
    uitleg="Toewijzing {nummer} heeft een productcode, maar bij de wijziging ontbreekt de omvang.",
    wat_te_doen="Vul volume, eenheid en frequentie in, ook als die gelijk blijven.",
    plaatsen=(
        Plaats(
            "JW317",
            "TeWijzigenProduct",
            schending="""
                t.code IS NOT NULL AND k.omvang_volume IS NULL
            """,
            feiten={"nummer": "k.toewijzing_nummer"},
        ),
    ),
)
