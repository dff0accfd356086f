# SPDX-License-Identifier: EUPL-1.2
"""
CS343: units 14, 16, 83 and 84 are requested per week, per month or in all, not per day.

It holds for products that end after 2020 or not at all; the twin of CS338.
"""

from jeugdregio.regels.values import Plaats, Regel, ijw

CS343 = Regel(
    code="CS343",
    retourcode="0001",
    niveau=2,
    source=ijw("CS343"),
    uitleg="Deze eenheid kan niet per dag worden aangevraagd.",
    wat_te_doen="Kies een frequentie per week, per maand of voor de hele looptijd.",
    plaatsen=(
        Plaats(
            "JW315",
            "AangevraagdProduct",
            schending="""
                k.omvang_eenheid IN ('14', '16', '83', '84') AND k.omvang_frequentie NOT IN ('2', '4', '6')
                AND (k.toewijzing_einddatum IS NULL OR k.toewijzing_einddatum > DATE '2020-12-31')
            """,
        ),
    ),
)
