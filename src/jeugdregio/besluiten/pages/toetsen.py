# SPDX-License-Identifier: EUPL-1.2
"""The second look: a list of decisions that wait for another name, and one of them with what to say of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.besluiten import actions, queries
from jeugdregio.besluiten.pages.formulieren import Toetsformulier
from jeugdregio.besluiten.pages.opmaak import Blad, Deel, hulp_van, open_kind, soort_van, toon
from jeugdregio.besluiten.values import Besluit, NietBesloten
from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.gezinnen import queries as gezinnen
from jeugdregio.logboek.actions import gelezen

DOEL = "tweede naam onder een besluit"


@vraagt(Recht.TWEEDE_TOETS)
@require_GET
def toetsen(request: HttpRequest) -> HttpResponse:
    """What waits for a second name, oldest first."""
    wie = machtiging(request)
    found = queries.te_toetsen(on_behalf_of=wie)
    gelezen(request, {one.persoon for one in found}, doel=DOEL)
    names = {one.lid_id: gezinnen.lid(one.lid_id, on_behalf_of=wie) for one in found}
    rows = tuple(
        (
            Cel(
                child.naam if (child := names[one.lid_id]) else "onbekend", url=reverse("besluit-toets", args=[one.id])
            ),
            soort_van(one),
            " ".join(one.tweede_nodig),
        )
        for one in found
    )
    table = Tabel(
        "Wacht op een tweede naam",
        (Kolom("Jeugdige"), Kolom("Besluit"), Kolom("Waarom")),
        rows,
        leeg="Er wacht niets op uw oordeel. Hier komen besluiten die boven een drempel uitkomen.",
    )
    intro = "Besluiten met grote gevolgen gaan pas door als een ander meekeek. U wijzigt niets, u oordeelt."
    return toon(request, wie, Blad("Tweede toets", intro, (Deel(tabel=table),)), (Kruimel("Tweede toets"),))


@vraagt(Recht.TWEEDE_TOETS)
@require_http_methods(["GET", "HEAD", "POST"])
def toets(request: HttpRequest, nummer: int) -> HttpResponse:
    """One decision; a POST agrees or sends it back."""
    wie = machtiging(request)
    one = queries.besluit(nummer, on_behalf_of=wie)
    if one is None or one.stand != "tweede":
        raise Http404("Dit besluit wacht niet op een tweede naam, of is niet voor u.")
    if (asked := open_kind(request, wie, one.persoon, doel=DOEL)) is not None:
        return asked
    form = Toetsformulier(request.POST or None, initial={"gelezen": one.sha256})
    fault = ""
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            actions.toets(
                nummer,
                data["gelezen"],
                akkoord=data["oordeel"] == "goed",
                toelichting=data["toelichting"],
                moment=timezone.now(),
                on_behalf_of=wie,
            )
        except NietBesloten as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Uw oordeel is vastgelegd. De maker ziet het meteen.")
            return redirect("besluiten-toetsen")
    child = gezinnen.lid(one.lid_id, on_behalf_of=wie)
    names = aanbieders.namen()
    parts = (
        *(Deel("Hulp", feiten=hulp_van(p, names)) for p in one.voorzieningen),
        Deel("Waarom", (one.motivering,), feiten=one.beoordeling),
        *_eerder(one),
        Deel(links=(("Bekijk de brief (pdf)", reverse("besluit-voorbeeld", args=[nummer])),)),
        Deel("Uw oordeel", formulier=form, doe="toets", knop="Leg uw oordeel vast"),
    )
    page = Blad(
        f"{soort_van(one)}: {child.naam if child else 'onbekend'}",
        "",
        parts,
        boven="Tweede toets",
        fout=fault,
        meldingen=tuple(("waarschuwing", "Waarom u meekijkt", why) for why in one.tweede_nodig),
    )
    trail = (Kruimel("Tweede toets", reverse("besluiten-toetsen")), Kruimel(page.titel))
    return toon(request, wie, page, trail, fout=bool(form.errors))


def _eerder(one: Besluit) -> tuple[Deel, ...]:
    if not one.toetsen:
        return ()
    rows = tuple((f"{t.gezet_op:%d-%m-%Y}", t.toelichting) for t in one.toetsen)
    return (Deel(tabel=Tabel("Eerder teruggegeven", (Kolom("Wanneer", "dag"), Kolom("Waarom")), rows)),)
