# SPDX-License-Identifier: EUPL-1.2
"""TR061: a client has an address of its own (not of a relatie) that is not temporary: 01, 02 or 03."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR061 = Regel(
    code="TR061",
    retourcode="0001",
    niveau=2,
    source=ijw("TR061"),
    uitleg=("Bij de client staat geen vast adres, alleen een tijdelijk verblijfadres of helemaal geen."),
    wat_te_doen="Voeg het woonadres, correspondentieadres of verblijfadres van de client toe.",
    plaatsen=(
        Plaats(
            "JW301",
            "Client",
            onder="""
                SELECT c.bericht, c.nr
                FROM partij_jw301_client c
                WHERE NOT EXISTS (
                    SELECT FROM partij_jw301_contact a
                    WHERE a.bericht = c.bericht AND a.relatie IS NULL AND a.soort IN ('01', '02', '03')
                )
            """,
        ),
    ),
)
