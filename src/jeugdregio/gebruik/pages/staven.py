# SPDX-License-Identifier: EUPL-1.2
"""Who came, who left and who was there, per half-year, with the table that says the same."""

from collections.abc import Sequence
from datetime import date

from jeugdregio.components.values import Cel, Grafiek, Kolom, Tabel
from jeugdregio.gebruik.pages.opmaak import NAMEN, aantal, adres, halfjaarnaam, kort
from jeugdregio.gebruik.values import Telling

VEGA = "https://vega.github.io/schema/vega-lite/v6.json"
STAVEN = ("instroom", "uitstroom", "eind")
KOLOMMEN = ("begin", *STAVEN)


def grafiek(tellingen: Sequence[Telling], peildatum: date, *, titel: str, rijen: bool) -> Grafiek:
    """The picture; a hidden count has no bar. `rijen`: the figures link to the rows under them."""
    return Grafiek("jeugdhulpgebruik", titel, _spec(tellingen, peildatum), _tabel(tellingen, peildatum, rijen))


def _tabel(tellingen: Sequence[Telling], peildatum: date, rijen: bool) -> Tabel:
    rows: tuple[tuple[Cel | str, ...], ...] = tuple(
        (
            halfjaarnaam(one.halfjaar, peildatum),
            *(
                Cel(aantal(value), url=adres(one.gemeente, one.halfjaar, name) if rijen and value else "")
                for name in KOLOMMEN
                for value in (one.getal(name),)
            ),
        )
        for one in tellingen
    )
    heads = (Kolom("Halfjaar"), *(Kolom(NAMEN[name], "getal") for name in KOLOMMEN))
    return Tabel("Jeugdigen met hulp per halfjaar", heads, rows)


def sluit(one: Telling) -> Cel:
    """Whether begin, in, out, end and active fit, with the differences when they do not."""
    flow, active = one.sluitverschil, one.actiefverschil
    if flow is None or active is None:
        return Cel("niet te zien")
    if flow or active:
        return Cel("nee", toon="negatief", onder=f"verschil {flow} in het eind, {active} in actief")
    return Cel("ja", toon="positief")


def _spec(tellingen: Sequence[Telling], peildatum: date) -> dict[str, object]:
    names = [kort(one.halfjaar, peildatum) for one in tellingen]
    values = [
        {"halfjaar": name, "wat": NAMEN[figure], "aantal": one.getal(figure)}
        for name, one in zip(names, tellingen, strict=True)
        for figure in STAVEN
        if one.getal(figure) is not None
    ]
    order = [NAMEN[name] for name in STAVEN]
    return {
        "$schema": VEGA,
        "height": 260,
        "data": {"values": values},
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {
            "x": {
                "field": "halfjaar",
                "type": "ordinal",
                "sort": names,
                "title": None,
                "axis": {"labelAngle": -30, "labelOverlap": False},
            },
            "xOffset": {"field": "wat", "sort": order},
            "y": {"field": "aantal", "type": "quantitative", "title": "Jeugdigen"},
            "color": {"field": "wat", "type": "nominal", "title": None, "scale": {"domain": order}},
        },
    }
