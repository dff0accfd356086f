# SPDX-License-Identifier: EUPL-1.2
"""TR006: a Contact can be reached: by telephone, or at a house number and postcode."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR006 = Regel(
    code="TR006",
    retourcode="0001",
    niveau=2,
    source=ijw("TR006"),
    uitleg=("Bij een contact ontbreekt een telefoonnummer, en ook een adres met huisnummer en postcode."),
    wat_te_doen="Vul een telefoonnummer in, of een huisnummer met de postcode.",
    plaatsen=(
        Plaats(
            "JW301",
            "Contact",
            schending="""
                k.telefoon_telefoon01_telefoonnummer IS NULL
                AND (k.adres_huis_huisnummer IS NULL OR k.adres_postcode IS NULL)
            """,
        ),
    ),
)
