# SPDX-License-Identifier: EUPL-1.2
"""Complaints and calamities: their work list, one of them with its protocol, and opening one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.contractbeheer.pages.opmaak import Blad, Deel, Namen, Rijformulier, tekstveld, tijd, toon
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.rechtsbescherming import actions, queries
from jeugdregio.rechtsbescherming.models import Regelproef
from jeugdregio.rechtsbescherming.pages.kind import jeugdige, naam_van, open_dossier
from jeugdregio.rechtsbescherming.values import Afloop, Meldingregel, Meldingsoort, NieuweMelding, Protocolregel

BOVEN = "Rechten"
GEEN_NUMMER = "Geen burgerservicenummer."
KLACHTEN = (Meldingsoort.KLACHT, Meldingsoort.KLACHT_AANBIEDER)
WAT = {
    Meldingsoort.KLACHT: "Over hoe de gemeente of een medewerker zich gedroeg. Eerst een gesprek, dan pas "
    "formeel. Oordeel binnen "
    "zes weken, tien met een commissie, en hoogstens vier weken later (Awb 9:11).",
    Meldingsoort.KLACHT_AANBIEDER: "Over hoe een aanbieder of hulpverlener zich gedroeg. Eerst een gesprek; "
    "daarna behandelt de "
    "klachtencommissie van de aanbieder de klacht (Jeugdwet 4.2.1).",
    Meldingsoort.CALAMITEIT: "Een calamiteit of geweld. De aanbieder of GI meldt onverwijld aan de inspectie "
    "(Jeugdwet 4.1.8); de "
    "gemeente zet hier de stappen.",
}


class Nieuwformulier(Rijformulier):
    """A new complaint or calamity; fields that its kind does not have are left out."""

    onderwerp = tekstveld("Onderwerp", f"In een paar woorden. {GEEN_NUMMER}", 120)
    toelichting = tekstveld("Wat is er gebeurd?", GEEN_NUMMER, 2000, rijen=5)
    melder = tekstveld("Wie klaagt of meldt?", "Naam. Leeg als die persoon niet genoemd wil worden.", 120, nodig=False)
    aanbieder = forms.ChoiceField(label="Aanbieder", help_text="Over welke aanbieder het gaat.")
    commissie = forms.BooleanField(
        label="Een commissie behandelt de klacht",
        required=False,
        help_text="Dan is de termijn tien weken in plaats van zes.",
    )
    besloten = forms.BooleanField(
        label="Alleen voor wie afgeschermde dossiers doet",
        required=False,
        help_text="Kan alleen wie zelf afgeschermde dossiers mag zien.",
    )

    def __init__(self, *args: Any, soort: Meldingsoort, wie: Machtiging, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if soort is not Meldingsoort.KLACHT:
            del self.fields["commissie"]
        if soort is Meldingsoort.KLACHT:
            del self.fields["aanbieder"]
        else:
            needed = soort is Meldingsoort.KLACHT_AANBIEDER
            self.fields["aanbieder"].required = needed
            self.kies("aanbieder", [*([] if needed else [("", "Geen in het bijzonder")]), *Namen().aanbiederkeuzes])
        if not wie.geheim:
            del self.fields["besloten"]


class Stapformulier(Rijformulier):
    """A step that was taken."""

    code = forms.ChoiceField(label="Stap", help_text="Een stap die iets anders eist, kan pas daarna.")
    op = forms.DateTimeField(
        label="Wanneer gebeurde het?",
        help_text="Dag en tijd, in het verleden of nu.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )
    tekst = tekstveld("Wat is er gedaan of besloten?", GEEN_NUMMER, 1000, rijen=3)
    afloop = forms.ChoiceField(
        label="Hoe liep het af?", required=False, choices=Afloop.choices, help_text="Alleen bij een stap die afsluit."
    )


class Lesformulier(ZonderBsn):
    """What was learnt, and the rule that would have prevented it."""

    geleerd = tekstveld("Wat is er geleerd?", "Zonder namen: andere gemeenten lezen dit mee.", 1000, rijen=3)
    regel = tekstveld(
        "Welke regel had dit voorkomen?", "Leeg als er geen nieuwe regel nodig is.", 300, nodig=False, rijen=2
    )
    voorkomen = tekstveld(
        "Waarom had die regel het voorkomen, of waarom is er geen nodig?",
        "Wees eerlijk: vaak lag het niet aan regels.",
        500,
        rijen=2,
    )
    uren_per_jaar = forms.IntegerField(
        label="Uren per jaar die de regel kost",
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text="Alle gezinnen en hulpverleners samen. Nodig als u een regel voorstelt.",
    )


@vraagt(Recht.KLACHTEN)
@require_http_methods(["GET", "HEAD"])
def klachten(request: HttpRequest) -> HttpResponse:
    """The complaints of this municipality."""
    intro = "Een klacht begint met een gesprek. Lost dat het niet op, dan volgt een oordeel binnen de termijn."
    new = [(str(one.label), reverse("melding-nieuw", args=[one.value])) for one in KLACHTEN]
    return _list(request, "Klachten", intro, [one.value for one in KLACHTEN], new)


@vraagt(Recht.KLACHTEN)
@require_http_methods(["GET", "HEAD"])
def calamiteiten(request: HttpRequest) -> HttpResponse:
    """The calamities of this municipality."""
    intro = "Wat er misging, welke stappen er zijn gezet, en wat ervan is geleerd."
    kind = Meldingsoort.CALAMITEIT
    new = [(str(kind.label), reverse("melding-nieuw", args=[kind.value]))]
    return _list(request, "Calamiteiten", intro, [kind.value], new)


def _list(
    request: HttpRequest, titel: str, inleiding: str, soorten: list[str], nieuw_: list[tuple[str, str]]
) -> HttpResponse:
    wie, now = machtiging(request), timezone.now()
    today = timezone.localdate(now)
    found = queries.meldingen(soorten, on_behalf_of=wie)
    late = {case.nummer for case, step in queries.open_stappen(on_behalf_of=wie) if step.te_laat(now, today)}
    names = Namen()

    def seen(shown: Sequence[Meldingregel]) -> None:
        gelezen(request, {one.persoon for one in shown if one.persoon})

    sheet = Lijst(
        titel,
        (
            Veld(
                "onderwerp",
                "Onderwerp",
                lambda one: one.onderwerp,
                cel=lambda one: Cel(one.onderwerp, url=reverse("melding", args=[one.nummer]), onder=one.soortnaam),
            ),
            Veld("aanbieder", "Aanbieder", lambda one: names.aanbieder(one.aanbieder) if one.aanbieder else ""),
            Veld("ontvangen", "Ontvangen", lambda one: one.ontvangen_op, "moment"),
            Veld("stand", "Stand", lambda one: stand(one, late).tekst, cel=lambda one: stand(one, late)),
        ),
        found,
        bestand=titel.lower(),
        leeg="Er is er geen die u mag zien. Leg er een vast onderaan deze pagina.",
        bijschrift_zichtbaar=False,
        toont=seen,
    )
    if file := sheet.als_bestand(request):
        return file
    running = sum(one.is_open for one in found)
    over = sum(one.nummer in late for one in found)
    page = Blad(
        titel,
        inleiding,
        (
            Deel(lijst=sheet.blad(request)),
            Deel("Vastleggen", ("Gaat het over een kind? Begin dan op de pagina van dat kind.",), links=tuple(nieuw_)),
        ),
        BOVEN,
        cijfers=(
            Kerncijfer("Lopend", getal(running)),
            Kerncijfer("Met een stap die te laat is", getal(over), toon="negatief" if over else "positief"),
        ),
    )
    return toon(request, page)


def stand(one: Meldingregel, late: set[int]) -> Cel:
    """How it stands."""
    if not one.is_open:
        return Cel(str(Afloop(one.afloop).label), toon="neutraal")
    return Cel("Stap te laat", toon="negatief") if one.nummer in late else Cel("Loopt", toon="info")


@vraagt(Recht.KLACHTEN)
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, soort: str, kind: int | None = None) -> HttpResponse:
    """Open one of this kind, about this child or about none in particular."""
    if soort not in Meldingsoort.values:
        raise Http404("Deze soort is er niet.")
    wie, what = machtiging(request), Meldingsoort(soort)
    child = jeugdige(kind, wie) if kind is not None else None
    if child is not None and (first := open_dossier(request, wie, child.persoon, kind)) is not None:
        return first
    form, fault = Nieuwformulier(request.POST or None, soort=what, wie=wie), ""
    if request.method == "POST" and form.is_valid():
        asked = NieuweMelding(soort=soort, persoon=child.persoon if child else "", kind=kind, **form.cleaned_data)
        try:
            number = actions.open_melding(
                asked, moment=timezone.now(), door=request.user.get_username(), on_behalf_of=wie
            )
        except actions.NietVastTeLeggen as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Vastgelegd. Zet nu de eerste stap.")
            return redirect("melding", nummer=number)
    about = f" Over {child.naam}." if child else ""
    page = Blad(
        f"Nieuw: {str(what.label).lower()}",
        WAT[what] + about,
        (Deel(formulier=form, doe="nieuw", knop="Leg vast"),),
        BOVEN,
        fout=fault,
    )
    return toon(request, page, (_terug(what), Kruimel("Nieuw")), fout=bool(form.errors))


@vraagt(Recht.KLACHTEN)
@require_http_methods(["GET", "HEAD", "POST"])
def melding(request: HttpRequest, nummer: int) -> HttpResponse:
    """One of them; a POST takes a step, or says what was learnt."""
    wie, now = machtiging(request), timezone.now()
    found = queries.melding(nummer, on_behalf_of=wie)
    if found is None:
        raise Http404("Deze melding is er niet, of niet voor u.")
    case, taken, left = found
    if (first := open_dossier(request, wie, case.persoon, case.kind)) is not None:
        return first
    do, fault = request.POST.get("doe", ""), ""
    form = Stapformulier(request.POST if do == "stap" else None, initial={"op": timezone.localtime(now)})
    form.kies("code", [(one.code, one.naam) for one in (*left, *taken)])
    lesson = Lesformulier(request.POST if do == "les" else None)
    asked = {"stap": form, "les": lesson}.get(do)
    if request.method == "POST" and asked is not None and asked.is_valid():
        try:
            _do(do, nummer, asked.cleaned_data, request.user.get_username(), wie)
        except actions.NietVastTeLeggen as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Vastgelegd.")
            return redirect("melding", nummer=nummer)
    parts = [Deel("Gezette stappen", tabel=_taken(taken))]
    if case.is_open:
        parts.append(Deel("Nog te doen", tabel=_left(left, now)))
        parts.append(Deel("Een stap zetten", formulier=form, doe="stap", knop="Zet deze stap"))
    if case.soort == Meldingsoort.CALAMITEIT:
        rules = queries.regelproeven(on_behalf_of=wie, melding_nr=nummer, gemeente=wie.gemeente)
        parts.append(Deel("Geleerd", tabel=_learnt(rules)))
        parts.append(Deel("Opschrijven wat is geleerd", (LES,), formulier=lesson, doe="les", knop="Leg vast"))
    page = Blad(
        case.onderwerp,
        case.toelichting,
        tuple(parts),
        case.soortnaam,
        feiten=_facts(case, naam_van(case.kind, wie), wie),
        fout=fault,
    )
    trail = (_terug(Meldingsoort(case.soort)), Kruimel(case.onderwerp))
    return toon(request, page, trail, fout=bool(form.errors or lesson.errors))


LES = (
    "Een calamiteit roept vaak om een nieuwe regel. Schrijf daarom op wat die regel had voorkomen en hoeveel "
    "uren per jaar hij kost. Na een "
    "jaar kijkt u of hij hielp; zo niet, dan trekt u hem in."
)


def _do(do: str, nummer: int, data: dict[str, Any], door: str, wie: Machtiging) -> None:
    if do == "les":
        actions.stel_regel_voor(nummer, **data, dag=timezone.localdate(), door=door, on_behalf_of=wie)
        return
    actions.zet_stap(
        nummer,
        data["code"],
        tekst=data["tekst"],
        afloop=data["afloop"],
        moment=data["op"],
        door=door,
        on_behalf_of=wie,
    )


def _facts(case: Meldingregel, naam: str, wie: Machtiging) -> tuple[tuple[str, str, str], ...]:
    found = [
        ("Jeugdige", naam, reverse("kind", args=[wie.gemeente, case.kind]) if naam else ""),
        ("Van", case.melder or "iemand die niet genoemd wil worden", ""),
        ("Over aanbieder", Namen().aanbieder(case.aanbieder) if case.aanbieder else "", ""),
        ("Ontvangen", tijd(case.ontvangen_op), ""),
        ("Behandeling", "met een commissie" if case.commissie else "", ""),
        ("Wie mag dit zien", "alleen wie afgeschermde dossiers doet" if case.besloten else "", ""),
        ("Afloop", str(Afloop(case.afloop).label), ""),
        ("Vastgelegd door", case.door, ""),
    ]
    return tuple(fact for fact in found if fact[1])


def _taken(taken: Sequence[Protocolregel]) -> Tabel:
    return Tabel(
        "Gezette stappen",
        (Kolom("Stap"), Kolom("Wanneer", "dag"), Kolom("Wat")),
        tuple((Cel(one.naam, onder=f"vastgelegd door {one.door}"), tijd(one.moment), one.tekst) for one in taken),
        leeg="Er is nog geen stap gezet. Kies hieronder de eerste.",
        bijschrift_zichtbaar=False,
    )


def _left(left: Sequence[Protocolregel], now: datetime) -> Tabel:
    names = {one.code: one.naam for one in left}
    today = timezone.localdate(now)

    def due(one: Protocolregel) -> Cel | str:
        if one.uiterlijk is None and one.uiterlijk_dag is None:
            return "geen termijn die loopt"
        text = tijd(one.uiterlijk) if one.uiterlijk else dag_kort(one.uiterlijk_dag)  # type: ignore[arg-type]
        late = one.te_laat(now, today)
        return Cel(text, toon="negatief" if late else "info", onder="te laat" if late else "")

    return Tabel(
        "Nog te doen",
        (Kolom("Stap"), Kolom("Wie"), Kolom("Uiterlijk"), Kolom("Kan het al?"), Kolom("Bron")),
        tuple(
            (
                Cel(one.naam, onder="sluit af" if one.sluit else ""),
                one.wie,
                due(one),
                f"eerst: {names[one.eist].lower()}" if one.eist in names else "kan nu",
                Cel(one.bron, onder=f"zekerheid {one.zekerheid}"),
            )
            for one in left
        ),
        leeg="Alle stappen zijn gezet.",
        bijschrift_zichtbaar=False,
    )


def _learnt(rules: Sequence[Regelproef]) -> Tabel:
    return Tabel(
        "Geleerd",
        (Kolom("Geleerd"), Kolom("Regel"), Kolom("Uren per jaar", "getal"), Kolom("Stand")),
        tuple(
            (
                Cel(one.geleerd, url=reverse("regelproef", args=[one.pk])),
                one.regel or "geen nieuwe regel",
                getal(one.uren_per_jaar) if one.uren_per_jaar else "",
                str(one.get_stand_display()),
            )
            for one in rules
        ),
        leeg="Er is nog niets opgeschreven. Afsluiten kan pas daarna.",
        bijschrift_zichtbaar=False,
    )


def _terug(soort: Meldingsoort) -> Kruimel:
    if soort is Meldingsoort.CALAMITEIT:
        return Kruimel("Calamiteiten", reverse("calamiteiten"))
    return Kruimel("Klachten", reverse("klachten"))
