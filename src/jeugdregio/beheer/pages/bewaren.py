# SPDX-License-Identifier: EUPL-1.2
"""How long what is kept, lists of what may go, and everything about one person."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.beheer import voorstellen
from jeugdregio.beheer.pages.formulieren import MetReden, dagveld
from jeugdregio.bewaren import actions, queries
from jeugdregio.bewaren.values import PER_KLASSE, TERMIJNEN, Klasse, Lijststand, Persoonsgegevens
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kolom, Lijstblad, Tabel
from jeugdregio.core.bsn import voldoet_aan_elfproef
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.logboek.values import Resultaat
from jeugdregio.regio import queries as regio

ZIP = "application/zip"


class Lijstformulier(MetReden):
    """On which day the terms are counted."""

    peildatum = dagveld("Op welke dag?", hulp="Wat op deze dag langer is bewaard dan de termijn, komt op de lijst.")


class Persoonformulier(forms.Form):
    """Who it is about. The number goes in the form and nowhere else: in no address and no log."""

    bsn = forms.CharField(
        label="Burgerservicenummer",
        max_length=9,
        strip=True,
        help_text="Negen cijfers. Het nummer wordt niet bewaard.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_bsn(self) -> str:
        """Nine digits that pass the check."""
        text: str = self.cleaned_data["bsn"]
        if not voldoet_aan_elfproef(text):
            raise forms.ValidationError("Dit is geen geldig burgerservicenummer. Controleer de negen cijfers.")
        return text


class Langerformulier(Persoonformulier, MetReden):
    """Until when a dossier is kept longer, and why."""

    tot = dagveld("Langer bewaren tot", hulp="De eerste dag waarop het dossier weer weg mag.")


@dataclass(frozen=True)
class BewarenPagina:
    """The terms, the lists of the own organisation, and the form for a new one."""

    titel: str
    termijnen: Tabel
    lijsten: Lijstblad
    formulier: Lijstformulier | None
    fout: str


@dataclass(frozen=True)
class PersoonPagina:
    """The forms about one person; `langer` only for a municipality."""

    titel: str
    formulier: Persoonformulier
    langer: Langerformulier | None
    melding: str
    fout: str


@vraagt(Recht.VERNIETIGEN)
@require_http_methods(["GET", "HEAD", "POST"])
def bewaren(request: HttpRequest) -> HttpResponse:
    """The page; a POST makes a list and proposes to destroy what is on it."""
    wie, now = machtiging(request), timezone.now()
    form, fault = Lijstformulier(request.POST or None, initial={"peildatum": timezone.localdate(now)}), ""
    if request.method == "POST" and form.is_valid():
        try:
            number = _propose(form, wie)
        except (actions.NietTeVernietigen, NietToegestaan) as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "De lijst staat klaar. Een ander moet hem bevestigen.")
            return redirect("voorstel", nummer=number)
    found = _lists(wie)
    if file := found.als_bestand(request):
        return file
    page = BewarenPagina("Bewaren en vernietigen", _terms(), found.blad(request), form, fault)
    return render(request, "beheer/bewaren.html", {"page": page}, status=422 if fault or form.errors else 200)


@vraagt(Recht.PERSOON_UITVOEREN)
@require_http_methods(["GET", "HEAD", "POST"])
def persoon(request: HttpRequest) -> HttpResponse:
    """The forms; a POST gives everything about one person as a file, or keeps the dossier longer."""
    wie = machtiging(request)
    step = request.POST.get("doe", "")
    form = Persoonformulier(request.POST if step == "ophalen" else None)
    longer = Langerformulier(request.POST if step == "langer" else None, prefix="langer") if wie.gemeente else None
    told = fault = ""
    if form.is_valid():
        found = queries.gegevens_over(form.cleaned_data["bsn"], on_behalf_of=wie)
        gelezen(
            request,
            [] if found.leeg else [found.persoon],
            doel="inzage geven aan de persoon zelf",
            resultaat=Resultaat.NIETS if found.leeg else Resultaat.GETOOND,
        )
        if not found.leeg:
            return _file(found, wie)
        told = "Over deze persoon is hier niets bekend."
    elif longer is not None and longer.is_valid():
        try:
            told = _keep(longer, request.user.get_username(), wie)
        except actions.NietTeVernietigen as refusal:
            fault = str(refusal)
    wrong = fault or form.errors or (longer is not None and longer.errors)
    page = PersoonPagina("Alles over één persoon", form, longer, told, fault)
    return render(request, "beheer/persoon.html", {"page": page}, status=422 if wrong else 200)


def _propose(form: Lijstformulier, wie: Machtiging) -> int:
    kind = Klasse.DOSSIER if wie.gemeente else Klasse.BERICHTEN
    one = actions.maak_lijst(kind, peildatum=form.cleaned_data["peildatum"], on_behalf_of=wie)
    what = {
        "lijst": one.pk,
        "klasse": one.klasse,
        "peildatum": one.peildatum.isoformat(),
        "aantal": one.aantal,
        "sha256": one.sha256,
    }
    reason = form.cleaned_data["reden"]
    return voorstellen.stel_voor("vernietiging", what, reden=reason, moment=timezone.now(), on_behalf_of=wie).pk


def _terms() -> Tabel:
    rows = tuple(
        (
            Cel(one.naam, onder=one.wat),
            f"{one.jaren} jaar" if one.jaren else "tot ze verlopen",
            one.vanaf,
            Cel(str(one.source), onder="" if one.zeker else "De termijn van uw selectielijst kan anders zijn."),
            one.daarna,
        )
        for one in TERMIJNEN
    )
    heads = ("Wat", "Hoe lang", "Vanaf", "Grond", "Wat er blijft")
    return Tabel("Bewaartermijnen", tuple(map(Kolom, heads)), rows)


def _lists(wie: Machtiging) -> Lijst[Lijststand]:
    def took(one: Lijststand) -> str:
        return "; ".join(f"{what}: {getal(number)}" for what, number in one.stenen)

    def state(one: Lijststand) -> Cel:
        if one.uitgevoerd_op is None:
            return Cel("Niet uitgevoerd", toon="neutraal")
        return Cel(f"Vernietigd op {timezone.localtime(one.uitgevoerd_op):%d-%m-%Y}", toon="positief")

    return Lijst(
        "Lijsten",
        (
            Veld("nummer", "Lijst", lambda one: one.nummer, "getal"),
            Veld("wat", "Wat", lambda one: PER_KLASSE[one.klasse].naam),
            Veld("peildatum", "Op", lambda one: one.peildatum, "dag"),
            Veld("aantal", "Aantal", lambda one: one.aantal, "getal"),
            Veld("stand", "Stand", lambda one: one.uitgevoerd_op, "moment", cel=state),
            Veld("weg", "Vernietigd of leeggemaakt", took),
        ),
        queries.lijsten(on_behalf_of=wie),
        bestand="vernietiging",
        leeg="Er is nog geen lijst gemaakt.",
    )


def _file(found: Persoonsgegevens, wie: Machtiging) -> HttpResponse:
    now = timezone.localtime()
    place = regio.namen().get(wie.gemeente, "") if wie.gemeente else ""
    name = f"Gemeente {place}" if place else aanbieders.naam(wie.aanbieder) if wie.aanbieder else settings.REGIO_NAAM
    response = HttpResponse(queries.pak_in(found, organisatie=name, moment=now), content_type=ZIP)
    response["Content-Disposition"] = f'attachment; filename="gegevens-{now:%Y%m%d-%H%M}.zip"'
    return response


def _keep(form: Langerformulier, door: str, wie: Machtiging) -> str:
    data, now = form.cleaned_data, timezone.now()
    actions.bewaar_langer(
        data["bsn"],
        tot=data["tot"],
        reden=data["reden"],
        door=door,
        moment=now,
        peildatum=timezone.localdate(now),
        on_behalf_of=wie,
    )
    return f"Het dossier blijft in elk geval bewaard tot {data['tot']:%d-%m-%Y}."
