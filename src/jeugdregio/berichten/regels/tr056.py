# SPDX-License-Identifier: EUPL-1.2
"""
TR056: an identification is used once by a sender for a kind of message.

A message that was refused as a whole counts as not sent (OP286), so its identification is free again.
"""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR056 = Regel(
    code="TR056",
    retourcode="9056",
    niveau=3,
    source=ijw("TR056"),
    uitleg="De berichtidentificatie {identificatie} is al eerder gebruikt voor dit soort bericht.",
    wat_te_doen="Geef het bericht een nieuwe identificatie en stuur het opnieuw.",
    plaatsen=tuple(
        Plaats(
            bericht,
            "Header",
            schending="""
                EXISTS (SELECT FROM berichten_bericht e
                    WHERE e.gemeente = b.gemeente AND e.afzender = b.afzender
                    AND e.soort = b.soort AND e.identificatie = b.identificatie AND e.uitkomst <> 'afgekeurd')
            """,
            feiten={"identificatie": "b.identificatie"},
        )
        for bericht in ("JW301", "JW305", "JW307", "JW315", "JW317", "JW319", "JW323")
    ),
)
