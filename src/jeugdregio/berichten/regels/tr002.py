# SPDX-License-Identifier: EUPL-1.2
"""TR002: nobody is over 120 on the Dagtekening, unless unknown: 1900-01-01 with DatumGebruik 3."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR002 = Regel(
    code="TR002",
    retourcode="0001",
    niveau=2,
    source=ijw("TR002"),
    uitleg=("De geboortedatum {geboortedatum} ligt meer dan 120 jaar vóór de dagtekening ({dagtekening})."),
    wat_te_doen=(
        "Herstel de geboortedatum. Is die onbekend, vul dan 1 januari 1900 in met de aanduiding dat "
        "dag, maand en jaar onbekend zijn."
    ),
    plaatsen=tuple(
        Plaats(
            bericht,
            klasse,
            schending="""
                k.geboortedatum_datum < b.dagtekening - interval '120 years'
                AND (k.geboortedatum_datum <> DATE '1900-01-01'
                     OR k.geboortedatum_datum_gebruik IS DISTINCT FROM '3')
            """,
            feiten={"geboortedatum": "k.geboortedatum_datum", "dagtekening": "b.dagtekening"},
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
