# SPDX-License-Identifier: EUPL-1.2
"""What the segments are by each source (K08), and where the profiles lie by number of children and cost (S31)."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.components.schrijfwijze import periode_kort
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Kolom, Kruimel, Punt, Puntenkaart, Staafsoort, Tabel
from jeugdregio.contracten import queries as contracten
from jeugdregio.contracten.values import Segmentgegevens, Segmenttekst
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.prijzen import queries
from jeugdregio.prijzen.queries import KLEINSTE_AANTAL
from jeugdregio.prijzen.values import Profielpunt

KLEUR: dict[str, Staafsoort] = {"midden": "zorg", "top": "aandacht"}
LEGENDA: tuple[tuple[Staafsoort, str], ...] = (("zorg", "profiel in midden"), ("aandacht", "profiel in top"))
VAKKEN = ("top: weinig kinderen, duur", "tussenin: veel en duur", "midden: veel kinderen, goedkoop", "tussenin: weinig")


@dataclass(frozen=True)
class ProfielenPagina:
    """Segments with their texts, and the plot."""

    segmenten: tuple[tuple[str, str, Tabel], ...]
    kaart: Puntenkaart | None
    tabel: Tabel
    uitleg: str
    titel: str = "Segmenten en profielen"


@vraagt(Recht.PRIJZEN_ZIEN)
@require_safe
def profielen(request: HttpRequest) -> HttpResponse:
    """The page."""
    wie, today = machtiging(request), timezone.localdate()
    products = contracten.prijsproducten(settings.REGIO, today, on_behalf_of=wie)
    points, middle_n, middle_cent = queries.spreiding(today.replace(day=1), products, on_behalf_of=wie)
    chart = _kaart(points, middle_n, middle_cent)
    page = ProfielenPagina(
        segmenten=tuple(_segment(one) for one in contracten.segmenten(settings.REGIO, on_behalf_of=wie)),
        kaart=chart if chart.punten else None,
        tabel=chart.tabel,
        uitleg=(
            f"De lijnen liggen op het midden van alle profielen: {getal(middle_n)} kinderen en {cent(middle_cent)} per "
            f"kind over twaalf maanden toegekende declaraties. Minder dan {KLEINSTE_AANTAL} kinderen tonen we niet."
        ),
    )
    trail = (Kruimel("Producten en prijzen", reverse("prijzen")), Kruimel("Segmenten en profielen"))
    return render(request, "prijzen/profielen.html", {"page": page, "kruimels": trail})


def _segment(one: Segmentgegevens) -> tuple[str, str, Tabel]:
    rows = tuple(
        (text.tekst, periode_kort(text.van, text.tot), Cel(text.bron, onder=f"zekerheid: {text.zekerheid}"))
        for text in one.definities
    )
    table = Tabel(
        f"Wat bronnen zeggen over {one.naam}",
        (Kolom("Omschrijving"), Kolom("Periode", "dag"), Kolom("Bron")),
        rows,
        leeg="Geen bron zegt wat dit segment is. Leg een omschrijving vast, met haar bron.",
        bijschrift_zichtbaar=False,
    )
    apart = " Bronnen spreken elkaar tegen: ze staan naast elkaar." if _strijdig(one.definities) else ""
    return one.naam, f"{one.prijsregel[:1].upper()}{one.prijsregel[1:]}.{apart}", table


def _strijdig(texts: tuple[Segmenttekst, ...]) -> bool:
    """Whether two sources say different things of one day."""
    return any(
        a.tekst != b.tekst and (a.van or date.min) < (b.tot or date.max) and (b.van or date.min) < (a.tot or date.max)
        for nr, a in enumerate(texts)
        for b in texts[nr + 1 :]
    )


def _kaart(points: list[Profielpunt], middle_n: int, middle_cent: int) -> Puntenkaart:
    shown = [(one, one.kinderen, one.per_kind_cent) for one in points if one.kinderen and one.per_kind_cent]
    most_n = max((n for _, n, _ in shown if n), default=1)
    most_cent = max((cents for _, _, cents in shown if cents), default=1)

    def place(value: int, most: int) -> int:
        return round(950 * value / most)

    def text(one: Profielpunt) -> str:
        return f"{getal(one.kinderen)} kinderen, {cent(one.per_kind_cent)} per kind"

    table = Tabel(
        "Profielen naar aantal kinderen en kosten per kind",
        (
            Kolom("Profiel"),
            Kolom("Segment"),
            Kolom("Kinderen", "getal"),
            Kolom("Per kind", "getal"),
            Kolom("Ligt als"),
        ),
        tuple(
            (
                f"{one.code.partition(':')[0]} {one.naam}",
                one.segment,
                f"minder dan {KLEINSTE_AANTAL}" if one.kinderen is None else getal(one.kinderen),
                cent(one.per_kind_cent),
                _volgt(one),
            )
            for one in points
        ),
        leeg="Er zijn nog geen declaraties op een profiel.",
        bijschrift_zichtbaar=False,
    )
    return Puntenkaart(
        titel="Profielen naar aantal kinderen en kosten per kind",
        x_as="kinderen",
        y_as="kosten per kind",
        punten=tuple(
            Punt(
                place(n or 0, most_n),
                place(cents or 0, most_cent),
                one.code.partition(":")[0],
                KLEUR.get(one.segment, "toegewezen"),
                f"Profiel {one.code.partition(':')[0]} in {one.segment}: {text(one)}",
            )
            for one, n, cents in shown
        ),
        midden_x=place(middle_n, most_n),
        midden_y=place(middle_cent, most_cent),
        vakken=VAKKEN,
        legenda=LEGENDA,
        tabel=table,
    )


def _volgt(one: Profielpunt) -> Cel | str:
    if one.kinderen is None:
        return "niet te zeggen"
    if not one.volgt:
        return "tussenin"
    return Cel(one.volgt, toon="positief" if one.volgt == one.segment else "waarschuwing")
