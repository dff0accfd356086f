# SPDX-License-Identifier: EUPL-1.2
"""The control protocol of a municipality in a year: a page for its own accountant, and what it agreed."""

from decimal import Decimal
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.blad import Blad, Deel, in_cent, toon
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort, moment_kort, promille
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio
from jeugdregio.verantwoording import actions, queries
from jeugdregio.verantwoording.pages.plannen import wie_gecontroleerd
from jeugdregio.verantwoording.pages.productieformulieren import Jaarfilter, Protocolformulier
from jeugdregio.verantwoording.pages.producties import doe
from jeugdregio.verantwoording.productiewaarden import VERKLARINGEN
from jeugdregio.verantwoording.protocol import (
    AANNAME,
    PUNTEN,
    ZEKERHEDEN,
    Afspraak,
    Eindoordeel,
    Oordeel,
    beoordeel,
    telt_op,
)
from jeugdregio.verantwoording.values import schat

BOVEN = "Controleprotocol"
ONZEKER = (
    "Wie een verklaring moest hebben en er geen heeft, telt hier voor het hele bedrag als onzeker. Dat kiest "
    "dit programma; de accountant van de gemeente beslist hoe het telt."
)


def _jaar(request: HttpRequest, wie: Machtiging) -> tuple[Jaarfilter, int]:
    made, today = queries.jaren(on_behalf_of=wie), timezone.localdate()
    years = sorted({*made, today.year, today.year - 1}, reverse=True)
    choice = Jaarfilter(request.GET)
    choice.kies("jaar", [(str(year), str(year)) for year in years], alle=False)
    return choice, int(choice.gekozen().get("jaar", made[0] if made else today.year))


@vraagt(Recht.MATERIELE_CONTROLE)
@require_safe
def protocol(request: HttpRequest) -> HttpResponse:
    """The page: what was agreed, what the system proves, what accountants said, and what all of it comes to."""
    wie = machtiging(request)
    choice, year = _jaar(request, wie)
    agreed = queries.afspraken(year, on_behalf_of=wie)
    said = {one.aanbieder: one for one in queries.verklaringen(year, on_behalf_of=wie)}
    judged = [
        beoordeel(one, agreed.voor(wie.gemeente, one.aanbieder), said.get(one.aanbieder))
        for one in queries.verantwoordingen(year, on_behalf_of=wie)
    ]
    listed = _oordelen(judged)
    if file := listed.als_bestand(request):
        return file
    general = agreed.voor(wie.gemeente, "")
    total = telt_op(judged, general)
    refused = queries.afgekeurd(year, on_behalf_of=wie)
    page = Blad(
        f"{BOVEN} {year}",
        f"Wat gemeente {regio.namen().get(wie.gemeente, wie.gemeente)} overlegt aan haar accountant. Deze pagina is "
        "te printen.",
        (
            Deel(filter=choice, links=(("Wat wij hebben afgesproken", reverse("controleafspraken")),)),
            Deel("Sluit aan op het grootboek", tabel=_aansluiting(year, total, wie)),
            Deel("Waar een accountant naar kijkt", tabel=_punten(refused), anker="punten"),
            Deel("Regels die dit bewaken", tabel=_regels(refused), anker="regels"),
            Deel("Steekproeven", _STEEKPROEF, tabel=_steekproeven(year, wie), anker="steekproeven"),
            Deel("Verklaringen per aanbieder", (ONZEKER,), "verklaringen", lijst=listed.blad(request)),
        ),
        feiten=_feiten(general),
        cijfers=_cijfers(total),
    )
    return toon(request, page)


_STEEKPROEF = (
    "Uit de materiële controle. Een schatting is geen fout en geen vordering; zij zegt of er meer onderzoek nodig is.",
)


def _feiten(one: Afspraak) -> tuple[tuple[str, str, str], ...]:
    return (
        ("Verklaring van een accountant vanaf", cent(one.grens_cent), ""),
        (
            "Toegestaan",
            f"{promille(one.fout_promille)} fouten en {promille(one.onzeker_promille)} onzekerheden van het totaal",
            "",
        ),
        ("Aanbieders reageren voor", dag_kort(one.reageren_voor), ""),
        ("Verklaring is er voor", dag_kort(one.verklaring_voor), ""),
        ("Bron", one.bron, reverse("controleafspraken")),
        ("Zekerheid", ZEKERHEDEN[one.zekerheid], ""),
    )


