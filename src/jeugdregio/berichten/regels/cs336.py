# SPDX-License-Identifier: EUPL-1.2
"""CS336: RedenWijziging 01 has lapsed and may not be used; the schema lets it through."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CS336 = Regel(
    code="CS336",
    retourcode="0001",
    niveau=2,
    source=ijw("CS336"),
    uitleg="De gekozen reden voor de wijziging is vervallen.",
    wat_te_doen=(
        "Kies een andere reden; voor een correctie is er de reden administratieve correctie van latere datum."
    ),
    plaatsen=(Plaats("JW301", "ToegewezenProduct", schending="k.reden_wijziging = '01'"),),
)
