# SPDX-License-Identifier: EUPL-1.2
"""TR382: a stop repeats the key of its start; there has to be such a start (return code 9069)."""

from jeugdregio.regels.values import Plaats, Regel, ijw
from jeugdregio.toewijzingen.regels.levering import SAME_START_KEY, start

TR382 = Regel(
    code="TR382",
    retourcode="9069",
    niveau=3,
    source=ijw("TR382"),
    uitleg="Er is geen start met begindatum {begin} op toewijzing {nummer} voor hetzelfde product.",
    wat_te_doen="Neem toewijzingnummer, product en begindatum precies over uit het startbericht.",
    plaatsen=(
        Plaats(
            "JW307",
            "StopProduct",
            schending=f"k.status_aanlevering = '1' AND NOT {start(SAME_START_KEY)}",
            feiten={"begin": "k.begindatum", "nummer": "k.toewijzing_nummer"},
        ),
    ),
)
