# SPDX-License-Identifier: EUPL-1.2
"""One request under the four O's: the three texts side by side, the committee, its votes, advice and decision (N02)."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.blad import Blad, Deel, in_cent, toon
from jeugdregio.components.schrijfwijze import telwoord
from jeugdregio.components.templatetags.componenten import cent, datum, getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio
from jeugdregio.verevening import actions, queries
from jeugdregio.verevening.pages.formulieren import (
    FEITEN,
    GRONDEN,
    NIET_BEKEND,
    Besluitformulier,
    Comiteformulier,
    Oordeelformulier,
    Redenformulier,
)
from jeugdregio.verevening.pages.verzoeken import BOVEN, doe, kruimels
from jeugdregio.verevening.values import TEKSTEN, O, Stand, Tekst, Verzoek, toewijsbaar, vergelijk

OORDEEL = {
    True: Cel("Voldaan", toon="positief"),
    False: Cel("Niet voldaan", toon="negatief"),
    None: Cel("Aan het comité", toon="neutraal"),
}
SAMEN = {
    True: Cel("Toewijsbaar", toon="positief"),
    False: Cel("Niet toewijsbaar", toon="negatief"),
    None: Cel("Aan het comité", toon="neutraal"),
}
KNOPPEN = {
    "comite": ("Stel het comité in", "Stel in"),
    "oordeel": ("Oordeel van uw gemeente", "Leg oordeel vast"),
    "advies": ("Leg het advies vast", "Leg advies vast"),
    "besluit": ("Besluit", "Besluit"),
    "intrekken": ("Trek het verzoek in", "Trek in"),
}
GELUKT = {
    "comite": "Het comité is ingesteld. De leden kunnen nu oordelen.",
    "oordeel": "Uw oordeel is vastgelegd.",
    "advies": "Het advies is vastgelegd. Het comité is klaar.",
    "besluit": "Het besluit is vastgelegd.",
    "intrekken": "Het verzoek is ingetrokken.",
}
VEEL = "Een lid oordeelt één keer. Per O beslist meer dan de helft van alle leden; de helft is niet genoeg."


@vraagt(Recht.VEREVENING_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def verzoek(request: HttpRequest, nummer: int) -> HttpResponse:
    """The page; a POST is one step of the request."""
    wie = machtiging(request)
    found = queries.verzoek(nummer, on_behalf_of=wie) if nummer < 2**31 else None
    if found is None:
        raise Http404("Dit verzoek is er niet.")
    names = regio.namen()
    step = request.POST.get("doe", "")
    offered = _formulieren(request, found, wie, names)
    fault = ""
    if request.method == "POST":
        fault = _doe(request, found, wie, step, offered)
        if not fault and not (step in offered and offered[step].errors):
            return redirect("solidariteitsverzoek", nummer=nummer)
    page = _page(found, names, offered, fault)
    return toon(
        request, page, kruimels(Kruimel(page.titel)), fout=any(one.is_bound and one.errors for one in offered.values())
    )


def _formulieren(
    request: HttpRequest, found: Verzoek, wie: Machtiging, names: Mapping[str, str]
) -> dict[str, forms.Form]:
    """What whoever looks can do now."""
    step = request.POST.get("doe", "")

    def data(name: str) -> Any:
        return request.POST if step == name else None

    offered: dict[str, forms.Form] = {}
    if found.stand is Stand.INGEDIEND and wie.mag(Recht.SOLIDARITEIT_VOORBEREIDEN):
        takes_part = regio.jeugdigen(timezone.localdate())
        others = [(code, name) for code, name in names.items() if code in takes_part and code != found.gemeente]
        offered["comite"] = Comiteformulier(data("comite"), gemeenten=others, initial={"functie": "wethouder jeugd"})
    if found.stand is Stand.COMITE:
        if wie.gemeente in found.nog_te_horen and wie.mag(Recht.SOLIDARITEIT_OORDELEN):
            offered["oordeel"] = Oordeelformulier(data("oordeel"), tekst=found.gegevens.tekst)
        if not found.nog_te_horen and wie.mag(Recht.SOLIDARITEIT_VOORBEREIDEN):
            offered["advies"] = Redenformulier(data("advies"))
    if found.stand is Stand.ADVIES and wie.mag(Recht.SOLIDARITEIT_BESLUITEN):
        offered["besluit"] = Besluitformulier(data("besluit"))
    open_ = found.stand in (Stand.INGEDIEND, Stand.COMITE, Stand.ADVIES)
    if open_ and wie.gemeente == found.gemeente and wie.mag(Recht.SOLIDARITEIT_VRAGEN):
        offered["intrekken"] = Redenformulier(data("intrekken"))
    return offered


def _doe(request: HttpRequest, found: Verzoek, wie: Machtiging, step: str, offered: Mapping[str, forms.Form]) -> str:
    form = offered.get(step)
    if form is None:
        return "Deze stap kan nu niet, of niet door u. Ververs de pagina."
    if not form.is_valid():
        return ""
    act: Callable[[], object]
    who, moment, data = request.user.get_username(), timezone.now(), form.cleaned_data
    match step:
        case "comite":
            members = dict.fromkeys(data["leden"], data["functie"])
            act = partial(actions.stel_comite_in, found.id, members, moment=moment, on_behalf_of=wie)
        case "oordeel":
            assert isinstance(form, Oordeelformulier)
            act = partial(actions.oordeel, found.id, form.oordelen(), door=who, moment=moment, on_behalf_of=wie)
        case "advies":
            act = partial(actions.adviseer, found.id, data["reden"], door=who, moment=moment, on_behalf_of=wie)
        case "besluit":
            act = partial(
                actions.besluit_verzoek,
                found.id,
                in_cent(data["toegekend"]),
                reden=data["reden"],
                door=who,
                moment=moment,
                on_behalf_of=wie,
            )
        case _:
            act = partial(actions.trek_verzoek_in, found.id, reden=data["reden"], moment=moment, on_behalf_of=wie)
    return doe(request, act, GELUKT[step])


def _page(found: Verzoek, names: Mapping[str, str], offered: Mapping[str, forms.Form], fault: str) -> Blad:
    asked = found.gegevens
    parts = [
        Deel("Onder de drie teksten", _uitleg(found), tabel=_teksten(found), anker="teksten"),
        Deel("Wat de gemeente aanvoert", tabel=_feiten(found)),
    ]
    if found.leden:
        left = [names.get(code, code) for code in found.nog_te_horen]
        said = (VEEL,) + ((f"Nog te horen: {', '.join(left)}.",) if left else ())
        parts.append(Deel("Het tijdelijke comité", said, tabel=_oordelen(found, names)))
    parts.append(Deel("Verloop", tabel=_verloop(found)))
    parts += [
        Deel(*KNOPPEN[step][:1], formulier=form, doe=step, knop=KNOPPEN[step][1]) for step, form in offered.items()
    ]
    return Blad(
        f"{names.get(found.gemeente, found.gemeente)}, {asked.jaar}",
        asked.omschrijving,
        tuple(parts),
        boven=BOVEN,
        cijfers=(
            Kerncijfer("Kosten", cent(asked.kosten_cent)),
            Kerncijfer("Gevraagd", cent(asked.gevraagd_cent)),
            Kerncijfer("Toegekend", cent(found.toegekend_cent)),
            Kerncijfer("Stand", found.stand.value.capitalize(), f"volgens {TEKSTEN[asked.tekst].naam}"),
        ),
        fout=fault,
    )


def _uitleg(found: Verzoek) -> tuple[str, ...]:
    chosen = TEKSTEN[found.gegevens.tekst]
    said = (
        f"Dit verzoek wordt beoordeeld volgens {chosen.naam} ({chosen.bron}). Naast elkaar staat wat elke tekst van "
        "dezelfde feiten maakt. Waar een tekst niets uitlegt of een feit niet bekend is, oordeelt het comité."
    )
    return (said, "Alle vier de O's moeten gelden.")


def _teksten(found: Verzoek) -> Tabel:
    """Per O what every text makes of the facts, and why they differ; below, what it comes to."""
    rows: list[tuple[Cel | str, ...]] = []
    outcome: dict[Tekst, dict[O, bool | None]] = {text: {} for text in TEKSTEN}
    for line in vergelijk(found.gegevens.feiten):
        cells = []
        for text, judged in line.oordelen.items():
            outcome[text][line.o] = judged
            one = OORDEEL[judged]
            cells.append(Cel(one.tekst, toon=one.toon, onder=TEKSTEN[text].uitleg[line.o]))
        rows.append((line.o.label.capitalize(), *cells, line.verschil or "Geen verschil"))
    heads = [
        Kolom(one.naam + (" (gekozen)" if text is found.gegevens.tekst else ""), uitleg=str(one.bron))
        for text, one in TEKSTEN.items()
    ]
    foot: tuple[Cel | str, ...] = ("Samen", *(SAMEN[toewijsbaar(outcome[text])] for text in TEKSTEN), "")
    return Tabel(
        "Onder de drie teksten",
        (Kolom("O"), *heads, Kolom("Waarom het verschilt")),
        tuple(rows),
        voet=foot,
        bijschrift_zichtbaar=False,
    )


def _feiten(found: Verzoek) -> Tabel:
    facts = found.gegevens.feiten
    said = {True: "Ja", False: "Nee", None: NIET_BEKEND}
    rows = [(question, said[getattr(facts, name)]) for name, (question, _) in FEITEN.items()]
    rows.append(("Grond", GRONDEN[facts.grond].capitalize() if facts.grond else NIET_BEKEND))
    rows += [(f"Waarom {one.label}", found.gegevens.waarom[one]) for one in O]
    return Tabel(
        "Wat de gemeente aanvoert", (Kolom("Vraag"), Kolom("Antwoord")), tuple(rows), bijschrift_zichtbaar=False
    )


def _oordelen(found: Verzoek, names: Mapping[str, str]) -> Tabel:
    """A row per member, a column per O, with the reason below each vote."""
    votes = {(one.gemeente, one.o): one for one in found.oordelen}
    rows = []
    for code, what in found.leden.items():
        cells: list[Cel | str] = [Cel(names.get(code, code), onder=what)]
        for one in O:
            vote = votes.get((code, one))
            cells.append(
                Cel(OORDEEL[vote.voldaan].tekst, toon=OORDEEL[vote.voldaan].toon, onder=vote.reden)
                if vote
                else Cel("Nog niet", toon="neutraal")
            )
        rows.append(tuple(cells))
    foot = [
        Cel(
            "Nog niet" if met is None else OORDEEL[met].tekst,
            onder=f"{getal(found.stemmen[one][0])} voor, {getal(found.stemmen[one][1])} tegen",
        )
        for one, met in found.per_o.items()
    ]
    heads = (Kolom("Lid"), *(Kolom(one.label.capitalize()) for one in O))
    return Tabel("Oordelen", heads, tuple(rows), voet=("Samen", *foot), bijschrift_zichtbaar=False)


def _verloop(found: Verzoek) -> Tabel:
    rows: list[tuple[Cel | str, ...]] = [("Ingediend", datum(found.ingediend_op), f"door {found.ingediend_door}")]
    if found.ingesteld_op:
        rows.append(("Comité ingesteld", datum(found.ingesteld_op), telwoord(len(found.leden), "lid", "leden")))
    if found.advies_op:
        said = "Positief" if found.positief else "Negatief"
        rows.append(("Advies; comité klaar", datum(found.advies_op), f"{said}. {found.motivering}"))
    if found.besloten_op:
        amount = f"{cent(found.toegekend_cent)} toegekend" if found.toegekend_cent else "Geweigerd"
        rows.append(("Besluit", datum(found.besloten_op), f"{amount}. {found.besluit_reden}"))
    if found.ingetrokken_op:
        rows.append(("Ingetrokken", datum(found.ingetrokken_op), found.einde_reden))
    return Tabel("Verloop", (Kolom("Stap"), Kolom("Dag", "dag"), Kolom("Wat")), tuple(rows), bijschrift_zichtbaar=False)
