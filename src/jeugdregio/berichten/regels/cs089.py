# SPDX-License-Identifier: EUPL-1.2
"""CS089: a postcode in the Netherlands is four digits, not 0 first, and two letters, without a space."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CS089 = Regel(
    code="CS089",
    retourcode="0001",
    niveau=2,
    source=ijw("CS089"),
    uitleg="Een Nederlandse postcode bestaat uit vier cijfers en twee letters, zonder spatie.",
    wat_te_doen="Herstel de postcode, of kies het land waar de postcode bij hoort.",
    plaatsen=(
        Plaats(
            "JW301",
            "Contact",
            schending="k.adres_land_code = 'NL' AND k.adres_postcode !~ '^[1-9][0-9]{3}[a-zA-Z]{2}$'",
        ),
    ),
)
