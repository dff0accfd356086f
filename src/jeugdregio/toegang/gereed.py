# SPDX-License-Identifier: EUPL-1.2
"""What is still missing before an application can be decided upon, in words; the database asks the same (0002)."""

from collections.abc import Collection, Sequence

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.toegang import lezen
from jeugdregio.toegang.begeleiding import EERST_BEKEKEN, GI_CATEGORIEEN, MET_VERBLIJF, NA_PLEEGZORG, Gebied, Plek, Stap
from jeugdregio.toegang.values import Aanmelding, Gebiedregel, Optie, Stapregel


def ontbreekt(een: Sequence[Aanmelding], *, on_behalf_of: Machtiging) -> dict[int, tuple[str, ...]]:
    """Per application what is missing, in the order in which a worker comes to it; nothing for one that is done."""
    numbers = [one.id for one in een]
    areas = lezen.gebieden(numbers, on_behalf_of=on_behalf_of)
    steps = lezen.stappen(numbers, on_behalf_of=on_behalf_of)
    places = lezen.opties(numbers, on_behalf_of=on_behalf_of)
    return {
        one.id: tuple(_missing(one, areas.get(one.id, ()), steps.get(one.id, ()), places.get(one.id, ())))
        for one in een
        if one.is_open
    }


def klaar_voor_besluit(nummer: int, *, on_behalf_of: Machtiging) -> tuple[str, ...]:
    """What is still missing for a decision, in Dutch; empty is ready."""
    one = lezen.aanmelding(nummer, on_behalf_of=on_behalf_of)
    if one is None:
        return ("Deze aanmelding is er niet.",)
    return ontbreekt([one], on_behalf_of=on_behalf_of).get(one.id, ("Deze aanmelding is al klaar.",))


def weiger_gi(aanbieder: str, categorie: str, *, on_behalf_of: Machtiging) -> str:
    """
    Why this provider may not carry out this help, in Dutch, or empty: a certified institution gives no extra help.

    A GI is known by the register of providers (`gecertificeerd`); the measure itself (categories 47, 48 and 49) it
    does carry out. S89; 004 §2.10.
    """
    if not aanbieder or categorie in GI_CATEGORIEEN:
        return ""
    with namens(on_behalf_of):
        found = aanbieders.aanbieder(aanbieder)
    if found is None or not found.gecertificeerd:
        return ""
    return (
        f"{found.naam} is een gecertificeerde instelling. Die bepaalt welke hulp nodig is en voert die hulp niet zelf "
        "uit (Jeugdwet 3.2). Kies een andere aanbieder."
    )


def _missing(
    one: Aanmelding, areas: Collection[Gebiedregel], steps: Collection[Stapregel], places: Collection[Optie]
) -> list[str]:
    rules = one.regel
    found = []
    if not one.persoon:
        found.append("Kies om welk kind het gaat.")
    if rules.bewijs_nodig and one.bewijs is None and one.bron is None:
        found.append(f"Leg het bewijs vast: {', '.join(rules.bewijzen.values()).lower()}.")
    if rules.stappen:
        judged = {area.gebied for area in areas}
        found += [f"Beoordeel het gebied ‘{area.label}’." for area in Gebied if area not in judged]
        done = {step.stap for step in steps}
        found += [f"Leg de uitkomst van stap {step} vast: {step.label.lower()}." for step in Stap if step not in done]
    if not one.gewenst:
        found.append("Kies welke hulp nodig is.")
    elif one.gewenst in MET_VERBLIJF and not one.plek:
        found.append("Kies waar het kind gaat wonen.")
    if one.plek in NA_PLEEGZORG and not rules.zorg_eerst:
        looked = {place.plek for place in places if not place.past}
        found += [f"Kijk eerst: {Plek(plek).label.lower()}." for plek in EERST_BEKEKEN if plek not in looked]
    return found
