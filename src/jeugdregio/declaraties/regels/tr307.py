# SPDX-License-Identifier: EUPL-1.2
"""TR307: the product period does not begin before the allocation begins."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR307 = Regel(
    code="TR307",
    retourcode="9307",
    niveau=3,
    source=ijw("TR307"),
    uitleg="De productperiode begint op {begin}, vóór de ingangsdatum van de toewijzing ({ingang}).",
    wat_te_doen="Declareer alleen hulp vanaf de ingangsdatum van de toewijzing.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="k.product_periode_begindatum < lower(t.geldig)",
            feiten={"begin": "k.product_periode_begindatum", "ingang": "lower(t.geldig)"},
        ),
    ),
)
