# SPDX-License-Identifier: EUPL-1.2
"""The burden meter: what the work costs each organisation in time and messages, and of one of them act by act."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import maand_kort
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.core.money import round_half_up
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.lasten import queries
from jeugdregio.lasten.pages.opmaak import (
    BOVEN,
    MINUUT,
    adres,
    balken,
    kruimels,
    minuten,
    naam,
    namen,
    periode,
    uren,
)
from jeugdregio.lasten.values import PER_CODE, TELLINGEN, Kant, Last, Lastregel, Norm, Wie
from jeugdregio.regio import queries as regio

INLEIDING = (
    "Wat het berichtenverkeer en het declareren kosten aan tijd: geteld uit de berichten, maal de tijd per handeling. "
    "Aan beide kanten, en nooit als één totaal."
)
AANNAME = (
    "De aantallen zijn geteld. De tijden per handeling zijn een aanname zolang niemand ze heeft gemeten; de regio "
    "zet er een gemeten tijd voor in de plaats."
)


@dataclass(frozen=True)
class Rij:
    """One organisation: its time in seconds, its messages, and its refused lines."""

    wie: Wie
    naam: str
    seconden: int
    berichten: int
    uitval: int
    loketten: int


@vraagt(Recht.LASTEN_ZIEN)
@require_safe
def lasten(request: HttpRequest) -> HttpResponse:
    """Everyone, side by side; a provider sees its own page."""
    wie = machtiging(request)
    if wie.aanbieder:
        return _een(request, (Kant.AANBIEDER, wie.aanbieder))
    form, month, begin, end = periode(request)
    found = queries.last(begin, end, on_behalf_of=wie)
    rows = _rijen(found)
    listing = _lijst([one for one in rows if one.wie[0] is Kant.AANBIEDER], month)
    if file := listing.als_bestand(request):
        return file
    towns = sorted((one for one in rows if one.wie[0] is Kant.GEMEENTE), key=lambda one: one.naam)
    bars = [(one.naam, one.seconden, "", adres(one.wie, month)) for one in towns]
    page = Blad(
        "Lasten aan beide kanten",
        INLEIDING,
        (
            Deel(filter=form, links=_links()),
            Deel("Gemeenten", (AANNAME,), balken=balken("Tijd per gemeente", "", "meer tijd", bars, verschillen=False)),
            Deel(tabel=_gemeenten(towns, month)),
            Deel("Aanbieders", lijst=listing.blad(request)),
        ),
        cijfers=_totalen(rows, month),
    )
    return toon(request, page)


@vraagt(Recht.LASTEN_ZIEN)
@require_safe
def aanbieder(request: HttpRequest, code: str) -> HttpResponse:
    """One provider; of another than one's own a provider sees nothing."""
    wie = machtiging(request)
    if wie.aanbieder not in ("", code) or code not in namen()[1]:
        raise Http404("Deze aanbieder is er niet voor u.")
    return _een(request, (Kant.AANBIEDER, code))


@vraagt(Recht.LASTEN_ZIEN)
@require_safe
def gemeente(request: HttpRequest, code: str) -> HttpResponse:
    """One municipality; not for a provider, as others work with it too."""
    if machtiging(request).aanbieder or code not in regio.namen():
        raise Http404("Deze gemeente is er niet voor u.")
    return _een(request, (Kant.GEMEENTE, code))


@vraagt(Recht.LASTEN_ZIEN)
@require_safe
def regiokant(request: HttpRequest) -> HttpResponse:
    """The region itself."""
    if machtiging(request).aanbieder:
        raise Http404("Deze cijfers zijn er niet voor u.")
    return _een(request, (Kant.REGIO, ""))


def _een(request: HttpRequest, who: Wie) -> HttpResponse:
    """Act by act and month by month what the work of one organisation was."""
    wie = machtiging(request)
    form, month, begin, end = periode(request)
    found = queries.last(begin, end, on_behalf_of=wie)
    lines = _regellijst(found.van(who))
    if file := lines.als_bestand(request):
        return file
    name = naam(who, *namen())
    norms = queries.normen(on_behalf_of=wie)
    page = Blad(
        f"Lasten van {name}",
        INLEIDING,
        (
            Deel(filter=form),
            Deel(
                "Per handeling",
                (AANNAME,),
                tabel=_handelingen(found.van(who), norms, month.begin),
                links=_verder(who, wie),
            ),
            Deel("De regels eronder: per maand", lijst=lines.blad(request)),
            Deel("Wat is geteld", tabel=_definities(who)),
        ),
        boven=BOVEN,
        cijfers=(
            Kerncijfer("Tijd", uren(found.seconden().get(who, 0)), "in twaalf maanden"),
            Kerncijfer("Berichten", getal(found.berichten.get(who, 0)), "gestuurd en gekregen"),
            Kerncijfer("Loketten", getal(found.loketten.get(who, 0)), "voor declaraties"),
        ),
    )
    return toon(request, page, () if wie.aanbieder else kruimels(Kruimel(name)))


def _rijen(found: Last) -> list[Rij]:
    places, providers = namen()
    seconds, times = found.seconden(), found.aantallen()
    refused = {Kant.AANBIEDER: ("a-uitval",), Kant.GEMEENTE: ("g-uitval", "g-navraag"), Kant.REGIO: ("r-uitval",)}
    return [
        Rij(
            who,
            naam(who, places, providers),
            total,
            found.berichten.get(who, 0),
            sum(times.get((who, act), 0) for act in refused[who[0]]),
            found.loketten.get(who, 0),
        )
        for who, total in sorted(seconds.items())
    ]


