# SPDX-License-Identifier: EUPL-1.2
"""TR413: a temporary stop (reason 20) is not followed by another temporary stop on the same start."""

from jeugdregio.regels.values import Plaats, Regel, ijw
from jeugdregio.toewijzingen.regels.levering import stop_op_deze_levering

TR413 = Regel(
    code="TR413",
    retourcode="9413",
    niveau=3,
    source=ijw("TR413"),
    uitleg="De hulp op toewijzing {nummer} die begon op {begin} is al tijdelijk gestopt.",
    wat_te_doen="Stuur een nieuwe start, of een definitieve stop.",
    plaatsen=(
        Plaats(
            "JW307",
            "StopProduct",
            schending="k.status_aanlevering = '1' AND k.reden_beeindiging = '20' AND "
            + stop_op_deze_levering("reden = '20'"),
            feiten={"begin": "k.begindatum", "nummer": "k.toewijzing_nummer", "einde": "k.einddatum"},
        ),
    ),
)
