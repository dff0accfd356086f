# SPDX-License-Identifier: EUPL-1.2
"""TR321: the volume of one line fits what is allocated for its product period (rekenregels, section 3)."""

from jeugdregio.regels.values import Plaats, Regel, ijw

MEASURED = "(k.eenheid = t.eenheid OR t.eenheid = '04' AND k.eenheid = '01')"
MAXIMUM = """
    toewijzingen_periodemaximum(t.volume, t.eenheid, t.frequentie, lower(t.geldig), upper(t.geldig) - 1,
        k.product_periode_begindatum, k.product_periode_einddatum)
"""

TR321 = Regel(
    code="TR321",
    retourcode="9321",
    niveau=3,
    source=ijw("TR321"),
    uitleg="Gedeclareerd volume {volume} is meer dan {maximaal}, het meeste voor deze periode.",
    wat_te_doen="Declareer hoogstens het toegewezen volume voor deze periode.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending=f"t.volume IS NOT NULL AND {MEASURED}"
            f" AND toewijzingen_maat(k.geleverd_volume, k.eenheid) > {MAXIMUM}",
            feiten={
                "volume": "k.geleverd_volume",
                "maximaal": f"{MAXIMUM} / CASE WHEN t.eenheid = '04' AND k.eenheid = '04' THEN 60 ELSE 1 END",
            },
        ),
    ),
)
