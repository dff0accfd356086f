# SPDX-License-Identifier: EUPL-1.2
"""
What cannot be with the tariffs of a contract file, together with those that are there.

A tariff that was judged with never changes: its amount stays, and its end moves only over days that are still to come.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from jeugdregio.components.inlezen import Rijfout
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.werkboek import Regel
from jeugdregio.contracten.bestand import bladen
from jeugdregio.contracten.bestand.vergelijken import Vergelijking, Wijziging
from jeugdregio.contracten.models import Prijsregel

IN_EURO = "83"
"""The unit without a tariff (CD087)."""
GEEN_PRODUCT = "product {} in categorie {} is er niet. Zet het op het blad Producten."
Vast = tuple[tuple[str, ...], str, str]
"""The columns that stay once they were judged with, and in words what stays and what goes on a row of its own."""
TARIEF: Vast = (("Tarief", "Per uur"), "dit tarief", "het nieuwe bedrag")
AFSPRAAK: Vast = (("Eerste gebroken maand", "Laatste gebroken maand"), "deze afspraak", "de nieuwe afspraak")
EEN_DAG = timedelta(days=1)
Reeks = tuple[str, str, str, str]
"""Provider, category, code and unit: what has one tariff on a day."""


def toets_tarieven(found: Vergelijking, *, peildatum: date) -> Iterator[Rijfout]:
    """Every fault with tariffs, row by row, then between rows."""
    rows = found.van(bladen.TARIEVEN)
    for one in rows:
        yield from _op_zich(one, found)
        if one.oud is not None:
            yield from _blijft(one, one.oud, peildatum, TARIEF)
    series: dict[Reeks, list[Regel]] = defaultdict(list)
    for row in found.samen["Tarieven"].values():
        series[_reeks(row)].append(row)
    running = _looptijden(found.samen["Contracten"].values())
    changed = {one.sleutel: one for one in rows}
    for key in {_reeks(one.nieuw) for one in rows}:
        yield from _na_elkaar(sorted(series[key], key=_begin), changed, running.get(key[0], ()))
    yield from _een_prijs(rows, found)


def toets_maandafspraken(found: Vergelijking, *, peildatum: date) -> Iterator[Rijfout]:
    """Every fault with agreements on broken months; one that was judged with keeps what it says, as a tariff does."""
    rows = found.van(bladen.MAANDAFSPRAKEN)
    series: dict[tuple[str, str], list[Regel]] = defaultdict(list)
    for row in found.samen["Maandafspraken"].values():
        series[row["Categorie"], row["Code"]].append(row)
    for one in rows:
        row = one.nieuw
        if (row["Code"], row["Categorie"]) not in found.samen["Producten"]:
            yield one.fout("Code", GEEN_PRODUCT.format(row["Code"], row["Categorie"]))
        if one.oud is not None:
            yield from _blijft(one, one.oud, peildatum, AFSPRAAK)
        if any(
            other is not row and _begin(other) <= _laatste(row) and _begin(row) <= _laatste(other)
            for other in series[row["Categorie"], row["Code"]]
        ):
            yield one.fout("Van", "op een van deze dagen geldt al een afspraak. Laat die eerder eindigen.")


def _reeks(row: Regel) -> Reeks:
    return row["Aanbieder"], row["Categorie"], row["Code"], row["Eenheid"]


def _begin(row: Regel) -> date:
    begin: date = row["Van"]
    return begin


def _laatste(row: Regel) -> date:
    return row["Tot en met"] or date.max


def _op_zich(one: Wijziging, found: Vergelijking) -> Iterator[Rijfout]:
    row = one.nieuw
    if (row["Aanbieder"],) not in found.samen["Aanbieders"]:
        yield one.fout("Aanbieder", f"{row['Aanbieder']} staat niet op het blad Aanbieders en niet in het register.")
    if (row["Code"], row["Categorie"]) not in found.samen["Producten"]:
        yield one.fout(
            "Code",
            GEEN_PRODUCT.format(row["Code"], row["Categorie"]),
        )
    if row["Eenheid"] == IN_EURO and row["Tarief"] is not None:
        yield one.fout("Tarief", "eenheid 83 heeft geen tarief. Laat het bedrag leeg.")
    elif row["Eenheid"] != IN_EURO and row["Tarief"] is None:
        yield one.fout("Tarief", "dit veld is leeg. Vul het bedrag per eenheid in.")
    elif (row["Tarief"] or 0) < 0:
        yield one.fout("Tarief", "dit bedrag is negatief. Vul een bedrag vanaf 0 in.")


def _blijft(one: Wijziging, before: Regel, today: date, vast: Vast) -> Iterator[Rijfout]:
    names, this, new = vast
    for name in names:
        if before[name] != one.nieuw[name]:
            yield one.fout(
                name,
                f"{this} staat al vast en verandert niet. Geef de rij een laatste dag, en zet {new} op een eigen rij "
                "vanaf de dag erna.",
            )
    earliest = min(_laatste(before), _laatste(one.nieuw))
    if "Tot en met" in one.velden and earliest < today:
        yield one.fout(
            "Tot en met",
            f"tot en met {dag_kort(today)} staat {this} vast: er kan mee zijn gerekend. Kies een latere dag.",
        )


def _looptijden(contracts: Iterable[Regel]) -> dict[str, list[tuple[date, date]]]:
    found: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for row in contracts:
        found[row["Aanbieder"]].append((row["Van"], _laatste(row)))
    return found


def _na_elkaar(
    rows: Sequence[Regel], changed: dict[tuple[object, ...], Wijziging], running: Sequence[tuple[date, date]]
) -> Iterator[Rijfout]:
    """One tariff on a day, and none missing between two while a contract runs."""
    for first, second in pairwise(rows):
        where = _wijziging(second, changed) or _wijziging(first, changed)
        if where is None:
            continue
        end, begin = _laatste(first), _begin(second)
        if end >= begin:
            yield where.fout(
                "Van",
                f"op {dag_kort(begin)} geldt ook het tarief dat op {dag_kort(_begin(first))} begint. Laat dat eerder "
                "eindigen.",
            )
        elif end + EEN_DAG < begin and any(start < begin and last > end for start, last in running):
            yield where.fout(
                "Van",
                f"van {dag_kort(end + EEN_DAG)} tot en met {dag_kort(begin - EEN_DAG)} is er geen tarief, terwijl er "
                "een contract loopt. Laat de tarieven aansluiten.",
            )


def _wijziging(row: Regel, changed: dict[tuple[object, ...], Wijziging]) -> Wijziging | None:
    return changed.get((*_reeks(row), row["Van"]))


def _een_prijs(rows: Sequence[Wijziging], found: Vergelijking) -> Iterator[Rijfout]:
    """Where a profile has one price, every provider has it on a day (S32)."""
    shared = {
        (row["Code"], row["Categorie"])
        for row in found.samen["Producten"].values()
        if _prijsregel(row, found) == Prijsregel.PER_PROFIEL
    }
    prices: dict[tuple[str, str, str], list[Regel]] = defaultdict(list)
    for row in found.samen["Tarieven"].values():
        if (row["Code"], row["Categorie"]) in shared:
            prices[row["Code"], row["Categorie"], row["Eenheid"]].append(row)
    for one in rows:
        row = one.nieuw
        for other in prices.get((row["Code"], row["Categorie"], row["Eenheid"]), ()):
            apart = _begin(other) > _laatste(row) or _begin(row) > _laatste(other)
            if not apart and other["Tarief"] != row["Tarief"]:
                yield one.fout(
                    "Tarief",
                    f"dit profiel heeft één prijs voor alle aanbieders, en {other['Aanbieder']} heeft op dezelfde dag "
                    "een andere. Neem die over, of wijzig de prijs voor allen.",
                )
                break


def _prijsregel(product: Regel, found: Vergelijking) -> str:
    profile = found.samen["Profielen"].get((product["Profiel"],))
    segment = found.samen["Segmenten"].get((profile["Segment"],)) if profile else None
    return segment["Prijsregel"] if segment else Prijsregel.PXQ