def _cijfers(total: Eindoordeel) -> tuple[Kerncijfer, ...]:
    faults, doubts = total.fouten_cent > total.fout_grens_cent, total.onzeker_cent > total.onzeker_grens_cent
    return (
        Kerncijfer("Verantwoord", cent(total.kosten_cent), "alle edities die gelden"),
        Kerncijfer(
            "Fouten",
            cent(total.fouten_cent),
            f"toegestaan {cent(total.fout_grens_cent)}",
            url="#verklaringen",
            toon="negatief" if faults else "positief",
        ),
        Kerncijfer(
            "Onzekerheden",
            cent(total.onzeker_cent),
            f"toegestaan {cent(total.onzeker_grens_cent)}",
            url="#verklaringen",
            toon="negatief" if doubts else "positief",
        ),
        Kerncijfer("Zonder verklaring", cent(total.zonder_verklaring_cent), "telt mee als onzeker"),
    )


def _aansluiting(year: int, total: Eindoordeel, wie: Machtiging) -> Tabel:
    providers, towns, rest = queries.aansluiting(year, on_behalf_of=wie)
    return Tabel(
        "Sluit aan op het grootboek",
        (Kolom("Rekening 4100, kosten jeugdhulp"), Kolom("Bedrag", "getal")),
        (
            (
                Cel("In verantwoordingen", url=f"{reverse('productieverantwoordingen')}?jaar={year}"),
                cent(total.kosten_cent),
            ),
            ("Van aanbieders, nog niet in een verantwoording", cent(providers - total.kosten_cent)),
            ("Verrekend met andere gemeenten (woonplaats)", cent(towns)),
            ("Zonder aanbieder", cent(rest)),
        ),
        voet=("Samen", cent(providers + towns + rest)),
        bijschrift_zichtbaar=False,
    )


def _punten(refused: dict[str, int]) -> Tabel:
    return Tabel(
        "Waar een accountant naar kijkt",
        (Kolom("Vraag"), Kolom("Wat het programma bewaakt"), Kolom("Afgewezen", "getal"), Kolom("Blijft over")),
        tuple(
            (
                one.vraag,
                Cel(one.bewijs, onder=", ".join(one.regels)),
                getal(sum(refused.get(code, 0) for code in one.regels)) if one.regels else "–",
                one.over,
            )
            for one in PUNTEN
        ),
        bijschrift_zichtbaar=False,
    )


def _regels(refused: dict[str, int]) -> Tabel:
    rules = declaraties.regels()
    codes = sorted({code for one in PUNTEN for code in one.regels})
    return Tabel(
        "Regels die dit bewaken",
        (Kolom("Regel"), Kolom("Wijst af"), Kolom("Afgewezen dit jaar", "getal")),
        tuple(
            (
                Cel(code, url=reverse("regel", args=[code])),
                rules[code].algemeen,
                Cel(getal(refused.get(code, 0)), url=f"{reverse('uitval')}?regel={code}" if code in refused else ""),
            )
            for code in codes
        ),
        bijschrift_zichtbaar=False,
    )


def _steekproeven(year: int, wie: Machtiging) -> Tabel:
    names, rows = aanbieders.namen(), []
    for one in queries.controles(on_behalf_of=wie):
        drawn = queries.trekking(one.nummer, on_behalf_of=wie) if one.begin.year <= year < one.tot.year + 1 else None
        if drawn is None:
            continue
        found = schat(drawn[1], drawn[0])
        rows.append(
            (
                Cel(wie_gecontroleerd(one, names), url=reverse("materiele-controle-een", args=[one.nummer])),
                Cel("Gesloten", onder=moment_kort(one.gesloten_op)) if one.gesloten_op else Cel("Open", toon="info"),
                f"{found.beoordeeld} van {len(drawn[1])}",
                cent(drawn[0].bedrag_cent),
                cent(found.gevonden_cent),
                cent(found.fout_cent),
            )
        )
    return Tabel(
        "Steekproeven",
        (Kolom("Controle"), Kolom("Stand"), Kolom("Beoordeeld"), Kolom("Getrokken uit", "getal"),
         Kolom("Gevonden", "getal"), Kolom("Geschat", "getal")),
        tuple(rows),
        leeg="Over dit jaar is nog geen steekproef getrokken.",
        bijschrift_zichtbaar=False,
    )  # fmt: skip


