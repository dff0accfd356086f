# SPDX-License-Identifier: EUPL-1.2
"""Public accounts and internal supervision from a spreadsheet: the columns, and what is checked across columns."""

from collections.abc import Mapping
from typing import Any

from jeugdregio.aanbieders.values import Jaarcijfers, Toezicht
from jeugdregio.components.inlezen import (
    JA_NEE_ONBEKEND,
    Blad,
    Gelezen,
    Kolom,
    Rijfout,
    bedrag,
    cijfers,
    dag,
    geheel,
    tekst,
)

BEDRAGEN = {
    "Jeugdomzet": "jeugdomzet_cent",
    "Opbrengsten": "opbrengsten_cent",
    "Nettoresultaat": "nettoresultaat_cent",
    "Eigen vermogen": "eigen_vermogen_cent",
    "Balanstotaal": "balanstotaal_cent",
    "Vlottende activa": "vlottende_activa_cent",
    "Kortlopende schulden": "kortlopende_schulden_cent",
}
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
BLADEN = (JAARREKENINGEN, TOEZICHT)


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
        if not wrong and row["Hulpverleners"] is not None and not 0 <= row["Hulpverleners"] < 100_000:
            wrong = Rijfout(number, "Hulpverleners", "dit aantal kan niet. Vul een aantal mensen in.", TOEZICHT.naam)
        if wrong:
            faults.append(wrong)
            continue
        said = Toezicht(row["Peildatum"], row["Intern toezicht"], row["Hulpverleners"], row["Verblijf"], row["Bron"])
        found.append((agb_van[row["KvK"]], said))
    return found, faults


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
