# SPDX-License-Identifier: EUPL-1.2
"""The parts of a budget from a spreadsheet: amounts, or shares of the whole; whole or not at all (S58)."""

from collections.abc import Mapping
from typing import Any

from jeugdregio.begroting.delen import NietTeVerdelen, Sleutel, controleer, naar_aandeel
from jeugdregio.begroting.values import Budgetdeel
from jeugdregio.components.inlezen import Blad, Kolom, Onleesbaar, Rijfout, bedrag, cijfers, getal, lees_bestand, tekst


def _aandeel(text: str) -> int:
    """A percentage with at most two decimals, in hundredths of a percent."""
    share = getal(text) * 100
    if share != share.to_integral_value() or not 0 <= share <= 10_000:
        raise Onleesbaar("dit is geen percentage van 0 tot 100 met hoogstens twee cijfers achter de komma.")
    return int(share)


BLAD = Blad(
    "Budgetdelen",
    (
        Kolom("Segment", tekst(120), "De naam van het segment, zoals op de productcodelijst van de regio."),
        Kolom("Productcategorie", cijfers(2), "Twee cijfers. Leeg: het hele segment.", nodig=False, leeg=""),
        Kolom("Productcode", tekst(5), "Vijf tekens. Leeg: de hele categorie.", nodig=False, leeg=""),
        Kolom("Bedrag", bedrag, "Euro voor het hele jaar. Leeg als u aandelen invult.", nodig=False, soort="bedrag"),
        Kolom("Aandeel", _aandeel, "Procent van het hele budget. Leeg als u bedragen invult.", nodig=False),
    ),
    sleutel=("Segment", "Productcategorie", "Productcode"),
)


def lees_delen(
    data: bytes, bedrag_cent: int, segmenten: Mapping[tuple[str, str], str]
) -> tuple[tuple[Budgetdeel, ...], list[Rijfout]]:
    """
    The parts in a file with what they leave undivided, and every fault; with a fault there are no parts.

    `segmenten` is the segment of every (category, product). Raises `OnleesbaarBestand` when it is no such file.
    """
    read = lees_bestand(data, [BLAD])[BLAD.naam]
    faults = list(read.fouten)
    for number, cells in read.rijen:
        faults += [Rijfout(number, column, text, BLAD.naam) for column, text in _wrong(cells, segmenten)]
    if not read.rijen and not faults:
        faults.append(Rijfout(2, "Segment", "er staat geen deel in dit bestand. Vul ten minste een rij in.", BLAD.naam))
    by_share = any(cells["Aandeel"] is not None for _, cells in read.rijen)
    column = "Aandeel" if by_share else "Bedrag"
    for number, cells in read.rijen:
        if cells["Bedrag"] is not None and cells["Aandeel"] is not None:
            text = "vul een bedrag in of een aandeel, niet allebei."
        elif cells[column] is None and cells["Aandeel"] == cells["Bedrag"]:
            text = "vul een bedrag in of een aandeel."
        elif cells[column] is None:
            text = "in dit bestand staan aandelen. Vul in elke rij een aandeel in, of in elke rij een bedrag."
        elif column == "Bedrag" and cells["Bedrag"] < 0:
            text = "een deel is niet minder dan nul. Verlaag een ander deel."
        else:
            continue
        faults.append(Rijfout(number, column, text, BLAD.naam))
    if faults:
        return (), sorted(faults, key=lambda fault: fault.rij)
    try:
        return _parts(bedrag_cent, read.rijen, by_share=by_share), []
    except NietTeVerdelen as refusal:
        said = str(refusal)
        return (), [Rijfout(read.rijen[-1][0], column, said[0].lower() + said[1:], BLAD.naam)]


def _wrong(cells: Mapping[str, Any], segmenten: Mapping[tuple[str, str], str]) -> list[tuple[str, str]]:
    """(column, text) of what does not fit the products of the region."""
    segment, category, code = cells["Segment"], cells["Productcategorie"], cells["Productcode"]
    known = sorted(set(segmenten.values()))
    if segment not in known:
        return [("Segment", f"dit segment kent de regio niet. Kies uit: {', '.join(known)}.")]
    within = {key for key, name in segmenten.items() if name == segment}
    if category and category not in {one for one, _ in within}:
        return [("Productcategorie", "deze categorie heeft geen product in dit segment. Controleer de code.")]
    if code and not category:
        return [("Productcategorie", "dit veld is leeg. Een product hoort in een categorie.")]
    if code and (category, code) not in within:
        return [("Productcode", "dit product hoort niet bij dit segment en deze categorie. Controleer de code.")]
    return []


def _parts(
    bedrag_cent: int, rows: tuple[tuple[int, Mapping[str, Any]], ...], *, by_share: bool
) -> tuple[Budgetdeel, ...]:
    def key(cells: Mapping[str, Any]) -> Sleutel:
        return cells["Segment"], cells["Productcategorie"], cells["Productcode"]

    if by_share:
        return naar_aandeel(bedrag_cent, {key(cells): cells["Aandeel"] for _, cells in rows})
    return controleer(bedrag_cent, [Budgetdeel(*key(cells), cells["Bedrag"]) for _, cells in rows])
