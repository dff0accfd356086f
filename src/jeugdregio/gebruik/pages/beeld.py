# SPDX-License-Identifier: EUPL-1.2
"""The page: how many jeugdigen have help, who came and who left, and the share of an age group."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Tabel
from jeugdregio.core.periode import laatste_dag
from jeugdregio.gebruik import queries
from jeugdregio.gebruik.pages.opmaak import (
    ANKER,
    BOVEN,
    NAMEN,
    UITLEG,
    VERBORGEN,
    WAAROM_VERBORGEN,
    aantal,
    adres,
    afronding,
    definities,
    halfjaarnaam,
    jaren,
    naam,
    percentage,
    periodenaam,
    waarde,
)
from jeugdregio.gebruik.pages.staven import grafiek, sluit
from jeugdregio.gebruik.values import FIGUREN, REGIO, Halfjaar, Noemer, Telling
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio

REGIONAAM = "de regio"
INLEIDING = "Hoeveel jeugdigen hulp hebben, hoeveel erbij kwamen en hoeveel ermee stopten."
ONDER = {
    "begin": "had al hulp",
    "instroom": "kreeg hulp",
    "uitstroom": "stopte met hulp",
    "eind": "heeft nog hulp",
    "actief": "had minstens een dag hulp",
}
GEEN_NOEMER = (
    "Van andere leeftijden, zoals 0 tot en met 3 of 4 tot en met 11 jaar, is per gemeente geen aantal inwoners "
    "gevonden. Daarom staat daar geen percentage."
)
VERANDERT = (
    "De laatste halfjaren veranderen nog: starts en stops komen soms later binnen. Een * is een halfjaar dat nog loopt."
)
DEMO = "Dit is een demo. Spelen er minder jeugdigen mee dan er wonen, dan zijn de percentages te laag."
VERHUISD = (
    "Wie tussen gemeenten verhuist, telt bij beide en voor de regio één keer. Daarom zijn de gemeenten samen iets meer."
)


class Gebruiksfilter(Keuzefilter):
    """Which municipality and which half-year."""

    gemeente = forms.ChoiceField(label="Gemeente", required=False, help_text="De hele regio, of één gemeente.")
    halfjaar = forms.ChoiceField(label="Halfjaar", help_text="Januari tot en met juni, of de rest van het jaar.")


@vraagt(Recht.MAANDRAPPORT_ZIEN)
@require_safe
def beeld(request: HttpRequest) -> HttpResponse:
    """The region, or one municipality: one's own, or any for who works for the region."""
    wie, today = machtiging(request), queries.peildag(timezone.localdate())
    town = wie.gemeente or request.GET.get("gemeente", REGIO)
    names = regio.namen()
    if (wie.gemeente and request.GET.get("gemeente", town) != town) or (town and town not in names):
        raise Http404("Deze cijfers zijn er niet voor u.")
    every = queries.tellingen(today, on_behalf_of=wie)
    own = [one for one in every if one.gemeente == town]
    form = _filter(request, wie, own, names, today)
    chosen = next((one for one in own if str(one.halfjaar) == form.gekozen().get("halfjaar")), None)
    name = names.get(town, REGIONAAM)
    if chosen is None:
        return toon(request, _leeg(name, form))
    return toon(request, _blad(chosen, own, every, form, wie, today))


def _filter(
    request: HttpRequest, wie: Machtiging, own: Sequence[Telling], names: dict[str, str], today: date
) -> Gebruiksfilter:
    whole = [one.halfjaar for one in own if not one.halfjaar.loopt(today)]
    standard = str((whole or [one.halfjaar for one in own] or [Halfjaar.van_dag(today)])[-1])
    asked = request.GET.get("halfjaar", standard)
    known = {str(one.halfjaar) for one in own}
    form = Gebruiksfilter(
        {"gemeente": request.GET.get("gemeente", ""), "halfjaar": asked if asked in known else standard}
    )
    form.kies("halfjaar", [(str(one.halfjaar), halfjaarnaam(one.halfjaar, today)) for one in own[::-1]], alle=False)
    if wie.gemeente:
        del form.fields["gemeente"]
    else:
        form.kies("gemeente", [("", "De hele regio"), *names.items()], alle=False)
    return form


def _leeg(name: str, form: Gebruiksfilter) -> Blad:
    text = (
        "Er is in de laatste drie jaar geen hulp gestart. Deze cijfers ontstaan uit starts (JW305) en stops (JW307) "
        "van aanbieders."
    )
    filters = (Deel(filter=form),) if "gemeente" in form.fields else ()
    return Blad(f"{BOVEN} van {name}", INLEIDING, (*filters, Deel("Nog niets te tonen", (text,)), _begrippen()))


