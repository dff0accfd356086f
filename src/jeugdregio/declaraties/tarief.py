# SPDX-License-Identifier: EUPL-1.2
"""
The tariff and the amount of a line as the standard counts them (TR346, TR418, IV081): the Python side of the rules.

`declaraties.grondslag` and the rule TR346 say the same in SQL; `tarief_test.py` lays the two side by side.
"""

from collections.abc import Iterable

from jeugdregio.contracten.values import Tariefgegevens, minuuttarief, telt_per_uur
from jeugdregio.core.money import round_half_up

MINUUT, UUR, EURO = "01", "04", "83"


def bedrag_sql(*, minuten: str, uurtarief: str, volume: str, tarief: str) -> str:
    """
    SQL for the amount of a volume in cents; all arguments are SQL, and so is the condition `minuten`.

    For TR346 and whoever prices lines anew. Minutes on a tariff per hour are rounded half up, once (IV081).
    """
    return f"CASE WHEN {minuten} THEN (2 * {uurtarief} * {volume} + 60) / 120 ELSE {volume} * {tarief} END"


def is_uurtarief(tarief: Tariefgegevens) -> bool:
    """Whether a tariff is per hour, so that minutes can be declared on it (IV081)."""
    return telt_per_uur(tarief.eenheid, tarief.per_uur)


def verwacht_tarief_cent(tarief: Tariefgegevens, eenheid: str) -> int | None:
    """The tariff per declared unit, in cents; of a tariff per hour in minutes the sixtieth part, rounded half up."""
    if tarief.tarief_cent is not None and is_uurtarief(tarief) and eenheid == MINUUT:
        return minuuttarief(tarief.tarief_cent).cent
    return tarief.tarief_cent


def verwacht_bedrag_cent(tarief: Tariefgegevens, volume: int, eenheid: str) -> int:
    """The amount of a volume, in cents. Minutes on a tariff per hour are rounded once; unit 83 counts in cents."""
    if eenheid == EURO or tarief.tarief_cent is None:
        return volume
    if is_uurtarief(tarief) and eenheid == MINUUT:
        return round_half_up(tarief.tarief_cent * volume, 60)
    return volume * tarief.tarief_cent


def kies_tarief(tarieven: Iterable[Tariefgegevens], *, categorie: str, eenheid: str) -> Tariefgegevens | None:
    """The tariff that a line in this category and unit is judged by, out of those of one code on one day."""
    order = sorted(
        tarieven,
        key=lambda one: (one.eenheid != eenheid, one.categorie != categorie, not is_uurtarief(one), one.eenheid),
    )
    return order[0] if order else None
