# SPDX-License-Identifier: EUPL-1.2
"""Public accounts, supervision and free places from a spreadsheet: the columns, and what is checked across them."""

from collections.abc import Mapping
from typing import Any

from jeugdregio.aanbieders.values import BEDRAGEN, Jaarcijfers, Toezicht
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.inlezen import (
    JA_NEE_ONBEKEND,
    Blad,
    Gelezen,
    Kolom,
    Onleesbaar,
    Rijfout,
    bedrag,
    cijfers,
    dag,
    geheel,
    tekst,
)
from jeugdregio.continuiteit.values import Plaatsmelding


def _categorie(text: str) -> str:
    code = cijfers(2)(text)
    if code not in codelijst("productcategorie"):
        raise Onleesbaar(f"{code} is geen productcategorie. Kijk de code na.")
    return code


_KVK = Kolom("KvK", cijfers(8), "Het nummer in het handelsregister, acht cijfers.")
_BRON = Kolom("Bron", tekst(400), "Waar het staat, zoals het handelsregister of het jaarverslag.")
JAARREKENINGEN = Blad(
    "Jaarrekeningen",
    (
        _KVK,
        Kolom("Jaar", geheel, "Het boekjaar, bijvoorbeeld 2025."),
        Kolom("Gedeponeerd op", dag, "De dag waarop de jaarrekening openbaar werd."),
        *(
            Kolom(
                name, bedrag, "Een bedrag in euro. Laat leeg wat niet is gepubliceerd; leeg is niet nul.", nodig=False
            )
            for name in BEDRAGEN
        ),
        _BRON,
    ),
    sleutel=("KvK", "Jaar"),
)
TOEZICHT = Blad(
    "Toezicht",
    (
        _KVK,
        Kolom("Peildatum", dag, "De dag waarop dit zo was."),
        Kolom("Intern toezicht", JA_NEE_ONBEKEND, "ja, nee of onbekend.", nodig=False),
        Kolom("Hulpverleners", geheel, "Hoeveel jeugdhulpverleners er werken.", nodig=False),
        Kolom("Verblijf", JA_NEE_ONBEKEND, "Of kinderen er ook slapen: ja, nee of onbekend.", nodig=False),
        _BRON,
    ),
    sleutel=("KvK", "Peildatum"),
)
PLAATSEN = Blad(
    "Vrije plaatsen",
    (
        _KVK,
        Kolom("Categorie", _categorie, "De productcategorie, twee cijfers."),
        Kolom("Peildatum", dag, "De dag waarop dit zo was."),
        Kolom("Plaatsen", geheel, "Hoeveel kinderen er nog bij kunnen; 0 is ook een antwoord."),
        _BRON,
    ),
    sleutel=("KvK", "Categorie", "Peildatum"),
)
BLADEN = (JAARREKENINGEN, TOEZICHT, PLAATSEN)
MEESTE_MENSEN = 100_000


def jaarcijfers(gelezen: Gelezen, agb_van: Mapping[str, str]) -> tuple[list[Jaarcijfers], list[Rijfout]]:
    """The accounts of the providers that the register knows by their KvK number, and the faults."""
    found, faults = [], list(gelezen.fouten)
    for number, row in gelezen.rijen:
        wrong = _unknown(number, row, agb_van, JAARREKENINGEN) or _impossible(number, row)
        if wrong:
            faults.append(wrong)
            continue
        found.append(
            Jaarcijfers(
                agb=agb_van[row["KvK"]],
                jaar=row["Jaar"],
                gedeponeerd_op=row["Gedeponeerd op"],
                bron=row["Bron"],
                **{field: row[name] for name, field in BEDRAGEN.items()},
            )
        )
    return found, faults


def toezicht(gelezen: Gelezen, agb_van: Mapping[str, str]) -> tuple[list[tuple[str, Toezicht]], list[Rijfout]]:
    """What the sheet says of supervision, by AGB code, and the faults."""
    found, faults = [], list(gelezen.fouten)
    for number, row in gelezen.rijen:
        wrong = _unknown(number, row, agb_van, TOEZICHT)
        wrong = wrong or _not_a_number_of_people(number, row, "Hulpverleners", TOEZICHT)
        if wrong:
            faults.append(wrong)
            continue
        said = Toezicht(row["Peildatum"], row["Intern toezicht"], row["Hulpverleners"], row["Verblijf"], row["Bron"])
        found.append((agb_van[row["KvK"]], said))
    return found, faults


def plaatsen(gelezen: Gelezen, agb_van: Mapping[str, str]) -> tuple[list[Plaatsmelding], list[Rijfout]]:
    """The free places that the sheet tells of, and the faults."""
    found, faults = [], list(gelezen.fouten)
    for number, row in gelezen.rijen:
        wrong = _unknown(number, row, agb_van, PLAATSEN) or _not_a_number_of_people(number, row, "Plaatsen", PLAATSEN)
        if wrong:
            faults.append(wrong)
            continue
        found.append(
            Plaatsmelding(agb_van[row["KvK"]], row["Categorie"], row["Peildatum"], row["Plaatsen"], row["Bron"])
        )
    return found, faults


def _not_a_number_of_people(number: int, row: Mapping[str, Any], column: str, sheet: Blad) -> Rijfout | None:
    if row[column] is None or 0 <= row[column] < MEESTE_MENSEN:
        return None
    return Rijfout(number, column, "dit aantal kan niet. Vul een aantal mensen in.", sheet.naam)


def _unknown(number: int, row: Mapping[str, Any], agb_van: Mapping[str, str], sheet: Blad) -> Rijfout | None:
    if row["KvK"] in agb_van:
        return None
    text = f"{row['KvK']} staat niet in het register. Kijk het nummer na, of schrijf de aanbieder eerst in."
    return Rijfout(number, "KvK", text, sheet.naam)


def _impossible(number: int, row: Mapping[str, Any]) -> Rijfout | None:
    if not 1990 <= row["Jaar"] <= 2100:
        return Rijfout(number, "Jaar", "dit is geen boekjaar. Schrijf bijvoorbeeld 2025.", JAARREKENINGEN.naam)
    if row["Gedeponeerd op"].year <= row["Jaar"]:
        text = "een jaarrekening wordt na het boekjaar openbaar. Kijk het jaar en de dag na."
        return Rijfout(number, "Gedeponeerd op", text, JAARREKENINGEN.naam)
    if (row["Jeugdomzet"] or 0) < 0:
        return Rijfout(number, "Jeugdomzet", "omzet is niet negatief. Vul een bedrag vanaf 0 in.", JAARREKENINGEN.naam)
    return None
