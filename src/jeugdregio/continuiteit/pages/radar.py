# SPDX-License-Identifier: EUPL-1.2
"""What follows when a provider stops: children by municipality and profile, money, who else can, whom to call (N09)."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import bedrag_kort, dag_kort
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Lijstblad, Tabel
from jeugdregio.continuiteit import queries
from jeugdregio.continuiteit.pages.continuiteit import ALLEEN_OPENBAAR
from jeugdregio.continuiteit.values import Radar, Uitwijk
from jeugdregio.core.kleine_aantallen import KLEINST, TOTAAL
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio

VERBORGEN = f"minder dan {KLEINST}"
HOOGSTENS_PROFIELEN = 4
"""So many profiles of another provider are written out."""


@dataclass(frozen=True)
class RadarPagina:
    """All that follows, as far as the asker may see it."""

    titel: str
    cijfers: tuple[Kerncijfer, ...]
    beschermd: bool
    kinderen: Tabel
    geld: Tabel
    alleen: tuple[str, ...]
    uitwijk: Lijstblad
    bellen: Tabel
    kaart_url: str
    namen_url: str
    escalatie_url: str
    bron: str


@vraagt(Recht.CONTINUITEIT_ZIEN)
@require_safe
def radar(request: HttpRequest, agb: str) -> HttpResponse:
    """The page of one provider; `als=` gives those who could take over as a file."""
    wie, today = machtiging(request), timezone.localdate()
    found = aanbieders.organisatie(agb)
    if found is None:
        raise Http404("Deze aanbieder staat niet in het register.")
    seen = queries.radar(settings.REGIO, agb, today, on_behalf_of=wie)
    others = _others(seen)
    if file := others.als_bestand(request):
        return file
    page = _page(agb, found.naam, seen, others.blad(request), wie)
    trail = (Kruimel("Continuïteit", reverse("continuiteit")), Kruimel(found.naam))
    return render(request, "continuiteit/radar.html", {"page": page, "kruimels": trail})


def _page(agb: str, name: str, seen: Radar, others: Lijstblad, wie: Machtiging) -> RadarPagina:
    children = _count(seen.kinderen.cel(TOTAAL, TOTAAL))
    return RadarPagina(
        titel=f"Als {name} stopt",
        cijfers=(
            Kerncijfer("Kinderen", children, "met een toewijzing die nu loopt", url="#kinderen"),
            Kerncijfer(
                "Toewijzingen",
                VERBORGEN if children == VERBORGEN else getal(seen.toewijzingen),
                "lopen nu",
            ),
            Kerncijfer(
                "Per maand",
                bedrag_kort(seen.per_maand_cent),
                f"toegekend, gemiddeld over de laatste {seen.maanden} maanden",
                url="#geld",
            ),
            Kerncijfer("Alternatieven", getal(len(seen.uitwijk)), "aanbieders met hetzelfde contract", url="#uitwijk"),
        ),
        beschermd=seen.beschermd,
        kinderen=_children(seen),
        geld=_money(seen),
        alleen=tuple(_profile(one) for one in seen.zonder_uitwijk),
        uitwijk=others,
        bellen=_calls(seen),
        kaart_url=reverse("register-kaart", args=[agb]),
        namen_url=reverse("zoeken") if wie.mag(Recht.KINDEREN_ZIEN) else "",
        escalatie_url=f"{reverse('zaak-nieuw', args=['escalatie'])}?{urlencode({'aanbieder': agb})}"
        if wie.mag(Recht.CONTRACTEN_BEHEREN)
        else "",
        bron=ALLEEN_OPENBAAR,
    )


def _count(number: int | None) -> str:
    return VERBORGEN if number is None else getal(number)


def _profile(key: str) -> str:
    """A profile by its number, or else the kind of help."""
    if key.isdigit():
        return f"Profiel {key}"
    code = key.removeprefix("categorie ")
    return _category(code) if code else "Alle hulp"


def _category(code: str) -> str:
    kinds = codelijst("productcategorie")
    return kinds.omschrijving(code) if code in kinds else f"Categorie {code}"


def _children(seen: Radar) -> Tabel:
    table, names = seen.kinderen, regio.namen()

    def row(place: str | None, title: str) -> tuple[Cel | str, ...]:
        cells = (_cell(table.cel(place, profile)) for profile in (*table.kolommen, TOTAAL))
        return (title, *cells)

    heads = (Kolom("Gemeente"), *(Kolom(_profile(one), "getal") for one in table.kolommen), Kolom("Kinderen", "getal"))
    rows = tuple(row(place, names.get(place, place)) for place in table.rijen)
    return Tabel(
        "Kinderen per gemeente en profiel",
        heads,
        rows,
        voet=row(TOTAAL, "Samen") if rows else (),
        leeg="Er loopt nu geen toewijzing bij deze aanbieder.",
        bijschrift_zichtbaar=False,
    )


def _cell(number: int | None) -> str:
    return "·" if number is None else getal(number) if number else "–"


def _money(seen: Radar) -> Tabel:
    names = regio.namen()
    rows = tuple(
        (names.get(place, place), cent(cents))
        for place, cents in sorted(seen.per_gemeente_cent.items(), key=lambda one: -one[1])
    )
    heads = (Kolom("Gemeente"), Kolom("Per maand", "getal"))
    total = ("Samen", cent(seen.per_maand_cent)) if rows else ()
    return Tabel(
        "Geld per maand",
        heads,
        rows,
        voet=total,
        leeg="Er is in die maanden niets toegekend.",
        bijschrift_zichtbaar=False,
    )


def _others(seen: Radar) -> Lijst[Uitwijk]:
    return Lijst(
        "Wie het ook kan",
        (
            Veld("naam", "Aanbieder", lambda one: one.naam, cel=_other),
            Veld("agb", "AGB-code", lambda one: one.agb, alleen_bestand=True),
            Veld("aantal", "Overlap", lambda one: len(one.profielen), "getal"),
            Veld("welke", "Waarvoor", lambda one: ", ".join(map(_profile, one.profielen)), cel=_what),
            Veld("vrij", "Vrije plaatsen", lambda one: _free(one), "getal", cel=_places),
        ),
        seen.uitwijk,
        bestand="alternatieven",
        leeg="Geen andere aanbieder heeft hiervoor een contract. Bel eerst de contractmanager.",
        bijschrift_zichtbaar=False,
    )


def _other(one: Uitwijk) -> Cel:
    below = "staat zelf op de risicolijst" if one.risico else ""
    return Cel(one.naam, url=reverse("register-kaart", args=[one.agb]), onder=below)


def _what(one: Uitwijk) -> Cel:
    shown = ", ".join(map(_profile, one.profielen[:HOOGSTENS_PROFIELEN]))
    more = len(one.profielen) - HOOGSTENS_PROFIELEN
    return Cel(shown, onder=f"en nog {more}" if more > 0 else "")


def _free(one: Uitwijk) -> int | None:
    return sum(count for count, _ in one.vrij.values()) if one.vrij else None


def _places(one: Uitwijk) -> Cel:
    if not one.vrij:
        return Cel("niet bekend")
    told = ", ".join(f"{_category(code)}: {count}, {dag_kort(day)}" for code, (count, day) in one.vrij.items())
    return Cel(getal(_free(one)), onder=told)


def _calls(seen: Radar) -> Tabel:
    rows = tuple((str(number), one.wie, one.waarom) for number, one in enumerate(seen.bellen, start=1))
    heads = (Kolom("Volgorde", "getal"), Kolom("Wie"), Kolom("Waarom"))
    empty = "Er loopt geen contract en er zijn geen kinderen: er hoeft niemand te worden gebeld."
    return Tabel("Wie eerst te bellen", heads, rows, leeg=empty, bijschrift_zichtbaar=False)