def _oordelen(judged: list[Oordeel]) -> Lijst[Oordeel]:
    names = aanbieders.namen()

    def provider(one: Oordeel) -> str:
        return names.get(one.verantwoording.aanbieder, one.verantwoording.aanbieder)

    def link(one: Oordeel) -> Cel:
        return Cel(provider(one), url=reverse("productieverantwoording", args=[one.verantwoording.nummer]))

    def verdict(one: Oordeel) -> Cel:
        return Cel("Past" if one.past else "Past niet", toon="positief" if one.past else "negatief", onder=one.waarom)

    return Lijst(
        "Verklaringen per aanbieder",
        (
            Veld("aanbieder", "Aanbieder", provider, cel=link),
            Veld("totaal", "Totaal", lambda one: one.verantwoording.totaal_cent, "bedrag"),
            Veld("soort", "Verklaring", lambda one: VERKLARINGEN[one.verklaring.soort] if one.verklaring else ""),
            Veld("fouten", "Fouten", lambda one: one.fouten_cent, "bedrag"),
            Veld("onzeker", "Onzeker", lambda one: one.onzeker_cent, "bedrag"),
            Veld("oordeel", "Oordeel", lambda one: one.waarom, cel=verdict),
        ),
        judged,
        bestand="verklaringen-per-aanbieder",
        van_zelf="-totaal",
        leeg="Over dit jaar is nog geen verantwoording.",
        per_pagina=100,
        bijschrift_zichtbaar=False,
    )


@vraagt(Recht.MATERIELE_CONTROLE)
@require_http_methods(["GET", "HEAD", "POST"])
def afspraken(request: HttpRequest) -> HttpResponse:
    """What was agreed for a year; a POST keeps it."""
    wie, step = machtiging(request), request.POST.get("doe", "")
    choice, year = _jaar(request, wie)
    agreed, names = queries.afspraken(year, on_behalf_of=wie), aanbieders.namen()
    general = agreed.voor(wie.gemeente, "")
    form = Protocolformulier(
        request.POST if step == "afspraak" else None,
        aanbieders=sorted(names.items(), key=lambda one: one[1]),
        initial=_begin(general),
    )
    fault = ""
    if step == "afspraak" and form.is_valid():
        keep = partial(actions.leg_afspraak_vast, _uit(form, wie), year, on_behalf_of=wie)
        fault = doe(request, keep, "De afspraak is vastgelegd.")
        if not fault:
            return redirect(request.get_full_path())
    own = [general, *(one for (town, agb), one in agreed.gemaakt.items() if town == wie.gemeente and agb)]
    page = Blad(
        f"Afspraken over verantwoording {year}",
        "Vanaf welk bedrag een verklaring nodig is, wat mag, en wanneer het er moet zijn.",
        (
            Deel(filter=choice),
            Deel("Wat geldt", tabel=_gelden(own, names)),
            Deel("Leg vast", formulier=form, doe="afspraak"),
        ),
        boven=BOVEN,
        fout=fault,
    )
    crumbs = (Kruimel(BOVEN, reverse("controleprotocol")), Kruimel("Afspraken"))
    return toon(request, page, crumbs, fout=bool(form.errors))


def _begin(one: Afspraak) -> dict[str, object]:
    return {
        "grens": Decimal(one.grens_cent) / 100,
        "fout": Decimal(one.fout_promille) / 10,
        "onzeker": Decimal(one.onzeker_promille) / 10,
        "reageren_voor": one.reageren_voor,
        "verklaring_voor": one.verklaring_voor,
        "antwoord_dagen": one.antwoord_dagen,
        "bron": "" if one.zekerheid == AANNAME else one.bron,
        "zekerheid": one.zekerheid,
    }


def _uit(form: Protocolformulier, wie: Machtiging) -> Afspraak:
    data = form.cleaned_data
    return Afspraak(
        wie.gemeente,
        data["aanbieder"],
        in_cent(data["grens"]),
        form.promille(data["fout"]),
        form.promille(data["onzeker"]),
        data["reageren_voor"],
        data["verklaring_voor"],
        data["antwoord_dagen"],
        data["bron"],
        data["zekerheid"],
    )


def _gelden(rows: list[Afspraak], names: dict[str, str]) -> Tabel:
    return Tabel(
        "Wat geldt",
        (Kolom("Voor"), Kolom("Vanaf", "getal"), Kolom("Fouten", "getal"), Kolom("Onzeker", "getal"),
         Kolom("Reageren voor", "dag"), Kolom("Verklaring voor", "dag"), Kolom("Bron")),
        tuple(
            (
                names.get(one.aanbieder, one.aanbieder) if one.aanbieder else "Alle aanbieders",
                cent(one.grens_cent),
                promille(one.fout_promille),
                promille(one.onzeker_promille),
                dag_kort(one.reageren_voor),
                dag_kort(one.verklaring_voor),
                Cel(ZEKERHEDEN[one.zekerheid], toon="waarschuwing" if one.zekerheid == AANNAME else "neutraal",
                    onder=one.bron),
            )
            for one in rows
        ),
        bijschrift_zichtbaar=False,
    )  # fmt: skip
