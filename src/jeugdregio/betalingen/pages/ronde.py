# SPDX-License-Identifier: EUPL-1.2
"""One payment run: its orders and totals, and the next step of whoever may take it (W6)."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.betalingen import actions, queries
from jeugdregio.betalingen.pages.formulieren import Leesformulier
from jeugdregio.betalingen.pages.opmaak import BOVEN, RONDESTAND, doe, velden
from jeugdregio.betalingen.values import Opdrachtregel, Ronde
from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.lijst import Lijst
from jeugdregio.components.schrijfwijze import in_groepen, maandnaam
from jeugdregio.components.templatetags.componenten import cent, datum, getal
from jeugdregio.components.values import Kerncijfer, Kruimel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio


@vraagt(Recht.BETALINGEN_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def betaalronde(request: HttpRequest, nummer: int) -> HttpResponse:
    """The page; a POST freezes, approves, drops or sends the run."""
    wie = machtiging(request)
    one = _een(nummer, wie)
    rows: Lijst[Opdrachtregel] = Lijst(
        "Betalingen",
        velden(regio.namen(), aanbieders.namen()),
        queries.opdrachten(ronde=nummer, on_behalf_of=wie),
        bestand=f"betaalronde-{one.nummer}",
        leeg="Er is geen betaling in deze ronde.",
        bijschrift_zichtbaar=False,
    )
    if file := rows.als_bestand(request):
        return file
    fault = _doe(request, one, wie) if request.method == "POST" else ""
    if request.method == "POST" and not fault:
        return redirect("betaalronde", nummer=nummer)
    page = Blad(
        f"Betaalronde {one.nummer}",
        f"Geboekt tot en met {maandnaam(one.boekmaand)}; de bank betaalt op {datum(one.betaaldag)}. "
        f"Stand: {RONDESTAND[one.stand]}.",
        (*_stappen(one, wie), Deel("Betalingen", lijst=rows.blad(request), anker="betalingen")),
        boven=BOVEN,
        cijfers=(
            Kerncijfer("Samen", cent(one.bedrag_cent), f"{getal(one.opdrachten)} betalingen", url="#betalingen"),
            Kerncijfer("Betaald", cent(one.betaald_cent), "volgens het afschrift", url="#betalingen"),
            Kerncijfer(
                "Terug",
                cent(one.terug_cent),
                "geweigerd of teruggestort",
                url="#betalingen",
                toon="negatief" if one.terug_cent else "neutraal",
            ),
        ),
        fout=fault,
    )
    return toon(request, page, (Kruimel("Betaalronden", reverse("betaalronden")), Kruimel(f"Ronde {one.nummer}")))


@vraagt(Recht.BETALEN)
@require_safe
def bestand(request: HttpRequest, nummer: int) -> HttpResponse:
    """The pain.001 that was made, byte for byte."""
    wie = machtiging(request)
    one = _een(nummer, wie)
    found = queries.bestand(nummer, on_behalf_of=wie)
    if found is None:
        raise Http404("Deze ronde is nog niet verzonden.")
    response = HttpResponse(found[0], content_type="application/xml")
    response["Content-Disposition"] = f'attachment; filename="betaalronde-{one.nummer}.xml"'
    return response


def _een(nummer: int, wie: Machtiging) -> Ronde:
    one = queries.ronde(nummer, on_behalf_of=wie)
    if one is None:
        raise Http404("Deze ronde is er niet.")
    return one


def _stappen(one: Ronde, wie: Machtiging) -> list[Deel]:
    """What can be done now, by whoever looks."""
    parts: list[Deel] = []
    if one.sha256:
        parts.append(Deel(tekst=(f"Vingerafdruk van alles in deze ronde (SHA-256): {in_groepen(one.sha256, 8)}",)))
    if one.stand == "verzonden" and wie.mag(Recht.BETALEN):
        links = (("Haal het bestand voor de bank op (pain.001)", reverse("betaalronde-bestand", args=[one.id])),)
        parts.append(Deel("Het bestand", ("Elke keer dat u het ophaalt, is het hetzelfde bestand.",), links=links))
    if not wie.mag(Recht.BETALEN):
        return parts
    own = wie.account in (one.gemaakt_door, one.bevroren_door)
    if one.stand == "concept":
        text = ("Daarna verandert er niets meer in. Een ander geeft akkoord.",)
        parts.append(Deel("Bevries de ronde", text, formulier=forms.Form(), doe="bevries", knop="Bevries"))
    elif one.stand == "bevroren" and own:
        parts.append(Deel("Akkoord", ("U hebt deze ronde gemaakt of bevroren. Een ander moet akkoord geven.",)))
    elif one.stand == "bevroren":
        text = ("Kijk de betalingen hieronder na. Met akkoord zegt u dat dit betaald mag worden.",)
        form = Leesformulier(initial={"gelezen": one.sha256})
        parts.append(Deel("Geef akkoord", text, formulier=form, doe="akkoord", knop="Akkoord"))
    elif one.stand == "akkoord":
        text = ("Het bestand voor de bank wordt één keer gemaakt en bewaard.",)
        parts.append(Deel("Verzend", text, formulier=forms.Form(), doe="verzend", knop="Verzend"))
    if one.stand in ("concept", "bevroren"):
        text = ("Alles wat erin zit is daarna weer te betalen, in een nieuwe ronde.",)
        parts.append(Deel("Laat vervallen", text, formulier=forms.Form(), doe="vervalt", knop="Laat vervallen"))
    return parts


def _doe(request: HttpRequest, one: Ronde, wie: Machtiging) -> str:
    step, now = request.POST.get("doe", ""), timezone.now()
    steps: dict[str, tuple[Callable[[], object], str]] = {
        "bevries": (partial(actions.bevries, one.id, moment=now, on_behalf_of=wie), "De ronde is bevroren."),
        "akkoord": (
            partial(actions.keur_goed, one.id, gelezen=request.POST.get("gelezen", ""), moment=now, on_behalf_of=wie),
            "Akkoord. De ronde kan worden verzonden.",
        ),
        "vervalt": (partial(actions.laat_vervallen, one.id, on_behalf_of=wie), "De ronde is vervallen."),
        "verzend": (
            partial(actions.verzend, one.id, moment=now, on_behalf_of=wie),
            "Het bestand is gemaakt. Haal het op en geef het aan de bank.",
        ),
    }
    if step not in steps:
        return "Kies wat u wilt doen."
    return doe(request, *steps[step])
