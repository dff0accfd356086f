# SPDX-License-Identifier: EUPL-1.2
"""CS058: StatusAanlevering is 1 (first) or 3 (removal); the schema lets 2 and 9 through."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CS058 = Regel(
    code="CS058",
    retourcode="0001",
    niveau=2,
    source=ijw("CS058"),
    uitleg=("De status van de aanlevering kan alleen een eerste aanlevering of een verwijdering zijn."),
    wat_te_doen=(
        "Kies eerste aanlevering of verwijderen. Wilt u iets wijzigen, verwijder dan eerst en lever daarna opnieuw aan."
    ),
    plaatsen=(
        Plaats("JW305", "StartProduct", schending="k.status_aanlevering NOT IN ('1', '3')"),
        Plaats("JW307", "StopProduct", schending="k.status_aanlevering NOT IN ('1', '3')"),
    ),
)
