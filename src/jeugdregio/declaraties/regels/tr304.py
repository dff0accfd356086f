# SPDX-License-Identifier: EUPL-1.2
"""TR304: the child is known as a client of this provider in this municipality, and the allocation is this child's.

A violation refuses the client (8187); its lines are then not judged (0233, IV087)."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR304 = Regel(
    code="TR304",
    retourcode="8187",
    niveau=3,
    source=ijw("TR304"),
    uitleg="Toewijzing {nummer} hoort niet bij deze jeugdige, of de jeugdige is hier niet bekend als cliënt.",
    wat_te_doen="Controleer het burgerservicenummer en het toewijzingnummer met het toewijzingsbericht.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="c.client_id IS NULL OR t.client_id <> c.client_id",
            feiten={"nummer": "k.toewijzing_nummer"},
        ),
    ),
)
