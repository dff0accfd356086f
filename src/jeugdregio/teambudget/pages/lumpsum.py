# SPDX-License-Identifier: EUPL-1.2
"""What was booked of the lump sums of a year, and what the municipality paid of it to its teams (S71)."""

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.components.values import Cel, Kerncijfer, Kruimel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.teambudget import lumpsum as acties
from jeugdregio.teambudget.pages.formulieren import Betaaldformulier
from jeugdregio.teambudget.pages.opmaak import BOVEN, doe, jaar_uit
from jeugdregio.teambudget.values import Lumpsumregel

ZELF = (
    "De gemeente betaalt haar team zelf: geen betaalronde van de regio neemt dit mee. Een bedrag onder nul komt terug "
    "van het team."
)


@vraagt(Recht.TEAMBUDGET_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def lumpsum(request: HttpRequest) -> HttpResponse:
    """The page; a POST books what is due, or says what was paid."""
    wie, today, step = machtiging(request), timezone.localdate(), request.POST.get("doe", "")
    year = jaar_uit(request.GET.get("jaar", ""), today.year)
    rows = acties.betalingen(year, on_behalf_of=wie)
    still = [one for one in rows if one.betaald_op is None]
    choices = [(str(one.id), f"{one.team}, {one.soort}, {cent(one.bedrag_cent)}") for one in still]
    form = Betaaldformulier(request.POST if step == "betaald" else None, keuzes=choices, initial={"dag": today})
    fault = _doe(request, step, year, form, wie)
    if step and not fault and not form.errors:
        return redirect(f"{reverse('lumpsum')}?jaar={year}")
    every = _lijst(rows, year)
    if file := every.als_bestand(request):
        return file
    parts = [Deel(f"Geboekt in {year}", (ZELF,), lijst=every.blad(request), anker="geboekt")]
    if wie.mag(Recht.TEAMBUDGET_VASTSTELLEN):
        text = ("Van elk team met een budget: de delen die zijn vervallen, en wat een afrekening daaraan verandert.",)
        parts.append(Deel("Boek wat is vervallen", text, formulier=forms.Form(), doe="boek", knop="Boek"))
        if choices:
            parts.append(Deel("Meld wat is betaald", formulier=form, doe="betaald", knop="Meld betaald"))
    page = Blad(
        f"Lumpsum van de teams, {year}",
        "Het vaste bedrag van elk toegangsteam: wat ervan is geboekt, en wat de gemeente heeft betaald.",
        tuple(parts),
        boven=BOVEN,
        cijfers=(
            Kerncijfer("Geboekt", cent(sum(one.bedrag_cent for one in rows)), "rekening 4040", url="#geboekt"),
            Kerncijfer("Nog te betalen", cent(sum(one.bedrag_cent for one in still)), "door de gemeente"),
        ),
        fout=fault,
    )
    trail = (Kruimel(BOVEN, f"{reverse('teambudget')}?jaar={year}"), Kruimel("Lumpsum"))
    return toon(request, page, trail, fout=bool(form.errors))


def _doe(request: HttpRequest, step: str, year: int, form: Betaaldformulier, wie: Machtiging) -> str:
    now = timezone.now()
    if step == "boek":
        return doe(request, partial(acties.boek, year, moment=now, on_behalf_of=wie), "Wat is vervallen, is geboekt.")
    if step != "betaald":
        return "Kies wat u wilt doen." if step else ""
    if not form.is_valid():
        return ""
    data = form.cleaned_data
    tell = partial(acties.meld_betaald, int(data["betaling"]), data["dag"], moment=now, on_behalf_of=wie)
    return doe(request, tell, "De betaling is vastgelegd.")


def _lijst(rows: list[Lumpsumregel], year: int) -> Lijst[Lumpsumregel]:
    return Lijst(
        "Geboekt",
        (
            Veld("team", "Team", lambda one: one.team),
            Veld("soort", "Wat", lambda one: one.soort),
            Veld("boekmaand", "Geboekt in", lambda one: str(one.boekmaand)),
            Veld("bedrag", "Bedrag", lambda one: one.bedrag_cent, "bedrag"),
            Veld(
                "betaald",
                "Betaald op",
                lambda one: one.betaald_op,
                "dag",
                cel=lambda one: (
                    Cel("nog te betalen", toon="waarschuwing")
                    if one.betaald_op is None
                    else one.betaald_op.strftime("%d-%m-%Y")
                ),
            ),
        ),
        rows,
        bestand=f"lumpsum-{year}",
        leeg="Er is nog niets geboekt.",
        bijschrift_zichtbaar=False,
    )
