# SPDX-License-Identifier: EUPL-1.2
"""TR134: a date in the message is not later than its Dagtekening; the same day is fine."""

from jeugdregio.regels.values import Plaats, Regel, ijw


def _later(bericht: str, klasse: str, column: str) -> Plaats:
    return Plaats(
        bericht,
        klasse,
        schending=f"k.{column} > b.dagtekening",
        feiten={"datum": f"k.{column}", "dagtekening": "b.dagtekening"},
    )


TR134 = Regel(
    code="TR134",
    retourcode="0001",
    niveau=2,
    source=ijw("TR134"),
    uitleg="De datum {datum} ligt na de dagtekening van het bericht ({dagtekening}).",
    wat_te_doen="Herstel de datum, of stuur het bericht pas als die dag is bereikt.",
    plaatsen=(
        _later("JW301", "Client", "geboortedatum_datum"),
        _later("JW301", "Relatie", "geboortedatum_datum"),
        _later("JW301", "ToegewezenProduct", "toewijzingsdatum"),
        _later("JW305", "Client", "geboortedatum_datum"),
        _later("JW305", "StartProduct", "begindatum"),
        _later("JW307", "Client", "geboortedatum_datum"),
        _later("JW307", "StopProduct", "einddatum"),
        _later("JW315", "Client", "geboortedatum_datum"),
        _later("JW323", "Declaratie", "declaratie_periode_begindatum"),
        _later("JW323", "Prestatie", "product_periode_begindatum"),
    ),
)
