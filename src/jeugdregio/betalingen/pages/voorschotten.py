# SPDX-License-Identifier: EUPL-1.2
"""Advances: propose one, grant or refuse what another proposed, claim the rest back (S57)."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.betalingen import actions, queries
from jeugdregio.betalingen.pages.formulieren import Voorschotbesluit, Voorschotformulier
from jeugdregio.betalingen.pages.opmaak import BOVEN, doe, voorschottabel, vorderingentabel
from jeugdregio.betalingen.values import Voorschotstand
from jeugdregio.components.blad import Blad, Deel, in_cent, toon
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.components.values import Kerncijfer
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio


@vraagt(Recht.BETALINGEN_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def voorschotten(request: HttpRequest) -> HttpResponse:
    """The page; a POST proposes an advance, or decides about one."""
    wie, step = machtiging(request), request.POST.get("doe", "")
    rows, towns, names = queries.voorschotten(on_behalf_of=wie), regio.namen(), aanbieders.namen()
    live = {
        str(one.id): f"{names.get(one.aanbieder, one.aanbieder)}, {towns.get(one.gemeente, one.gemeente)}, "
        f"{cent(one.bedrag_cent)}"
        for one in rows
        if one.stand == "voorgesteld" or (one.stand == "toegekend" and one.uitbetaald and one.over_cent > 0)
    }
    new = Voorschotformulier(request.POST if step == "nieuw" else None, aanbieders=names, gemeenten=towns)
    decide = Voorschotbesluit(request.POST if step == "besluit" else None, keuzes=live)
    fault = _doe(request, step, new, decide, rows, wie)
    if step and not fault and not new.errors and not decide.errors:
        return redirect("voorschotten")
    claims = queries.vorderingen(on_behalf_of=wie)
    parts = [
        Deel(tabel=voorschottabel(rows, towns, names)),
        Deel(
            "Wat terugkomt",
            ("Noemt een aanbieder het kenmerk bij het terugbetalen, dan vindt het afschrift (camt.053) de vordering.",),
            tabel=vorderingentabel(claims, towns, names),
            anker="vorderingen",
            links=(("Wat de bank meldde en nergens bij past", reverse("betaalronden") + "#onverwerkt"),),
        ),
    ]
    if wie.mag(Recht.BETALEN):
        if live:
            text = ("Wie een voorschot voorstelde, kent het niet toe en vordert het niet terug.",)
            parts.append(Deel("Besluit over een voorschot", text, formulier=decide, doe="besluit", knop="Besluit"))
        parts.append(Deel("Stel een voorschot voor", formulier=new, doe="nieuw", knop="Stel voor"))
    page = Blad(
        "Voorschotten",
        "Geld vooraf, op declaraties die nog komen. Elke betaalronde verrekent eerst wat er openstaat.",
        tuple(parts),
        boven=BOVEN,
        cijfers=(
            Kerncijfer("Toegekend", cent(sum(o.bedrag_cent for o in rows if o.stand in ("toegekend", "gevorderd")))),
            Kerncijfer("Verrekend", cent(sum(one.verrekend_cent for one in rows)), "met declaraties"),
            Kerncijfer("Over", cent(sum(one.over_cent for one in rows)), "nog te verrekenen"),
            Kerncijfer(
                "Nog te ontvangen", cent(sum(one.open_cent for one in claims)), "teruggevorderd", url="#vorderingen"
            ),
        ),
        fout=fault,
    )
    return toon(request, page, fout=bool(new.errors or decide.errors))


def _doe(
    request: HttpRequest,
    step: str,
    new: Voorschotformulier,
    decide: Voorschotbesluit,
    rows: list[Voorschotstand],
    wie: Machtiging,
) -> str:
    now = timezone.now()
    if step == "nieuw":
        if not new.is_valid():
            return ""
        data = new.cleaned_data
        propose = partial(
            actions.stel_voorschot_voor,
            data["aanbieder"],
            data["gemeente"],
            in_cent(data["bedrag"]),
            bron=data["bron"],
            moment=now,
            on_behalf_of=wie,
        )
        return doe(request, propose, "Het voorstel wacht op een tweede persoon.")
    if step != "besluit":
        return "Kies wat u wilt doen." if step else ""
    if not decide.is_valid():
        return ""
    number, what = int(decide.cleaned_data["voorschot"]), decide.cleaned_data["besluit"]
    if what == "terugvorderen":
        claim = partial(actions.vorder_terug, number, moment=now, on_behalf_of=wie)
        return doe(request, claim, "De rest is teruggevorderd.")
    cents = next(one.bedrag_cent for one in rows if one.id == number)
    choose = partial(
        actions.besluit_voorschot,
        number,
        toekennen=what == "toekennen",
        bedrag_cent=cents,
        moment=now,
        on_behalf_of=wie,
    )
    return doe(request, choose, "Het besluit is vastgelegd.")
