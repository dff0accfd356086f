# SPDX-License-Identifier: EUPL-1.2
"""How waiting times are written, and what a profile is called."""

from collections.abc import Mapping
from decimal import Decimal

from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.templatetags.componenten import NO_VALUE, getal
from jeugdregio.components.values import Kolom, Tabel
from jeugdregio.wachttijden import queries

BOVEN = "Wachttijden"
KLEIN = "minder dan 10"
DAGEN = 7
ONBEKEND = "niet bekend"
_CATEGORIE = "categorie:"


def weken(value: Decimal | None) -> str:
    """Weeks with one decimal; unknown is a dash and never nought."""
    if value is None:
        return NO_VALUE
    return "1 week" if value == 1 else f"{getal(value, 1)} weken"


def weken_van(dagen: int | None) -> str:
    """The same of a number of days."""
    return KLEIN if dagen is None else weken((Decimal(dagen) / DAGEN).quantize(Decimal("0.1")))


def profielnaam(code: str, names: Mapping[str, str]) -> str:
    """What one waits for: a profile, or the category of a product without one."""
    if code.startswith(_CATEGORIE):
        category = code.removeprefix(_CATEGORIE)
        if category == "?":
            return "Toewijzing zonder product"
        known = codelijst("productcategorie").codes.get(category)
        return f"{category} {known.omschrijving}, zonder profiel" if known else f"Categorie {category}"
    return f"Profiel {names[code]}" if code in names else code


def definities() -> Tabel:
    """What every measure is, with its norm and since when it is counted so."""
    return Tabel(
        "Wat is gemeten, en hoe",
        (Kolom("Maat"), Kolom("Van"), Kolom("Tot"), Kolom("Let op"), Kolom("Norm")),
        tuple(
            (
                one.naam,
                one.van,
                one.tot,
                one.waarom,
                f"{one.norm_weken} weken ({one.norm_bron})" if one.norm_weken else "geen norm",
            )
            for one in queries.maten().values()
        ),
    )
