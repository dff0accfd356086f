# SPDX-License-Identifier: EUPL-1.2
"""One provider: who it is, what was agreed, what it delivers and costs, and what waits."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.aanbieders.values import Organisatie
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import bedrag_kort, dag_kort
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import (
    Cel,
    Grafiek,
    Kerncijfer,
    Kolom,
    Kruimel,
    Lijstblad,
    Staaf,
    Tabel,
    Tijdbalk,
    Tijdlijn,
)
from jeugdregio.contracten import queries as contracten
from jeugdregio.contracten.values import Contractgegevens, Tariefgegevens
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.declaraties.values import Oorzaak
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.werkplek import toegang
from jeugdregio.werkplek.cijfers import kosten_per_maand
from jeugdregio.werkplek.pages.beeld import (
    bedrag_per_maand,
    definitie_url,
    dertien_maanden,
    open_werk,
    productenlijst,
)

Feit = tuple[str, tuple[tuple[str, str], ...]]
"""A name, and what it is: texts with an address, or an empty one."""


REGISTER = "ketens, intern toezicht en jaarrekeningen"
_AFSPRAKEN = "Afspraken, uitkomsten en plafond"


@dataclass(frozen=True)
class AanbiederPagina:
    """All about one provider, as far as the asker sees it."""

    titel: str
    feiten: tuple[Feit, ...]
    cijfers: tuple[Kerncijfer, ...]
    geld: Grafiek
    producten: Lijstblad
    tijdlijn: Tijdlijn
    contracten: Tabel
    tarieven: Lijstblad
    oorzaken: Tabel
    werk: Tabel | None


@vraagt(Recht.CIJFERS_ZIEN)
@require_safe
def aanbieder(request: HttpRequest, agb: str) -> HttpResponse:
    """The page; one that is not there and one that is not yours look the same."""
    wie = machtiging(request)
    found = aanbieders.organisatie(agb) if toegang.ziet_aanbieder(wie, agb) else None
    if found is None:
        raise Http404("Deze aanbieder is er niet, of niet voor u.")
    tariffs = _tariffs(contracten.tarieven(settings.REGIO, agb, on_behalf_of=wie))
    today = timezone.localdate()
    products = productenlijst(today, dertien_maanden(today), wie, aanbieder=agb)
    if file := tariffs.als_bestand(request) or products.als_bestand(request):
        return file
    page = _page(found, wie, tariffs.blad(request), products.blad(request), today)
    trail = (Kruimel("Zoeken", reverse("zoeken")), Kruimel(found.naam))
    return render(request, "werkplek/aanbieder.html", {"page": page, "kruimels": trail})


def _page(found: Organisatie, wie: Machtiging, tariffs: Lijstblad, products: Lijstblad, today: date) -> AanbiederPagina:
    agreed = contracten.contracten(settings.REGIO, aanbieder=found.agb, on_behalf_of=wie)
    causes = declaraties.oorzaken(on_behalf_of=wie, aanbieder=found.agb)
    since = dertien_maanden(today)
    costs = kosten_per_maand(since, on_behalf_of=wie, aanbieder=found.agb)
    return AanbiederPagina(
        titel=found.naam,
        feiten=_facts(found, wie),
        cijfers=_figures(found, agreed, causes, sum(cents for _, cents in costs), today),
        geld=bedrag_per_maand(
            "kosten", "Kosten per maand van de hulp", [(m, {"Kosten": c}) for m, c in costs], ("Kosten",)
        ),
        producten=products,
        tijdlijn=_line(agreed, today),
        contracten=_contracts(agreed),
        tarieven=tariffs,
        oorzaken=_causes(causes),
        werk=open_werk(wie, today, aanbieder=found.agb),
    )


def _facts(found: Organisatie, wie: Machtiging) -> tuple[Feit, ...]:
    """What the register says."""
    ziet_register = wie.mag(Recht.REGISTER_ZIEN)
    ziet_afspraken = wie.mag(Recht.CONTRACTBEHEER_ZIEN) or wie.mag(Recht.PORTAAL)

    def linked(name: str, others: tuple[tuple[str, str], ...]) -> list[Feit]:
        seen = (
            (other, reverse("aanbieder", args=[agb]) if toegang.ziet_aanbieder(wie, agb) else "")
            for agb, other in others
        )
        return [(name, tuple(seen))] if others else []

    return (
        ("AGB-code", ((found.agb, ""),)),
        ("KvK-nummer", ((found.kvk, ""),)),
        ("Rechtsvorm", ((found.rechtsvorm, ""),)),
        *linked("Werkt voor", found.hoofdaannemers),
        *linked("Onderaannemers", found.onderaannemers),
        *(
            (("Contractbeheer", ((_AFSPRAKEN, reverse("contractdossier", args=[found.agb])),)),)
            if ziet_afspraken
            else ()
        ),
        *((("Register", ((REGISTER, reverse("register-kaart", args=[found.agb])),)),) if ziet_register else ()),
    )


def _figures(
    found: Organisatie, agreed: Sequence[Contractgegevens], causes: Sequence[Oorzaak], costs: int, today: date
) -> tuple[Kerncijfer, ...]:
    running = [one for one in agreed if one.van <= today < one.tot]
    waiting = sum(cause.open for cause in causes)
    return (
        Kerncijfer(
            "Kosten", bedrag_kort(costs), "hulp in de laatste dertien maanden", definitie_url("toegekend"), url="#geld"
        ),
        Kerncijfer("Contracten", getal(len(running)), "die nu gelden", url="#contracten"),
        Kerncijfer(
            "Openstaande uitval",
            getal(waiting),
            "afgewezen regels die nog hersteld moeten worden",
            definitie_url("afgewezen"),
            url=f"{reverse('uitval')}?aanbieder={found.agb}",
            toon="waarschuwing" if waiting else "positief",
        ),
    )


def _line(agreed: Sequence[Contractgegevens], today: date) -> Tijdlijn:
    begin = min((one.van for one in agreed if one.van > date.min), default=today)
    begin = max(begin, date(today.year - 3, 1, 1)).replace(day=1)
    tot = date(today.year + 2, 1, 1)
    rows = tuple(
        Tijdbalk(
            one.nummer,
            (Staaf("toegewezen", one.van, None if one.tot == date.max else one.tot, one.nummer),),
            onder=f"{one.perceel}, {one.variant}",
        )
        for one in sorted(agreed, key=lambda one: (one.van, one.nummer))
    )
    return Tijdlijn("Contracten in de tijd", begin, tot, today, rows, (("toegewezen", "contract"),), _contracts(agreed))


def _contracts(agreed: Sequence[Contractgegevens]) -> Tabel:
    heads = (
        Kolom("Contract"),
        Kolom("Perceel"),
        Kolom("Bekostiging"),
        Kolom("Van", "dag"),
        Kolom("Tot en met", "dag"),
        Kolom("Plafond", "getal"),
        Kolom("Contractmanager"),
    )
    rows = tuple(
        (
            one.nummer,
            Cel(one.perceel, onder=one.variant),
            one.bekostiging,
            dag_kort(one.van),
            laatste_dag(one.tot),
            cent(one.plafond_cent),
            one.contractmanager,
        )
        for one in agreed
    )
    return Tabel("Contracten", heads, rows, leeg="Er is geen contract.", bijschrift_zichtbaar=False)


def laatste_dag(tot: date) -> str:
    """The last day of a period that ends before `tot`."""
    return "geen einde" if tot == date.max else dag_kort(tot - timedelta(days=1))


def _tariffs(found: Sequence[Tariefgegevens]) -> Lijst[Tariefgegevens]:
    names, units = contracten.productnamen(settings.REGIO), codelijst("eenheid")

    def product(one: Tariefgegevens) -> Cel:
        return Cel(
            one.code,
            url=reverse("product", args=[one.categorie, one.code]),
            onder=names.get((one.categorie, one.code), ""),
        )

    return Lijst(
        "Tarieven",
        (
            Veld("code", "Product", lambda one: one.code, cel=product),
            Veld("naam", "Omschrijving", lambda one: names.get((one.categorie, one.code), ""), alleen_bestand=True),
            Veld("categorie", "Categorie", lambda one: one.categorie),
            Veld("eenheid", "Eenheid", lambda one: "uur" if one.per_uur else units.omschrijving(one.eenheid).lower()),
            Veld("tarief", "Tarief", lambda one: one.tarief_cent, "bedrag"),
            Veld("van", "Van", lambda one: one.van, "dag"),
            Veld("tot", "Tot en met", lambda one: one.tot, "dag", cel=lambda one: laatste_dag(one.tot)),
        ),
        found,
        bestand="tarieven",
        van_zelf="code",
        leeg="Er is geen tarief.",
        bijschrift_zichtbaar=False,
    )


def _causes(causes: Sequence[Oorzaak]) -> Tabel:
    number: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    for cause in causes:
        number[cause.regel] += cause.aantal
        waiting[cause.regel] += cause.open
    rules = declaraties.regels()
    rows = tuple(
        (
            Cel(code, url=reverse("regel", args=[code]), onder=rules[code].algemeen if code in rules else ""),
            getal(count),
            getal(waiting[code]),
        )
        for code, count in number.most_common()
    )
    heads = (Kolom("Oorzaak"), Kolom("Afgewezen regels", "getal"), Kolom("Nog open", "getal"))
    return Tabel("Uitval", heads, rows, leeg="Er is niets afgewezen.", bijschrift_zichtbaar=False)
