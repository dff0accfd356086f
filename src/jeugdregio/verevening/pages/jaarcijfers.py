# SPDX-License-Identifier: EUPL-1.2
"""The figures that municipalities settle by: as they stand, and a spreadsheet that becomes a proposal of two people."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components import inleespagina
from jeugdregio.components.blad import Blad, Deel, tekstveld, toon
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.inlezen import Rijfout
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.values import Cel, Kruimel
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import eis, machtiging, vraagt
from jeugdregio.gebruikers.vier_ogen import stel_voor
from jeugdregio.regio import queries as regio
from jeugdregio.verevening import queries
from jeugdregio.verevening.inlezen import BLAD, Rij, lees_jaarcijfers
from jeugdregio.verevening.values import Jaarcijfers

SOORT = "jaarcijfers"


class Bronformulier(ZonderBsn):
    """Where the figures come from, and why they are put in now."""

    bron = tekstveld("Bron", "Het stuk waar deze cijfers in staan, zoals een jaarrekening.", 200)
    reden = tekstveld("Reden", "Waarom u ze vastlegt of vervangt. De reden blijft bewaard, met uw naam.", 400)


@vraagt(Recht.VEREVENING_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def jaarcijfers(request: HttpRequest) -> HttpResponse:
    """All figures; `?als=sjabloon` gives the file to fill in, a POST proposes what is in a filled one."""
    wie = machtiging(request)
    if request.GET.get("als") == "sjabloon":
        return inleespagina.sjabloon("jaarcijfers", [BLAD])
    listing = _lijst(queries.jaarcijfers(on_behalf_of=wie))
    if file := listing.als_bestand(request):
        return file
    form, faults, said = Bronformulier(request.POST or None), list[Rijfout](), ""
    if request.method == "POST":
        eis(wie, Recht.BUDGET_WIJZIGEN)
        done, faults, said = inleespagina.stel_voor_uit_bestand(
            request,
            form,
            lambda data: lees_jaarcijfers(data, regio.namen()),
            lambda rows: _stel_voor(rows, form, wie),
            weigert=(NietToegestaan,),
        )
        if done:
            return done
    page = Blad(
        "Jaarcijfers",
        "Budget en kosten per gemeente en jaar. Hiermee rekent de solidariteit. Wat wordt vervangen, blijft te lezen.",
        _delen(listing, request, form if wie.mag(Recht.BUDGET_WIJZIGEN) else None, faults),
        boven="Solidariteit",
        fout=said,
    )
    trail = (Kruimel("Solidariteit", reverse("solidariteit")), Kruimel("Jaarcijfers"))
    return toon(request, page, trail, fout=bool(faults or form.errors))


def _delen(
    listing: Lijst[Jaarcijfers], request: HttpRequest, form: forms.Form | None, faults: list[Rijfout]
) -> tuple[Deel, ...]:
    wrong = Deel("Dit klopt niet", ("Er is niets ingelezen. Herstel deze rijen.",), tabel=inleespagina.fouten(faults))
    shown = Deel(lijst=listing.blad(request))
    if form is None:
        return (shown,)
    read = Deel(
        "Lees jaarcijfers in",
        ("Een ander bevestigt. Staat een gemeente en jaar er al, dan komen deze cijfers ervoor in de plaats.",),
        formulier=form,
        doe="inlezen",
        knop="Stel deze cijfers voor",
        bestand="Kies een bestand",
        hulp="Een .xlsx, of tekst met puntkomma's.",
        links=(("Leeg bestand met de juiste kolommen", f"{reverse('jaarcijfers')}?als=sjabloon"),),
    )
    return (*((wrong,) if faults else ()), shown, read, Deel("Kolommen", tabel=inleespagina.kolommen(BLAD)))


def _stel_voor(rows: list[Rij], form: Bronformulier, wie: Machtiging) -> int:
    content = {"bron": form.cleaned_data["bron"].strip(), "rijen": [list(row) for row in rows]}
    reason, now = form.cleaned_data["reden"], timezone.now()
    made = stel_voor(SOORT, content, recht=Recht.BUDGET_WIJZIGEN, reden=reason, moment=now, on_behalf_of=wie)
    return int(made.pk)


def _lijst(rows: list[Jaarcijfers]) -> Lijst[Jaarcijfers]:
    names = regio.namen()

    def place(one: Jaarcijfers) -> Cel:
        code = one.cijfers.gemeente
        return Cel(names.get(code, code), url=reverse("solidariteit-gemeente", args=[one.jaar, code]))

    return Lijst(
        "Jaarcijfers",
        (
            Veld("gemeente", "Gemeente", lambda one: names.get(one.cijfers.gemeente, one.cijfers.gemeente), cel=place),
            Veld("code", "Code", lambda one: one.cijfers.gemeente, alleen_bestand=True),
            Veld("jaar", "Jaar", lambda one: str(one.jaar)),
            Veld("budget", "Budget", lambda one: one.cijfers.budget_cent, "bedrag"),
            Veld("kosten", "Kosten", lambda one: one.cijfers.kosten_cent, "bedrag"),
            Veld("misgelopen", "Misgelopen ouderbijdrage", lambda one: one.cijfers.misgelopen_cent, "bedrag"),
            Veld("bron", "Bron", lambda one: f"{one.bron}{' (verzonnen)' if one.verzonnen else ''}"),
        ),
        rows,
        bestand="jaarcijfers",
        leeg="Er zijn nog geen jaarcijfers.",
        bijschrift_zichtbaar=False,
    )
