# SPDX-License-Identifier: EUPL-1.2
"""
What cannot be in a contract file, across its sheets and with what is recorded: per row what to do.

Only rows that change something are looked at; what stands already was let in before. The database holds the same once
more, for whoever comes another way.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from jeugdregio.components.inlezen import Blad, Rijfout
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.werkboek import Regel
from jeugdregio.contracten import clausuletoets
from jeugdregio.contracten.bestand import bladen
from jeugdregio.contracten.bestand.tarieftoets import toets_maandafspraken, toets_tarieven
from jeugdregio.contracten.bestand.vergelijken import Vergelijking, Wijziging
from jeugdregio.contracten.models import Clausule, Prijsregel
from jeugdregio.contracten.models.contract import MAX_RAAM_MAANDEN
from jeugdregio.core.periode import dag_erna

ONBEKEND = "{} staat niet op het blad Aanbieders en niet in het register. Zet de aanbieder erbij, of verbeter de code."
GEEN_CONTRACT = "er is geen contract {}. Zet het op het blad Contracten, of verbeter het nummer."
VOOR_BEGIN = "deze dag ligt voor de eerste dag. Kijk beide dagen na."


def toets(found: Vergelijking, *, peildatum: date) -> list[Rijfout]:
    """Every fault, in the order of the sheets. `peildatum` is today: what held until then does not change."""
    faults = [fault for blad in bladen.BLADEN for fault in _blad(blad, found)]
    faults += toets_tarieven(found, peildatum=peildatum)
    faults += toets_maandafspraken(found, peildatum=peildatum)
    return faults


def _blad(blad: Blad, found: Vergelijking) -> Iterator[Rijfout]:
    rows = found.van(blad)
    for one in rows:
        if one.nieuw.get("Van") and one.nieuw.get("Tot en met") and one.nieuw["Tot en met"] < one.nieuw["Van"]:
            yield one.fout("Tot en met", VOOR_BEGIN)
    yield from TOETSEN.get(blad.naam, _niets)(rows, found)


def _niets(rows: Iterable[Wijziging], found: Vergelijking) -> Iterator[Rijfout]:
    del rows, found
    return iter(())


def _kent(found: Vergelijking, agb: str) -> bool:
    return (agb,) in found.samen["Aanbieders"]


def _aanbieders(rows: Iterable[Wijziging], found: Vergelijking) -> Iterator[Rijfout]:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in found.samen["Aanbieders"].values():
        owners[row["KvK"]].add(row["AGB"])
    for one in rows:
        others = sorted(owners[one.nieuw["KvK"]] - {one.nieuw["AGB"]})
        if others:
            yield one.fout(
                "KvK",
                f"dit nummer hoort al bij AGB-code {others[0]}. Dat is één aanbieder: zet de tweede code op het blad "
                "Vestigingen.",
            )


def _keten(part: str, whole: str, blad: Blad) -> Callable[[Iterable[Wijziging], Vergelijking], Iterator[Rijfout]]:
    def check(rows: Iterable[Wijziging], found: Vergelijking) -> Iterator[Rijfout]:
        pairs: dict[tuple[str, str], list[Regel]] = defaultdict(list)
        for row in found.samen[blad.naam].values():
            pairs[row[part], row[whole]].append(row)
        for one in rows:
            yield from (
                one.fout(name, ONBEKEND.format(one.nieuw[name]))
                for name in (part, whole)
                if not _kent(found, one.nieuw[name])
            )
            if one.nieuw[part] == one.nieuw[whole]:
                yield one.fout(whole, "dit is dezelfde aanbieder. Vul twee verschillende codes in.")
            if any(
                row is not one.nieuw and _overlap(row, one.nieuw) for row in pairs[one.nieuw[part], one.nieuw[whole]]
            ):
                yield one.fout("Van", "deze periode overlapt met een andere van dezelfde twee. Voeg ze samen.")

    return check


def _overlap(one: Regel, other: Regel) -> bool:
    begin, end = one["Van"] or date.min, one["Tot en met"] or date.max
    return begin <= (other["Tot en met"] or date.max) and (other["Van"] or date.min) <= end


def _vestigingen(rows: Iterable[Wijziging], found: Vergelijking) -> Iterator[Rijfout]:
    column = "AGB van de vestiging"
    owners: dict[str, set[str]] = defaultdict(set)
    for row in found.samen["Vestigingen"].values():
        owners[row[column]].add(row["Vestigingsnummer"])
    for one in rows:
        if not _kent(found, one.nieuw["Aanbieder"]):
            yield one.fout("Aanbieder", ONBEKEND.format(one.nieuw["Aanbieder"]))
        if one.nieuw[column] and len(owners[one.nieuw[column]]) > 1:
            yield one.fout(column, "deze code hoort bij een andere vestiging. Elke code staat er één keer.")


def _contracten(rows: Iterable[Wijziging], found: Vergelijking) -> Iterator[Rijfout]:
    for one in rows:
        row, before = one.nieuw, one.oud
        if not _kent(found, row["Aanbieder"]):
            yield one.fout("Aanbieder", ONBEKEND.format(row["Aanbieder"]))
        if before and before["Aanbieder"] != row["Aanbieder"]:
            yield one.fout(
                "Aanbieder", "een contract wisselt niet van aanbieder. Maak een contract met een nieuw nummer."
            )
        if row["Gunning"] != (before["Gunning"] if before else None):
            yield one.fout(
                "Gunning", "dit komt uit de inkoop en verandert niet met een bestand. Laat het zoals het was."
            )
        for name in ("Plafond", "Offerte"):
            if (row[name] or 0) < 0:
                yield one.fout(name, "dit bedrag is negatief. Vul een bedrag vanaf 0 in, of laat het leeg.")
        if row["Soort"] == "raam" and not row["Besluit voor langer"] and _te_lang(row):
            yield one.fout(
                "Besluit voor langer",
                f"deze raamovereenkomst loopt langer dan {MAX_RAAM_MAANDEN // 12} jaar. Vul het besluit in dat dat "
                "toestaat, of verkort de looptijd.",
            )


def _te_lang(row: Regel) -> bool:
    begin, last = row["Van"], row["Tot en met"]
    end = dag_erna(last)
    if end is None:
        return True
    years = MAX_RAAM_MAANDEN // 12
    leap = begin.month == 2 and begin.day == 29
    limit = (
        date(begin.year + years, 2, 28)
        if leap and (begin.year + years) % 100 == 0
        else begin.replace(year=begin.year + years)
    )
    return bool(end > limit)


def _opties(rows: Iterable[Wijziging], found: Vergelijking) -> Iterator[Rijfout]:
    for one in rows:
        row = one.nieuw
        contract = found.samen["Contracten"].get((row["Contract"],))
        if contract is None:
            yield one.fout("Contract", GEEN_CONTRACT.format(row["Contract"]))
        elif row["Tot en met"] < contract["Van"]:
            yield one.fout("Tot en met", "deze dag ligt voor het begin van het contract. Kijk beide dagen na.")
        if not 0 < row["Volgnummer"] < 100:
            yield one.fout("Volgnummer", "dit kan niet. Begin met 1.")
        if row["Stand"] != "open" and not row["Besluit"]:
            yield one.fout(
                "Besluit", "er is beslist, maar er staat niet welk besluit. Vul het in, of zet Stand op open."
            )
        if row["Besluit uiterlijk"] and row["Besluit uiterlijk"] > row["Tot en met"]:
            yield one.fout("Besluit uiterlijk", "beslissen moet voor de optie eindigt. Kijk beide dagen na.")
        yield from _optiebesluit(one, contract, found)


def _optiebesluit(one: Wijziging, contract: Regel | None, found: Vergelijking) -> Iterator[Rijfout]:
    row, before = one.nieuw, one.oud
    lifted, day, limit = row["Stand"] == "gelicht", row["Besloten op"], row["Besluit uiterlijk"]
    if before and before["Stand"] != "open" and {"Stand", "Tot en met", "Besloten op"} & {*one.velden}:
        yield one.fout("Stand", "over deze optie is al besloten. Dat verandert niet meer. Laat de rij zoals zij was.")
        return
    if row["Stand"] == "open" and day:
        yield one.fout("Besloten op", "de optie is nog open. Laat deze dag leeg, of kies een andere stand.")
    if lifted and day and limit and day > limit:
        yield one.fout("Besloten op", f"beslissen kon tot en met {dag_kort(limit)}. De optie kan niet zijn gelicht.")
    if lifted and contract and contract["Tot en met"] and contract["Tot en met"] < row["Tot en met"]:
        yield one.fout(
            "Stand",
            f"contract {row['Contract']} eindigt voor deze optie. Zet op het blad Contracten de laatste dag van de "
            "optie, of zet Stand op open.",
        )
    earlier = found.samen["Opties"].get((row["Contract"], row["Volgnummer"] - 1)) if row["Volgnummer"] > 1 else None
    if lifted and row["Volgnummer"] > 1 and (earlier is None or earlier["Stand"] != "gelicht"):
        yield one.fout("Volgnummer", f"optie {row['Volgnummer'] - 1} is niet gelicht. Opties gaan op volgorde.")


def _clausules(rows: Iterable[Wijziging], found: Vergelijking) -> Iterator[Rijfout]:
    seen = {one.sleutel for one in rows}
    for one in rows:
        contract = found.samen["Contracten"].get((one.nieuw["Contract"],))
        if contract is None:
            yield one.fout("Contract", GEEN_CONTRACT.format(one.nieuw["Contract"]))
        elif fault := _garantie(one.nieuw, contract["Van"]):
            yield one.fout("Soort" if one.nieuw["Soort"] == Clausule.Soort.GARANTIE else "Tekst", fault)
        if not 0 < one.nieuw["Volgnummer"] < 1000:
            yield one.fout("Volgnummer", "dit kan niet. Begin met 1.")
    moved = {one.sleutel: one for one in found.van(bladen.CONTRACTEN) if one.oud and "Van" in one.velden}
    for key, row in found.samen["Clausules"].items():
        change = moved.get((row["Contract"],))
        if change and key not in seen and _garantie(row, change.nieuw["Van"]):
            yield change.fout(
                "Van", f"vanaf deze dag mag clausule {row['Volgnummer']} er niet in staan: die garandeert."
            )


def _garantie(row: Regel, van: date) -> str:
    """Why this clause may not be in a contract that begins then (S29); empty when it may."""
    wrong = clausuletoets.toets([(row["Soort"], row["Titel"], row["Tekst"])], van=van)
    return f"{wrong[0].uitleg} Haal de clausule weg of verander de tekst." if wrong else ""


def _segmenten(rows: Iterable[Wijziging], found: Vergelijking) -> Iterator[Rijfout]:
    del found
    for one in rows:
        if one.oud and one.oud["Prijsregel"] != one.nieuw["Prijsregel"]:
            yield one.fout("Prijsregel", "hoe een prijs tot stand komt, verandert niet. Maak een nieuw segment.")


def _profielen(rows: Iterable[Wijziging], found: Vergelijking) -> Iterator[Rijfout]:
    places: dict[tuple[int, str], set[str]] = defaultdict(set)
    for row in found.samen["Profielen"].values():
        places[row["Nummer"], row["Segment"]].add(row["Code"])
    for one in rows:
        row = one.nieuw
        if (row["Segment"],) not in found.samen["Segmenten"]:
            yield one.fout("Segment", f"er is geen segment {row['Segment']}. Zet het op het blad Segmenten.")
        if one.oud and any(one.oud[name] != row[name] for name in ("Segment", "Nummer")):
            yield one.fout("Segment", "een profiel houdt zijn segment en nummer. Maak een nieuw profiel.")
        if len(places[row["Nummer"], row["Segment"]]) > 1:
            yield one.fout("Nummer", "dit nummer is er al in dit segment. Kies een ander nummer.")


def _producten(rows: Iterable[Wijziging], found: Vergelijking) -> Iterator[Rijfout]:
    for one in rows:
        row = one.nieuw
        profile = found.samen["Profielen"].get((row["Profiel"],))
        segment = found.samen["Segmenten"].get((profile["Segment"],)) if profile else None
        if row["Profiel"] and profile is None:
            yield one.fout("Profiel", f"er is geen profiel {row['Profiel']}. Zet het op het blad Profielen.")
        elif segment and segment["Prijsregel"] == Prijsregel.GEEN:
            yield one.fout("Profiel", "hulp uit dit segment wordt niet ingekocht. Kies een ander profiel.")
        elif segment and segment["Prijsregel"] == Prijsregel.PER_PROFIEL and row["Variant"] != "output":
            yield one.fout("Variant", "een product met één prijs per profiel is outputgericht. Vul output in.")


TOETSEN: dict[str, Callable[[list[Wijziging], Vergelijking], Iterator[Rijfout]]] = {
    "Aanbieders": _aanbieders,
    "Onderaanneming": _keten("Onderaannemer", "Hoofdaannemer", bladen.ONDERAANNEMING),
    "Lidmaatschap": _keten("Lid", "Coöperatie", bladen.LIDMAATSCHAP),
    "Vestigingen": _vestigingen,
    "Contracten": _contracten,
    "Opties": _opties,
    "Clausules": _clausules,
    "Segmenten": _segmenten,
    "Profielen": _profielen,
    "Producten": _producten,
}
