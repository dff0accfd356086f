# SPDX-License-Identifier: EUPL-1.2
"""TR347: a reference is used once by a provider, over requests for allocation and for change, decided on or not."""

from jeugdregio.regels.values import Plaats, Regel, ijw

USED = """
    EXISTS (SELECT FROM verzoeken_verzoek e WHERE e.gemeente = b.gemeente AND e.aanbieder = b.aanbieder
        AND e.referentie = k.referentie_aanbieder OFFSET 0)
"""

TR347 = Regel(
    code="TR347",
    retourcode="9347",
    niveau=3,
    source=ijw("TR347"),
    uitleg="Referentie {referentie} is al eerder gebruikt voor een verzoek.",
    wat_te_doen="Geef elk verzoek een nieuwe referentie.",
    plaatsen=tuple(
        Plaats(bericht, klasse, schending=USED, feiten={"referentie": "k.referentie_aanbieder"})
        for bericht, klasse in (("JW315", "AangevraagdProduct"), ("JW317", "Verzoek"))
    ),
)
