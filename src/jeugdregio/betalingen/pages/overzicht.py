# SPDX-License-Identifier: EUPL-1.2
"""Payment runs: what is open and why, every run, what the bank said, and what municipalities pay themselves."""

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.betalingen import actions, queries
from jeugdregio.betalingen.pages.bankregel import koppeltabel
from jeugdregio.betalingen.pages.formulieren import Rondeformulier
from jeugdregio.betalingen.pages.opmaak import BOVEN, GEBEURTENIS, RONDESTAND, TOON, UITKOMST, adres, doe
from jeugdregio.betalingen.sepa import MAX_BYTES
from jeugdregio.betalingen.values import Bankmelding, Lokaal, Openstaand, Ronde
from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort, maand_kort
from jeugdregio.components.templatetags.componenten import NO_VALUE, cent, getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Tabel
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio


@vraagt(Recht.BETALINGEN_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def betaalronden(request: HttpRequest) -> HttpResponse:
    """The page; a POST makes a run or reads a file of the bank."""
    wie, today = machtiging(request), timezone.localdate()
    step = request.POST.get("doe", "")
    form = Rondeformulier(
        request.POST if step == "ronde" else None, initial={"maand": str(Maand.van(today).vorige), "betaaldag": today}
    )
    fault = _doe(request, step, form, wie)
    if step and not fault and not form.errors:
        return redirect("betaalronden")
    open_ = queries.openstaand(Maand.van(today), peildatum=today, betaaldag=today, on_behalf_of=wie)
    towns, providers = regio.namen(), aanbieders.namen()
    open_list = _openstaand(open_, towns, providers)
    local_list = _lokaal(queries.lokaal(on_behalf_of=wie), towns, providers)
    if file := open_list.als_bestand(request) or local_list.als_bestand(request):
        return file
    runs = queries.ronden(on_behalf_of=wie)
    parts = [Deel("Ronden", tabel=_ronden(runs))]
    if wie.mag(Recht.BETALEN):
        parts.append(Deel("Maak een ronde", formulier=form, doe="ronde", knop="Maak de ronde"))
        parts.append(
            Deel(
                "Lees in wat de bank antwoordt",
                ("Een antwoord (pain.002) of een afschrift (camt.053). Twee keer inlezen verandert niets.",),
                formulier=forms.Form(),
                doe="bank",
                knop="Lees in",
                bestand="Bestand van de bank",
                hulp="Een XML-bestand van hoogstens 20 MB.",
                soorten=".xml",
            )
        )
    parts += [
        Deel(
            "Wat de bank meldde en nergens bij past",
            ("Open een regel om te zeggen wat het is. Een ander bevestigt het.",),
            tabel=_onverwerkt(wie),
            anker="onverwerkt",
        ),
        Deel(
            "Wacht op een tweede persoon, of moet terug",
            tabel=koppeltabel(queries.koppelingen(on_behalf_of=wie), "Wacht of moet terug", leeg="Er wacht niets."),
            anker="koppelingen",
        ),
        Deel(
            "Wat nog openstaat",
            ("Toegekend en geboekt tot vandaag, en in geen ronde. Bedragen onder nul zijn creditregels.",),
            lijst=open_list.blad(request),
            anker="open",
        ),
        Deel(
            "Door gemeenten zelf te betalen",
            ("Van maanden waarin de gemeente zelf factureert (zie Taken). De regio betaalt deze boekingen niet.",),
            lijst=local_list.blad(request),
            anker="lokaal",
            links=(("Wie welke taak zelf doet", reverse("taken")),),
        ),
    ]
    page = Blad(
        "Betaalronden",
        "Wat is toegekend wordt één keer betaald: in een ronde die wordt bevroren, en waar een ander akkoord op geeft.",
        tuple(parts),
        boven=BOVEN,
        cijfers=_cijfers(open_, runs),
        fout=fault,
    )
    return toon(request, page, fout=bool(form.errors))


def _doe(request: HttpRequest, step: str, form: Rondeformulier, wie: Machtiging) -> str:
    now = timezone.now()
    if step == "ronde" and form.is_valid():
        data = form.cleaned_data
        make = partial(
            actions.maak_ronde,
            Maand.lees(data["maand"]),
            betaaldag=data["betaaldag"],
            moment=now,
            on_behalf_of=wie,
        )
        return doe(request, make, "De ronde is gemaakt. Open haar, kijk haar na en bevries haar.")
    if step == "bank":
        given = request.FILES.get("bestand")
        if given is None or not given.size:
            return "Kies eerst een bestand van de bank."
        if given.size > MAX_BYTES:
            return "Dit bestand is groter dan 20 MB. Vraag de bank om kleinere bestanden."
        read = partial(actions.lees_bankbestand, given.read(), moment=now, on_behalf_of=wie)
        return doe(request, read, "Het bestand is ingelezen. Wat nergens bij past, staat onder de ronden.")
    return "" if step in ("", "ronde") else "Kies wat u wilt doen."


def _ronden(runs: list[Ronde]) -> Tabel:
    return Tabel(
        "Betaalronden",
        (
            Kolom("Ronde"),
            Kolom("Geboekt tot en met"),
            Kolom("Betaaldag", "dag"),
            Kolom("Stand"),
            Kolom("Betalingen", "getal"),
            Kolom("Bedrag", "getal"),
            Kolom("Betaald", "getal", "volgens het afschrift"),
            Kolom("Terug", "getal", "geweigerd of teruggestort"),
        ),
        tuple(
            (
                Cel(f"Ronde {one.nummer}", url=reverse("betaalronde", args=[one.id])),
                maand_kort(one.boekmaand),
                dag_kort(one.betaaldag),
                Cel(RONDESTAND[one.stand], toon=TOON[one.stand]),
                getal(one.opdrachten),
                cent(one.bedrag_cent),
                cent(one.betaald_cent),
                cent(one.terug_cent),
            )
            for one in runs
        ),
        leeg="Er is nog geen ronde.",
    )


def _onverwerkt(wie: Machtiging) -> Tabel:
    return Tabel(
        "Wat nergens bij past",
        (
            Kolom("Regel"),
            Kolom("Melding"),
            Kolom("Bedrag", "getal"),
            Kolom("Niet gekoppeld", "getal"),
            Kolom("Dag", "dag"),
            Kolom("Waarom"),
        ),
        tuple(
            (
                Cel(f"Regel {one.id}", url=reverse("bankregel", args=[one.id]), onder=one.kenmerk),
                GEBEURTENIS[one.gebeurtenis],
                cent(one.bedrag_cent),
                cent(one.open_cent),
                dag_kort(one.dag) if one.dag else NO_VALUE,
                Cel(UITKOMST[one.uitkomst], toon="waarschuwing", url=_bij(one)),
            )
            for one in queries.niet_verwerkt(on_behalf_of=wie)
        ),
        leeg="Alles wat de bank meldde, hoort bij een betaling.",
    )


def _bij(one: Bankmelding) -> str:
    if one.opdracht:
        return adres(one.opdracht)
    return reverse("voorschotten") + "#vorderingen" if one.vordering else ""


def _openstaand(rows: list[Openstaand], towns: dict[str, str], providers: dict[str, str]) -> Lijst[Openstaand]:
    return Lijst(
        "Wat nog openstaat",
        (
            Veld("aanbieder", "Aanbieder", lambda one: providers.get(one.aanbieder, one.aanbieder)),
            Veld("gemeente", "Gemeente", lambda one: towns.get(one.gemeente, one.gemeente)),
            Veld("regels", "Regels", lambda one: one.regels, "getal"),
            Veld("bedrag", "Bedrag", lambda one: one.bedrag_cent, "bedrag"),
            Veld("reden", "Wat het ophoudt", lambda one: one.reden or NO_VALUE),
        ),
        rows,
        naam="open",
        bestand="openstaand",
        leeg="Er staat niets open.",
        bijschrift_zichtbaar=False,
    )


def _lokaal(rows: list[Lokaal], towns: dict[str, str], providers: dict[str, str]) -> Lijst[Lokaal]:
    return Lijst(
        "Door gemeenten zelf te betalen",
        (
            Veld("gemeente", "Gemeente", lambda one: towns.get(one.gemeente, one.gemeente)),
            Veld("maand", "Maand van hulp", lambda one: str(one.dienstmaand)),
            Veld("aanbieder", "Aanbieder", lambda one: providers.get(one.aanbieder, one.aanbieder)),
            Veld("agb", "AGB-code", lambda one: one.aanbieder, alleen_bestand=True),
            Veld("regels", "Regels", lambda one: one.regels, "getal"),
            Veld("bedrag", "Bedrag", lambda one: one.bedrag_cent, "bedrag"),
        ),
        rows,
        naam="lokaal",
        bestand="zelf-te-betalen",
        leeg="Geen gemeente betaalt zelf.",
        bijschrift_zichtbaar=False,
    )


def _cijfers(open_: list[Openstaand], runs: list[Ronde]) -> tuple[Kerncijfer, ...]:
    can = sum(one.bedrag_cent for one in open_ if not one.reden)
    waits = sum(one.bedrag_cent for one in open_ if one.reden)
    back = sum(one.terug_cent for one in runs)
    return (
        Kerncijfer("Te betalen", cent(can), "in een volgende ronde", url="#open"),
        Kerncijfer("Wacht", cent(waits), "geen rekening, een wijziging, of niets per saldo", url="#open"),
        Kerncijfer("Betaald", cent(sum(one.betaald_cent for one in runs)), f"in {getal(len(runs))} ronden"),
        Kerncijfer("Kwam terug", cent(back), "en is opnieuw te betalen", toon="negatief" if back else "neutraal"),
    )
