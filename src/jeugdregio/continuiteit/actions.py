# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Taking in public accounts and supervision, and the free places that providers tell of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from jeugdregio.aanbieders import actions as aanbieders
from jeugdregio.aanbieders import queries as register
from jeugdregio.aanbieders.values import Definitie
from jeugdregio.components.inlezen import Rijfout, lees_bestand
from jeugdregio.continuiteit import inlezen
from jeugdregio.continuiteit.models import VrijePlaatsen
from jeugdregio.continuiteit.values import Plaatsmelding
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging

EIGEN_OPGAVE = "opgave van de aanbieder zelf"


class UnableToImport(Exception):
    """The file has faults, so nothing was stored; `fouten` says row by row what to do."""

    def __init__(self, fouten: Sequence[Rijfout]) -> None:
        super().__init__(f"{len(fouten)} fouten in het bestand")
        self.fouten = tuple(fouten)


@dataclass(frozen=True)
class Ingelezen:
    """What one file brought."""

    jaarrekeningen: int
    toezicht: int
    plaatsen: int


def lees_in(data: bytes, *, peildatum: date, on_behalf_of: Machtiging) -> Ingelezen:
    """
    Take in the sheets of a file, all or nothing.

    Raises OnleesbaarBestand when it is no such file, and UnableToImport with every fault.
    """
    sheets = lees_bestand(data, inlezen.BLADEN)
    with namens(on_behalf_of):
        agb_van = {one.kvk: one.agb for one in register.register(peildatum)}
        figures, faults = inlezen.jaarcijfers(sheets[inlezen.JAARREKENINGEN.naam], agb_van)
        supervision, more = inlezen.toezicht(sheets[inlezen.TOEZICHT.naam], agb_van)
        places, still_more = inlezen.plaatsen(sheets[inlezen.PLAATSEN.naam], agb_van)
        if faults or more or still_more:
            raise UnableToImport([*faults, *more, *still_more])
        aanbieders.leg_jaarcijfers_vast(figures)
        aanbieders.meld_toezicht(supervision)
        meld_vrije_plaatsen(places)
    return Ingelezen(len(figures), len(supervision), len(places))


def meld_eigen_plaatsen(plaatsen: Mapping[str, int], *, peildatum: date, on_behalf_of: Machtiging) -> None:
    """A provider tells how many free places it has on a day, by category."""
    own = on_behalf_of.aanbieder
    assert own, "alleen een aanbieder meldt eigen plaatsen"
    told = (Plaatsmelding(own, code, peildatum, count, EIGEN_OPGAVE) for code, count in plaatsen.items())
    with namens(on_behalf_of):
        meld_vrije_plaatsen(told)


def leg_telling_vast(definitie: Definitie, *, on_behalf_of: Machtiging) -> None:
    """Save what a count counts."""
    with namens(on_behalf_of):
        aanbieders.leg_definitie_vast(definitie)


def meld_vrije_plaatsen(meldingen: Iterable[Plaatsmelding]) -> None:
    """Note free places, in the transaction of the caller; the same provider, kind and day again replaces."""
    VrijePlaatsen.objects.bulk_create(
        [VrijePlaatsen(**asdict(one)) for one in meldingen],
        update_conflicts=True,
        unique_fields=["aanbieder", "categorie", "peildatum"],
        update_fields=["plaatsen", "bron"],
    )
