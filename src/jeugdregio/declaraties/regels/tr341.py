# SPDX-License-Identifier: EUPL-1.2
"""TR341: the unit fits that of the allocation; hours may be declared in minutes, not the other way round.

An allocation without volume leaves the unit to the contract."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR341 = Regel(
    code="TR341",
    retourcode="9341",
    niveau=3,
    source=ijw("TR341"),
    uitleg="Gedeclareerd in eenheid {eenheid}, terwijl {verwacht} is toegewezen of afgesproken.",
    wat_te_doen="Declareer in de eenheid van de toewijzing.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="""
                t.id IS NOT NULL AND CASE WHEN t.eenheid IS NOT NULL
                THEN k.eenheid <> t.eenheid AND NOT (t.eenheid = '04' AND k.eenheid = '01')
                ELSE a.eenheid IS NOT NULL AND k.eenheid <> a.eenheid
                AND NOT (k.eenheid IN ('01', '04') AND (a.per_uur OR a.eenheid = '04' AND k.eenheid = '01')) END
            """,
            feiten={"eenheid": "k.eenheid", "verwacht": "coalesce(t.eenheid, a.eenheid)"},
        ),
    ),
)