def _blad(
    one: Telling, own: Sequence[Telling], every: Sequence[Telling], form: Gebruiksfilter, wie: Machtiging, today: date
) -> Blad:
    names = regio.namen()
    name = names.get(one.gemeente, REGIONAAM)
    rows = bool(one.gemeente) and wie.mag(Recht.TOEWIJZINGEN_ZIEN)
    last = laatste_dag(one.halfjaar.tot(today))
    hidden = any(row.getal(figure) is None for row in every for figure in FIGUREN)
    towns = [row for row in every if row.halfjaar == one.halfjaar and row.gemeente]
    return Blad(
        f"{BOVEN} van {name}",
        INLEIDING,
        (
            Deel(filter=form),
            Deel("Hoe het sluit", (_som(one), *((WAAROM_VERBORGEN,) if hidden else ()))),
            Deel(
                "Erbij en eraf per halfjaar",
                (VERANDERT, *_sluit_niet(own, today)),
                grafiek=grafiek(own, today, titel=f"Jeugdigen met hulp in {name}", rijen=rows),
            ),
            *((Deel("Per gemeente", (VERHUISD,), tabel=_gemeenten(towns, one, names)),) if not one.gemeente else ()),
            Deel(
                "Welk deel van de jeugdigen heeft hulp",
                (_noemertekst(one), GEEN_NOEMER, *((DEMO,) if settings.DEMO else ())),
                tabel=_gebruik(one),
            ),
            Deel(
                "Wat anderen publiceerden",
                ("Een ander jaar, een andere telling: deze percentages staan ernaast en zijn niet hetzelfde.",),
                tabel=_gepubliceerd(names.get(one.gemeente, "")),
                links=(("Alle gepubliceerde cijfers, en of zij kloppen", reverse("jeugdhulpgebruik-gepubliceerd")),),
            ),
            _begrippen(),
        ),
        boven=f"{halfjaarnaam(one.halfjaar, today)}, geteld tot en met {dag_kort(last) if last else ''}",
        cijfers=tuple(
            Kerncijfer(
                NAMEN[figure],
                aantal(value),
                ONDER[figure],
                UITLEG,
                url=adres(one.gemeente, one.halfjaar, figure) if rows and value else "",
            )
            for figure in FIGUREN
            for value in (one.getal(figure),)
        ),
    )


def _som(one: Telling) -> str:
    if one.sluitverschil is None:
        return "Begin plus instroom min uitstroom is het eind. Een van deze aantallen is te klein om te tonen."
    text = f"{getal(one.begin)} + {getal(one.instroom)} − {getal(one.uitstroom)}"
    if one.sluitverschil or one.actiefverschil:
        return (
            f"{text} is niet {getal(one.eind)}, of begin en instroom samen zijn niet {getal(one.actief)}. De "
            "aantallen zijn apart geteld en sluiten niet. Meld dit aan de beheerder."
        )
    return f"{text} = {getal(one.eind)}. De aantallen zijn apart geteld en sluiten."


def _sluit_niet(own: Sequence[Telling], today: date) -> tuple[str, ...]:
    """Which half-years do not close, if any."""
    wrong = [halfjaarnaam(one.halfjaar, today) for one in own if one.sluitverschil or one.actiefverschil]
    return (f"Dit sluit niet: {', '.join(wrong)}. Meld dit aan de beheerder.",) if wrong else ()


def _gemeenten(towns: Sequence[Telling], whole: Telling, names: dict[str, str]) -> Tabel:
    rows: tuple[tuple[Cel | str, ...], ...] = tuple(
        (
            Cel(names.get(one.gemeente, one.gemeente), url=adres(one.gemeente, one.halfjaar)),
            *(aantal(one.getal(figure)) for figure in FIGUREN),
            sluit(one),
        )
        for one in sorted(towns, key=lambda one: names.get(one.gemeente, one.gemeente))
    )
    heads = (Kolom("Gemeente"), *(Kolom(NAMEN[figure], "getal") for figure in FIGUREN), Kolom("Sluit het?"))
    foot: tuple[Cel | str, ...] = ("Regio", *(aantal(whole.getal(figure)) for figure in FIGUREN), sluit(whole))
    return Tabel("Jeugdigen met hulp per gemeente", heads, rows, voet=foot, bijschrift_zichtbaar=False)


def _noemertekst(one: Telling) -> str:
    known = [row.noemer for row in queries.gebruik(one) if row.noemer is not None]
    if not known:
        return "Van deze gemeente zijn geen inwoners per leeftijd gevonden. Daarom staat er geen percentage."
    return (
        f"De inwoners zijn van {dag_kort(known[0].peildatum)}, de jeugdigen van het {halfjaarnaam(one.halfjaar)}. "
        "Groeide de groep sindsdien, dan is het echte percentage iets lager."
    )


def _gebruik(one: Telling) -> Tabel:
    rows = tuple(
        (
            jaren(row.groep),
            aantal(row.teller),
            _inwoners(row.noemer),
            VERBORGEN if row.teller is None else Cel(percentage(row.procent), url=UITLEG),
        )
        for row in queries.gebruik(one)
    )
    heads = (Kolom("Leeftijd"), Kolom("Met hulp", "getal"), Kolom("Inwoners", "getal"), Kolom("Gebruik", "getal"))
    return Tabel("Gebruik per leeftijdsgroep", heads, rows, bijschrift_zichtbaar=False)


def _inwoners(under: Noemer | None) -> Cel | str:
    if under is None:
        return "niet bekend"
    return Cel(getal(under.inwoners), onder="geteld" if under.geteld else "geschat uit tienjaarsgroepen")


def _gepubliceerd(area: str) -> Tabel:
    rows = tuple(
        (
            Cel(
                naam(one),
                onder=f"{one.gebied}, {periodenaam(one.periode)}, van {one.maat}. Bron: {one.bron}; afgerond "
                f"{afronding(one)}; zekerheid {one.zekerheid}",
            ),
            waarde(one),
        )
        for one in queries.gepubliceerd_gebruik(area)
    )
    heads = (Kolom("Wie"), Kolom("Percentage", "getal"))
    return Tabel("Gepubliceerde percentages", heads, rows, bijschrift_zichtbaar=False)


def _begrippen() -> Deel:
    return Deel("Wat de cijfers betekenen", anker=ANKER, tabel=definities())
