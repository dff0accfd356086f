# SPDX-License-Identifier: EUPL-1.2
"""On which level a form of care is bought: lokaal, regionaal, bovenregionaal or landelijk, and why (S16)."""

from dataclasses import dataclass
from typing import Any

from jeugdregio.contractbeheer.gegevens import niveauregels

NIVEAUS = ("lokaal", "regionaal", "bovenregionaal", "landelijk")


@dataclass(frozen=True)
class Indeling:
    """A level, why, where that rule stands, and whether someone decided against the rule (`volgens_regel`)."""

    niveau: str
    redenen: tuple[str, ...]
    bron: str
    zekerheid: str
    volgens_regel: str = ""


def deel_in(*, clienten: int | None, ordening: str, specialisme: str, besluit: str = "", reden: str = "") -> Indeling:
    """
    The level of a form of care, by the first rule of which everything holds; a decision goes before the rule.

    An unknown fact (None, empty) makes no condition true.
    """
    table = niveauregels()
    facts: dict[str, Any] = {"ordening": ordening, "specialisme": specialisme, "clienten_onder": clienten}
    rule = next(one for one in table["regels"] if all(_holds(facts[key], ask) for key, ask in one["als"].items()))
    reasons = tuple(table["criteria"][name] for name in rule["criteria"]) or (table["uitgangspunt"],)
    found = Indeling(rule["niveau"], reasons, rule["bron"], rule["zekerheid"])
    if not besluit:
        return found
    return Indeling(besluit, (reden,), "besluit van de regio", "hoog", volgens_regel=found.niveau)


def _holds(fact: str | int | None, asked: list[str] | int) -> bool:
    if isinstance(asked, int):
        return fact is not None and int(fact) < asked
    return fact in asked
