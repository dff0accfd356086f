# SPDX-License-Identifier: EUPL-1.2
"""The yearly review: who has which role, since when, given by whom and why, and what stands out."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.beheer import actions, queries
from jeugdregio.beheer.pages.formulieren import Bevindingformulier
from jeugdregio.beheer.pages.opmaak import loopt_tot, organisatienaam, organisaties
from jeugdregio.beheer.values import Nagelopen, Rechtenregel
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Cel, Kolom, Kruimel, Lijstblad, Tabel
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt


@dataclass(frozen=True)
class OverzichtPagina:
    """The review and its statements."""

    titel: str
    samenvatting: str
    alleen_opvallend: bool
    lijst: Lijstblad
    formulier: Bevindingformulier
    eerder: Tabel | None
    fout: str


@vraagt(Recht.RECHTEN_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def overzicht(request: HttpRequest) -> HttpResponse:
    """The report; `?toon=opvallend` leaves what stands out; a POST says that it was reviewed."""
    wie, now = machtiging(request), timezone.now()
    every = queries.rechtenoverzicht(moment=now, on_behalf_of=wie)
    form, fault = Bevindingformulier(request.POST or None, initial={"gelezen": queries.vingerafdruk(every)}), ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.stel_overzicht_vast(**form.cleaned_data, moment=now, on_behalf_of=wie)
        except NietToegestaan as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Vastgelegd dat u dit overzicht hebt nagelopen.")
            return redirect("rechtenoverzicht")
    notable = [row for row in every if row.opvallend]
    only = request.GET.get("toon") == "opvallend"
    shown = _list(notable if only else every, wie)
    if file := shown.als_bestand(request):
        return file
    before = queries.nagelopen(on_behalf_of=wie)
    page = OverzichtPagina(
        titel="Overzicht van rechten",
        samenvatting=f"{len(every)} rollen van {len({row.naam for row in every})} mensen. "
        f"Bij {len(notable)} valt iets op.",
        alleen_opvallend=only,
        lijst=shown.blad(request),
        formulier=form,
        eerder=_before(before) if before else None,
        fout=fault,
    )
    context = {"page": page, "kruimels": (Kruimel("Rechten", reverse("rechten")), Kruimel("Overzicht"))}
    return render(request, "beheer/overzicht.html", context, status=422 if fault or form.errors else 200)


def _list(rows: list[Rechtenregel], wie: Machtiging) -> Lijst[Rechtenregel]:
    names = organisaties()

    def person(one: Rechtenregel) -> Cel:
        return Cel(one.wie, url=reverse("mens", args=[one.rol.account]) if not wie.regio else "", onder=one.naam)

    def role(one: Rechtenregel) -> Cel:
        return Cel(one.rol.rol.label, onder=loopt_tot(one.rol))

    def given(one: Rechtenregel) -> Cel:
        return Cel(one.rol.door, onder=one.rol.reden)

    def notable(one: Rechtenregel) -> Cel:
        text = ", ".join(one.opvallend)
        return Cel(text.capitalize(), toon="waarschuwing") if text else Cel("–")

    place = Veld[Rechtenregel]("organisatie", "Organisatie", lambda one: organisatienaam(one.rol, names))
    return Lijst(
        "Wie heeft welke rol",
        (
            Veld("wie", "Wie", lambda one: one.wie, cel=person),
            Veld("naam", "Gebruikersnaam", lambda one: one.naam, alleen_bestand=True),
            *([place] if wie.regio else []),
            Veld("rol", "Rol", lambda one: one.rol.rol.label, cel=role),
            Veld("sinds", "Eerste dag", lambda one: one.rol.vanaf, "dag", alleen_bestand=True),
            Veld("tot", "Eerste dag erna", lambda one: one.rol.tot, "dag", alleen_bestand=True),
            Veld("opvallend", "Valt op", lambda one: ", ".join(one.opvallend), cel=notable),
            Veld("door", "Gegeven door", lambda one: one.rol.door, cel=given),
            Veld("reden", "Reden", lambda one: one.rol.reden, alleen_bestand=True),
            Veld("laatst", "Laatst ingelogd", lambda one: one.laatst, "moment"),
            Veld("factor", "Tweede factor", lambda one: "ja" if one.tweede_factor else "nee"),
            Veld("sleutels", "Sleutels", lambda one: one.sleutels, "getal"),
        ),
        rows,
        bestand="rechten",
        leeg="Er valt niets op.",
    )


def _before(found: list[Nagelopen]) -> Tabel:
    columns = (Kolom("Wanneer"), Kolom("Wie"), Kolom("Bevinding"), Kolom("Vingerafdruk"))
    rows = tuple((datum(one.gezet_op), one.door, one.bevinding, one.sha256[:12]) for one in found)
    return Tabel("Eerder nagelopen", columns, rows)
