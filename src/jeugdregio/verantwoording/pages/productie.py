# SPDX-License-Identifier: EUPL-1.2
"""One production statement line by line, what the provider says of it, and the bookings under a line."""

from dataclasses import dataclass
from functools import partial

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.blad import Blad, Deel, in_cent, toon
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort, maandnaam, moment_kort
from jeugdregio.components.templatetags.componenten import NO_VALUE, cent, getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.contracten import queries as contracten
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.regio import queries as regio
from jeugdregio.verantwoording import actions, queries
from jeugdregio.verantwoording.pages.productieformulieren import (
    Antwoordformulier,
    Betwistformulier,
    Bevestigformulier,
    Verklaringformulier,
)
from jeugdregio.verantwoording.pages.producties import BOVEN, Stand, doe, stand
from jeugdregio.verantwoording.productiewaarden import (
    OVERIG,
    PRODUCTIE,
    SOORTEN,
    VERKLARINGEN,
    Bezwaarregel,
    Onderregel,
    Verantwoording,
    Verantwoordingsregel,
    Verklaring,
)

OORZAKEN = {
    "controle": "Gevorderd na controle",
    "termijn": "Termijn van een afspraak",
    "vaststelling": "Vaststelling van een afspraak",
}
"""What costs that are no claim come from, as people say it."""


@dataclass
class Formulieren:
    """What can be done now by who looks; None is not possible."""

    bevestig: Bevestigformulier | None = None
    betwist: Betwistformulier | None = None
    antwoord: Antwoordformulier | None = None
    vaststellen: forms.Form | None = None
    verklaring: Verklaringformulier | None = None

    @property
    def fout(self) -> bool:
        """Whether one of them was filled in wrongly."""
        return any(form is not None and bool(form.errors) for form in vars(self).values())


@vraagt(Recht.PRODUCTIEVERANTWOORDING)
@require_http_methods(["GET", "HEAD", "POST"])
def verantwoording(request: HttpRequest, nummer: int) -> HttpResponse:
    """The page; a POST confirms, contests, answers, determines, or keeps the statement of an accountant."""
    wie = machtiging(request)
    one = _een(nummer, wie)
    lines = queries.productieregels(one, on_behalf_of=wie)
    listed = _lijst(one, lines)
    if file := listed.als_bestand(request):
        return file
    said = queries.betwistingen(nummer, on_behalf_of=wie)
    sheets = _forms(request, one, lines, said, wie)
    fault = ""
    if request.method == "POST" and not sheets.fout:
        fault = _handle(request, one, sheets, wie)
        if not fault:
            return redirect(request.path)
    towns = regio.namen()
    page = Blad(
        f"Verantwoording {one.jaar}, {aanbieders.naam(one.aanbieder)}",
        f"Wat {aanbieders.naam(one.aanbieder)} deed voor {towns.get(one.gemeente, one.gemeente)}, geboekt tot en met "
        f"{maandnaam(one.tot_en_met)}.",
        tuple(_parts(request, one, listed, lines, said, sheets, wie)),
        boven=BOVEN,
        feiten=_facts(one, wie),
        cijfers=_figures(one),
        fout=fault,
    )
    return toon(request, page, _crumbs(Kruimel(f"Editie {one.editie}")), fout=sheets.fout)


def _een(nummer: int, wie: Machtiging) -> Verantwoording:
    one = queries.verantwoording(nummer, on_behalf_of=wie)
    if one is None:
        raise Http404("Deze verantwoording is er niet, of niet voor u.")
    return one


def _crumbs(*more: Kruimel) -> tuple[Kruimel, ...]:
    return (Kruimel(BOVEN, reverse("productieverantwoordingen")), *more)


