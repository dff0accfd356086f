# SPDX-License-Identifier: EUPL-1.2
"""Cases: a list, one case with its protocol, and opening one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.contractbeheer import actions, queries
from jeugdregio.contractbeheer.models.zaak import Kring, Uitkomst, Zaaksoort
from jeugdregio.contractbeheer.pages.opmaak import (
    KRINGKEUZES,
    REGIO,
    SOORTKEUZES,
    TOON_VAN_UITKOMST,
    UITKOMSTEN,
    Blad,
    Deel,
    Namen,
    Rijformulier,
    dagveld,
    geopend,
    pad,
    stand_van,
    tekstveld,
    tijd,
    toon,
)
from jeugdregio.contractbeheer.values import Stapregel, Zaakregel
from jeugdregio.contracten import queries as contracten
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import eis, machtiging, vraagt
from jeugdregio.inkoop import queries as inkoop

INGEDIEND = "ingediend"
BEWIJS = "Het oordeel telt dan mee in het voorstel voor de looptijd: aantoonbaar, twijfelachtig of niet."
GEEN_KIND = "Schrijf geen naam of burgerservicenummer van een kind op."
BIJ_EEN_CONTRACT = {Zaaksoort.AFSPRAAK, Zaaksoort.TRANSFORMATIE, Zaaksoort.PLAFOND}
ZONDER_AANBIEDER = {Zaaksoort.BELEMMERING, Zaaksoort.AFWIJKING}
WAT = {
    Zaaksoort.AFSPRAAK: "Een afspraak in een contract: bewijs, oordeel en gevolg komen er met datum onder te staan.",
    Zaaksoort.TRANSFORMATIE: "Een plan van de aanbieder. Het oordeel telt mee voor de looptijd van het contract.",
    Zaaksoort.GESPREK: "Een gesprek met een aanbieder, met de dag waarop het uiterlijk is.",
    Zaaksoort.PLAFOND: "Een plafond komt in zicht: waarschuwing, gesprek en maatregelen met hun termijnen.",
    Zaaksoort.KLACHT: "Een klacht of geschil van een aanbieder. Eerst een gesprek, dan pas een formele stap.",
    Zaaksoort.ESCALATIE: "Geldproblemen of zorgen over kwaliteit. Eén wethouder is bij toerbeurt aanspreekpunt.",
    Zaaksoort.AFWIJKING: "Een gemeente houdt zich niet aan een regionale lijn.",
    Zaaksoort.BELEMMERING: "Wat in de weg zit om over voormalige sectoren of onderwijs heen te werken.",
}


class Zaakfilter(Keuzefilter):
    """Which cases are looked at."""

    soort = forms.ChoiceField(label="Soort", required=False, choices=SOORTKEUZES, help_text="Leeg laten: alle soorten.")
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[("", "Alle"), ("open", "Open"), ("gesloten", "Gesloten")],
        help_text="Gesloten zaken blijven staan.",
    )


class Zaakformulier(Rijformulier):
    """A new case; fields that its kind does not have are left out."""

    aanbieder = forms.ChoiceField(label="Aanbieder", help_text="Over wie het gaat.")
    contract = forms.ChoiceField(label="Contract", help_text="Onder welk contract de afspraak valt.")
    gemeente = forms.ChoiceField(label="Gemeente", required=False, help_text="Om welke gemeente het gaat.")
    onderwerp = tekstveld("Onderwerp", f"In een paar woorden. {GEEN_KIND}", 120)
    toelichting = tekstveld("Toelichting", GEEN_KIND, 1000, nodig=False, rijen=3)
    uiterlijk = dagveld("Uiterlijk", "De laatste dag om de afspraak na te komen. Mag leeg.", nodig=False)
    kring = forms.ChoiceField(label="Wie mag dit zien?", choices=KRINGKEUZES, help_text="U kunt dit later wijzigen.")
    bron = tekstveld("Bron", "Waar het is afgesproken of gemeld, met datum.", 200)

    def __init__(self, *args: Any, soort: Zaaksoort, wie: Machtiging, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = Namen()
        if soort in BIJ_EEN_CONTRACT:
            del self.fields["aanbieder"]
            agreed = contracten.contracten(REGIO, on_behalf_of=wie)
            self.kies("contract", [(one.nummer, f"{names.aanbieder(one.aanbieder)}, {one.nummer}") for one in agreed])
            self._van = {one.nummer: one.aanbieder for one in agreed}
        else:
            del self.fields["contract"]
            self._van = {}
            field = self.fields["aanbieder"]
            field.required = soort not in ZONDER_AANBIEDER
            empty = [] if field.required else [("", "Geen aanbieder in het bijzonder")]
            self.kies("aanbieder", [*empty, *names.aanbiederkeuzes])
        if soort in {Zaaksoort.AFWIJKING, Zaaksoort.KLACHT}:
            self.fields["gemeente"].required = soort is Zaaksoort.AFWIJKING
            self.kies("gemeente", [("", "Geen"), *names.gemeentekeuzes])
        else:
            del self.fields["gemeente"]

    def zaak(self, soort: str) -> actions.NieuweZaak:
        """What is asked to open."""
        data = self.cleaned_data
        number = data.get("contract", "")
        return actions.NieuweZaak(
            soort=soort,
            kring=data["kring"],
            onderwerp=data["onderwerp"],
            bron=data["bron"],
            aanbieder=self._van[number] if number else data.get("aanbieder", ""),
            contract=number,
            gemeente=data.get("gemeente", ""),
            toelichting=data["toelichting"],
            uiterlijk=data["uiterlijk"],
        )


class Stapformulier(Rijformulier):
    """A step that was taken."""

    code = forms.ChoiceField(label="Stap", help_text="Een stap die iets anders eist, kan pas daarna.")
    op = forms.DateTimeField(
        label="Wanneer gebeurde het?",
        help_text="Dag en tijd, in het verleden of nu.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )
    tekst = tekstveld("Wat is er gedaan of besloten?", GEEN_KIND, 1000, rijen=3)
    uitkomst = forms.ChoiceField(
        label="Oordeel", required=False, choices=Uitkomst.choices, help_text="Alleen bij de stap Oordeel."
    )


class Bewijsformulier(Rijformulier):
    """The application in which a judgement counts."""

    aanvraag = forms.TypedChoiceField(
        label="Aanvraag", coerce=int, help_text="Aanvragen van deze aanbieder waarover nog niet is besloten."
    )


class Kringformulier(ZonderBsn):
    """Who may see the case."""

    kring = forms.ChoiceField(
        label="Wie mag dit zien?", choices=Kring.choices, help_text="Geldt ook voor alle stappen die al zijn gezet."
    )


@vraagt(Recht.CONTRACTBEHEER_ZIEN)
@require_http_methods(["GET", "HEAD"])
def zaken(request: HttpRequest) -> HttpResponse:
    """The cases that the asker may see."""
    wie = machtiging(request)
    chosen = Zaakfilter(request.GET)
    chosen.kies("soort", SOORTKEUZES)
    asked = chosen.gekozen()
    found = [
        one
        for one in queries.zaken(on_behalf_of=wie, soort=asked.get("soort", ""))
        if asked.get("stand", "") in ("", "open" if one.is_open else "gesloten")
    ]
    sheet = _list(found)
    if file := sheet.als_bestand(request):
        return file
    times = queries.aantal_escalaties(on_behalf_of=wie)
    new = tuple((f"{label}", reverse("zaak-nieuw", args=[kind])) for kind, label in SOORTKEUZES)
    parts: tuple[Deel, ...] = (Deel(filter=chosen), Deel(lijst=sheet.blad(request)))
    if wie.mag(Recht.CONTRACTEN_BEHEREN):
        parts += (Deel("Een zaak openen", ("Kies wat voor zaak het is.",), links=new),)
    page = Blad(
        "Zaken",
        "Afspraken, gesprekken, klachten en escalaties, elk met stappen en een datum.",
        parts,
        cijfers=(
            Kerncijfer("Open", getal(sum(one.is_open for one in found)), "in deze lijst"),
            Kerncijfer(
                "Inzet escalatieprotocol",
                getal(times),
                "voor zover u ze mag zien, ook zonder datum in de bron",
                url="?soort=escalatie",
            ),
        ),
    )
    return toon(request, page, pad("Zaken"))


def _list(found: Sequence[Zaakregel]) -> Lijst[Zaakregel]:
    names = Namen()
    return Lijst(
        "Zaken",
        (
            Veld(
                "onderwerp",
                "Onderwerp",
                lambda one: one.onderwerp,
                cel=lambda one: Cel(one.onderwerp, url=reverse("zaak", args=[one.nummer]), onder=one.soortnaam),
            ),
            Veld("soort", "Soort", lambda one: one.soortnaam, alleen_bestand=True),
            Veld("stand", "Stand", lambda one: stand_van(one).tekst, cel=stand_van),
            Veld(
                "aanbieder",
                "Aanbieder",
                lambda one: names.aanbieder(one.aanbieder) if one.aanbieder else "",
                cel=lambda one: names.link(one.aanbieder) if one.aanbieder else "",
            ),
            Veld("gemeente", "Gemeente", lambda one: names.gemeente(one.gemeente or one.aanspreekpunt)),
            Veld("geopend", "Geopend", lambda one: one.geopend_op, "moment", cel=geopend),
            Veld("uiterlijk", "Uiterlijk", lambda one: one.uiterlijk, "dag"),
        ),
        found,
        bestand="zaken",
        leeg="Er is geen zaak die u mag zien. Open er een onderaan deze pagina.",
        bijschrift_zichtbaar=False,
    )


@vraagt(Recht.CONTRACTEN_BEHEREN)
@require_http_methods(["GET", "HEAD", "POST"])
def zaak_nieuw(request: HttpRequest, soort: str) -> HttpResponse:
    """Open a case of this kind."""
    if soort not in Zaaksoort.values:
        raise Http404("Deze soort zaak is er niet.")
    wie, kind = machtiging(request), Zaaksoort(soort)
    initial = {name: request.GET[name] for name in ("aanbieder", "contract", "onderwerp") if name in request.GET}
    initial["kring"] = Kring.GEHEIM if kind is Zaaksoort.ESCALATIE else Kring.OPEN
    form, fault = Zaakformulier(request.POST or None, soort=kind, wie=wie, initial=initial), ""
    if request.method == "POST" and form.is_valid():
        door, now = request.user.get_username(), timezone.now()
        try:
            number = actions.open_zaak(form.zaak(soort), door=door, moment=now, on_behalf_of=wie)
        except actions.NietVastTeLeggen as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "De zaak is geopend.")
            return redirect("zaak", nummer=number)
    page = Blad(
        f"Nieuwe zaak: {kind.label}", WAT[kind], (Deel(formulier=form, doe="open", knop="Open de zaak"),), fout=fault
    )
    return toon(
        request, page, (*pad("")[:1], Kruimel("Zaken", reverse("zaken")), Kruimel("Nieuw")), fout=bool(form.errors)
    )


@vraagt(Recht.CONTRACTBEHEER_ZIEN, Recht.PORTAAL)
@require_http_methods(["GET", "HEAD", "POST"])
def zaak(request: HttpRequest, nummer: int) -> HttpResponse:
    """One case; a POST takes a step, or changes who may see it."""
    wie, now = machtiging(request), timezone.now()
    found = queries.zaak(nummer, on_behalf_of=wie)
    if found is None:
        raise Http404("Deze zaak is er niet, of niet voor u.")
    case, taken, left = found
    step, fault = request.POST.get("doe", ""), ""
    form = Stapformulier(request.POST if step == "stap" else None, initial={"op": timezone.localtime(now)})
    form.kies("code", [(one.code, one.naam) for one in (*left, *taken)])
    if not any(one.oordeel for one in (*left, *taken)):
        del form.fields["uitkomst"]
    circle = Kringformulier(request.POST if step == "kring" else None, initial={"kring": case.kring})
    proof = _proof(case, taken, request.POST if step == "bewijs" else None, wie)
    if request.method == "POST":
        eis(wie, Recht.CONTRACTEN_BEHEREN)
        asked = {"stap": form, "kring": circle, "bewijs": proof}.get(step)
        if asked is not None and asked.is_valid():
            try:
                _do(step, nummer, asked, request.user.get_username(), wie)
            except actions.NietVastTeLeggen as refusal:
                fault = str(refusal)
            else:
                messages.success(request, "Vastgelegd.")
                return redirect("zaak", nummer=nummer)
    parts = [Deel("Gezette stappen", tabel=_taken(taken))]
    if case.is_open:
        parts.append(Deel("Nog te doen", tabel=_left(left, now)))
    if wie.mag(Recht.CONTRACTEN_BEHEREN) and not case.historisch:
        if case.is_open:
            parts.append(Deel("Een stap zetten", formulier=form, doe="stap", knop="Zet deze stap"))
        if proof is not None:
            parts.append(Deel("Als bewijs in een aanvraag", (BEWIJS,), formulier=proof, doe="bewijs", knop="Gebruik"))
        parts.append(Deel("Wie mag dit zien", formulier=circle, doe="kring", knop="Wijzig"))
    page = Blad(case.onderwerp, case.toelichting, tuple(parts), case.soortnaam, feiten=_facts(case), fout=fault)
    trail = (*pad("")[:1], Kruimel("Zaken", reverse("zaken")), Kruimel(case.onderwerp))
    return toon(request, page, trail, fout=bool(form.errors or circle.errors))


def _proof(
    case: Zaakregel, taken: Sequence[Stapregel], data: QueryDict | None, wie: Machtiging
) -> Bewijsformulier | None:
    """The form for evidence; none without a judgement, or without an application that is not decided."""
    if not wie.mag(Recht.CONTRACTEN_BEHEREN) or not any(one.uitkomst for one in taken):
        return None
    waiting = [
        (str(one.pk), f"{one.procedure.naam}, {one.ingediend_op:%d-%m-%Y}")
        for one in inkoop.aanvragen(on_behalf_of=wie)
        if one.aanbieder == case.aanbieder and one.stand == INGEDIEND
    ]
    form = Bewijsformulier(data)
    form.kies("aanvraag", waiting)
    return form if waiting else None


def _do(step: str, nummer: int, form: forms.Form, door: str, wie: Machtiging) -> None:
    data = form.cleaned_data
    if step == "bewijs":
        actions.gebruik_als_bewijs(nummer, data["aanvraag"], moment=timezone.now(), on_behalf_of=wie)
        return
    if step == "kring":
        actions.wijzig_kring(nummer, data["kring"], on_behalf_of=wie)
        return
    actions.zet_stap(
        nummer,
        data["code"],
        tekst=data["tekst"],
        uitkomst=data.get("uitkomst", ""),
        moment=data["op"],
        door=door,
        on_behalf_of=wie,
    )


def _facts(case: Zaakregel) -> tuple[tuple[str, str, str], ...]:
    names = Namen()
    found = [
        ("Stand", stand_van(case).tekst, ""),
        ("Aanbieder", names.aanbieder(case.aanbieder), reverse("contractdossier", args=[case.aanbieder]))
        if case.aanbieder
        else ("Aanbieder", "geen in het bijzonder", ""),
        ("Contract", case.contract, ""),
        ("Gemeente", names.gemeente(case.gemeente) if case.gemeente else "", ""),
        (
            "Aanspreekpunt",
            f"wethouder van {names.gemeente(case.aanspreekpunt)}" if case.aanspreekpunt else "",
            "",
        ),
        ("Geopend", tijd(case.geopend_op) if case.geopend_op else "datum niet in de bron", ""),
        ("Uiterlijk", dag_kort(case.uiterlijk) if case.uiterlijk else "", ""),
        ("Wie mag dit zien", Kring(case.kring).label, ""),
        ("Bron", case.bron, ""),
        ("Vastgelegd door", case.door, ""),
    ]
    return tuple(one for one in found if one[1])


def _taken(taken: Sequence[Stapregel]) -> Tabel:
    def what(one: Stapregel) -> Cel:
        return Cel(one.naam, onder=f"vastgelegd door {one.door}")

    def verdict(one: Stapregel) -> Cel | str:
        return Cel(UITKOMSTEN[one.uitkomst], toon=TOON_VAN_UITKOMST[one.uitkomst]) if one.uitkomst else ""

    return Tabel(
        "Gezette stappen",
        (Kolom("Stap"), Kolom("Wanneer", "dag"), Kolom("Wat"), Kolom("Oordeel")),
        tuple((what(one), tijd(one.moment), one.tekst, verdict(one)) for one in taken),
        leeg="Er is nog geen stap gezet.",
        bijschrift_zichtbaar=False,
    )


def _left(left: Sequence[Stapregel], now: datetime) -> Tabel:
    names = {one.code: one.naam for one in left}

    def due(one: Stapregel) -> Cel | str:
        if one.uiterlijk is None:
            return "geen termijn die loopt"
        late = one.uiterlijk < now
        return Cel(tijd(one.uiterlijk), toon="negatief" if late else "info", onder="te laat" if late else "")

    def first(one: Stapregel) -> str:
        return f"eerst: {names[one.eist].lower()}" if one.eist in names else "kan nu"

    return Tabel(
        "Nog te doen",
        (Kolom("Stap"), Kolom("Wie"), Kolom("Uiterlijk"), Kolom("Kan het al?"), Kolom("Bron van de stap")),
        tuple(
            (
                Cel(one.naam, onder="sluit de zaak" if one.sluit else ""),
                one.wie,
                due(one),
                first(one),
                Cel(one.bron, onder=f"zekerheid {one.zekerheid}"),
            )
            for one in left
        ),
        leeg="Alle stappen zijn gezet.",
        bijschrift_zichtbaar=False,
    )
