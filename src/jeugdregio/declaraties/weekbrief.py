# SPDX-License-Identifier: EUPL-1.2
"""The weekly letter to a provider (S56): only what is open, why, and what to do. No name and no BSN."""

from datetime import datetime
from pathlib import Path

from jeugdregio.core.money import euro
from jeugdregio.declaraties.values import Uitvalregel, Weekbrief
from jeugdregio.documenten.actions import maak_pdf

SJABLOON = Path(__file__).with_name("weekbrief.typ")


def als_pdf(brief: Weekbrief, *, moment: datetime) -> bytes:
    """The letter as PDF."""
    return maak_pdf(SJABLOON, gegevens(brief), moment=moment)


def gegevens(brief: Weekbrief) -> dict[str, object]:
    """What the template shows, every value already as text."""
    return {
        "naam": brief.naam,
        "aanbieder": brief.aanbieder,
        "peildatum": f"{brief.peildatum:%d-%m-%Y}",
        "aantal": len(brief.regels),
        "bedrag": euro(brief.bedrag_cent),
        "groepen": [
            {
                "titel": f"{groep.regel} (retourcode {groep.retourcode})",
                "wat_te_doen": groep.wat_te_doen,
                "regels": [_line(regel) for regel in groep.regels],
            }
            for groep in brief.groepen
        ],
    }


def _line(regel: Uitvalregel) -> dict[str, str]:
    return {
        "gemeente": regel.gemeente,
        "declaratie": regel.declaratie,
        "referentie": regel.referentie,
        "toewijzing": str(regel.toewijzing_nummer),
        "product": f"{regel.categorie} {regel.code}",
        "periode": f"{regel.begin:%d-%m-%Y} t/m {regel.einde:%d-%m-%Y}",
        "bedrag": euro(regel.bedrag_cent),
        "uitleg": regel.uitleg,
        "pogingen": f"{regel.pogingen} keer afgewezen" if regel.pogingen > 1 else "",
    }