def _totalen(rows: list[Rij], month: Maand) -> tuple[Kerncijfer, ...]:
    words = {Kant.AANBIEDER: "Aanbieders", Kant.GEMEENTE: "Gemeenten", Kant.REGIO: "Regio"}
    tiles = []
    for side, name in words.items():
        mine = [one for one in rows if one.wie[0] is side]
        said = "op haar eigen loket" if side is Kant.REGIO else f"bij {getal(len(mine))} {name.lower()}"
        url = adres((Kant.REGIO, ""), month) if side is Kant.REGIO else ""
        tiles.append(Kerncijfer(name, uren(sum(one.seconden for one in mine)), said, reverse("lasten-normen"), url))
    return tuple(tiles)


def _gemeenten(rows: list[Rij], month: Maand) -> Tabel:
    return Tabel(
        "Per gemeente",
        (
            Kolom("Gemeente"),
            Kolom("Tijd", "getal"),
            Kolom("Berichten", "getal", "gestuurd en gekregen"),
            Kolom("Afgewezen regels", "getal", "waar de gemeente werk aan had"),
        ),
        tuple(
            (Cel(one.naam, url=adres(one.wie, month)), uren(one.seconden), getal(one.berichten), getal(one.uitval))
            for one in rows
        ),
        voet=(
            "Samen",
            uren(sum(one.seconden for one in rows)),
            getal(sum(one.berichten for one in rows)),
            getal(sum(one.uitval for one in rows)),
        ),
        leeg="In deze maanden kwamen er geen berichten binnen.",
        bijschrift_zichtbaar=False,
    )


def _lijst(rows: list[Rij], month: Maand) -> Lijst[Rij]:
    return Lijst(
        "Per aanbieder",
        (
            Veld("aanbieder", "Aanbieder", lambda one: one.naam, cel=lambda one: Cel(one.naam, adres(one.wie, month))),
            Veld("agb", "AGB-code", lambda one: one.wie[1], alleen_bestand=True),
            Veld(
                "minuten",
                "Tijd",
                _minuten,
                "getal",
                cel=lambda one: uren(one.seconden),
                uitleg="in het bestand in minuten",
            ),
            Veld("berichten", "Berichten", lambda one: one.berichten, "getal"),
            Veld("uitval", "Afgewezen regels", lambda one: one.uitval, "getal"),
            Veld("loketten", "Loketten", lambda one: one.loketten, "getal", uitleg="waar wordt gedeclareerd"),
        ),
        sorted(rows, key=lambda one: (-one.seconden, one.naam)),
        bestand="lasten-aanbieders",
        leeg="In deze maanden kwamen er geen berichten binnen.",
        bijschrift_zichtbaar=False,
    )


def _minuten(one: Rij) -> int:
    return round_half_up(one.seconden, MINUUT)


def _handelingen(rows: tuple[Lastregel, ...], norms: dict[str, list[Norm]], month: date) -> Tabel:
    times: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    for one in rows:
        times[one.handeling] += one.aantal
        seconds[one.handeling] += one.seconden
    return Tabel(
        "Handelingen",
        (Kolom("Handeling"), Kolom("Aantal", "getal"), Kolom("Tijd per keer", "getal"), Kolom("Samen", "getal")),
        tuple(
            (
                Cel(PER_CODE[act].naam, url=f"{reverse('lasten-normen')}#{act}", onder=norm.bron),
                getal(times[act]),
                minuten(norm.seconden),
                uren(seconds[act]),
            )
            for act in PER_CODE
            if times[act]
            for norm in [queries.geldende(norms[act], month)]
        ),
        voet=("Samen", "", "", uren(sum(seconds.values()))),
        leeg="In deze maanden was er niets te doen.",
        bijschrift_zichtbaar=False,
    )


def _regellijst(rows: tuple[Lastregel, ...]) -> Lijst[Lastregel]:
    return Lijst(
        "Per maand en handeling",
        (
            Veld("maand", "Maand", lambda one: one.maand, "dag", cel=lambda one: maand_kort(Maand.van(one.maand))),
            Veld("handeling", "Handeling", lambda one: PER_CODE[one.handeling].naam),
            Veld("aantal", "Aantal", lambda one: one.aantal, "getal"),
            Veld("seconden", "Tijd", lambda one: one.seconden, "getal", cel=lambda one: uren(one.seconden)),
        ),
        rows,
        bestand="lasten-regels",
        van_zelf="-maand",
        leeg="In deze maanden was er niets te doen.",
        bijschrift_zichtbaar=False,
    )


def _definities(who: Wie) -> Tabel:
    mine = {one.telling: None for one in PER_CODE.values() if one.kant is who[0]}
    return Tabel(
        "Tellingen",
        (Kolom("Telling"), Kolom("Wat het is")),
        tuple((one.replace("_", " ").capitalize(), TELLINGEN[one]) for one in mine),
        bijschrift_zichtbaar=False,
    )


def _links() -> tuple[tuple[str, str], ...]:
    return (
        ("Wat verandert er als een gemeente zelf factureert?", reverse("lasten-schakelaar")),
        ("Tijd per handeling, en waar die op rust", reverse("lasten-normen")),
        ("Wat we vragen, en wat al bekend is", reverse("uitvragen")),
    )


def _verder(who: Wie, wie: Machtiging) -> tuple[tuple[str, str], ...]:
    """Lists of the messages and lines themselves, for who may see those."""
    own = who[1] in (wie.gemeente, wie.aanbieder) or bool(wie.regio)
    known: tuple[tuple[str, str, Recht], ...] = (
        ("De afgewezen regels zelf", "uitval", Recht.DECLARATIES_ZIEN),
        ("De declaraties zelf", "declaraties", Recht.DECLARATIES_ZIEN),
        ("De verzoeken zelf", "verzoeken", Recht.VERZOEKEN_ZIEN),
    )
    return tuple((text, reverse(page)) for text, page, right in known if own and wie.mag(right))
