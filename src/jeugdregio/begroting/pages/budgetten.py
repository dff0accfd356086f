# SPDX-License-Identifier: EUPL-1.2
"""The versions of budgets, and one version with its parts, where a spreadsheet of parts becomes a proposal (S68)."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.begroting import queries
from jeugdregio.begroting.inlezen import BLAD, lees_delen
from jeugdregio.begroting.values import Budgetdeel, Budgetversie, Circulairegegevens
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components import inleespagina
from jeugdregio.components.blad import Blad, Deel, tekstveld, toon
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.inlezen import Rijfout
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.templatetags.componenten import cent, datum
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import eis, machtiging, vraagt
from jeugdregio.gebruikers.vier_ogen import stel_voor
from jeugdregio.regio import queries as regio

NIET_VERDEELD = "Niet verdeeld"
SOORT = "budgetverdeling"
LEEG = "Er is nog geen budget vastgelegd. Een controller van de regio stelt een versie voor, een ander bevestigt."


class Jaarfilter(Keuzefilter):
    """Which year."""

    jaar = forms.ChoiceField(label="Jaar", help_text="Het jaar waarvoor het budget is.")


class Verdeelformulier(ZonderBsn):
    """Why a version is divided like this."""

    reden = tekstveld("Reden", "Het besluit waar deze verdeling uit volgt. De reden blijft bewaard, met uw naam.", 400)


def versie_url(one: Budgetversie) -> str:
    """Where a version is shown."""
    key = {"gemeente": one.gemeente, "jaar": one.jaar, "vanaf": one.vanaf.isoformat()}
    return f"{reverse('budgetversie')}?{urlencode(key)}"


def band(one: Budgetversie) -> str:
    """Between which amounts it lies; empty when the source does not round."""
    return f"tussen {cent(one.laag_cent)} en {cent(one.hoog_cent)}" if one.ongeveer else ""


def bedrag(one: Budgetversie) -> str:
    """The amount, as sure as its source is."""
    return f"{'ongeveer ' if one.ongeveer else ''}{cent(one.bedrag_cent)}"


@vraagt(Recht.MAANDRAPPORT_ZIEN)
@require_safe
def budgetten(request: HttpRequest) -> HttpResponse:
    """The versions of a year, newest year first; which of them counts today is said."""
    wie, today = machtiging(request), timezone.localdate()
    every = queries.alle_versies(on_behalf_of=wie)
    years = sorted({one.jaar for one in every}, reverse=True)
    best = today.year if today.year in years else next(iter(years), today.year)
    form = Jaarfilter({"jaar": str(best)} | request.GET.dict())
    form.kies("jaar", [(str(year), str(year)) for year in years or [today.year]], alle=False)
    year = int(form.gekozen().get("jaar", best))
    rows = _lijst([one for one in every if one.jaar == year], today, queries.circulaires(on_behalf_of=wie))
    if file := rows.als_bestand(request):
        return file
    links = [
        ("Wat het budget van 2015 nog kon veranderen", reverse("macrobudget")),
        ("Uitputting per segment en product", reverse("budgetverdeling")),
        ("Wanneer budgetten en plafonds op zijn", reverse("plafonds-en-budgetten")),
        ("Budget per aanbieder: het rekenmodel van het RTA", reverse("rta-model")),
        ("Overgang jeugd-ggz van 2014 naar 2015", reverse("overgang-jggz")),
    ]
    if wie.mag(Recht.BUDGET_WIJZIGEN):
        links += [
            ("Stel een versie voor", reverse("voorstel-nieuw", args=["budget"])),
            ("Leg een circulaire vast", reverse("voorstel-nieuw", args=["circulaire"])),
        ]
    page = Blad(
        "Budgetten",
        "Elk budget in versies: uit een circulaire of een eigen begroting. Op een dag geldt de versie met de laatste "
        "eerste dag. Een versie verandert niet; er komt een nieuwe.",
        (Deel(filter=form), Deel(lijst=rows.blad(request), links=tuple(links))),
    )
    return toon(request, page)


def _lijst(rows: Sequence[Budgetversie], today: date, circulars: dict[str, Circulairegegevens]) -> Lijst[Budgetversie]:
    names = regio.namen()
    newest: dict[str, date] = {}
    for one in rows:
        if one.vanaf <= today:
            newest[one.gemeente] = max(one.vanaf, newest.get(one.gemeente, one.vanaf))

    def counts(one: Budgetversie) -> str:
        if one.vanaf > today:
            return "vanaf die dag"
        return "geldt nu" if newest[one.gemeente] == one.vanaf else "eerdere versie"

    def from_where(one: Budgetversie) -> str:
        found = circulars.get(one.circulaire)
        return f"{found.naam} ({found.maand}), {found.grondslag}" if found else "eigen begroting"

    return Lijst(
        "Versies",
        (
            Veld("gemeente", "Gemeente", lambda one: names.get(one.gemeente, one.gemeente)),
            Veld("versie", "Versie", lambda one: one.naam, cel=lambda one: Cel(one.naam, url=versie_url(one))),
            Veld("vanaf", "Geldt vanaf", lambda one: one.vanaf, "dag"),
            Veld(
                "bedrag",
                "Budget",
                lambda one: one.bedrag_cent,
                "bedrag",
                cel=lambda one: Cel(bedrag(one), onder=band(one)),
            ),
            Veld("laag", "Laag", lambda one: one.laag_cent, "bedrag", alleen_bestand=True),
            Veld("hoog", "Hoog", lambda one: one.hoog_cent, "bedrag", alleen_bestand=True),
            Veld("stand", "Stand", counts),
            Veld("circulaire", "Komt uit", from_where),
            Veld("bron", "Bron", lambda one: one.bron, alleen_bestand=True),
        ),
        rows,
        bestand="budgetversies",
        leeg=LEEG,
        bijschrift_zichtbaar=False,
    )


@vraagt(Recht.MAANDRAPPORT_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def versie(request: HttpRequest) -> HttpResponse:
    """One version; `?als=xlsx` gives the file to fill in, a POST proposes what is in a filled one."""
    wie = machtiging(request)
    one = _asked(request, wie)
    if request.GET.get("als") == "sjabloon":
        return inleespagina.sjabloon("budgetdelen", [BLAD])
    parts = queries.budgetdelen(one, on_behalf_of=wie)
    form, faults, said = Verdeelformulier(request.POST or None), list[Rijfout](), ""
    if request.method == "POST":
        eis(wie, Recht.BUDGET_WIJZIGEN)
        done, faults, said = inleespagina.stel_voor_uit_bestand(
            request,
            form,
            lambda data: lees_delen(data, one.bedrag_cent, queries.producten_per_segment()),
            lambda found: _propose(one, found, form.cleaned_data["reden"], wie),
            weigert=(NietToegestaan,),
        )
        if done:
            return done
    trail = (Kruimel("Budgetten", f"{reverse('budgetten')}?jaar={one.jaar}"), Kruimel(one.naam))
    page = _page(one, parts, form if wie.mag(Recht.BUDGET_WIJZIGEN) else None, faults, said)
    return toon(request, page, trail, fout=bool(faults or form.errors))


def _asked(request: HttpRequest, wie: Machtiging) -> Budgetversie:
    asked = request.GET
    try:
        day, year = date.fromisoformat(asked.get("vanaf", "")), int(asked.get("jaar", ""))
    except ValueError:
        raise Http404("Deze versie is er niet.") from None
    code = asked.get("gemeente", "")
    known = code in regio.namen() and 0 < year < 10_000
    found = queries.versies(year, on_behalf_of=wie, gemeente=code) if known else []
    one = next((version for version in found if version.vanaf == day), None)
    if one is None:
        raise Http404("Deze versie is er niet.")
    return one


def _propose(one: Budgetversie, parts: Sequence[Budgetdeel], reden: str, wie: Machtiging) -> int:
    content = {
        "gemeente": one.gemeente,
        "jaar": one.jaar,
        "vanaf": one.vanaf.isoformat(),
        "naam": one.naam,
        "delen": [[*part.sleutel, part.bedrag_cent] for part in parts],
    }
    now = timezone.now()
    made = stel_voor(SOORT, content, recht=Recht.BUDGET_WIJZIGEN, reden=reden, moment=now, on_behalf_of=wie)
    return made.pk


def _page(
    one: Budgetversie, parts: Sequence[Budgetdeel], form: forms.Form | None, faults: Sequence[Rijfout], said: str
) -> Blad:
    place = regio.namen().get(one.gemeente, one.gemeente)
    wrong = Deel("Dit klopt niet", ("Er is niets ingelezen. Herstel deze rijen.",), tabel=inleespagina.fouten(faults))
    report = f"{reverse('budgetverdeling')}?{urlencode({'gemeente': one.gemeente})}"
    shown = Deel(
        "Verdeeld over segmenten en producten",
        tabel=_delen(parts),
        links=(("Wat hiervan is gebruikt", report),),
    )
    added = Deel(
        "Verdeel deze versie",
        ("Met bedragen, of met aandelen. Wat overblijft, staat als niet verdeeld. Een ander bevestigt.",),
        formulier=form,
        doe="verdelen",
        knop="Stel deze verdeling voor",
        bestand="Kies een bestand",
        hulp="Een .xlsx, of tekst met puntkomma's.",
        links=(("Leeg bestand met de juiste kolommen", f"{versie_url(one)}&als=sjabloon"),),
    )
    return Blad(
        f"{one.naam}, {place}",
        "Een versie verandert niet. Klopt zij niet meer, dan komt er een nieuwe met een latere eerste dag.",
        (
            *((wrong,) if faults else ()),
            shown,
            *((added, Deel("Kolommen", tabel=inleespagina.kolommen(BLAD))) if form is not None and not parts else ()),
        ),
        boven=f"Budget {one.jaar}",
        cijfers=(Kerncijfer("Budget", bedrag(one), band(one) or "zonder band"),),
        feiten=(
            ("Geldt vanaf", datum(one.vanaf), ""),
            ("Bron", one.bron, ""),
            ("Circulaire", one.circulaire or "–", ""),
        ),
        fout=said,
    )


def naam_van(part: Budgetdeel) -> str:
    """What a part is of, in words."""
    if not part.segment:
        return NIET_VERDEELD
    if part.code:
        return f"{part.categorie} {part.code}"
    if part.categorie:
        return f"{part.categorie} {codelijst('productcategorie').omschrijving(part.categorie)}"
    return "Heel het segment"


def _delen(parts: Sequence[Budgetdeel]) -> Tabel:
    heads = (Kolom("Segment"), Kolom("Deel"), Kolom("Budget", "getal"))
    rows = tuple((one.segment or NIET_VERDEELD, naam_van(one), cent(one.bedrag_cent)) for one in parts)
    foot = ("Samen", "", cent(sum(one.bedrag_cent for one in parts))) if parts else ()
    empty = "Deze versie is nog niet verdeeld."
    return Tabel("Delen", heads, rows, voet=foot, leeg=empty, bijschrift_zichtbaar=False)
