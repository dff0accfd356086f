# SPDX-License-Identifier: EUPL-1.2
"""Tile map of the eleven municipalities of IJsselland: our own grid, no boundaries needed."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from itertools import pairwise

from jeugdregio.components.values import Tegel, Tegelkaart

# gemeentecode (CBS, 2026): (name with where it may break, row from the north, column from the west)
IJSSELLAND: Mapping[str, tuple[str, int, int]] = {
    "1708": ("Steen\N{SOFT HYPHEN}wijker\N{SOFT HYPHEN}land", 1, 2),
    "1896": ("Zwarte\N{SOFT HYPHEN}water\N{SOFT HYPHEN}land", 2, 2),
    "0180": ("Staphorst", 2, 3),
    "0160": ("Harden\N{SOFT HYPHEN}berg", 2, 4),
    "0166": ("Kampen", 3, 1),
    "0193": ("Zwolle", 3, 2),
    "0148": ("Dalfsen", 3, 3),
    "0175": ("Ommen", 3, 4),
    "1773": ("Olst-Wijhe", 4, 2),
    "0177": ("Raalte", 4, 3),
    "0150": ("Deventer", 5, 2),
}
CLASSES = 5


def ijsselland_kaart(
    bijschrift: str,
    waarden: Mapping[str, int | float],
    *,
    tekst: Callable[[int | float], str],
    url: Callable[[str], str] | None = None,
) -> Tegelkaart:
    """
    Make the tile map from a figure per gemeentecode; a municipality without a figure says so.

    `tekst` writes a figure out, `url` gives the page of a gemeentecode. The classes are equal in width
    between the lowest and highest figure. Raises KeyError for a code outside the region.
    """
    unknown = waarden.keys() - IJSSELLAND.keys()
    if unknown:
        raise KeyError(f"not a municipality of IJsselland: {sorted(unknown)}")
    bounds = class_bounds(list(waarden.values()))
    tiles = tuple(
        Tegel(
            naam=name,
            waarde=tekst(waarden[code]) if code in waarden else "geen cijfer",
            klasse=bisect_right(bounds, waarden[code]) if code in waarden else None,
            rij=row,
            kolom=column,
            url=url(code) if url else "",
        )
        for code, (name, row, column) in IJSSELLAND.items()
    )
    return Tegelkaart(bijschrift=bijschrift, tegels=tiles, legenda=_legend(list(waarden.values()), bounds, tekst))


def class_bounds(values: list[int | float]) -> list[float]:
    """The four bounds between five classes of equal width; none when all figures are the same."""
    if not values or min(values) == max(values):
        return []
    low, step = min(values), (max(values) - min(values)) / CLASSES
    return [low + step * number for number in range(1, CLASSES)]


def _legend(values: list[int | float], bounds: list[float], tekst: Callable[[int | float], str]) -> tuple[str, ...]:
    if not bounds:
        return ()
    edges = [min(values), *bounds, max(values)]
    return tuple(f"{tekst(round(low))} – {tekst(round(high))}" for low, high in pairwise(edges))
