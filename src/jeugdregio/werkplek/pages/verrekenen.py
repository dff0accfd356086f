# SPDX-License-Identifier: EUPL-1.2
"""
Settling between municipalities: what can be claimed back, the claims of and on the own municipality, and one of them.

Amounts are those of the lines that were paid; nobody types one (ADR 0040).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.antwoord import PDF, bestand
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import maandnaam, periode
from jeugdregio.components.templatetags.componenten import cent, datum
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Lijstblad, Tabel, Toon
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.woonplaats import actions
from jeugdregio.woonplaats import queries as woonplaats
from jeugdregio.woonplaats.values import Anders, Betaald, NietTeVorderen, Vordering, Vorderingsdeel

TITEL = "Verrekening tussen gemeenten"
STANDEN: dict[str, Toon] = {
    "voorgesteld": "waarschuwing",
    "betwist": "negatief",
    "erkend": "positief",
    "verrekend": "positief",
    "ingetrokken": "neutraal",
}
OPEN = ("voorgesteld", "betwist")
CORRECTIES = {
    "": "",
    "verlaagd": "gecrediteerd, niet meer te betalen",
    "terug": "gecrediteerd, terug te betalen",
    "terugbetaald": "gecrediteerd en terugbetaald",
}


WIE_LEEST = {
    "erken": "De collega die dit bevestigt, leest het; de andere gemeente niet.",
    "betwist": "De andere gemeente leest het bij de vordering.",
    "trek_in": "De andere gemeente leest het bij de vordering.",
}
"""Who gets to read a reason: the one of a proposal stays with it, the others stand with the claim."""


class Redenformulier(ZonderBsn):
    """Why; kept with the claim or the proposal."""

    reden = forms.CharField(
        label="Reden",
        min_length=5,
        max_length=400,
        help_text="Schrijf in één of twee zinnen waarom.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: QueryDict | None = None, *, stap: str) -> None:
        super().__init__(data, prefix=stap)
        self.fields["reden"].help_text += f" {WIE_LEEST[stap]}"


@dataclass(frozen=True)
class TeVorderen:
    """A period in which another was responsible, with what the own municipality paid in it."""

    anders: Anders
    betaald: tuple[Betaald, ...]

    @property
    def bedrag_cent(self) -> int:
        """What can be claimed."""
        return sum(line.bedrag_cent for line in self.betaald)

    @property
    def sleutel(self) -> str:
        """Which one it is, for the button."""
        return f"{self.anders.bepaling} {self.anders.van.isoformat()}"


@dataclass(frozen=True)
class VerrekenPagina:
    """The list, and what can be claimed."""

    titel: str
    cijfers: tuple[Kerncijfer, ...]
    lijst: Lijstblad
    te_vorderen: tuple[tuple[TeVorderen, str, str, str], ...]
    fout: str


@dataclass(frozen=True)
class Stap:
    """Something that can be done with a claim now: its name, what it does, and whether it asks why."""

    naam: str
    kop: str
    uitleg: str
    knop: str
    formulier: forms.Form | None


@dataclass(frozen=True)
class VorderingPagina:
    """One claim, with its lines and what can be done."""

    titel: str
    stand: Cel
    feiten: tuple[tuple[str, str], ...]
    regels: Tabel
    stappen: tuple[Stap, ...]
    brief_url: str
    fout: str


@vraagt(Recht.GEMEENTEN_VERREKENEN)
@require_http_methods(["GET", "HEAD", "POST"])
def verrekening(request: HttpRequest) -> HttpResponse:
    """The claims; a POST claims what was paid in one period."""
    wie = machtiging(request)
    open_ = te_vorderen(wie)
    fault = ""
    if request.method == "POST":
        chosen = next((one for one in open_ if one.sleutel == request.POST.get("periode")), None)
        try:
            made = _claim(request, chosen, wie)
        except NietTeVorderen as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "De vordering staat klaar. De andere gemeente ziet haar nu ook.")
            return redirect("vordering", nummer=made)
    every = woonplaats.vorderingen(on_behalf_of=wie)
    listed = _lijst(request, every, wie)
    if file := listed.als_bestand(request):
        return file
    gelezen(request, {one.anders.persoon for one in open_})
    page = VerrekenPagina(
        TITEL,
        tuple(_figures(every, open_, wie)),
        listed.blad(request),
        tuple(
            (one, woonplaats.gemeentenaam(what.gemeente), periode(what.van, what.tot), cent(one.bedrag_cent))
            for one, what in ((one, one.anders) for one in open_)
        ),
        fault,
    )
    return render(request, "werkplek/verrekening.html", {"page": page}, status=422 if fault else 200)


def te_vorderen(wie: Machtiging) -> list[TeVorderen]:
    """What the own municipality paid for others by its last outcomes, and did not claim yet."""
    claimed = woonplaats.geclaimd(on_behalf_of=wie)
    found = []
    for one in woonplaats.anders(on_behalf_of=wie):
        lines = declaraties.betaald(wie.gemeente, one.persoon, van=one.van, tot=one.tot, on_behalf_of=wie)
        left = tuple(line for line in lines if (line.bericht_id, line.nr) not in claimed)
        if sum(line.bedrag_cent for line in left) > 0:
            found.append(TeVorderen(one, left))
    return found


def _claim(request: HttpRequest, chosen: TeVorderen | None, wie: Machtiging) -> int:
    if chosen is None:
        raise NietTeVorderen("Dit is er niet (meer). Ververs de pagina.")
    made = actions.stel_vordering_voor(
        chosen.anders.bepaling,
        van=chosen.anders.van,
        tot=chosen.anders.tot,
        betaald=chosen.betaald,
        door=request.user.get_username(),
        moment=timezone.now(),
        on_behalf_of=wie,
    )
    return made.pk


@vraagt(Recht.GEMEENTEN_VERREKENEN)
@require_http_methods(["GET", "HEAD", "POST"])
def vordering(request: HttpRequest, nummer: int) -> HttpResponse:
    """One claim; a POST takes the step that is its turn."""
    wie, one = machtiging(request), _one(request, nummer)
    step = request.POST.get("doe", "") if request.method == "POST" else ""
    fault, wrong = "", None
    if step:
        form = Redenformulier(request.POST, stap=step) if step in MET_REDEN else None
        if form is not None and not form.is_valid():
            wrong = form
        else:
            reason = form.cleaned_data["reden"] if form else ""
            try:
                text = _do(step, one, reason, wie)
            except (NietTeVorderen, NietToegestaan) as refusal:
                fault = str(refusal)
            else:
                messages.success(request, text)
                return redirect("vordering", nummer=nummer)
    page = _page(one, wie, fault, {step: wrong} if wrong else {})
    trail = (Kruimel(TITEL, reverse("verrekening")), Kruimel(one.kenmerk))
    context = {"page": page, "kruimels": trail}
    return render(request, "werkplek/vordering.html", context, status=422 if fault or wrong else 200)


@vraagt(Recht.GEMEENTEN_VERREKENEN)
@require_safe
def vordering_brief(request: HttpRequest, nummer: int) -> HttpResponse:
    """The letter that goes with a claim."""
    wie, one = machtiging(request), _one(request, nummer)
    lines = woonplaats.delen(nummer, on_behalf_of=wie)
    return bestand(woonplaats.maak_brief(one, lines, moment=one.voorgesteld_op), PDF, f"{one.kenmerk}.pdf")


def _one(request: HttpRequest, nummer: int) -> Vordering:
    found = woonplaats.vordering(nummer, on_behalf_of=machtiging(request))
    if found is None:
        raise Http404("Deze vordering is er niet, of gaat uw gemeente niet aan.")
    gelezen(request, [found.persoon] if found.persoon else [])
    return found


MET_REDEN = ("erken", "betwist", "trek_in")


def _do(step: str, one: Vordering, reason: str, wie: Machtiging) -> str:
    """Take a step; gives what to say."""
    now = timezone.now()
    steps: dict[str, tuple[Callable[[], Any], str]] = {
        "erken": (
            lambda: actions.stel_erkenning_voor(one.nummer, reden=reason, moment=now, on_behalf_of=wie),
            "Uw voorstel staat onder Voorstellen. Een collega moet het bevestigen.",
        ),
        "betwist": (
            lambda: actions.betwist(one.nummer, toelichting=reason, moment=now, on_behalf_of=wie),
            "De vordering is betwist. De andere gemeente leest waarom.",
        ),
        "trek_in": (
            lambda: actions.trek_in(one.nummer, toelichting=reason, moment=now, on_behalf_of=wie),
            "De vordering is ingetrokken.",
        ),
        "verreken": (
            lambda: actions.verreken(one.nummer, moment=now, on_behalf_of=wie),
            "De vordering is verrekend en geboekt.",
        ),
        "corrigeer": (
            lambda: actions.corrigeer(one.nummer, leeft=_living(one, wie), moment=now, on_behalf_of=wie),
            "Teruggeboekt bij beide gemeenten.",
        ),
        "terugbetaald": (
            lambda: actions.betaal_terug(one.nummer, moment=now, on_behalf_of=wie),
            "De terugbetaling is geboekt bij beide gemeenten.",
        ),
    }
    if step not in steps:
        raise NietTeVorderen("Kies wat u wilt doen.")
    do, text = steps[step]
    do()
    return text


def _living(one: Vordering, wie: Machtiging) -> frozenset[tuple[int, int]]:
    """The lines for which the creditor still pays for this child in this period."""
    if not one.persoon:
        raise NietTeVorderen("Om welke jeugdige het gaat is niet meer te zien. Vraag een collega die dat wel mag.")
    paid = declaraties.betaald(one.schuldeiser, one.persoon, van=one.van, tot=one.tot, on_behalf_of=wie)
    return frozenset((line.bericht_id, line.nr) for line in paid)


def _credited(one: Vordering, lines: Sequence[Vorderingsdeel], wie: Machtiging) -> int:
    """What of an acknowledged claim was credited since and not booked back (cents); nought for who cannot know."""
    if one.stand not in ("erkend", "verrekend") or one.schuldeiser != wie.gemeente or not one.persoon:
        return 0
    living = _living(one, wie)
    return sum(line.bedrag_cent for line in lines if not line.correctie and line.regel not in living)


def _page(one: Vordering, wie: Machtiging, fault: str, wrong: dict[str, forms.Form]) -> VorderingPagina:
    creditor = one.schuldeiser == wie.gemeente
    facts = [
        ("Betaald door", woonplaats.gemeentenaam(one.schuldeiser)),
        ("Verantwoordelijk was", woonplaats.gemeentenaam(one.schuldenaar)),
        ("Jeugdige", one.kind or "niet zichtbaar: uw gemeente is nu niet verantwoordelijk"),
        ("Periode", periode(one.van, one.tot)),
        ("Bedrag", cent(one.bedrag_cent)),
        *(
            [("Later gecrediteerd", cent(one.gecorrigeerd_cent)), ("Blijft over", cent(one.netto_cent))]
            if one.gecorrigeerd_cent
            else []
        ),
        ("Waarom", one.grondslag),
        ("Voorgesteld", f"{datum(one.voorgesteld_op)} door {one.door}"),
        *([("Toelichting", one.toelichting)] if one.toelichting else []),
        *([("Verrekend", datum(one.verrekend_op))] if one.verrekend_op else []),
    ]
    names = aanbieders.namen()
    lines = woonplaats.delen(one.nummer, on_behalf_of=wie)
    changed = any(line.correctie for line in lines)
    return VorderingPagina(
        titel=f"Vordering {one.kenmerk}",
        stand=Cel(one.stand, toon=STANDEN[one.stand]),
        feiten=tuple(facts),
        regels=Tabel(
            "Wat is betaald",
            (
                Kolom("Maand"),
                Kolom("Aanbieder"),
                Kolom("Product"),
                Kolom("Bedrag", "getal"),
                *([Kolom("Correctie")] if changed else []),
            ),
            tuple(
                (
                    maandnaam(line.dienstmaand),
                    names.get(line.aanbieder, line.aanbieder),
                    f"{line.categorie} {line.code}".strip(),
                    cent(line.bedrag_cent),
                    *([CORRECTIES[line.correctie]] if changed else []),
                )
                for line in lines
            ),
            voet=("Samen", "", "", cent(one.bedrag_cent), *([""] if changed else [])) if lines else (),
        ),
        stappen=tuple(_steps(one, wrong, lines, _credited(one, lines, wie), creditor=creditor)),
        brief_url=reverse("vordering-brief", args=[one.nummer]) if creditor else "",
        fout=fault,
    )


def _steps(
    one: Vordering, wrong: dict[str, forms.Form], lines: Sequence[Vorderingsdeel], credited: int, *, creditor: bool
) -> list[Stap]:
    """What whoever looks can do with it now."""

    def why(step: str) -> forms.Form:
        return wrong.get(step) or Redenformulier(stap=step)

    found = []
    if one.stand in OPEN and (one.extern if creditor else True):
        text = (
            "De andere gemeente zit niet in de regio. Leg vast wat zij schreef; een collega bevestigt het."
            if one.extern
            else "U stelt dit voor; een collega bevestigt het. Dan gaan de kosten naar uw gemeente."
        )
        found.append(Stap("erken", "Erkennen", text, "Stel voor om te erkennen", why("erken")))
    if one.stand == "voorgesteld" and (one.extern if creditor else True):
        found.append(Stap("betwist", "Betwisten", "Klopt het niet? Schrijf waarom.", "Betwist", why("betwist")))
    if creditor and one.stand in OPEN:
        text = "De regels zijn daarna opnieuw te vorderen."
        found.append(Stap("trek_in", "Intrekken", text, "Trek in", why("trek_in")))
    if creditor and one.stand == "erkend":
        text = "Is het geld binnen? Dan wordt het geboekt bij beide gemeenten."
        text = f"{text} Het gaat om {cent(one.netto_cent)}."
        found.append(Stap("verreken", "Verrekenen", text, "Het bedrag is ontvangen", None))
    if credited:
        text = (
            f"De aanbieder crediteerde {cent(credited)} nadat deze vordering was erkend. Bij beide gemeenten gaan die "
            "kosten terug; wat daarvan al is betaald, betaalt uw gemeente terug."
        )
        found.append(Stap("corrigeer", "Corrigeren", text, f"Boek {cent(credited)} terug", None))
    owed = sum(line.bedrag_cent for line in lines if line.correctie == "terug")
    if creditor and owed:
        text = f"Uw gemeente betaalt {cent(owed)} terug. Is dat gedaan? Dan wordt het geboekt bij beide gemeenten."
        found.append(Stap("terugbetaald", "Terugbetalen", text, "Het bedrag is terugbetaald", None))
    return found


def _figures(every: Sequence[Vordering], open_: Sequence[TeVorderen], wie: Machtiging) -> list[Kerncijfer]:
    def total(*standen: str, mine: bool) -> int:
        return sum(
            one.netto_cent for one in every if one.stand in standen and (one.schuldeiser == wie.gemeente) == mine
        )

    left = sum(one.bedrag_cent for one in open_)
    return [
        Kerncijfer("Nog te vorderen", cent(left), "betaald voor een ander, nog geen vordering"),
        Kerncijfer("Loopt, van ons", cent(total(*OPEN, "erkend", mine=True)), "voorgesteld, betwist of erkend"),
        Kerncijfer("Loopt, op ons", cent(total(*OPEN, "erkend", mine=False)), "voorgesteld, betwist of erkend"),
    ]


def _lijst(request: HttpRequest, rows: Sequence[Vordering], wie: Machtiging) -> Lijst[Vordering]:
    def mark(one: Vordering) -> Cel:
        return Cel(one.kenmerk, url=reverse("vordering", args=[one.nummer]))

    def other(one: Vordering) -> str:
        mine = one.schuldeiser == wie.gemeente
        return woonplaats.gemeentenaam(one.schuldenaar if mine else one.schuldeiser)

    def seen(shown: Sequence[Vordering]) -> None:
        gelezen(request, {one.persoon for one in shown if one.persoon})

    return Lijst(
        "Vorderingen van en op uw gemeente",
        (
            Veld("kenmerk", "Kenmerk", lambda one: one.kenmerk, cel=mark),
            Veld("wie", "Wie betaalt", lambda one: "de ander" if one.schuldeiser == wie.gemeente else "wij"),
            Veld("ander", "Andere gemeente", other),
            Veld("jeugdige", "Jeugdige", lambda one: one.kind or "niet zichtbaar"),
            Veld("van", "Vanaf", lambda one: one.van, "dag"),
            Veld("bedrag", "Bedrag", lambda one: one.bedrag_cent, "bedrag"),
            Veld("stand", "Stand", lambda one: one.stand, cel=lambda one: Cel(one.stand, toon=STANDEN[one.stand])),
        ),
        rows,
        bestand="verrekening",
        leeg="Er is nog geen vordering. Legt de toegang vast dat een andere gemeente verantwoordelijk was, dan staat "
        "hieronder wat u kunt terugvragen.",
        toont=seen,
    )
