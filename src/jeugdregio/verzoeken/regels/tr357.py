# SPDX-License-Identifier: EUPL-1.2
"""TR357: a change that does not begin after the Dagtekening begins with the allocation itself; IV092."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR357 = Regel(
    code="TR357",
    retourcode="9357",
    niveau=3,
    source=ijw("TR357"),
    uitleg=(
        "De wijziging gaat in op {ingang}; dat is niet na de dagtekening en niet de ingangsdatum van "
        "toewijzing {nummer}."
    ),
    wat_te_doen="Laat de wijziging later ingaan, of op de ingangsdatum van de toewijzing.",
    plaatsen=(
        Plaats(
            "JW317",
            "TeWijzigenProduct",
            schending="""
                k.gewenste_ingangsdatum <= b.dagtekening AND k.gewenste_ingangsdatum <> lower(t.geldig)
            """,
            feiten={"nummer": "k.toewijzing_nummer", "ingang": "k.gewenste_ingangsdatum"},
        ),
    ),
)
