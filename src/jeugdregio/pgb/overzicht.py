# SPDX-License-Identifier: EUPL-1.2
"""The overview of the SVB as a spreadsheet: what it paid per municipality and month. No holder is named in it."""

from collections.abc import Callable
from dataclasses import dataclass

from jeugdregio.components.inlezen import Blad, Kolom, Onleesbaar, bedrag, geheel, keuze, lees_bestand
from jeugdregio.core.periode import Maand
from jeugdregio.pgb.values import NietTeBoeken
from jeugdregio.regio import queries as regio


@dataclass(frozen=True)
class Overzichtregel:
    """What the SVB paid in a month for a municipality, all of it."""

    gemeente: str
    maand: Maand
    houders: int
    betaald_cent: int


def blad() -> Blad:
    """The sheet, with the municipalities of the region."""
    towns = {name: code for code, name in regio.namen().items()}
    codes = {code: code for code in towns.values()}
    return Blad(
        "SVB",
        (
            Kolom("gemeente", keuze(towns | codes), "De naam of de code van vier cijfers."),
            Kolom("maand", _maand, "Jaar en maand, bijvoorbeeld 2015-03."),
            Kolom("houders", _boven_nul(geheel), "Hoeveel budgethouders er in die maand waren.", soort="getal"),
            Kolom("betaald", _boven_nul(bedrag), "Alles wat de SVB in die maand betaalde, in euro.", soort="bedrag"),
        ),
        sleutel=("gemeente", "maand"),
    )  # fmt: skip


def lees(data: bytes) -> list[Overzichtregel]:
    """The lines of a file. Raises `NietTeBoeken` with the first fault, `OnleesbaarBestand` for what is no such file."""
    sheet = blad()
    found = lees_bestand(data, [sheet])[sheet.naam]
    if found.fouten:
        raise NietTeBoeken(f"{found.fouten[0]} Er is niets ingelezen; {len(found.fouten)} fouten in dit bestand.")
    if not found.rijen:
        raise NietTeBoeken("In dit bestand staat geen enkele regel. Gebruik het sjabloon.")
    return [Overzichtregel(row["gemeente"], row["maand"], row["houders"], row["betaald"]) for _, row in found.rijen]


def _maand(text: str) -> Maand:
    try:
        return Maand.lees(text[:7])
    except ValueError:
        raise Onleesbaar("dit is geen maand. Schrijf bijvoorbeeld 2015-03.") from None


def _boven_nul(read: Callable[[str], int]) -> Callable[[str], int]:
    def positive(text: str) -> int:
        number = read(text)
        if number < 0:
            raise Onleesbaar("dit is minder dan nul. Vul het hele getal van de maand in.")
        return number

    return positive