def _forms(
    request: HttpRequest,
    one: Verantwoording,
    lines: list[Verantwoordingsregel],
    said: list[Bezwaarregel],
    wie: Machtiging,
) -> Formulieren:
    def bound(name: str) -> QueryDict | None:
        return request.POST if request.POST.get("doe") == name else None

    found = Formulieren()
    if one.stand == Stand.VERVANGEN or wie.regio:
        return found
    busy = {line.volgnr for line in said if not line.antwoord}
    if wie.aanbieder and one.stand != Stand.VASTGESTELD:
        if one.stand in (Stand.VOORGELEGD, Stand.BEANTWOORD):
            found.bevestig = Bevestigformulier(bound("bevestig"), initial={"vingerafdruk": one.vingerafdruk})
        free = [(str(line.volgnr), _naam(line)) for line in lines if line.volgnr not in busy]
        found.betwist = Betwistformulier(bound("betwist"), regels=free)
    if wie.gemeente:
        waiting = [(str(line.nummer), _waarover(line, lines)) for line in said if not line.antwoord]
        if waiting:
            found.antwoord = Antwoordformulier(bound("antwoord"), keuzes=waiting)
        if one.stand in (Stand.BEVESTIGD, Stand.BEANTWOORD) or (
            one.stand == Stand.VOORGELEGD and timezone.localdate() >= one.reageren_voor
        ):
            found.vaststellen = forms.Form(bound("vaststellen"))
    found.verklaring = Verklaringformulier(bound("verklaring"), initial={"fouten": 0, "onzekerheden": 0})
    return found


def _handle(request: HttpRequest, one: Verantwoording, sheets: Formulieren, wie: Machtiging) -> str:
    step, now = request.POST.get("doe", ""), timezone.now()
    if step == "bevestig" and sheets.bevestig and sheets.bevestig.is_valid():
        mark = sheets.bevestig.cleaned_data["vingerafdruk"]
        confirm = partial(actions.bevestig, one.nummer, gelezen=mark, moment=now, on_behalf_of=wie)
        return doe(request, confirm, "U hebt deze verantwoording bevestigd.")
    if step == "betwist" and sheets.betwist and sheets.betwist.is_valid():
        data = sheets.betwist.cleaned_data
        contest = partial(
            actions.betwist,
            one.nummer,
            int(data["regel"]),
            reden=data["reden"],
            eigen_cent=in_cent(data["eigen"]),
            moment=now,
            on_behalf_of=wie,
        )
        return doe(request, contest, "De gemeente krijgt uw betwisting als werk.")
    if step == "antwoord" and sheets.antwoord and sheets.antwoord.is_valid():
        data = sheets.antwoord.cleaned_data
        answer = partial(
            actions.antwoord,
            int(data["betwisting"]),
            antwoord=data["antwoord"],
            toelichting=data["toelichting"],
            moment=now,
            on_behalf_of=wie,
        )
        return doe(request, answer, "De aanbieder leest uw antwoord.")
    if step == "vaststellen" and sheets.vaststellen:
        fix = partial(actions.stel_vast, [one.nummer], moment=now, on_behalf_of=wie)
        return doe(request, fix, "De verantwoording is vastgesteld.")
    if step == "verklaring" and sheets.verklaring and sheets.verklaring.is_valid():
        data = sheets.verklaring.cleaned_data
        keep = partial(
            actions.leg_verklaring_vast,
            one.nummer,
            soort=data["soort"],
            accountant=data["accountant"],
            afgegeven_op=data["afgegeven_op"],
            fouten_cent=in_cent(data["fouten"]),
            onzekerheden_cent=in_cent(data["onzekerheden"]),
            moment=now,
            on_behalf_of=wie,
        )
        return doe(request, keep, "De verklaring is vastgelegd.")
    return "Dit kan nu niet meer. Kijk hieronder wat er wel kan."


