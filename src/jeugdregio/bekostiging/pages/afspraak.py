# SPDX-License-Identifier: EUPL-1.2
"""One agreement: per municipality and day, what was booked, and what it came to."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.bekostiging import actions, queries
from jeugdregio.bekostiging.pages.formulieren import Besluit, Vaststellingformulier
from jeugdregio.bekostiging.pages.overzicht import BOVEN, ZIEN, doe
from jeugdregio.bekostiging.values import Afspraakregel, Termijnregel, Vaststellingregel
from jeugdregio.components.blad import Blad, Deel, in_cent, toon
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio


@vraagt(*ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def afspraak(request: HttpRequest, nummer: int) -> HttpResponse:
    """The page; a POST decides about the agreement, or about what it came to."""
    wie, step = machtiging(request), request.POST.get("doe", "")
    one = queries.afspraak(nummer, on_behalf_of=wie)
    if one is None:
        raise Http404("Deze afspraak is er niet, of niet voor u.")
    end = queries.vaststelling(nummer, on_behalf_of=wie)
    decide = Besluit(request.POST if step in ("afspraak", "vaststelling") else None)
    propose = Vaststellingformulier(request.POST if step == "voorstel" else None)
    fault = _doe(request, step, one, end, (decide, propose), wie)
    if step and not fault and not decide.errors and not propose.errors:
        return redirect(request.path)
    towns = regio.namen()
    terms = _termijnen(queries.termijnen(nummer, on_behalf_of=wie), towns, nummer)
    if file := terms.als_bestand(request):
        return file
    shares = queries.aandelen(nummer, on_behalf_of=wie)
    parts = [Deel("Per gemeente", tabel=_per_gemeente(shares, end, towns), anker="gemeenten")]
    if wie.mag(Recht.BETALEN):
        parts += _formulieren(one, end, decide, propose)
    parts.append(Deel("Termijnen", lijst=terms.blad(request), anker="termijnen"))
    page = Blad(
        one.naam,
        f"{queries.SOORTEN[one.soort].capitalize()} van {aanbieders.namen().get(one.aanbieder, one.aanbieder)} "
        f"in {one.jaar}.",
        tuple(parts),
        boven=BOVEN,
        feiten=(("Stand", queries.STANDEN[one.stand], ""), ("Afgesproken in", one.bron, "")),
        cijfers=(
            Kerncijfer("Toegekend", cent(one.bedrag_cent), url="#gemeenten"),
            Kerncijfer("Geboekt", cent(one.geboekt_cent), "op weg naar de aanbieder", url="#termijnen"),
            Kerncijfer("Vastgesteld", cent(one.vastgesteld_cent), _uitkomst(one), url="#gemeenten"),
        ),
        fout=fault,
    )
    trail = (Kruimel(BOVEN, reverse("bekostiging")), Kruimel(one.naam))
    return toon(request, page, trail, fout=bool(decide.errors or propose.errors))


def _uitkomst(one: Afspraakregel) -> str:
    if one.vastgesteld_cent is None:
        return "na het jaar"
    more = one.vastgesteld_cent - one.bedrag_cent
    return f"{cent(abs(more))} {'erbij' if more > 0 else 'terug'}" if more else "precies wat was toegekend"


def _formulieren(
    one: Afspraakregel, end: Vaststellingregel | None, decide: Besluit, propose: Vaststellingformulier
) -> list[Deel]:
    if one.stand == "voorgesteld":
        return [Deel("Besluit over de afspraak", formulier=decide, doe="afspraak", knop="Besluit")]
    if end is not None and end.stand == "voorgesteld":
        said = f"Voorgesteld: {cent(end.bedrag_cent)} ({end.bron})."
        return [Deel("Besluit over de vaststelling", (said,), formulier=decide, doe="vaststelling", knop="Besluit")]
    if one.stand != "bevestigd":
        return []
    if timezone.localdate().year <= one.jaar:
        said = f"Het jaar loopt nog. Na 31 december {one.jaar} stelt u vast wat het is geworden."
        return [Deel("Vaststellen", (said,))]
    text = ("Meer dan toegekend wordt betaald, minder wordt teruggevorderd, één keer.",)
    return [Deel("Stel vast wat het is geworden", text, formulier=propose, doe="voorstel", knop="Stel voor")]


def _doe(
    request: HttpRequest,
    step: str,
    one: Afspraakregel,
    end: Vaststellingregel | None,
    sheets: tuple[Besluit, Vaststellingformulier],
    wie: Machtiging,
) -> str:
    decide, propose = sheets
    now = timezone.now()
    if step == "voorstel":
        if not propose.is_valid():
            return ""
        data = propose.cleaned_data
        wish = partial(
            actions.stel_vaststelling_voor,
            one.id,
            in_cent(data["bedrag"]),
            bron=data["bron"],
            moment=now,
            on_behalf_of=wie,
        )
        return doe(request, wish, "Het voorstel wacht op een tweede persoon.")
    if step not in ("afspraak", "vaststelling"):
        return "Kies wat u wilt doen." if step else ""
    if not decide.is_valid():
        return ""
    yes = decide.cleaned_data["besluit"] == "ja"
    if step == "afspraak":
        choose = partial(actions.besluit_afspraak, one.id, bevestigen=yes, bedrag_cent=one.bedrag_cent)
    elif end is not None:
        choose = partial(actions.besluit_vaststelling, end.id, vaststellen=yes, bedrag_cent=end.bedrag_cent)
    else:
        return "Er is niets voorgesteld. Ververs de pagina."
    return doe(request, partial(choose, moment=now, on_behalf_of=wie), "Het besluit is vastgelegd.")


def _per_gemeente(shares: dict[str, tuple[int, int]], end: Vaststellingregel | None, towns: dict[str, str]) -> Tabel:
    heads = [Kolom("Gemeente"), Kolom("Deel", "getal", "gewicht"), Kolom("Toegekend", "getal")]
    if end:
        heads.append(Kolom("Verschil", "getal", "onder nul: terug"))
    rows = tuple(
        (
            towns.get(town, town),
            getal(weight),
            cent(cents),
            *((cent(end.verschil.get(town, 0)),) if end else ()),
        )
        for town, (weight, cents) in shares.items()
    )
    total = sum(cents for _, cents in shares.values())
    foot = ("Samen", "", cent(total), *((cent(sum(end.verschil.values())),) if end else ()))
    return Tabel("Per gemeente", tuple(heads), rows, voet=foot, bijschrift_zichtbaar=False)


def _termijnen(rows: list[Termijnregel], towns: dict[str, str], nummer: int) -> Lijst[Termijnregel]:
    return Lijst(
        "Termijnen",
        (
            Veld("nr", "Termijn", lambda one: one.nr, "getal"),
            Veld("dag", "Dag", lambda one: one.dag, "dag"),
            Veld("gemeente", "Gemeente", lambda one: towns.get(one.gemeente, one.gemeente)),
            Veld("bedrag", "Bedrag", lambda one: one.bedrag_cent, "bedrag"),
            Veld(
                "geboekt",
                "Geboekt",
                lambda one: "ja" if one.geboekt else "nee",
                cel=lambda one: Cel("geboekt", toon="positief") if one.geboekt else "nog niet",
            ),
        ),
        rows,
        bestand=f"termijnen-{nummer}",
        leeg="Er is geen termijn.",
        bijschrift_zichtbaar=False,
    )
