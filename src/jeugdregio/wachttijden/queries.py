# SPDX-License-Identifier: EUPL-1.2
"""DOOR. How long children wait, per profile and provider; who waits longest; the best known figure (S94, W10)."""

from collections.abc import Mapping
from datetime import date

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.contracten import queries as contracten
from jeugdregio.contracten.values import Wachttijdcijfer, Wachttijdkeuze
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, verwerking
from jeugdregio.toegang import queries as toegang
from jeugdregio.wachttijden import gegevens, tellen, wachten
from jeugdregio.wachttijden.gegevens import Maat, Vraagregel
from jeugdregio.wachttijden.values import Aanmeldtelling, Telling, Wachtende


def maten() -> Mapping[str, Maat]:
    """What every measure is: from which day to which, whether messages hold it, and a norm where there is one."""
    return gegevens.maten()


def maten_sinds() -> date:
    """Since when the measures are counted as they are now."""
    return gegevens.sinds()


def vraagregel() -> Vraagregel:
    """After how many weeks is asked again whether waiting harms, and whose choice that is."""
    return gegevens.vraagregel()


def tellingen(regio: str, van: date, tot: date, *, on_behalf_of: Machtiging) -> list[Telling]:
    """The measures that messages hold over a half-open period, by profile and provider; small counts are hidden."""
    return tellen.tel(regio, van, tot, on_behalf_of=on_behalf_of)


def aanmeldingen(*, peildatum: date, on_behalf_of: Machtiging) -> list[Aanmeldtelling]:
    """Who of the own municipality waits since the application, without an allocation yet; small counts are hidden."""
    return tellen.verberg_aanmeldingen(toegang.wachten_op_besluit(peildatum=peildatum, on_behalf_of=on_behalf_of))


def langst(regio: str, *, peildatum: date, on_behalf_of: Machtiging) -> list[Wachtende]:
    """Whoever of the own municipality waits: what has to be asked first, and then the longest."""
    return wachten.langst(regio, peildatum, on_behalf_of=on_behalf_of)


def wachtende(regio: str, nummer: int, *, peildatum: date, on_behalf_of: Machtiging) -> Wachtende | None:
    """The one who waits for this allocation of the own municipality; None when help began, or it is not there."""
    found = wachten.langst(regio, peildatum, nummer=nummer, on_behalf_of=on_behalf_of)
    return found[0] if found else None


def profielnamen(regio: str) -> dict[str, str]:
    """What every profile is called, by code; for anyone."""
    with namens(verwerking(regio)):
        return contracten.profielen_op_code(regio)


def aanbiedernamen(regio: str) -> dict[str, str]:
    """What every provider is called, by AGB code; for anyone, also without login."""
    with namens(verwerking(regio)):
        return aanbieders.namen()


def openbaar(regio: str, *, peildatum: date) -> list[Wachttijdcijfer]:
    """The last published figure of everything, for anyone; small counts are never in it."""
    return contracten.wachttijdcijfers(regio, peildatum=peildatum)


def wachttijd(regio: str, aanbieder: str, profiel: str, *, peildatum: date) -> Wachttijdkeuze | None:
    """The best known waiting time of a provider for a profile; None is not known, which is not nought."""
    return contracten.wachttijd(regio, aanbieder, profiel, peildatum=peildatum)
