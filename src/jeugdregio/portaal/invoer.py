# SPDX-License-Identifier: EUPL-1.2
"""What people type for a volume or a month, and what is written back in the field."""

import re
from decimal import Decimal, InvalidOperation

from jeugdregio.core.periode import Maand

EURO = "83"
MEESTE = 99_999_999
"""The largest volume that fits in a message."""

_DUTCH = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?|\d+(,\d+)?", re.ASCII)
_PLAIN = re.compile(r"\d+\.\d{1,2}", re.ASCII)


class OnleesbaarVolume(ValueError):
    """A volume that is not a number that can be declared; the text says what to do."""


def lees_volume(text: str, eenheid: str) -> int:
    """
    A volume in whole units, or in cents when the unit is euros: `1.234,56` gives 123456.

    Raises OnleesbaarVolume.
    """
    clean = text.strip().removeprefix("€").strip()
    if _PLAIN.fullmatch(clean) and eenheid == EURO:
        number = clean
    elif _DUTCH.fullmatch(clean):
        number = clean.replace(".", "").replace(",", ".")
    else:
        raise OnleesbaarVolume(f"{_short(text)} is geen getal boven nul. Vul alleen cijfers in.")
    try:
        amount = Decimal(number) * (100 if eenheid == EURO else 1)
    except InvalidOperation:
        raise OnleesbaarVolume(f"{_short(text)} is geen getal boven nul. Vul alleen cijfers in.") from None
    if amount != amount.to_integral_value():
        whole = "hele centen" if eenheid == EURO else "hele eenheden"
        raise OnleesbaarVolume(f"{_short(text)} kan niet: reken af in {whole}.")
    if not 0 < amount <= MEESTE:
        raise OnleesbaarVolume(f"{_short(text)} kan niet: vul een getal in van 1 tot {MEESTE}.")
    return int(amount)


def schrijf_volume(volume: int | None, eenheid: str) -> str:
    """A volume as it stands in a field; `lees_volume` reads it back."""
    if volume is None:
        return ""
    return f"{volume // 100},{volume % 100:02d}" if eenheid == EURO else str(volume)


def lees_maand(text: str) -> Maand | None:
    """The month in `2026-09`, or None."""
    try:
        return Maand.lees(text.strip())
    except ValueError:
        return None


def _short(text: str) -> str:
    return f"“{text.strip()[:20]}”" if text.strip() else "Een leeg veld"
