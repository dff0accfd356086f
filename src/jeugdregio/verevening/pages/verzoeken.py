# SPDX-License-Identifier: EUPL-1.2
"""Requests under the four O's: the list, with the form to file one (S62)."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components import blad
from jeugdregio.components.blad import Blad, Deel, in_cent, toon
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.values import Cel, Kruimel
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio
from jeugdregio.verevening import actions, queries
from jeugdregio.verevening.actions import NietVastTeLeggen
from jeugdregio.verevening.pages.formulieren import Verzoekformulier
from jeugdregio.verevening.values import TEKSTEN, Stand, Tekst, Verzoek, Verzoekgegevens

BOVEN = "Vier O's"
TOON = {
    Stand.TOEGEKEND: "positief",
    Stand.GEWEIGERD: "negatief",
    Stand.INGETROKKEN: "neutraal",
}


@vraagt(Recht.VEREVENING_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def verzoeken(request: HttpRequest) -> HttpResponse:
    """The page; a POST files a request of the own municipality."""
    wie, names = machtiging(request), regio.namen()
    rows = _lijst(queries.verzoeken(on_behalf_of=wie), names)
    if file := rows.als_bestand(request):
        return file
    form, fault = Verzoekformulier(request.POST or None, initial={"tekst": Tekst.BIJLAGE}), ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        asked = Verzoekgegevens(
            data["jaar"],
            data["omschrijving"],
            in_cent(data["kosten"]),
            in_cent(data["gevraagd"]),
            Tekst(data["tekst"]),
            form.feiten(),
            form.waarom(),
        )
        who = request.user.get_username()
        file_it = partial(actions.dien_verzoek_in, asked, door=who, moment=timezone.now(), on_behalf_of=wie)
        fault = doe(request, file_it, "Het verzoek is ingediend. De regio stelt een comité in.")
        if not fault:
            return redirect("solidariteitsverzoeken")
    parts = [
        Deel(
            lijst=rows.blad(request),
            links=(
                ("Afrekening per begrotingsjaar", reverse("solidariteitsafrekening")),
                ("Wat gemeenten in 2015 en 2016 deelden", reverse("solidariteit")),
            ),
        )
    ]
    if wie.gemeente and wie.mag(Recht.SOLIDARITEIT_VRAGEN):
        parts.append(Deel("Dien een verzoek in", formulier=form, doe="verzoek", knop="Dien in", anker="nieuw"))
    page = Blad(
        "Verzoeken onder de vier O's",
        "Wat onvoorzien, onuitstelbaar, onontkoombaar en onbeïnvloedbaar is, kunnen gemeenten samen dragen.",
        tuple(parts),
        fout=fault,
    )
    return toon(request, page, fout=bool(form.errors))


doe = partial(blad.doe, weigert=(NietToegestaan, NietVastTeLeggen))
"""As `components.blad.doe`, with the refusals of this room."""


def stand(one: Verzoek) -> Cel:
    """How far a request is, with its tone."""
    return Cel(one.stand.value.capitalize(), toon=TOON.get(one.stand, "info"))  # type: ignore[arg-type]


def _lijst(rows: list[Verzoek], names: dict[str, str]) -> Lijst[Verzoek]:
    return Lijst(
        "Verzoeken",
        (
            Veld(
                "omschrijving",
                "Verzoek",
                lambda one: one.gegevens.omschrijving,
                cel=lambda one: Cel(one.gegevens.omschrijving, url=reverse("solidariteitsverzoek", args=[one.id])),
            ),
            Veld("gemeente", "Gemeente", lambda one: names.get(one.gemeente, one.gemeente)),
            Veld("jaar", "Jaar", lambda one: str(one.gegevens.jaar)),
            Veld("gevraagd", "Gevraagd", lambda one: one.gegevens.gevraagd_cent, "bedrag"),
            Veld("tekst", "Tekst", lambda one: TEKSTEN[one.gegevens.tekst].naam),
            Veld("stand", "Stand", lambda one: one.stand.value, cel=stand),
            Veld("toegekend", "Toegekend", lambda one: one.toegekend_cent, "bedrag"),
        ),
        rows,
        bestand="verzoeken-vier-o",
        leeg="Er is nog geen verzoek. De controller van een gemeente dient er een in.",
        bijschrift_zichtbaar=False,
    )


def kruimels(*verder: Kruimel) -> tuple[Kruimel, ...]:
    """The way back to the list."""
    return (Kruimel(BOVEN, reverse("solidariteitsverzoeken")), *verder)
