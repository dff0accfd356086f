# SPDX-License-Identifier: EUPL-1.2
"""
Figures of the transition for the demo: invented, and they say so.

Turnover of 2012 is sixty percent of what a provider would have offered; the inflow of one provider of mental care grew
without an explanation, that of another grew and was explained. The share of about 35 percent is of the source (S69).
"""

from jeugdregio.core.money import round_half_up
from jeugdregio.demo.regio import Regio
from jeugdregio.overgang import actions
from jeugdregio.overgang.values import (
    Afspraak,
    Instroomgegevens,
    Jeugdaandeelgegevens,
    Omzetgegevens,
    Uitgavegegevens,
)

BRON = "demo: verzonnen"
OMZETJAAR, BOEKJAAR = 2012, 2015
VERGELEKEN, EERDER = 2014, (2011, 2012, 2013)
BASIS_CENT = {"groot": 620_000_000, "middel": 95_000_000, "klein": 18_000_000}
VERBLIJF = {"JZ+", "J&O"}
GROEI = {0: (1390, 0, ""), 1: (1280, 1200, "Overname van de praktijk in Raalte, met de lopende trajecten (verzonnen).")}
"""Place among the providers: inflow of 2014 per mille of usual, and how many per mille of the growth it explained."""
MEESTE = 24
GGZ_MILJOEN = {2011: (5_310, 706), 2012: (5_420, 743), 2013: (5_290, 751)}
"""Curative mental care and its youth part, in millions of euros: invented."""


def laad(regio: Regio) -> None:
    """Load all of it, in the transaction of the caller."""
    tables = {one.aanbieder: one for one in regio.contracten}
    own = [(one, tables[one.nummer]) for one in regio.aanbieders if one.nummer in tables]
    actions.leg_omzetten_vast(
        Omzetgegevens(
            one.agb,
            OMZETJAAR,
            round_half_up(BASIS_CENT.get(one.grootte, BASIS_CENT["klein"]) * (700 + 37 * (one.nummer % 19)), 1000),
            contract.perceel in VERBLIJF,
            BRON,
            verzonnen=True,
        )
        for one, contract in own
    )
    care = [one for one, contract in own if contract.tafel == "GGZ"][:MEESTE]
    for place, one in enumerate(care):
        usual = 40 + 11 * (one.nummer % 7) if place > 1 else 180 - 60 * place
        _instroom(one.agb, usual, place)
        _uitgaven(one.agb, usual, place)
    actions.leg_jeugdaandelen_vast(
        Jeugdaandeelgegevens(year, whole * 100_000_000, young * 100_000_000, BRON, verzonnen=True)
        for year, (whole, young) in GGZ_MILJOEN.items()
    )
    if len(care) > 1:
        actions.leg_afspraak_vast(Afspraak(care[0].agb, BOEKJAAR, 55_000_000, "Overeenkomst 2015, art. 7 (verzonnen)"))


def _instroom(agb: str, usual: int, place: int) -> None:
    grown, explained, why = GROEI.get(place, (1000 + 4 * (place % 5 - 2), 0, ""))
    last = round_half_up(usual * grown, 1000)
    said = min(max(last - usual, 0), round_half_up(max(last - usual, 0) * explained, 1000)) if explained else 0
    earlier = [Instroomgegevens(agb, year, usual + year % 3 - 1, BRON, verzonnen=True) for year in EERDER]
    now = Instroomgegevens(agb, VERGELEKEN, last, BRON, said, why if said else "", verzonnen=True)
    actions.leg_instroom_vast([*earlier, now])


def _uitgaven(agb: str, usual: int, place: int) -> None:
    spent = usual * 1_150_000 + place * 12_345
    share = 350 + (place % 5 - 2) * 12
    before = round_half_up(spent * share, 1000)
    actions.leg_uitgaven_vast([Uitgavegegevens(agb, BOEKJAAR, spent, before, BRON, verzonnen=True)])
