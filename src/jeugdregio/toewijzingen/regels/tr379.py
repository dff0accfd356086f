# SPDX-License-Identifier: EUPL-1.2
"""TR379: ReferentieAanbieder is filled only in the first allocation after a request (IV097).

Requests (JW315, JW317) do not come in through this platform yet, so no reference can be right."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR379 = Regel(
    code="TR379",
    retourcode="9379",
    niveau=3,
    source=ijw("TR379"),
    uitleg="De toewijzing noemt referentie {referentie}, maar er is geen verzoek met die referentie.",
    wat_te_doen="Laat ReferentieAanbieder leeg als de toewijzing niet volgt op een verzoek.",
    plaatsen=(
        Plaats(
            "JW301",
            "ToegewezenProduct",
            schending="k.referentie_aanbieder IS NOT NULL",
            feiten={"referentie": "k.referentie_aanbieder"},
        ),
    ),
)
