# SPDX-License-Identifier: EUPL-1.2
"""
The four indicators of the Jeugdautoriteit, their thresholds, and what else its table chooses; each with its source.

A threshold is exceeded or not: exactly 1,5 %, 20 % or 1 does not count (S49). A share whose denominator is nought or
less cannot be worked out, and is not known.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jeugdregio.aanbieders.values import Jaarcijfers, Rechtsvorm

PRAKTIJKSCAN = "Praktijkscan VWS jeugdregio IJsselland, winter 2020-2021, paragraaf 2.5.1"


@dataclass(frozen=True)
class Indicator:
    """One indicator: `deel` over `geheel` has to be more than `boven`."""

    code: str
    naam: str
    formule: str
    boven: Fraction
    deel: Callable[[Jaarcijfers], int | None]
    geheel: Callable[[Jaarcijfers], int | None]
    bron: str
    zekerheid: str

    def gehaald(self, cijfers: Jaarcijfers) -> bool | None:
        """Whether these accounts meet it; None when they do not tell."""
        part, whole = self.deel(cijfers), self.geheel(cijfers)
        if part is None or whole is None or whole <= 0:
            return None
        return part * self.boven.denominator > self.boven.numerator * whole


INDICATOREN = (
    Indicator(
        "JA-01",
        "positief nettoresultaat",
        "nettoresultaat groter dan 0",
        Fraction(0),
        lambda one: one.nettoresultaat_cent,
        lambda one: 1,
        PRAKTIJKSCAN,
        "hoog",
    ),
    Indicator(
        "JA-02",
        "rentabiliteit boven 1,5 %",
        "nettoresultaat gedeeld door alle opbrengsten, groter dan 1,5 %",
        Fraction(15, 1000),
        lambda one: one.nettoresultaat_cent,
        lambda one: one.opbrengsten_cent,
        PRAKTIJKSCAN,
        "drempel hoog, formule middel (gangbare definitie)",
    ),
    Indicator(
        "JA-03",
        "solvabiliteit boven 20 %",
        "eigen vermogen gedeeld door balanstotaal, groter dan 20 %",
        Fraction(20, 100),
        lambda one: one.eigen_vermogen_cent,
        lambda one: one.balanstotaal_cent,
        PRAKTIJKSCAN,
        "drempel hoog, formule middel (gangbare definitie)",
    ),
    Indicator(
        "JA-04",
        "current ratio boven 1",
        "vlottende activa gedeeld door kortlopende schulden, groter dan 1",
        Fraction(1),
        lambda one: one.vlottende_activa_cent,
        lambda one: one.kortlopende_schulden_cent,
        PRAKTIJKSCAN,
        "drempel hoog, formule middel (gangbare definitie)",
    ),
)
GRENS_CENT = 2_000_000_00
"""A provider is large when its youth turnover is more than this; with exactly this it is small, our reading."""
KLEINE_RECHTSVORMEN = (Rechtsvorm.STICHTING, Rechtsvorm.BV)
"""Small providers of another legal form are left out, to keep them comparable."""
PUBLICATIE = date(2020, 10, 15)
"""The Jeugdautoriteit looked at what was deposited up to and including this day, for 2018 and for 2019."""
GEPUBLICEERD = (2018, 2019)
NOEMER = "jeugdautoriteit"
"""The code of the count that the coverage is taken over."""
REGIO = "regio"
"""The code of the count of providers that are active in the region."""
RISICO_GEMIST = 3
"""So many indicators missed puts a provider on the risk list, or negative equity. Our assumption: how the
Jeugdautoriteit came to its seven was not published (JA-07)."""
