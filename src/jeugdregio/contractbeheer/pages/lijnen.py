# SPDX-License-Identifier: EUPL-1.2
"""What the region and all municipalities say to a provider, and where a municipality does otherwise (S41)."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.schrijfwijze import periode_kort
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kolom, Tabel
from jeugdregio.contractbeheer import actions, queries
from jeugdregio.contractbeheer.models import Lijn
from jeugdregio.contractbeheer.pages.opmaak import (
    EEN_DAG,
    Blad,
    Deel,
    Namen,
    Rijformulier,
    dagveld,
    pad,
    tekstveld,
    toon,
)
from jeugdregio.contractbeheer.values import Afwijking
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import eis, machtiging, vraagt


class Lijnformulier(Rijformulier):
    """A line to take."""

    aanbieder = forms.ChoiceField(label="Aanbieder", required=False, help_text="Leeg laten: voor alle aanbieders.")
    onderwerp = tekstveld("Onderwerp", "In een paar woorden.", 120)
    lijn = tekstveld("De lijn", "Wat iedereen in de regio zegt en doet.", 1000, rijen=3)
    toets = forms.ChoiceField(
        label="Hoe is een afwijking te zien?",
        required=False,
        choices=Lijn.Toets.choices,
        help_text="Het programma kijkt in de toewijzingen en telt per gemeente.",
    )
    code = forms.RegexField(
        r"^[0-9A-Z]{5}$", label="Alleen dit product", required=False, help_text="Productcode van vijf tekens. Mag leeg."
    )
    vanaf = dagveld("Vanaf", "De eerste dag waarop de lijn geldt.")
    tot_en_met = dagveld("Tot en met", "De laatste dag. Mag leeg.", nodig=False)
    bron = tekstveld("Bron", "Het besluit, met datum.", 200)

    def clean(self) -> dict[str, object]:
        """A check needs what it looks at."""
        data = super().clean()
        if data.get("toets") == Lijn.Toets.STOP and not data.get("aanbieder"):
            self.add_error("aanbieder", "Kies voor welke aanbieder er geen nieuwe toewijzingen zijn.")
        if data.get("toets") == Lijn.Toets.CONTRACT and (data.get("aanbieder") or data.get("code")):
            self.add_error("toets", "Deze toets geldt voor alle aanbieders en producten. Laat die leeg.")
        return data


@vraagt(Recht.CONTRACTBEHEER_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def lijnen(request: HttpRequest) -> HttpResponse:
    """Lines that hold today and what goes against them; a POST adds a line."""
    wie, now = machtiging(request), timezone.now()
    today = timezone.localdate(now)
    form, fault = Lijnformulier(request.POST or None, initial={"vanaf": today}), ""
    form.kies("aanbieder", [("", "Alle aanbieders"), *Namen().aanbiederkeuzes])
    if request.method == "POST":
        eis(wie, Recht.CONTRACTEN_BEHEREN)
        if form.is_valid():
            try:
                actions.leg_vast([form.rij(Lijn)], on_behalf_of=wie)
            except actions.NietVastTeLeggen as refusal:
                fault = str(refusal)
            else:
                messages.success(request, "De lijn is vastgelegd.")
                return redirect("lijnen")
    mag = wie.mag(Recht.CONTRACTEN_BEHEREN)
    parts: tuple[Deel, ...] = (
        Deel("Lijnen die nu gelden", tabel=lijnentabel(queries.lijnen(today, on_behalf_of=wie))),
        Deel(
            "Afwijkingen in de toewijzingen",
            (
                (
                    "Toewijzingen die zijn vastgesteld terwijl de lijn gold. Kleine aantallen van andere gemeenten "
                    "staan er niet, wel dat ze er zijn."
                ),
            ),
            tabel=_deviations(queries.afwijkingen(today + EEN_DAG, on_behalf_of=wie), mag=mag),
        ),
    )
    if mag:
        parts += (Deel("Een lijn vastleggen", formulier=form, doe="lijn"),)
    page = Blad(
        "Regionale lijnen",
        "Eén stem naar aanbieders: wat we zeggen, en waar een gemeente anders doet.",
        parts,
        fout=fault,
    )
    return toon(request, page, pad("Lijnen"), fout=bool(form.errors))


def lijnentabel(found: Sequence[Lijn]) -> Tabel:
    """Lines to take, as rows."""
    names = Namen()

    def period(one: Lijn) -> str:
        return periode_kort(one.geldig.lower, one.geldig.upper)

    return Tabel(
        "Lijnen",
        (Kolom("Onderwerp"), Kolom("Aanbieder"), Kolom("De lijn"), Kolom("Geldt"), Kolom("Bron")),
        tuple(
            (
                Cel(one.onderwerp, onder=one.get_toets_display()),
                names.link(one.aanbieder),
                one.lijn,
                period(one),
                one.bron,
            )
            for one in found
        ),
        leeg="Er is geen regionale lijn vastgelegd die nu geldt.",
        bijschrift_zichtbaar=False,
    )


def _deviations(found: Sequence[Afwijking], *, mag: bool) -> Tabel:
    names = Namen()

    def case(one: Afwijking) -> Cel | str:
        subject = f"{names.gemeente(one.gemeente)} wijkt af: {one.onderwerp}"[:120]
        url = f"{reverse('zaak-nieuw', args=['afwijking'])}?onderwerp={subject}&aanbieder={one.aanbieder}"
        return Cel("Open een zaak", url=url) if mag else ""

    return Tabel(
        "Afwijkingen",
        (Kolom("Gemeente"), Kolom("Lijn"), Kolom("Aanbieder"), Kolom("Toewijzingen", "getal"), Kolom("Doen")),
        tuple(
            (
                names.gemeente(one.gemeente),
                one.onderwerp,
                names.link(one.aanbieder),
                "minder dan 10" if one.aantal is None else getal(one.aantal),
                case(one),
            )
            for one in found
        ),
        leeg="Geen enkele gemeente wijkt af van een lijn die in de toewijzingen te zien is.",
        bijschrift_zichtbaar=False,
    )
