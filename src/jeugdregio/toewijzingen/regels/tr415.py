# SPDX-License-Identifier: EUPL-1.2
"""TR415: a definitive stop is not followed by another stop on the same start."""

from jeugdregio.regels.values import Plaats, Regel, ijw
from jeugdregio.toewijzingen.regels.levering import stop_op_deze_levering

TR415 = Regel(
    code="TR415",
    retourcode="9415",
    niveau=3,
    source=ijw("TR415"),
    uitleg="De hulp op toewijzing {nummer} die begon op {begin} is al definitief gestopt.",
    wat_te_doen="Verwijder de eerdere stop als die moet worden vervangen.",
    plaatsen=(
        Plaats(
            "JW307",
            "StopProduct",
            schending="k.status_aanlevering = '1' AND " + stop_op_deze_levering("reden <> '20'"),
            feiten={"begin": "k.begindatum", "nummer": "k.toewijzing_nummer", "einde": "k.einddatum"},
        ),
    ),
)
