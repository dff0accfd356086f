# SPDX-License-Identifier: EUPL-1.2
"""The monthly review of the read log, for the reviewer of an organisation: what stands out, and the rows under it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.components.lijst import Bron, Lijst, Veld
from jeugdregio.components.schrijfwijze import maandnaam, telwoord
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kolom, Lijstblad, Tabel
from jeugdregio.components.verzoek import maand_uit
from jeugdregio.core.greep import Greep
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging, Recht, Rol
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek import queries
from jeugdregio.logboek.actions import gelezen
from jeugdregio.logboek.values import Ingezien
from jeugdregio.logboek.wat import woorden

TEKENS = 8
"""Of whom it is, so many characters are enough to see that it is the same child."""


@dataclass(frozen=True)
class NazichtPagina:
    """The figures of a month; `lijst` holds the rows under the one that was chosen."""

    titel: str
    inleiding: str
    maand: str
    vorige: str
    volgende: str
    cijfers: Tabel
    kop: str
    uitleg: str
    lijst: Lijstblad | None


@vraagt(Recht.LOGBOEK_NAZIEN)
@require_safe
def nazicht(request: HttpRequest) -> HttpResponse:
    """The figures; `?maand=2026-11` is another month, `?cijfer=nacht` shows the rows under one."""
    wie = machtiging(request)
    today = Maand.van(timezone.localdate())
    month = maand_uit(request, "maand", today) or today
    begin, end = _moment(month.begin), _moment(month.einde)
    counts = queries.opvallend_aantal(begin, end, on_behalf_of=wie)
    chosen = queries.PER_SLEUTEL.get(request.GET.get("cijfer", ""))
    every = None
    if chosen:
        every = _list(request, chosen, begin, end, counts[chosen.sleutel][0], wie)
        if file := every.als_bestand(request):
            return file
    page = NazichtPagina(
        titel="Nazicht van het logboek",
        inleiding="Wat opvalt in wie welke jeugdige zag. Een cijfer zegt niet dat er iets mis is: het zegt waar u "
        "kijkt. Jeugdigen staan hier zonder naam; dezelfde code is dezelfde jeugdige.",
        maand=maandnaam(month),
        vorige=str(month.vorige),
        volgende=str(Maand.van(month.einde)) if month.einde <= timezone.localdate() else "",
        cijfers=_figures(counts, month),
        kop=chosen.naam if chosen else "",
        uitleg=chosen.uitleg if chosen else "",
        lijst=every.blad(request) if every else None,
    )
    return render(request, "logboek/nazicht.html", {"page": page})


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_current_timezone())


def _figures(counts: dict[str, tuple[int, int]], month: Maand) -> Tabel:
    return Tabel(
        "Wat opvalt",
        (Kolom("Cijfer"), Kolom("Keren", "getal"), Kolom("Medewerkers", "getal")),
        tuple(
            (
                Cel(one.naam, url=f"?maand={month}&cijfer={one.sleutel}#regels", onder=one.uitleg),
                getal(counts[one.sleutel][0]),
                getal(counts[one.sleutel][1]),
            )
            for one in queries.CIJFERS
        ),
    )


def _list(
    request: HttpRequest, figure: queries.Cijfer, begin: datetime, end: datetime, number: int, wie: Machtiging
) -> Lijst[tuple[Ingezien, str]]:
    def piece(greep: Greep) -> list[tuple[Ingezien, str]]:
        found = queries.opvallend(figure, begin, end, greep=greep, on_behalf_of=wie)
        names = queries.namen_van({one.account for one in found}, on_behalf_of=wie)
        gelezen(request, {one.persoon for one in found if one.persoon})
        return [(one, names.get(one.account, one.account)) for one in found]

    every: Lijst[tuple[Ingezien, str]] = Lijst(
        f"Nazicht: {figure.naam}",
        (
            Veld("moment", "Moment", lambda row: row[0].moment, "moment"),
            Veld("account", "Medewerker", lambda row: row[1]),
            Veld("rol", "Rol", lambda row: Rol(row[0].rol).label),
            Veld("doel", "Doel", lambda row: row[0].doel),
            Veld("wat", "Wat", lambda row: woorden(row[0].wat), cel=_what),
            Veld("kenmerk", "Kenmerk", lambda row: row[0].kenmerk, alleen_bestand=True),
            Veld("persoon", "Jeugdige", lambda row: row[0].persoon[:TEKENS]),
            Veld("resultaat", "Resultaat", lambda row: row[0].resultaat),
        ),
        Bron(number, piece, queries.VOLGORDE),
        bestand="nazicht-logboek",
        van_zelf="-moment",
        leeg="Niets valt op.",
    )
    return replace(every, bijschrift=f"{figure.naam}: {telwoord(number, 'keer', 'keer')}")


def _what(row: tuple[Ingezien, str]) -> Cel:
    return Cel(woorden(row[0].wat), onder=row[0].kenmerk)
