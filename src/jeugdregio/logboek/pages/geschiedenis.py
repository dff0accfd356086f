# SPDX-License-Identifier: EUPL-1.2
"""The history of a record, for the page of that record: `{% geschiedenis page.geschiedenis %}`."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from jeugdregio.components.schrijfwijze import moment_kort
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.components.values import Cel, Geschiedenis, Kolom, Tabel
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.logboek import queries
from jeugdregio.logboek.values import Veranderd

ZIET_WIE_HET_IS = {Rol.TOEGANG, Rol.AANBIEDER}
"""Who works with the children themselves; others see that it changed, not into what."""
VAN_EEN_MENS = {"achternaam", "voornamen", "voorvoegsel", "geboortedatum", "geslacht", "jeugdige"}
VERBORGEN = "(persoonsgegeven)"
LEEG = "leeg"


def geschiedenis(tabel: str, sleutel: Mapping[str, str | int], wie: Machtiging) -> Geschiedenis:
    """What changed in one row of a table, newest first; a row per field."""
    found = queries.geschiedenis(tabel, sleutel, on_behalf_of=wie)
    return Geschiedenis(
        len(found),
        Tabel(
            "Wat er veranderde, het laatste bovenaan",
            tuple(map(Kolom, ("Wanneer", "Wie", "Waarom", "Wat", "Was", "Werd"))),
            tuple(row for one in found for row in _rows(one, wie)),
            leeg="Sinds dit is vastgelegd veranderde er niets.",
        ),
    )


def _rows(one: Veranderd, wie: Machtiging) -> Iterator[tuple[Cel | str, ...]]:
    when = moment_kort(timezone.localtime(one.moment))
    who = _who(one)
    if one.verwijderd:
        yield when, who, one.reden or "–", "Verwijderd", "", ""
        return
    hidden = set() if wie.rol in ZIET_WIE_HET_IS else VAN_EEN_MENS
    for name in sorted(one.oud):
        was, became = (
            (VERBORGEN, VERBORGEN) if name in hidden else (_text(name, one.oud[name]), _text(name, one.nieuw.get(name)))
        )
        yield when, who, one.reden or "–", name.removesuffix("_cent").replace("_", " ").capitalize(), was, became


def _who(one: Veranderd) -> Cel:
    role = Rol(one.rol).label if one.rol in {rol.value for rol in Rol} else "Onbekend"
    if one.rol == Rol.VERWERKING and not one.wie:
        return Cel("Verwerking van berichten")
    return Cel(one.wie or role, onder=role if one.wie else one.organisatie)


def _text(name: str, value: Any) -> str:
    if value is None or value == "":
        return LEEG
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if name.endswith("_cent") and isinstance(value, int):
        return str(cent(value))
    if name.endswith("_op") and isinstance(value, str):
        return moment_kort(timezone.localtime(datetime.fromisoformat(value)))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
