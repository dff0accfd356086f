# SPDX-License-Identifier: EUPL-1.2
"""TR319: lines are about the month of the declaratie or an earlier one."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR319 = Regel(
    code="TR319",
    retourcode="9319",
    niveau=3,
    source=ijw("TR319"),
    uitleg="De productperiode eindigt op {einde}, na de declaratieperiode ({laatste_dag}).",
    wat_te_doen="Declareer deze prestatie in de maand waarin hij is geleverd.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="k.product_periode_einddatum > d.declaratie_periode_einddatum",
            feiten={"einde": "k.product_periode_einddatum", "laatste_dag": "d.declaratie_periode_einddatum"},
        ),
    ),
)
