# SPDX-License-Identifier: EUPL-1.2
"""
CS338: units 14, 16, 83 and 84 go per week, per month or in all, not per day.

It holds for products that end after 2020 or not at all.
"""

from jeugdregio.regels.values import Plaats, Regel, ijw

CS338 = Regel(
    code="CS338",
    retourcode="0001",
    niveau=2,
    source=ijw("CS338"),
    uitleg="Deze eenheid kan niet per dag worden toegewezen.",
    wat_te_doen="Kies een frequentie per week, per maand of voor de hele looptijd.",
    plaatsen=tuple(
        Plaats(
            bericht,
            klasse,
            schending="""
                k.omvang_eenheid IN ('14', '16', '83', '84') AND k.omvang_frequentie NOT IN ('2', '4', '6')
                AND (k.einddatum IS NULL OR k.einddatum > DATE '2020-12-31')
            """,
        )
        for bericht, klasse in (
            ("JW301", "ToegewezenProduct"),
            ("JW317", "TeWijzigenProduct"),
            ("JW317", "NieuwProduct"),
        )
    ),
)
