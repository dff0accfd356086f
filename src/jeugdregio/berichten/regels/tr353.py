# SPDX-License-Identifier: EUPL-1.2
"""TR353: a request for change asks for at least one change or new product."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR353 = Regel(
    code="TR353",
    retourcode="0001",
    niveau=2,
    source=ijw("TR353"),
    uitleg="Het verzoek om wijziging vraagt niets: er is geen product om te wijzigen en geen nieuw product.",
    wat_te_doen="Neem op wat er moet wijzigen, of stuur het verzoek niet.",
    plaatsen=(
        Plaats(
            "JW317",
            "Verzoek",
            schending="""
                NOT EXISTS (SELECT FROM partij_jw317_te_wijzigen_product w WHERE w.bericht = k.bericht)
                AND NOT EXISTS (SELECT FROM partij_jw317_nieuw_product n WHERE n.bericht = k.bericht)
            """,
        ),
    ),
)
