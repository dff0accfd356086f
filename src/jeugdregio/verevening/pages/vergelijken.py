# SPDX-License-Identifier: EUPL-1.2
"""The same settlement as an amount, per young person or per euro of budget; in a picture, a table and a sentence."""

from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse

from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.components.values import Balk, Balken, Cel, Kolom, Tabel
from jeugdregio.core.money import round_half_up
from jeugdregio.regio import queries as regio
from jeugdregio.verevening.values import Lab, Lezing, Regime

DUIZEND = 1000


class Eenheid(StrEnum):
    """In what a settlement is told."""

    BEDRAG = "bedrag"
    JEUGDIGE = "jeugdige"
    BUDGET = "budget"


EENHEDEN = {
    Eenheid.BEDRAG: "Het hele bedrag",
    Eenheid.JEUGDIGE: "Per jeugdige",
    Eenheid.BUDGET: "Per 100 euro budget",
}
LEGE = "–"
KORT = {
    Lezing.EIGEN_DEEL: "15% zelf, 85% samen",
    Lezing.BUDGETPOT: "Pot van 85%",
    Lezing.TOTALE_KOSTEN: "Alle kosten",
    "vier-o": "Vier O's",
    "geen": "Geen",
}
"""The names of regimes as the heading of a column."""


@dataclass(frozen=True)
class Maat:
    """The names, young people and budgets of the municipalities of one year, and the unit that is asked."""

    eenheid: Eenheid
    namen: dict[str, str]
    jeugdigen: dict[str, int]
    budget: dict[str, int]

    @classmethod
    def van(cls, found: Lab, eenheid: Eenheid) -> "Maat":
        """Of the figures of one year."""
        codes = [one.cijfers.gemeente for one in found.cijfers]
        places = {code: place for code in codes if (place := regio.gemeente(code))}
        return cls(
            eenheid,
            {code: places[code].naam if code in places else code for code in codes},
            {code: place.jeugdigen for code, place in places.items()},
            {one.cijfers.gemeente: one.cijfers.budget_cent for one in found.cijfers},
        )

    def deel(self, code: str, amount: int) -> tuple[int, int]:
        """The amount as a fraction in the unit: (numerator, denominator); the denominator is zero when not known."""
        if self.eenheid is Eenheid.JEUGDIGE:
            return amount, self.jeugdigen.get(code, 0)
        if self.eenheid is Eenheid.BUDGET:
            return amount * 100 * 100, self.budget[code]  # cents for every hundred euros
        return amount, 1

    def schrijf(self, code: str, amount: int) -> str:
        """In words."""
        upper, lower = self.deel(code, amount)
        return cent(round_half_up(upper, lower)) if lower else LEGE


def zin(maat: Maat, code: str, amount: int) -> str:
    """What it comes to, for who is no accountant."""
    name, young = maat.namen[code], maat.jeugdigen.get(code, 0)
    if amount == 0:
        return f"{name} betaalt niets mee en krijgt niets."
    what = "betaalt {} mee aan anderen" if amount > 0 else "krijgt {} van anderen"
    each = f" Dat is {cent(round_half_up(abs(amount), young))} per jeugdige." if young else ""
    return f"{name} {what.format(cent(abs(amount)))}.{each}"


def beeld(maat: Maat, regime: Regime, jaar: int) -> Balken:
    """A bar to the right (pays) or to the left (receives) for each municipality, with its sentence."""
    codes = sorted(regime.verrekening, key=lambda code: maat.namen.get(code, code))
    codes = [code for code in codes if code in maat.namen]
    parts = {code: maat.deel(code, regime.verrekening[code]) for code in codes}
    most = max((abs(upper) / lower for upper, lower in parts.values() if lower), default=0) or 1
    return Balken(
        f"Wie betaalt en wie ontvangt over {jaar}: {regime.naam} ({EENHEDEN[maat.eenheid].lower()})",
        "krijgt",
        "betaalt",
        tuple(
            Balk(
                maat.namen[code],
                maat.schrijf(code, regime.verrekening[code]),
                round(upper / lower / most * DUIZEND) if lower else 0,
                "waarschuwing" if upper > 0 else "positief",
                zin(maat, code, regime.verrekening[code]),
                reverse("solidariteit-gemeente", args=[jaar, code]),
            )
            for code, (upper, lower) in parts.items()
        ),
    )


def naast_elkaar(maat: Maat, regimes: tuple[Regime, ...], jaar: int, bijdrage: str) -> Tabel:
    """Every municipality under every regime, in the unit; amounts are added up, shares are not."""
    rows: tuple[tuple[Cel | str, ...], ...] = tuple(
        (
            Cel(maat.namen[code], url=f"{reverse('solidariteit-gemeente', args=[jaar, code])}?bijdrage={bijdrage}"),
            *(maat.schrijf(code, one.verrekening.get(code, 0)) for one in regimes),
        )
        for code in sorted(maat.namen, key=lambda code: maat.namen[code])
    )
    foot = ("Samen", *(cent(one.som_cent) for one in regimes)) if maat.eenheid is Eenheid.BEDRAG else ()
    heads = (Kolom("Gemeente"), *(Kolom(KORT[one.code], "getal") for one in regimes))
    return Tabel(f"Elke gemeente onder elke regeling, {EENHEDEN[maat.eenheid].lower()}", heads, rows, voet=foot)


def eigen_en_gedeeld(maat: Maat, found: Lab, regime: Regime) -> Tabel:
    """Own costs beside what is borne after sharing, with the sign (S63)."""
    own = {one.cijfers.gemeente: one.cijfers for one in found.cijfers}
    rows: list[tuple[Cel | str, ...]] = []
    for code in sorted(own, key=lambda code: maat.namen[code]):
        paid, cost = regime.verrekening.get(code, 0), own[code].kosten_cent
        sign = "+ betaalt mee" if paid > 0 else "− krijgt" if paid < 0 else "0 gelijk"
        rows.append(
            (
                maat.namen[code],
                cent(own[code].budget_cent),
                cent(cost),
                cent(cost + paid),
                Cel(cent(paid), onder=sign),
            )
        )
    budgets, costs = (sum(getattr(one, name) for one in own.values()) for name in ("budget_cent", "kosten_cent"))
    heads = (
        Kolom("Gemeente"),
        Kolom("Budget", "getal"),
        Kolom("Eigen kosten", "getal"),
        Kolom("Na verevening", "getal"),
        Kolom("Verschil", "getal"),
    )
    foot = ("Samen", cent(budgets), cent(costs), cent(costs + regime.som_cent), cent(regime.som_cent))
    return Tabel(f"Eigen kosten naast gedeelde kosten: {regime.naam}", heads, tuple(rows), voet=foot)
