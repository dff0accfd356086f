# SPDX-License-Identifier: EUPL-1.2
"""CS325: an amount of zero is a debit."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CS325 = Regel(
    code="CS325",
    retourcode="0001",
    niveau=2,
    source=ijw("CS325"),
    uitleg="Een bedrag van nul is aangeduid als credit.",
    wat_te_doen="Duid een bedrag van nul aan als debet.",
    plaatsen=(
        Plaats(
            "JW323",
            "Declaratie",
            schending="""
                k.totaal_ingediend_bedrag_totaal_bedrag = 0 AND k.totaal_ingediend_bedrag_debet_credit <> 'D'
            """,
        ),
        Plaats(
            "JW323",
            "Prestatie",
            schending="k.ingediend_bedrag_bedrag = 0 AND k.ingediend_bedrag_debet_credit <> 'D'",
        ),
    ),
)
