# SPDX-License-Identifier: EUPL-1.2
"""
Which municipality is responsible for a child: the woonplaatsbeginsel, as it was and as it is.

Until 31 December 2021 the residence of who has authority decided (Jeugdwet article 1.1 of then, with book 1,
article 12 of the Burgerlijk Wetboek). Since 1 January 2022 the address of the child does, and during a stay the
one just before it (article 1.1). The codes W01 … W25 are rows of the decision table, V01 … V04 the old rule.

Nothing here looks anything up: the facts come from whoever asks. Municipalities are CBS codes.
"""

from datetime import date, timedelta

from jeugdregio.core.termijnen import weken_na
from jeugdregio.woonplaats.values import (
    EINDE_JEUGDHULP,
    EINDE_PLEEGZORG,
    MEERDERJARIG,
    NIEUWE_REGEL,
    Feiten,
    Gezag,
    Hulp,
    NietVastTeStellen,
    Verblijf,
    Verblijfsoort,
    Voortzetting,
    Woonplaats,
)

ANTWOORDWEKEN = 2


def bepaal(feiten: Feiten) -> Woonplaats:
    """The responsible municipality at the moment of the facts. Raises NietVastTeStellen."""
    if feiten.moment < NIEUWE_REGEL:
        return _tot_2022(feiten)
    before = _who(feiten)
    found = _vanaf_2022(feiten)
    return Woonplaats(found.gemeente, (*before, *found.regels), found.peilmoment)


def _who(f: Feiten) -> tuple[str, ...]:
    """The rows that say whose residence is looked at, before any other."""
    guardian = ("W14",) if f.gezag is Gezag.GECERTIFICEERDE_INSTELLING else ()
    if f.leeftijd < MEERDERJARIG:
        return guardian
    stay = _stay(f)
    if not f.voortgezet or f.leeftijd >= EINDE_JEUGDHULP:
        raise NietVastTeStellen(
            "Vanaf 18 jaar geldt de Jeugdwet alleen voor hulp die doorloopt of binnen een half jaar is hervat, "
            "en nooit vanaf 23 jaar."
        )
    foster = stay is not None and stay.soort is Verblijfsoort.PLEEGZORG and f.hulp is Hulp.VERBLIJF
    return ("W17",) if foster and f.leeftijd < EINDE_PLEEGZORG else ("W16",)


def _stay(f: Feiten) -> Verblijf | None:
    """The stay that is going on."""
    last = f.verblijven[-1] if f.verblijven else None
    return last if last and (last.einde is None or last.einde >= f.moment) else None


def _vanaf_2022(f: Feiten) -> Woonplaats:
    if f.buitenland:
        return _where_it_is(f, "W13")
    if f.aantekening:
        return _mother(f, "W10")
    stay = _stay(f)
    if stay is not None and not stay.deeltijd:
        first = _first_of_chain(f.verblijven)
        if not first.brp_ervoor:
            return _mother(f, "W11")
        rule = "W08" if f.hulp is not Hulp.VERBLIJF else "W07" if first is not stay else stay.soort.value
        return Woonplaats(first.brp_ervoor, (rule,), "dag voor aanvang van het verblijf")
    if not f.brp:
        return _mother(f, "W11")
    if stay is not None:
        return Woonplaats(f.brp, ("W25",), "moment van de hulp")
    if f.verblijven:
        return Woonplaats(f.brp, ("W09",), "einde van het verblijf")
    return Woonplaats(f.brp, ("W15" if f.hulp is Hulp.MAATREGEL else "W01",), "moment van de hulp")


def _first_of_chain(stays: tuple[Verblijf, ...]) -> Verblijf:
    """The first of the stays that follow each other up to the last."""
    place = len(stays) - 1
    while place and stays[place].aansluitend:
        place -= 1
    return stays[place]


def _mother(f: Feiten, rule: str) -> Woonplaats:
    if f.moeder_bij_geboorte:
        return Woonplaats(f.moeder_bij_geboorte, (rule,), "geboorte")
    return _where_it_is(f, "W12")


def _where_it_is(f: Feiten, rule: str) -> Woonplaats:
    if not f.werkelijk_verblijf:
        raise NietVastTeStellen("Vul in in welke gemeente de jeugdige werkelijk verblijft.")
    return Woonplaats(f.werkelijk_verblijf, (rule,), "moment van de hulpvraag")


def _tot_2022(f: Feiten) -> Woonplaats:
    if f.gezag is Gezag.GECERTIFICEERDE_INSTELLING and f.leeftijd < MEERDERJARIG:
        return _where_it_is(f, "V02")
    home = f.brp if f.leeftijd >= MEERDERJARIG else f.gezagsdrager
    if not home or f.buitenland:
        return _where_it_is(f, "V04")
    return Woonplaats(home, ("V03" if f.leeftijd >= MEERDERJARIG else "V01",), "moment van de hulp")


def na_verhuizing(verhuisd: date, *, begonnen: bool, met_verzoek: bool) -> Voortzetting:
    """Help without a stay after a move (article 2.7a): at most a year, with the same provider when asked for."""
    rule = "W19" if not begonnen else "W18" if met_verzoek else "W20"
    return Voortzetting(verhuisd, _a_year(verhuisd), rule != "W20", rule)


def bij_de_wetswijziging(*, pleegzorg: bool) -> Voortzetting:
    """Help that ran on 1 January 2022 while the municipality changed (article 10.1)."""
    end = None if pleegzorg else _a_year(NIEUWE_REGEL)
    return Voortzetting(NIEUWE_REGEL, end, zelfde_aanbieder=True, regel="W24")


def _a_year(day: date) -> date:
    """The last day of a year that begins on `day`."""
    leap_day = (day.month, day.day) == (2, 29)
    next_year = date(day.year + 1, 3, 1) if leap_day else day.replace(year=day.year + 1)
    return next_year - timedelta(days=1)


def antwoord_uiterlijk(ontvangen: date) -> date:
    """The last day to tell a provider who is responsible (W22: article 8.2.1, Regeling Jeugdwet article 1a.1)."""
    return weken_na(ontvangen, ANTWOORDWEKEN)
