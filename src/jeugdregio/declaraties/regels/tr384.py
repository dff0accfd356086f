# SPDX-License-Identifier: EUPL-1.2
"""TR384: nothing is declared on an allocation that was deleted (RedenWijziging 13).

The line is then not laid beside what was allocated: the days of a deleted allocation are no period."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR384 = Regel(
    code="TR384",
    retourcode="9384",
    niveau=3,
    source=ijw("TR384"),
    uitleg="Toewijzing {nummer} is door de gemeente verwijderd.",
    wat_te_doen="Declareer op de toewijzing die ervoor in de plaats kwam, of vraag de gemeente om een toewijzing.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="t.verwijderd",
            feiten={"nummer": "k.toewijzing_nummer"},
        ),
    ),
)
