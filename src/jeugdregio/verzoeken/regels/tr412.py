# SPDX-License-Identifier: EUPL-1.2
"""TR412: a change of an allocation without a product code has no Omvang; it holds when that ends after 2020."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR412 = Regel(
    code="TR412",
    retourcode="9412",
    niveau=3,
    source=ijw("TR412"),
    uitleg="Toewijzing {nummer} heeft geen productcode, dus bij de wijziging hoort geen omvang.",
    wat_te_doen="Haal de omvang weg; vraag een ander budget of een andere einddatum.",
    plaatsen=(
        Plaats(
            "JW317",
            "TeWijzigenProduct",
            schending="""
                k.omvang_volume IS NOT NULL AND t.id IS NOT NULL AND t.code IS NULL
                AND (upper_inf(t.geldig) OR upper(t.geldig) > DATE '2021-01-01')
            """,
            feiten={"nummer": "k.toewijzing_nummer"},
        ),
    ),
)
