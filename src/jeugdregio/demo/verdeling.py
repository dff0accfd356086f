# SPDX-License-Identifier: EUPL-1.2
"""Dividing whole people over published shares: largest remainder, and a table with both margins fixed."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
R = TypeVar("R", bound=Hashable)
RONDES = 60


def verdeel(aantal: int, gewichten: Mapping[K, float]) -> dict[K, int]:
    """Split a count over weights by largest remainder; ties go to the earlier key. Sums to `aantal`."""
    totaal = sum(gewichten.values())
    if not aantal:
        return dict.fromkeys(gewichten, 0)
    exact = {k: aantal * g / totaal for k, g in gewichten.items()}
    uit = {k: int(e) for k, e in exact.items()}
    volgorde = sorted(exact, key=lambda k: uit[k] - exact[k])
    for k in volgorde[: aantal - sum(uit.values())]:
        uit[k] += 1
    return uit


def kruistabel(
    rijen: Mapping[R, int], kolommen: Mapping[K, int], voorkeur: Mapping[R, Sequence[float]]
) -> dict[R, dict[K, int]]:
    """
    A whole-number table with exactly these row and column sums, close to the preferences.

    `voorkeur` gives per row one positive number per column. Iterative proportional fitting first,
    then rounding per row, then single units move within a row until the columns fit as well.
    """
    namen = list(kolommen)
    exact = {r: [float(x) for x in voorkeur[r]] for r in rijen}
    for _ in range(RONDES):
        for j, k in enumerate(namen):
            som = sum(exact[r][j] for r in rijen)
            for r in rijen:
                exact[r][j] *= kolommen[k] / som if som else 0.0
        for r, n in rijen.items():
            som = sum(exact[r])
            exact[r] = [x * n / som if som else 0.0 for x in exact[r]]
    tabel = {r: verdeel(n, dict(zip(namen, exact[r], strict=True))) for r, n in rijen.items()}
    verschil = {k: sum(tabel[r][k] for r in rijen) - kolommen[k] for k in namen}
    while over := [k for k in namen if verschil[k] > 0]:
        van = over[0]
        naar = min(namen, key=verschil.__getitem__)
        i, j = namen.index(van), namen.index(naar)
        kandidaten = [r for r in rijen if tabel[r][van] > 0]
        rij = max(kandidaten, key=lambda r: (tabel[r][van] - exact[r][i]) - (tabel[r][naar] - exact[r][j]))
        tabel[rij][van] -= 1
        tabel[rij][naar] += 1
        verschil[van] -= 1
        verschil[naar] += 1
    return tabel
