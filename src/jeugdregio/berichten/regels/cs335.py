# SPDX-License-Identifier: EUPL-1.2
"""CS335: a removal (RedenWijziging 13) ends on the day it began. The reverse need not hold."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CS335 = Regel(
    code="CS335",
    retourcode="0001",
    niveau=2,
    source=ijw("CS335"),
    uitleg="Een verwijderde toewijzing eindigt niet op haar ingangsdatum.",
    wat_te_doen="Maak de einddatum gelijk aan de ingangsdatum, of kies een andere reden.",
    plaatsen=(
        Plaats(
            "JW301",
            "ToegewezenProduct",
            schending="k.reden_wijziging = '13' AND k.einddatum IS DISTINCT FROM k.ingangsdatum",
        ),
    ),
)
