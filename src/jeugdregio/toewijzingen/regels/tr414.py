# SPDX-License-Identifier: EUPL-1.2
"""TR414: a next stop on the same start does not end before the stop that is there; the same day is fine."""

from jeugdregio.regels.values import Plaats, Regel, ijw
from jeugdregio.toewijzingen.regels.levering import stop_op_deze_levering

TR414 = Regel(
    code="TR414",
    retourcode="9414",
    niveau=3,
    source=ijw("TR414"),
    uitleg="De einddatum {einde} ligt vóór die van de eerdere stop op toewijzing {nummer}.",
    wat_te_doen="Verwijder de eerdere stop, of gebruik dezelfde of een latere einddatum.",
    plaatsen=(
        Plaats(
            "JW307",
            "StopProduct",
            schending="k.status_aanlevering = '1' AND " + stop_op_deze_levering("einde > k.einddatum"),
            feiten={"begin": "k.begindatum", "nummer": "k.toewijzing_nummer", "einde": "k.einddatum"},
        ),
    ),
)