def _parts(
    request: HttpRequest,
    one: Verantwoording,
    listed: Lijst[Verantwoordingsregel],
    lines: list[Verantwoordingsregel],
    said: list[Bezwaarregel],
    sheets: Formulieren,
    wie: Machtiging,
) -> list[Deel]:
    parts = []
    if wie.regio:
        parts.append(Deel("Regels", ("De regels zijn voor de aanbieder en de gemeente. U ziet de totalen.",)))
    else:
        parts.append(Deel("Regels", lijst=listed.blad(request), anker="regels"))
        if said:
            parts.append(Deel("Wat wordt betwist", tabel=_contested(said, lines), anker="betwist"))
    if sheets.bevestig:
        text = ("U bevestigt precies deze bedragen. Komt er een boeking bij, dan krijgt u een volgende editie.",)
        parts.append(Deel("Klopt het?", text, formulier=sheets.bevestig, doe="bevestig", knop="Bevestig"))
    if sheets.betwist:
        parts.append(Deel("Klopt een regel niet?", formulier=sheets.betwist, doe="betwist", knop="Betwist"))
    if sheets.antwoord:
        parts.append(Deel("Antwoord de aanbieder", formulier=sheets.antwoord, doe="antwoord", knop="Antwoord"))
    if sheets.vaststellen:
        text = ("Het grootboek wordt opnieuw geteld. Is het gelijk, dan ligt deze editie voorgoed vast.",)
        parts.append(Deel("Stel vast", text, formulier=sheets.vaststellen, doe="vaststellen", knop="Stel vast"))
    if not wie.regio:
        parts.append(Deel("Verklaring van een accountant", tabel=_statements(one, wie), anker="verklaring"))
    if sheets.verklaring:
        parts.append(Deel(formulier=sheets.verklaring, doe="verklaring"))
    others = queries.edities(one, on_behalf_of=wie)
    if len(others) > 1:
        parts.append(Deel("Edities van dit jaar", tabel=_editions(others, one)))
    return parts


def _naam(line: Verantwoordingsregel) -> str:
    it = line.productie
    what = f"{it.categorie} {it.code}".strip() or OORZAKEN.get(it.oorzaak, it.oorzaak)
    year = "" if it.soort == PRODUCTIE else f", {it.dienstjaar}"
    return f"{line.volgnr}: {what}{year}, {cent(it.bedrag_cent)}"


def _waarover(one: Bezwaarregel, lines: list[Verantwoordingsregel]) -> str:
    return next((_naam(line) for line in lines if line.volgnr == one.volgnr), "Er ontbreekt iets")


def _lijst(one: Verantwoording, lines: list[Verantwoordingsregel]) -> Lijst[Verantwoordingsregel]:
    products = contracten.productnamen(settings.REGIO)
    units = codelijst("eenheid")

    def product(line: Verantwoordingsregel) -> Cel:
        it = line.productie
        name = OORZAKEN.get(it.oorzaak, it.oorzaak) or products.get((it.categorie, it.code), "")
        url = reverse("productieverantwoording-regel", args=[one.nummer, line.volgnr])
        return Cel(f"{it.categorie} {it.code}".strip() or it.oorzaak, url=url, onder=f"regel {line.volgnr}, {name}")

    def unit(line: Verantwoordingsregel) -> str:
        return units.omschrijving(line.productie.eenheid).lower() if line.productie.eenheid else ""

    return Lijst(
        f"Verantwoording {one.jaar}",
        (
            Veld("nr", "Nr", lambda line: line.volgnr, "getal", alleen_bestand=True),
            Veld("product", "Product", lambda line: f"{line.productie.categorie} {line.productie.code}", cel=product),
            Veld("bedrag", "Bedrag", lambda line: line.productie.bedrag_cent, "bedrag"),
            Veld(
                "soort",
                "Soort",
                lambda line: SOORTEN[line.productie.soort],
                cel=lambda line: Cel(
                    SOORTEN[line.productie.soort],
                    onder="" if line.productie.soort == PRODUCTIE else str(line.productie.dienstjaar),
                ),
            ),
            Veld("jaar", "Jaar van hulp", lambda line: line.productie.dienstjaar, "getal", alleen_bestand=True),
            Veld("clienten", "Cliënten", lambda line: line.productie.clienten, "getal"),
            Veld(
                "volume",
                "Volume",
                lambda line: line.productie.volume,
                "getal",
                cel=lambda line: Cel(getal(line.productie.volume), onder=unit(line)),
            ),
            Veld("eenheid", "Eenheid", unit, alleen_bestand=True),
        ),
        lines,
        bestand=f"productieverantwoording-{one.jaar}-{one.gemeente}-{one.aanbieder}-{one.editie}",
        leeg="In deze maanden is niets geboekt.",
        per_pagina=50,
        voet=("Totaal", cent(one.totaal_cent), "", getal(one.clienten), ""),
        bijschrift_zichtbaar=False,
    )


