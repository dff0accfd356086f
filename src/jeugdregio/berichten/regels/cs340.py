# SPDX-License-Identifier: EUPL-1.2
"""CS340: the period of a declaratie is exactly one whole calendar month."""

from jeugdregio.regels.values import Plaats, Regel, ijw

BEGIN = "k.declaratie_periode_begindatum"
EINDE = "k.declaratie_periode_einddatum"
EERSTE = f"date_trunc('month', {BEGIN}::timestamp)"

CS340 = Regel(
    code="CS340",
    retourcode="0001",
    niveau=2,
    source=ijw("CS340"),
    uitleg=("De declaratieperiode van {begindatum} tot en met {einddatum} is niet precies één kalendermaand."),
    wat_te_doen="Laat de periode lopen van de eerste tot en met de laatste dag van één maand.",
    plaatsen=(
        Plaats(
            "JW323",
            "Declaratie",
            schending=f"{BEGIN} <> {EERSTE} OR {EINDE} <> {EERSTE} + interval '1 month - 1 day'",
            feiten={"begindatum": BEGIN, "einddatum": EINDE},
        ),
    ),
)
