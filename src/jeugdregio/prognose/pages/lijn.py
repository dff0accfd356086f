# SPDX-License-Identifier: EUPL-1.2
"""The year as a line with a band, and the table that says the same."""

from itertools import accumulate

from jeugdregio.components.schrijfwijze import maandnaam
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.components.values import Grafiek, Kolom, Tabel
from jeugdregio.core.money import round_half_up
from jeugdregio.prognose.queries import Prognosebeeld
from jeugdregio.prognose.values import Maandcijfer, maand_van

VEGA = "https://vega.github.io/schema/vega-lite/v6.json"
LIJNEN = ("Verwacht", "Toegekend", "Budget")


def grafiek(found: Prognosebeeld) -> Grafiek:
    """
    Costs added up over the months of the year.

    The band of a month is that of the year, for the part of it that is uncertain by then.
    """
    months = list(found.maanden)
    sums = list(accumulate(found.maanden.values(), Maandcijfer.__add__))
    band = found.totaal.band
    unsure = band.midden_cent - found.totaal.geboekt_cent
    rows = []
    for one in sums:
        part = one.verwacht_cent - one.geboekt_cent
        low = round_half_up(part * (band.midden_cent - band.laag_cent), unsure) if unsure else 0
        high = round_half_up(part * (band.hoog_cent - band.midden_cent), unsure) if unsure else 0
        rows.append((one.geboekt_cent, one.verwacht_cent - low, one.verwacht_cent, one.verwacht_cent + high))
    names = [maandnaam(maand_van(month)) for month in months]
    table = Tabel(
        "Opgeteld van januari tot en met de maand",
        (
            Kolom("Maand"),
            Kolom("Toegekend", "getal"),
            Kolom("Laag (P10)", "getal"),
            Kolom("Verwacht (P50)", "getal"),
            Kolom("Hoog (P90)", "getal"),
        ),
        tuple((name, *map(cent, row)) for name, row in zip(names, rows, strict=True)),
    )
    return Grafiek("prognose", "Kosten van januari tot en met elke maand", _spec(found, names, rows), table)


def _spec(found: Prognosebeeld, names: list[str], rows: list[tuple[int, int, int, int]]) -> dict[str, object]:
    budget = found.totaal.budget_cent
    values = [
        {
            "maand": name,
            "toegekend": booked / 100,
            "laag": low / 100,
            "verwacht": middle / 100,
            "hoog": high / 100,
            **({"budget": budget / 100} if budget is not None else {}),
        }
        for name, (booked, low, middle, high) in zip(names, rows, strict=True)
    ]
    x = {"field": "maand", "type": "ordinal", "sort": names, "title": None, "axis": {"labelAngle": -30}}
    colour = {"type": "nominal", "title": None, "scale": {"domain": list(LIJNEN)}}

    def line(field: str, name: str, **mark: object) -> dict[str, object]:
        return {
            "mark": {"type": "line", "tooltip": True, **mark},
            "encoding": {
                "x": x,
                "y": {"field": field, "type": "quantitative"},
                "color": {"datum": name, **colour},
            },
        }

    layers: list[dict[str, object]] = [
        {
            "mark": {"type": "area", "opacity": 0.2},
            "encoding": {
                "x": x,
                "y": {"field": "laag", "type": "quantitative", "title": "Euro, opgeteld", "axis": {"format": ",.0f"}},
                "y2": {"field": "hoog"},
            },
        },
        line("verwacht", "Verwacht", point=True),
        line("toegekend", "Toegekend", strokeDash=[2, 2]),
    ]
    if budget is not None:
        layers.append(line("budget", "Budget", strokeDash=[8, 4]))
    return {"$schema": VEGA, "height": 300, "data": {"values": values}, "layer": layers}