def _contested(said: list[Bezwaarregel], lines: list[Verantwoordingsregel]) -> Tabel:
    def answer(one: Bezwaarregel) -> Cel:
        if not one.antwoord:
            late = one.uiterlijk < timezone.localdate()
            return Cel(
                "Nog niet", toon="negatief" if late else "waarschuwing", onder=f"uiterlijk {dag_kort(one.uiterlijk)}"
            )
        return Cel(one.antwoord.capitalize(), toon="neutraal", onder=one.toelichting)

    return Tabel(
        "Wat wordt betwist",
        (Kolom("Regel"), Kolom("Volgens de aanbieder", "getal"), Kolom("Waarom"), Kolom("Antwoord")),
        tuple(
            (
                Cel(_waarover(one, lines), onder=moment_kort(one.betwist_op)),
                cent(one.eigen_cent),
                one.reden,
                answer(one),
            )
            for one in said
        ),
        bijschrift_zichtbaar=False,
    )  # fmt: skip


def _statements(one: Verantwoording, wie: Machtiging) -> Tabel:
    found: list[Verklaring] = queries.verklaringen(one.jaar, on_behalf_of=wie, nummer=one.nummer)
    return Tabel(
        "Verklaringen",
        (Kolom("Soort"), Kolom("Accountant"), Kolom("Afgegeven", "dag"), Kolom("Fouten", "getal"),
         Kolom("Onzekerheden", "getal")),
        tuple(
            (
                VERKLARINGEN[it.soort],
                it.accountant,
                dag_kort(it.afgegeven_op),
                cent(it.fouten_cent),
                cent(it.onzekerheden_cent),
            )
            for it in reversed(found)
        ),
        leeg="Bij deze editie is nog geen verklaring vastgelegd.",
        bijschrift_zichtbaar=False,
    )  # fmt: skip


def _editions(found: list[Verantwoording], here: Verantwoording) -> Tabel:
    return Tabel(
        "Edities",
        (Kolom("Editie"), Kolom("Tot en met"), Kolom("Stand"), Kolom("Totaal", "getal"), Kolom("Vingerafdruk")),
        tuple(
            (
                Cel(
                    str(one.editie),
                    url="" if one.nummer == here.nummer else reverse("productieverantwoording", args=[one.nummer]),
                ),
                maandnaam(one.tot_en_met),
                stand(one.stand),
                cent(one.totaal_cent),
                one.vingerafdruk[:16],
            )
            for one in found
        ),
        bijschrift_zichtbaar=False,
    )


def _facts(one: Verantwoording, wie: Machtiging) -> tuple[tuple[str, str, str], ...]:
    label = str(Stand(one.stand).label)
    found = [
        ("Stand", f"{label[0].upper()}{label[1:]}", ""),
        ("Opgesteld", moment_kort(one.opgesteld_op), ""),
        ("Reageren voor", dag_kort(one.reageren_voor), ""),
    ]
    if one.bevestigd_op:
        found.append(("Bevestigd", moment_kort(one.bevestigd_op), ""))
    if one.vastgesteld_op:
        found.append(("Vastgesteld", moment_kort(one.vastgesteld_op), ""))
    found.append(("Vingerafdruk", one.vingerafdruk[:16], ""))
    later = queries.later(one.gemeente, one.aanbieder, one.tot_en_met, on_behalf_of=wie)
    if later:
        where = "in een volgende editie" if not one.heel_jaar else "in het volgende jaar"
        found.append((f"Later geboekt over {one.jaar}", f"{cent(later)}, komt {where}", ""))
    return tuple(found)


