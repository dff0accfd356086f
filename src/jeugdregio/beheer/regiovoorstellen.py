# SPDX-License-Identifier: EUPL-1.2
"""The proposals of rules through time, and of the figures that municipalities settle by (N01, S61)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from jeugdregio.components.schrijfwijze import periode
from jeugdregio.components.templatetags.componenten import cent, datum
from jeugdregio.regimes import actions as regimes
from jeugdregio.regimes import queries as regels
from jeugdregio.regimes.values import NietVastTeLeggen, Regel
from jeugdregio.regio import queries as regio
from jeugdregio.verevening import actions as verevening
from jeugdregio.verevening.values import Gemeentecijfers, Jaarcijfers

if TYPE_CHECKING:
    from jeugdregio.beheer.voorstellen import Uitvoering

WEIGERINGEN = (NietVastTeLeggen,)


def toon_regime(what: dict[str, Any]) -> list[tuple[str, str]]:
    """The rule as it will read, or the end of one."""
    known = {one.id: one for one in regels.verloop()}
    if what["wat"] == "einde":
        return [
            ("Regel", _kort(known.get(what["regime"]))),
            ("Laatste dag", datum(date.fromisoformat(what["tot"]) - timedelta(days=1))),
            ("Bron", what["bron"]),
        ]
    subject = regels.onderwerp(what["onderwerp"])
    return [
        ("Onderwerp", subject.naam if subject else what["onderwerp"]),
        ("Wat er geldt", what["regel"]),
        ("Lezing", what["lezing"] or "geen: de bronnen zijn het eens"),
        ("Periode", periode(date.fromisoformat(what["vanaf"]), _dag(what["tot"]))),
        ("Bron", f"{what['bron']}, {what['plaats']}"),
        ("Hoe zeker", what["zekerheid"]),
        ("Vervangt", _kort(known.get(what["vervangt"])) if what["vervangt"] else "niets"),
    ]


def leg_regime_vast(one: Uitvoering) -> None:
    """Add the rule, or end the one that is named."""
    what = one.voorstel.inhoud
    if what["wat"] == "einde":
        until = date.fromisoformat(what["tot"])
        regimes.beeindig_regel(what["regime"], until, bron=what["bron"], on_behalf_of=one.wie)
        return
    rule = Regel(
        what["onderwerp"],
        what["lezing"],
        date.fromisoformat(what["vanaf"]),
        _dag(what["tot"]),
        what["regel"],
        what["bron"],
        what["plaats"],
        what["zekerheid"],
        what["toelichting"],
    )
    regimes.leg_regel_vast(rule, vervangt=what["vervangt"], on_behalf_of=one.wie)


def toon_jaarcijfers(what: dict[str, Any]) -> list[tuple[str, str]]:
    """Every municipality and year with what it will be."""
    names = regio.namen()
    return [
        ("Bron", what["bron"]),
        *(
            (
                f"{names.get(town, town)} {year}",
                f"budget {cent(budget)}, kosten {cent(costs)}, misgelopen ouderbijdrage {cent(missed)}",
            )
            for town, year, budget, costs, missed in what["rijen"]
        ),
    ]


def leg_jaarcijfers_vast(one: Uitvoering) -> None:
    """Put these figures in the place of those of the same municipality and year; the history keeps what was there."""
    what = one.voorstel.inhoud
    verevening.leg_jaarcijfers_vast(
        Jaarcijfers(Gemeentecijfers(town, budget, costs, missed), year, what["bron"])
        for town, year, budget, costs, missed in what["rijen"]
    )


def _kort(one: Regel | None) -> str:
    return f"{one.regel} ({one.vindplaats})" if one else "een regel die er niet meer is"


def _dag(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
