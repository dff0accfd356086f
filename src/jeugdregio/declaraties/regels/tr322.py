# SPDX-License-Identifier: EUPL-1.2
"""
TR322: all lines on an allocation together fit the allocated volume over its whole period (rekenregels, section 4).

The standard does not say which line to refuse: credits first, then debits in the order of the message; the
first one that crosses the maximum is refused, later smaller ones may still fit. A refused line uses nothing.
Decided on the running total (`toewijzingen.verbruik`), so that two batches at once can not overspend either:
`u.over` is what was left when the line came.
"""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR322 = Regel(
    code="TR322",
    retourcode="9322",
    niveau=3,
    source=ijw("TR322"),
    uitleg="Dit volume past niet meer in de toewijzing: er is nog {over} over van {maximaal} (uren in minuten).",
    wat_te_doen="Declareer hoogstens wat over is, of vraag de gemeente om een ruimere toewijzing.",
    plaatsen=(
        Plaats(
            "JW323",
            "Verbruik",
            schending="u.maat = 'volume' AND u.hoeveelheid > u.over",
            feiten={"over": "u.over", "maximaal": "u.maximaal"},
        ),
    ),
)
