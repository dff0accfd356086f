# SPDX-License-Identifier: EUPL-1.2
"""The contract as a letter: made of the record and its clauses, the same bytes each time."""

from datetime import datetime
from pathlib import Path

from jeugdregio.components.schrijfwijze import periode
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.contracten.values import Contractbeeld
from jeugdregio.documenten.actions import maak_pdf

SJABLOON = Path(__file__).parent / "brieven" / "contract.typ"


def maak_brief(beeld: Contractbeeld, *, regio: str, moment: datetime) -> bytes:
    """The PDF of a contract, at a `moment` that is written as the day of making."""
    one = beeld.contract
    facts = [
        ("Aanbieder", f"{beeld.naam} (AGB {one.aanbieder})"),
        ("Opdrachtgever", regio),
        ("Contractnummer", one.nummer),
        ("Soort", beeld.soortnaam),
        ("Perceel", one.perceel),
        ("Bekostiging", one.bekostiging),
        ("Looptijd", periode(one.van, one.tot)),
        ("Contractmanager", one.contractmanager),
    ]
    if one.offerte_cent is not None:
        facts.append(("Offerte", cent(one.offerte_cent)))
    if one.plafond_cent is not None:
        facts.append(("Plafond", cent(one.plafond_cent)))
    data = {
        "titel": f"{beeld.soortnaam} {one.nummer}",
        "feiten": facts,
        "tarieven": [[t.code, t.naam, t.eenheid, cent(t.tarief_cent)] for t in beeld.tarieven],
        "clausules": [[str(nr), clause.titel, clause.tekst] for nr, clause in enumerate(beeld.clausules, start=1)],
    }
    return maak_pdf(SJABLOON, data, moment=moment)
