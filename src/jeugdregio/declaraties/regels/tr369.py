# SPDX-License-Identifier: EUPL-1.2
"""
TR369: all lines on an allocation with a budget together fit that budget, counted in cents (rekenregels, section 5).

The standard does not say which line to refuse: credits first, then debits in the order of the message; the
first one that crosses the maximum is refused, later smaller ones may still fit. A refused line uses nothing.
Decided on the running total (`toewijzingen.verbruik`), so that two batches at once can not overspend either:
`u.over` is what was left when the line came.
"""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR369 = Regel(
    code="TR369",
    retourcode="9369",
    niveau=3,
    source=ijw("TR369"),
    uitleg="Met dit bedrag komt de toewijzing boven het budget: er is nog {over:euro} over van {maximaal:euro}.",
    wat_te_doen="Declareer hoogstens wat over is, of vraag de gemeente om een ruimer budget.",
    plaatsen=(
        Plaats(
            "JW323",
            "Verbruik",
            schending="u.maat = 'bedrag' AND u.hoeveelheid > u.over",
            feiten={"over": "u.over", "maximaal": "u.maximaal"},
        ),
    ),
)
