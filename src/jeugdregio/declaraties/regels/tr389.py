# SPDX-License-Identifier: EUPL-1.2
"""TR389: a second debit for the same allocation, period and product needs a credit of the first.

A credit in the same message counts: credits come first (OP366)."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR389 = Regel(
    code="TR389",
    retourcode="9389",
    niveau=3,
    source=ijw("TR389"),
    uitleg="Voor deze toewijzing, periode en dit product is al een prestatie toegekend ({eerdere}).",
    wat_te_doen="Crediteer de eerdere prestatie eerst, of laat deze vervallen.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="o.referentie IS NOT NULL",
            feiten={"eerdere": "o.referentie"},
        ),
    ),
)
