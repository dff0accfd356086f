# SPDX-License-Identifier: EUPL-1.2
"""Turnover and inflow per provider from a spreadsheet, whole or not at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from jeugdregio.components.inlezen import (
    JA_NEE,
    Blad,
    Kolom,
    Onleesbaar,
    Rijfout,
    bedrag,
    cijfers,
    geheel,
    lees_bestand,
    tekst,
)
from jeugdregio.overgang.values import Instroomgegevens, Omzetgegevens

T = TypeVar("T")


def _jaar(text: str) -> int:
    year = geheel(text)
    if not 2000 <= year <= 2100:
        raise Onleesbaar("dit is geen jaar. Schrijf bijvoorbeeld 2012.")
    return year


def _niet_onder_nul(read: Callable[[str], int]) -> Callable[[str], int]:
    def checked(text: str) -> int:
        number = read(text)
        if not 0 <= number <= 10**15:
            raise Onleesbaar("dit is minder dan nul of te groot. Vul een gewoon getal in.")
        return number

    return checked


AGB = Kolom("AGB", cijfers(8), "AGB-code van de aanbieder, acht cijfers.")
JAAR = Kolom("Jaar", _jaar, "Vier cijfers.", soort="getal")
BRON = Kolom("Bron", tekst(200), "Waar het cijfer vandaan komt, met datum.")


@dataclass(frozen=True)
class Invoer(Generic[T]):
    """A sheet, and what a row of it becomes."""

    blad: Blad
    rij: Callable[[Mapping[str, Any]], T]


OMZET: Invoer[Omzetgegevens] = Invoer(
    Blad(
        "Omzetten",
        (
            AGB,
            JAAR,
            Kolom("Omzet", _niet_onder_nul(bedrag), "Euro in de regio over het hele jaar.", soort="bedrag"),
            Kolom("Verblijf", JA_NEE, "ja als het meeste hulp met verblijf is.", nodig=False, leeg=False),
            BRON,
        ),
        sleutel=("AGB", "Jaar"),
    ),
    lambda row: Omzetgegevens(row["AGB"], row["Jaar"], row["Omzet"], row["Verblijf"], row["Bron"]),
)
INSTROOM: Invoer[Instroomgegevens] = Invoer(
    Blad(
        "Instroom",
        (
            AGB,
            JAAR,
            Kolom("Begonnen", _niet_onder_nul(geheel), "Trajecten die in de tweede helft begonnen.", soort="getal"),
            Kolom(
                "Verklaard",
                _niet_onder_nul(geheel),
                "Hoeveel daarvan de aanbieder verklaarde.",
                nodig=False,
                leeg=0,
                soort="getal",
            ),
            Kolom("Toelichting", tekst(400), "De verklaring. Zonder namen.", nodig=False, leeg=""),
            BRON,
        ),
        sleutel=("AGB", "Jaar"),
    ),
    lambda row: Instroomgegevens(
        row["AGB"], row["Jaar"], row["Begonnen"], row["Bron"], row["Verklaard"], row["Toelichting"]
    ),
)


def lees(invoer: Invoer[T], data: bytes, aanbieders: Mapping[str, str]) -> tuple[list[T], list[Rijfout]]:
    """The rows of a file, and every fault; with a fault there are none. Raises `OnleesbaarBestand`."""
    read = lees_bestand(data, [invoer.blad])[invoer.blad.naam]
    faults = list(read.fouten)

    def wrong(number: int, column: str, text: str) -> None:
        faults.append(Rijfout(number, column, text, invoer.blad.naam))

    for number, row in read.rijen:
        if row["AGB"] not in aanbieders:
            wrong(number, "AGB", "deze aanbieder staat niet in het register. Controleer de code.")
        if row.get("Verklaard", 0) > row.get("Begonnen", 0):
            wrong(number, "Verklaard", "dit is meer dan er begonnen. Verlaag het.")
        if row.get("Verklaard") and not row["Toelichting"]:
            wrong(number, "Toelichting", "dit veld is leeg. Schrijf de verklaring op.")
    if not read.rijen and not faults:
        wrong(2, "AGB", "er staat geen rij in dit bestand. Vul ten minste een rij in.")
    if faults:
        return [], sorted(faults, key=lambda fault: fault.rij)
    return [invoer.rij(row) for _, row in read.rijen], []
