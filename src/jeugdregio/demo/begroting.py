# SPDX-License-Identifier: EUPL-1.2
"""
Budgets of the demo in versions: those of 2013 to 2015 are of the sources, those of the demo year are invented.

In the demo year every municipality has one version with parts; Dalfsen and Kampen have a second, that counts from June.
"""

from datetime import date

from jeugdregio.begroting import actions, queries
from jeugdregio.begroting.values import Budgetversie, Circulairegegevens
from jeugdregio.core.money import round_half_up
from jeugdregio.core.periode import Maand
from jeugdregio.demo.regio import Gemeente, Regio

JAAR = 2026
BEGIN, JUNI = date(JAAR, 1, 1), date(JAAR, 6, 1)
CIRCULAIRE = Circulairegegevens(
    "demo-mei-2026", "Meicirculaire 2026 (verzonnen)", Maand(JAAR, 5), "objectief verdeelmodel", "demo: verzonnen"
)
BIJSTELLING_PROMILLE = {"0148": 1012, "0166": 991}
"""The second version, of the first; its band is half a percent to either side."""
BAND_PROMILLE = 5
MILJOEN = 1_000_000
AANDELEN = {"45": 2600, "50": 1500, "54": 1900, "44": 1300, "43": 1000, "41": 450, "48": 500, "46": 200}
"""By category, in hundredths of a percent of the whole, evenly over its segments; the rest is not divided."""
PER_PRODUCT = {("45", "45A04"), ("45", "45A05"), ("54", "54001")}
"""Products that have a part of their own: a quarter of their category."""


def laad(regio: Regio, *, schaal: float) -> None:
    """
    Load them, in the transaction of the caller, after the products of the region.

    `schaal` is the scale of the population: budgets scale along, so that costs can be held against them.
    """
    actions.neem_bronversies_in()
    actions.leg_circulaire_vast(CIRCULAIRE)
    shares = _aandelen()
    for one in regio.gemeenten:
        first = _begroting(one, schaal)
        versions = [first, *_bijstelling(first)]
        for version in versions:
            actions.leg_versie_vast(version)
            parts = queries.naar_aandeel(version.bedrag_cent, shares)
            actions.leg_delen_vast(version.gemeente, version.jaar, version.vanaf, parts)


def _begroting(one: Gemeente, schaal: float) -> Budgetversie:
    cents = round_half_up(one.jeugdbudget_cent * round(schaal * MILJOEN), MILJOEN)
    source = one.bron_budget if schaal == 1 else f"{one.bron_budget}, maal schaal {schaal:g}"
    return Budgetversie(one.code, JAAR, BEGIN, f"Begroting {JAAR}", cents, cents, cents, ongeveer=False, bron=source)


def _bijstelling(first: Budgetversie) -> list[Budgetversie]:
    if first.gemeente not in BIJSTELLING_PROMILLE:
        return []
    cents = round_half_up(first.bedrag_cent * BIJSTELLING_PROMILLE[first.gemeente], 1000)
    margin = round_half_up(cents * BAND_PROMILLE, 1000)
    return [
        Budgetversie(
            first.gemeente,
            JAAR,
            JUNI,
            CIRCULAIRE.naam,
            cents,
            cents - margin,
            cents + margin,
            ongeveer=True,
            bron=CIRCULAIRE.bron,
            circulaire=CIRCULAIRE.code,
        )
    ]


def _aandelen() -> dict[tuple[str, str, str], int]:
    segments = queries.producten_per_segment()
    shares: dict[tuple[str, str, str], int] = {}
    for category, share in AANDELEN.items():
        names = sorted({name for (one, _), name in segments.items() if one == category})
        own = sorted(code for one, code in PER_PRODUCT if one == category and (one, code) in segments)
        for code in own:
            shares[segments[category, code], category, code] = share // 4
        left = share - len(own) * (share // 4)
        for name in names:
            shares[name, category, ""] = left // len(names)
    return shares