def _figures(one: Verantwoording) -> tuple[Kerncijfer, ...]:
    beside = one.ernaast
    rest = cent(one.overig_cent) if one.overig_cent else ""
    return (
        Kerncijfer("Totaal", cent(one.totaal_cent), f"waarvan {rest} niet uit declaraties" if rest else ""),
        Kerncijfer(f"Hulp in {one.jaar}", cent(one.productie_cent), f"{getal(one.clienten)} cliënten"),
        Kerncijfer("Over eerdere jaren", cent(one.eerder_cent), f"geboekt in {one.jaar}"),
        Kerncijfer("Betaald", cent(beside.betaald_cent), f"nog te betalen {cent(beside.open_cent)}"),
        Kerncijfer(
            "Voorschotten", cent(beside.voorschot_cent), f"nog te verrekenen {cent(beside.voorschot_over_cent)}"
        ),
    )


@vraagt(Recht.PRODUCTIEVERANTWOORDING)
@require_safe
def regel(request: HttpRequest, nummer: int, volgnr: int) -> HttpResponse:
    """The bookings under one line."""
    wie = machtiging(request)
    one = _een(nummer, wie)
    line = next((it for it in queries.productieregels(one, on_behalf_of=wie) if it.volgnr == volgnr), None)
    if line is None:
        raise Http404("Deze regel is er niet, of niet voor u.")
    rows = queries.onder(one, line.productie, on_behalf_of=wie)
    claims = line.productie.soort != OVERIG

    def tell(shown: object) -> None:
        keys = [(one.gemeente, row.bericht_id, row.nr) for row in shown]  # type: ignore[attr-defined]
        gelezen(request, declaraties.personen(keys, on_behalf_of=wie))

    def mark(row: Onderregel) -> Cel:
        url = reverse("waarom-bedrag", args=[one.gemeente, row.bericht_id, row.nr]) if row.referentie else ""
        return Cel(row.referentie or NO_VALUE, url=url)

    listed = Lijst(
        "Boekingen",
        (
            Veld("referentie", "Referentie", lambda row: row.referentie, cel=mark),
            Veld("dienst", "Maand van hulp", lambda row: str(row.dienstmaand)),
            Veld("boek", "Geboekt in", lambda row: str(row.boekmaand)),
            Veld("volume", "Volume", lambda row: row.volume, "getal"),
            Veld("bedrag", "Bedrag", lambda row: row.bedrag_cent, "bedrag"),
        ),
        rows,
        bestand=f"productieverantwoording-{one.jaar}-{one.aanbieder}-regel-{volgnr}",
        leeg="Er zijn geen boekingen die u mag zien.",
        bijschrift_zichtbaar=False,
        toont=tell if claims else None,
    )
    if file := listed.als_bestand(request):
        return file
    total = sum(row.bedrag_cent for row in rows)
    text = f"Samen {cent(total)}."
    if total != line.productie.bedrag_cent:
        text += (
            " Dat is anders dan de regel: er is sindsdien geboekt, of boekingen van afgeschermde dossiers ontbreken."
        )
    page = Blad(
        f"Regel {_naam(line)}",
        SOORTEN[line.productie.soort],
        (Deel("Boekingen", (text,), lijst=listed.blad(request)),),
        boven=BOVEN,
        cijfers=(
            Kerncijfer("Bedrag", cent(line.productie.bedrag_cent)),
            Kerncijfer("Cliënten", getal(line.productie.clienten)),
            Kerncijfer("Boekingen", getal(len(rows))),
        ),
    )
    back = Kruimel(f"Editie {one.editie}", reverse("productieverantwoording", args=[one.nummer]))
    return toon(request, page, _crumbs(back, Kruimel(f"Regel {volgnr}")))
