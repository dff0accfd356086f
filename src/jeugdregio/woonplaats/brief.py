# SPDX-License-Identifier: EUPL-1.2
"""The letter that goes with a claim: what was paid, why it was for another, and what to do. It names no child."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from jeugdregio.components.schrijfwijze import maandnaam, periode
from jeugdregio.components.templatetags.componenten import cent, datum
from jeugdregio.core.periode import Maand
from jeugdregio.documenten.actions import maak_pdf
from jeugdregio.woonplaats.uitleg import gemeentenaam
from jeugdregio.woonplaats.values import Vordering, Vorderingsdeel

WAAROM = (
    "Wij hebben jeugdhulp betaald voor een jeugdige voor wie uw gemeente in deze periode verantwoordelijk was. Als nog "
    "niet vaststaat welke gemeente verantwoordelijk is, betaalt de gemeente die bekend is; daarna verrekenen de "
    "gemeenten met elkaar (Jeugdwet, artikel 8.2.1)."
)
OM_WIE = (
    "Om wie het gaat, staat niet in deze brief. Wij sturen u die gegevens apart en beveiligd, als uw gemeente ze nodig "
    "heeft om de vordering te beoordelen."
)
ANTWOORD = "Laat ons weten of u de vordering erkent. Bent u het er niet mee eens, schrijf dan waarom. Noem ons kenmerk."
SJABLOON = Path(__file__).parent / "brief.typ"


def maak_brief(vordering: Vordering, delen: Sequence[Vorderingsdeel], *, moment: datetime) -> bytes:
    """The PDF of a claim; lines are taken together per month and product."""
    sums: dict[tuple[Maand, str], int] = defaultdict(int)
    for line in delen:
        sums[line.dienstmaand, f"{line.categorie} {line.code}".strip()] += line.bedrag_cent
    debtor = gemeentenaam(vordering.schuldenaar)
    data = {
        "titel": f"Vordering {vordering.kenmerk}: kosten van jeugdhulp",
        "afzender": f"Gemeente {gemeentenaam(vordering.schuldeiser)}",
        "aan": f"Gemeente {debtor}",
        "datum": datum(timezone.localdate(moment)),
        "alineas": [WAAROM],
        "feiten": [
            ("Kenmerk", vordering.kenmerk),
            ("Periode", periode(vordering.van, vordering.tot)),
            ("Waarom uw gemeente", vordering.grondslag),
            ("Bedrag", cent(vordering.bedrag_cent)),
        ],
        "regels": [[maandnaam(month), product, cent(amount)] for (month, product), amount in sorted(sums.items())],
        "totaal": cent(vordering.bedrag_cent),
        "slot": [OM_WIE, ANTWOORD],
    }
    return maak_pdf(SJABLOON, data, moment=moment)
