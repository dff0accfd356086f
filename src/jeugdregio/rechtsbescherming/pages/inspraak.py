# SPDX-License-Identifier: EUPL-1.2
"""Participation: papers, advice that was asked, what was said and what was done with it; also for everyone to read."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel
from jeugdregio.contractbeheer.pages.opmaak import Blad, Deel, Rijformulier, dagveld, tekstveld, toon
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.rechtsbescherming import actions, queries
from jeugdregio.rechtsbescherming.models import Adviesregel, Inspraakstuk
from jeugdregio.rechtsbescherming.values import Adviesgroep
from jeugdregio.regio import queries as regio

TITEL = "Inspraak"
REACTIES = [one for one in Adviesregel.Gedaan.choices if one[0]]


class Stukformulier(ZonderBsn):
    """A new paper."""

    titel = tekstveld("Titel van het stuk", "Bijvoorbeeld: Regionale visie jeugdhulp 2027-2030.", 160)
    omschrijving = tekstveld("Waar gaat het over?", "In een paar zinnen, voor iedereen te begrijpen.", 1000, rijen=3)


class Vraagformulier(ZonderBsn):
    """Ask a group for advice."""

    groep = forms.ChoiceField(
        label="Wie vraagt u?", choices=Adviesgroep.choices, help_text="Elke groep één keer per stuk."
    )
    vraag = tekstveld("Wat wilt u weten?", "Stel een open vraag.", 500, rijen=2)
    gevraagd_op = dagveld("Gevraagd op", "De dag waarop de vraag is verstuurd.")
    uiterlijk = dagveld("Antwoord uiterlijk", "Geef genoeg tijd: een raad vergadert vaak eens per maand.")


class Adviesformulier(Rijformulier):
    """A line of advice."""

    vraag = forms.TypedChoiceField(label="Op welke vraag?", coerce=int, help_text="Van welke groep het advies komt.")
    van = tekstveld("Van wie?", "Naam van de raad of organisatie, niet van een persoon.", 120)
    tekst = tekstveld("Het advies", "Eén punt per regel: dan krijgt elk punt een reactie.", 1000, rijen=3)
    ontvangen_op = dagveld("Ontvangen op", "De dag waarop het advies kwam.")


class Reactieformulier(Rijformulier):
    """The reaction to a line."""

    regel = forms.TypedChoiceField(
        label="Welk advies?", coerce=int, help_text="Adviezen zonder reactie staan bovenaan."
    )
    gedaan = forms.ChoiceField(
        label="Wat is ermee gedaan?", choices=REACTIES, help_text="Ook niet overnemen is een antwoord."
    )
    reactie = tekstveld("Reactie", "Waarom wel of niet. Iedereen kan dit lezen.", 1000, rijen=3)


@dataclass(frozen=True)
class Openbaarstuk:
    """One published paper with its lines."""

    titel: str
    omschrijving: str
    van: str
    stand: str
    tabel: Tabel


@dataclass(frozen=True)
class OpenbarePagina:
    """All that was published."""

    titel: str
    stukken: tuple[Openbaarstuk, ...]


@vraagt(Recht.INSPRAAK)
@require_http_methods(["GET", "HEAD", "POST"])
def stukken(request: HttpRequest) -> HttpResponse:
    """The papers; a POST makes one."""
    wie, names = machtiging(request), regio.namen()
    form, fault = Stukformulier(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            number = actions.maak_stuk(
                **form.cleaned_data, moment=timezone.now(), door=request.user.get_username(), on_behalf_of=wie
            )
        except actions.NietVastTeLeggen as refusal:
            fault = str(refusal)
        else:
            return redirect("inspraakstuk", nummer=number)
    table = Tabel(
        "Stukken",
        (Kolom("Stuk"), Kolom("Van"), Kolom("Adviezen", "getal"), Kolom("Zonder reactie", "getal"), Kolom("Stand")),
        tuple(
            (
                Cel(one.titel, url=reverse("inspraakstuk", args=[one.pk])),
                names.get(one.gemeente, "de regio"),
                getal(len(lines(one))),
                getal(sum(not line.gedaan for line in lines(one))),
                stand(one),
            )
            for one in queries.inspraakstukken(on_behalf_of=wie)
        ),
        leeg="Er is nog geen stuk. Maak er hieronder een, en vraag daarna advies.",
        bijschrift_zichtbaar=False,
    )
    page = Blad(
        TITEL,
        "Wat is gevraagd, wat is geantwoord en wat ermee is gedaan. Een stuk gaat pas naar de raad als elk "
        "advies een reactie heeft.",
        (Deel(tabel=table), Deel("Een stuk beginnen", formulier=form, doe="nieuw", knop="Begin")),
        "Rechten",
        fout=fault,
    )
    return toon(request, page, fout=bool(form.errors))


@vraagt(Recht.INSPRAAK)
@require_http_methods(["GET", "HEAD", "POST"])
def stuk(request: HttpRequest, nummer: int) -> HttpResponse:
    """One paper; a POST asks advice, keeps a line, reacts, publishes, or sends it to the council."""
    wie = machtiging(request)
    one = queries.inspraakstuk(nummer, on_behalf_of=wie)
    if one is None:
        raise Http404("Dit stuk is er niet.")
    do, fault = request.POST.get("doe", ""), ""
    offered = _forms(request, do, one, wie)
    form = offered.get(do)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            _do(do, nummer, form.cleaned_data, wie)
        except actions.NietVastTeLeggen as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Vastgelegd.")
            return redirect("inspraakstuk", nummer=nummer)
    parts = [Deel("Adviezen en reacties", tabel=_table(one))]
    parts += [Deel(TITELS[key][0], formulier=each, doe=key, knop=TITELS[key][1]) for key, each in offered.items()]
    asked = ", ".join(str(Adviesgroep(each.groep).label).split(":")[0].lower() for each in one.vragen.all())
    facts = (
        ("Van", regio.namen().get(one.gemeente, "de regio"), ""),
        ("Advies gevraagd aan", asked or "nog niemand: vraag cliënten en zorgorganisaties", ""),
        ("Stand", stand(one).tekst, reverse("openbaar-inspraak") if one.gepubliceerd_op else ""),
    )
    page = Blad(one.titel, one.omschrijving, tuple(parts), TITEL, feiten=facts, fout=fault)
    trail = (Kruimel(TITEL, reverse("inspraak")), Kruimel(one.titel))
    return toon(request, page, trail, fout=any(each.errors for each in offered.values()))


TITELS = {
    "vraag": ("Advies vragen", "Leg de vraag vast"),
    "advies": ("Een advies vastleggen", "Leg het advies vast"),
    "reactie": ("Reageren", "Leg de reactie vast"),
    "publiceer": ("Publiceren", "Maak openbaar"),
    "raad": ("Naar de raad", "Stuur naar de raad"),
}


def _forms(request: HttpRequest, do: str, one: Inspraakstuk, wie: Machtiging) -> dict[str, forms.Form]:
    """What can be done with it now; nothing for whom it is not of, and after it went to the council."""
    if one.gemeente != wie.gemeente or one.naar_de_raad_op is not None:
        return {}
    today = timezone.localdate()

    def data(key: str) -> QueryDict | None:
        return request.POST if do == key and request.method == "POST" else None

    found: dict[str, forms.Form] = {}
    asked = list(one.vragen.all())
    if len(asked) < len(Adviesgroep.values):
        found["vraag"] = Vraagformulier(data("vraag"), initial={"gevraagd_op": today})
    if asked:
        line = Adviesformulier(data("advies"), initial={"ontvangen_op": today})
        line.kies("vraag", [(str(each.pk), str(Adviesgroep(each.groep).label)) for each in asked])
        found["advies"] = line
    there = sorted(lines(one), key=lambda each: (bool(each.gedaan), each.pk))
    if there:
        answer = Reactieformulier(data("reactie"))
        answer.kies("regel", [(str(each.pk), f"{each.van}: {each.tekst[:80]}") for each in there])
        found["reactie"] = answer
        found["publiceer" if one.gepubliceerd_op is None else "raad"] = forms.Form(data("publiceer") or data("raad"))
    return found


def _do(do: str, nummer: int, data: dict[str, object], wie: Machtiging) -> None:
    today = timezone.localdate()
    match do:
        case "vraag":
            actions.vraag_advies(nummer, **data, on_behalf_of=wie)  # type: ignore[arg-type]
        case "advies":
            actions.leg_advies_vast(**data, on_behalf_of=wie)  # type: ignore[arg-type]
        case "reactie":
            actions.reageer(**data, dag=today, on_behalf_of=wie)  # type: ignore[arg-type]
        case "publiceer":
            actions.publiceer(nummer, moment=timezone.now(), on_behalf_of=wie)
        case "raad":
            actions.naar_de_raad(nummer, dag=today, on_behalf_of=wie)


@login_not_required
@require_safe
def openbaar(request: HttpRequest) -> HttpResponse:
    """What anyone can read: who was asked, what they said, and what was done with it."""
    names = regio.namen()
    page = OpenbarePagina(
        "Inspraak over jeugdhulp",
        tuple(
            Openbaarstuk(one.titel, one.omschrijving, names.get(one.gemeente, "de regio"), _woorden(one), _table(one))
            for one in queries.openbare_stukken()
        ),
    )
    return render(request, "rechtsbescherming/openbaar.html", {"page": page})


def _woorden(one: Inspraakstuk) -> str:
    if one.naar_de_raad_op:
        return f"Naar de raad gestuurd op {dag_kort(one.naar_de_raad_op)}."
    return "Nog niet naar de raad."


def lines(one: Inspraakstuk) -> list[Adviesregel]:
    """Every line of advice on a paper."""
    return [line for asked in one.vragen.all() for line in asked.regels.all()]


def stand(one: Inspraakstuk) -> Cel:
    """How a paper stands."""
    if one.naar_de_raad_op:
        return Cel(f"Naar de raad op {dag_kort(one.naar_de_raad_op)}", toon="positief")
    if one.gepubliceerd_op:
        return Cel("Openbaar", toon="info")
    return Cel("In bewerking", toon="neutraal")


def _table(one: Inspraakstuk) -> Tabel:
    def reaction(line: Adviesregel) -> Cel | str:
        if not line.gedaan:
            return Cel("Nog geen reactie", toon="waarschuwing")
        return Cel(line.reactie, onder=_op(line.gereageerd_op))

    groups = {each.pk: str(Adviesgroep(each.groep).label).split(":")[0] for each in one.vragen.all()}
    return Tabel(
        f"Adviezen over {one.titel}",
        (Kolom("Van"), Kolom("Advies"), Kolom("Wat ermee is gedaan"), Kolom("Reactie")),
        tuple(
            (
                Cel(line.van, onder=groups[line.vraag_id]),
                Cel(line.tekst, onder=_op(line.ontvangen_op)),
                str(line.get_gedaan_display()),
                reaction(line),
            )
            for line in lines(one)
        ),
        leeg="Er is nog geen advies. Leg vast wat er binnenkomt, ook dat er niets kwam.",
        bijschrift_zichtbaar=False,
    )


def _op(day: date | None) -> str:
    return dag_kort(day) if day else ""
