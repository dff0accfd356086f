# SPDX-License-Identifier: EUPL-1.2
"""CS139: what DatumGebruik calls unknown of a birth date is a 1, and an unknown year is 1900."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CS139 = Regel(
    code="CS139",
    retourcode="0001",
    niveau=2,
    source=ijw("CS139"),
    uitleg="De geboortedatum past niet bij de aanduiding van wat ervan onbekend is.",
    wat_te_doen=(
        "Vul een onbekende dag in als 1, een onbekende dag en maand als 1 januari, en een geheel "
        "onbekende datum als 1 januari 1900."
    ),
    plaatsen=tuple(
        Plaats(
            bericht,
            klasse,
            schending="""
                CASE k.geboortedatum_datum_gebruik
                    WHEN '1' THEN extract(day FROM k.geboortedatum_datum) <> 1
                    WHEN '2' THEN extract(doy FROM k.geboortedatum_datum) <> 1
                    WHEN '3' THEN k.geboortedatum_datum <> DATE '1900-01-01'
                END
            """,
        )
        for bericht, klasse in (
            ("JW301", "Client"),
            ("JW301", "Relatie"),
            ("JW305", "Client"),
            ("JW307", "Client"),
            ("JW315", "Client"),
        )
    ),
)
