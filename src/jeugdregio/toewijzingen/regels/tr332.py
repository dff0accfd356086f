# SPDX-License-Identifier: EUPL-1.2
"""TR332: an allocation number belongs to one allocation; a changed version keeps its number (IV066)."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR332 = Regel(
    code="TR332",
    retourcode="9332",
    niveau=3,
    source=ijw("TR332"),
    uitleg="Toewijzingnummer {nummer} is al gebruikt voor een andere toewijzing.",
    wat_te_doen="Geef een nieuwe toewijzing een nieuw nummer.",
    plaatsen=(
        Plaats(
            "JW301",
            "ToegewezenProduct",
            schending="""
                e.id IS NOT NULL AND (e.aanbieder <> b.aanbieder OR e.client_id IS DISTINCT FROM c.client_id
                    OR e.categorie IS DISTINCT FROM k.product_categorie OR e.code IS DISTINCT FROM k.product_code
                    OR lower(e.geldig) <> k.ingangsdatum)
            """,
            feiten={"nummer": "k.toewijzing_nummer"},
        ),
    ),
)
