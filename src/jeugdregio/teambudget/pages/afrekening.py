# SPDX-License-Identifier: EUPL-1.2
"""The settlement of a team and year: by every formula, line by line, and as two people set it (S71)."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.templatetags.componenten import NO_VALUE, cent, datum, getal
from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.teambudget import actions, queries
from jeugdregio.teambudget.pages.formulieren import Afrekenformulier
from jeugdregio.teambudget.pages.opmaak import BOVEN, VOORGESTELD, doe
from jeugdregio.teambudget.values import Berekening, Rekenregel


@vraagt(Recht.TEAMBUDGET_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def afrekening(request: HttpRequest, nummer: int, jaar: int) -> HttpResponse:
    """The page; a POST proposes a settlement by one formula."""
    wie = machtiging(request)
    now = queries.stand(nummer, jaar, on_behalf_of=wie) if 2015 <= jaar <= 2100 else None
    if now is None:
        raise Http404("Dit team is er in dat jaar niet.")
    made: list[Berekening] = []
    missing = ""
    try:
        made = queries.berekeningen(nummer, jaar, on_behalf_of=wie)
    except queries.GeenTeam as refusal:
        missing = str(refusal)
    choices = [(one.formule, f"{one.naam}: {_zeg(one.uitkomst_cent)}") for one in made]
    form, fault = Afrekenformulier(request.POST or None, formules=choices), ""
    if request.method == "POST" and form.is_valid():
        one = next(one for one in made if one.formule == form.cleaned_data["formule"])
        what = one.als_inhoud(gemeente=now.team.gemeente, teamnaam=now.team.naam)
        why = form.cleaned_data["reden"]
        propose = partial(actions.stel_voor, "teamafrekening", what, reden=why, moment=timezone.now(), on_behalf_of=wie)
        fault = doe(request, propose, VOORGESTELD)
        if not fault:
            return redirect("teamafrekening", nummer=nummer, jaar=jaar)
    source, state = queries.herkomst_formules()
    set_ = queries.afrekening(nummer, jaar, on_behalf_of=wie)
    over = timezone.localdate().year > jaar
    parts: list[Deel] = []
    if set_:
        same = queries.klopt_nog(nummer, jaar, on_behalf_of=wie)
        again = (
            "Nagerekend: dezelfde uitgaven geven dezelfde uitkomst."
            if same
            else ("Let op: de uitgaven zijn niet meer dezelfde. Wat is vastgesteld, blijft staan.")
        )
        text = (f"Vastgesteld op {datum(set_.vastgesteld_op)}. {set_.formuletekst}", again)
        parts.append(Deel("Vastgesteld", text, tabel=_regels("Vastgesteld", set_.regels)))
    parts += [Deel(one.naam, (one.uitleg,), tabel=_regels(one.naam, one.regels)) for one in made if not set_]
    if missing:
        parts.append(Deel(tekst=(missing,)))
    if made and not set_ and wie.mag(Recht.TEAMBUDGET_VASTSTELLEN):
        if over:
            parts.append(Deel("Stel een afrekening voor", formulier=form, doe="afrekenen", knop="Stel voor"))
        else:
            parts.append(Deel(tekst=(f"Het jaar loopt nog. Na 31 december {jaar} kunt u een afrekening voorstellen.",)))
    page = Blad(
        f"Afrekening {now.team.naam}, {jaar}",
        f"Op werkelijke kosten en het werkelijke aantal kinderen. Bron: {source}. Formule: {state}, dit zijn lezingen.",
        tuple(parts),
        boven=BOVEN,
        fout=fault,
    )
    trail = (
        Kruimel(BOVEN, f"{reverse('teambudget')}?jaar={jaar}"),
        Kruimel(now.team.naam, reverse("team", args=[nummer, jaar])),
        Kruimel("Afrekening"),
    )
    return toon(request, page, trail, fout=bool(form.errors))


def _zeg(amount: int) -> str:
    if amount == 0:
        return "niets te verrekenen"
    return f"{cent(abs(amount))}, {'de gemeente betaalt bij' if amount > 0 else 'het team geeft terug'}"


def _regels(title: str, lines: tuple[Rekenregel, ...]) -> Tabel:
    *rest, last = lines
    return Tabel(
        title,
        (Kolom("Regel"), Kolom("Hoe"), Kolom("Uitkomst", "getal")),
        tuple((one.naam, one.som or NO_VALUE, cent(one.waarde) if one.geld else getal(one.waarde)) for one in rest),
        voet=(Cel(last.naam, onder=_zeg(last.waarde)), last.som, cent(last.waarde)),
        bijschrift_zichtbaar=False,
    )
