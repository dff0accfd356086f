# SPDX-License-Identifier: EUPL-1.2
"""CD009: only a temporary address (04) has a Periode, and it need not have one."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD009 = Regel(
    code="CD009",
    retourcode="0001",
    niveau=2,
    source=ijw("CD009"),
    uitleg=("Bij dit soort adres hoort geen periode; alleen een tijdelijk verblijfadres mag er een hebben."),
    wat_te_doen="Haal de periode weg, of geef het adres de soort tijdelijk verblijfadres.",
    plaatsen=(
        Plaats(
            "JW301",
            "Contact",
            schending="k.soort <> '04' AND num_nonnulls(k.periode_begindatum, k.periode_einddatum) > 0",
        ),
    ),
)
