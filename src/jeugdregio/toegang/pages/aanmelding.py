# SPDX-License-Identifier: EUPL-1.2
"""One application: what is known, what comes next, talk with the CJG, and how it can stop."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.schrijfwijze import dag_kort, moment_kort
from jeugdregio.components.values import Cel, Kolom, Tabel, Toon
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.regio import queries as regio
from jeugdregio.toegang import actions, mensen, queries
from jeugdregio.toegang.begeleiding import Gebied, Oordeel, Plek, Stap, Trede, Uitkomst
from jeugdregio.toegang.models import Aanmelding as Rij
from jeugdregio.toegang.models import Teamoverleg
from jeugdregio.toegang.pages.formulieren import Antwoordformulier, BsnFormulier, Raadformulier, Stopformulier
from jeugdregio.toegang.pages.weergave import (
    GOED,
    ONJUIST,
    Geopend,
    Halte,
    adres,
    besluit_url,
    haltes,
    kruimels,
    open_,
    stand,
    termijn,
)
from jeugdregio.toegang.values import NietMogelijk, Stapregel


class Teamformulier(ZonderBsn):
    """Which team has it."""

    team = forms.ChoiceField(
        label="Team",
        help_text="Een vraag bij het wijkteam is altijd ook bekend bij het CJG.",
        choices=Rij.Team.choices,
        widget=forms.RadioSelect,
    )


@dataclass(frozen=True)
class Handeling:
    """Something that can be done on this page: a form that opens, and what happens when it is sent."""

    sleutel: str
    titel: str
    knop: str
    formulier: forms.Form
    doe: Callable[[dict[str, Any]], None]
    klaar: str

    @property
    def open(self) -> bool:
        """Whether it stands open: something has to be mended."""
        return bool(self.formulier.errors)


@dataclass(frozen=True)
class AanmeldingPagina:
    """All of one application."""

    titel: str
    vraag: str
    stand: tuple[str, Toon]
    termijn: tuple[str, Toon]
    haltes: tuple[Halte, ...]
    verder: tuple[str, str]
    """(address, text) of what comes next; empty when there is nothing to do here."""
    ontbreekt: tuple[str, ...]
    feiten: tuple[tuple[str, str], ...]
    onderzoek: Tabel
    overleg: Tabel
    handelingen: tuple[Handeling, ...]
    gezin_url: str
    bestand_url: str
    """Where this case is a file to hand over; empty for who may not."""
    fout: str


@vraagt(Recht.AANMELDEN)
@require_http_methods(["GET", "HEAD", "POST"])
def aanmelding(request: HttpRequest, nummer: int) -> HttpResponse:
    """The page; a POST does one of the things that can be done."""
    found = open_(request, nummer)
    if isinstance(found, HttpResponse):
        return found
    choices, fault = _choices(request, found), ""
    chosen = next((one for one in choices if one.sleutel == request.POST.get("doe")), None)
    if chosen and chosen.formulier.is_valid():
        try:
            chosen.doe(chosen.formulier.cleaned_data)
        except NietMogelijk as refusal:
            fault = str(refusal)
        else:
            messages.success(request, chosen.klaar)
            return redirect("aanmelding", nummer=nummer)
    elif request.method == "POST" and chosen is None:
        fault = "Dit kan niet (meer). Ververs de pagina."
    page = _page(found, choices, fault)
    context = {"page": page, "kruimels": kruimels((found.naam, ""))}
    wrong = fault or (chosen and chosen.formulier.errors)
    return render(request, "toegang/aanmelding.html", context, status=ONJUIST if wrong else GOED)


def _choices(request: HttpRequest, found: Geopend) -> tuple[Handeling, ...]:
    one, wie, now = found.een, found.wie, timezone.now()

    def sent(key: str) -> Any:
        return request.POST if request.POST.get("doe") == key else None

    def link_child(data: dict[str, Any]) -> None:
        child = mensen.zoek_of_maak(data["bsn"], moment=now, on_behalf_of=wie)
        gelezen(request, [child.persoon])
        actions.koppel_kind(
            one.id,
            persoon=child.persoon,
            gezin_id=child.gezin_id,
            lid_id=child.lid_id,
            moment=now,
            on_behalf_of=wie,
        )

    def stop(data: dict[str, Any]) -> None:
        actions.zet_stand(one.id, data["stand"], reden=data["reden"], naar=data["naar"], moment=now, on_behalf_of=wie)

    def ask(data: dict[str, Any]) -> None:
        actions.vraag_raad(one.id, data["vraag"], moment=now, on_behalf_of=wie)

    def answer(data: dict[str, Any]) -> None:
        actions.antwoord(data["overleg"], data["antwoord"], moment=now, on_behalf_of=wie)

    def team(data: dict[str, Any]) -> None:
        actions.zet_team(one.id, data["team"], on_behalf_of=wie)

    def take(_: dict[str, Any]) -> None:
        assert wie.account is not None
        actions.geef_aan(one.id, wie.account, on_behalf_of=wie)

    return tuple(
        one
        for one in (
            _child(sent("kind"), link_child) if one.is_open and not one.persoon else None,
            _answer(found, sent("antwoord"), answer),
            *(_open_choices(found, sent, take=take, ask=ask, team=team, stop=stop) if one.is_open else ()),
        )
        if one is not None
    )


Doe = Callable[[dict[str, Any]], None]


def _child(data: Any, do: Doe) -> Handeling:
    return Handeling(
        "kind", "Kies om welk kind het gaat", "Zet het kind erbij", BsnFormulier(data), do, "Het kind staat erbij."
    )


def _answer(found: Geopend, data: Any, do: Doe) -> Handeling | None:
    """The first question or notice that waits for the CJG."""
    rows = queries.overleg(found.een.id, on_behalf_of=found.wie)
    row = next((row for row in rows if row.beantwoord_op is None), None)
    if row is None:
        return None
    title = f"Beantwoord: {row.vraag}" if row.vraag else "Zeg dat het CJG de melding zag"
    form = Antwoordformulier(data, initial={"overleg": row.id})
    return Handeling("antwoord", title, "Bewaar het antwoord", form, do, "Het antwoord staat erbij.")


def _open_choices(found: Geopend, sent: Callable[[str], Any], **do: Doe) -> list[Handeling]:
    """What can be done as long as it is open."""
    one, wie = found.een, found.wie
    places = {code: name for code, name in regio.namen().items() if code != one.gemeente}
    team = Teamformulier(sent("team"), initial={"team": one.team})
    stop = Stopformulier(sent("stop"), gemeenten=places.items())
    found_choices = [
        Handeling(
            "raad",
            "Vraag het CJG om raad",
            "Stuur de vraag",
            Raadformulier(sent("raad")),
            do["ask"],
            "De vraag staat bij het CJG.",
        ),
        Handeling("team", "Wissel van team", "Bewaar het team", team, do["team"], "Het team is gewijzigd."),
        Handeling(
            "stop", "Intrekken of doorsturen", "Stop de aanmelding", stop, do["stop"], "De aanmelding is gestopt."
        ),
    ]
    if one.behandelaar != wie.account and wie.mag(Recht.CASELOAD_BEHEREN):
        form = forms.Form(sent("neem"))
        title = "Neem deze aanmelding over"
        found_choices.insert(0, Handeling("neem", title, "Ik pak dit op", form, do["take"], "De aanmelding is van u."))
    return found_choices


def _page(found: Geopend, choices: tuple[Handeling, ...], fault: str) -> AanmeldingPagina:
    one = found.een
    stops = haltes(one, found.ontbreekt, "aanmelding")
    return AanmeldingPagina(
        titel=found.naam,
        vraag=one.vraag,
        stand=stand(one),
        termijn=termijn(one, timezone.localdate()),
        haltes=stops,
        verder=_next(found, stops),
        ontbreekt=found.ontbreekt,
        feiten=_facts(found),
        onderzoek=_findings(found),
        overleg=_talk(found),
        handelingen=choices,
        gezin_url=adres("gezin", one.gezin_id) if one.gezin_id else "",
        bestand_url=adres("zaakbestand", one.id) if found.wie.mag(Recht.PERSOON_UITVOEREN) else "",
        fout=fault,
    )


def _next(found: Geopend, stops: tuple[Halte, ...]) -> tuple[str, str]:
    one = found.een
    if not one.is_open or not one.persoon:
        return "", ""
    if one.stand == "klaar_voor_besluit":
        return (besluit_url(one), "Maak het besluit") if besluit_url(one) else ("", "")
    stop = next(stop for stop in stops[1:] if not stop.klaar)
    return stop.url, f"Ga verder met: {stop.naam.lower()}"


def _facts(found: Geopend) -> tuple[tuple[str, str], ...]:
    one, rules = found.een, found.een.regel
    proof = one.bewijs
    facts = [
        ("Kanaal", rules.naam),
        ("Beslist", rules.beslist.label),
        ("Gaat over", Rij.Onderwerp(one.onderwerp).label),
        ("Ontvangen", moment_kort(one.ontvangen_op)),
        ("Termijn", one.uiterlijk_bron),
        ("Team", Rij.Team(one.team).label),
    ]
    if proof:
        kind = rules.bewijzen.get(proof.soort, proof.soort)
        facts.append(("Bewijs", " ".join(filter(None, (kind, dag_kort(proof.datum), proof.kenmerk)))))
    if one.verwijzer_type:
        kind = codelijst("type_verwijzer").omschrijving(one.verwijzer_type)
        facts.append(("Verwijzer", " ".join(filter(None, (kind, one.verwijzer)))))
    if one.maatregel:
        facts.append(("Maatregel", f"{Rij.Maatregel(one.maatregel).label}, {aanbieders.naam(one.gi)}"))
    if one.gewenst:
        facts.append(("Passende hulp", codelijst("productcategorie").omschrijving(one.gewenst)))
    if one.aanbieder:
        facts.append(("Gewenste aanbieder", aanbieders.naam(one.aanbieder)))
    if one.plek:
        facts.append(("Wonen", Plek(one.plek).label))
    if one.naar:
        facts.append(("Doorgestuurd naar", regio.namen().get(one.naar, one.naar)))
    if one.reden:
        facts.append(("Reden", one.reden))
    return tuple(facts)


def _findings(found: Geopend) -> Tabel:
    number, wie = found.een.id, found.wie
    rows = [
        (Gebied(area.gebied).label, Oordeel(area.oordeel).label, area.toelichting)
        for area in queries.gebieden([number], on_behalf_of=wie).get(number, [])
    ]
    rows += [
        (
            f"Stap {step.stap}: {Stap(step.stap).label.lower()}",
            f"{_ended(step)}; trede {step.trede}, {Trede(step.trede).label.lower()}",
            step.toelichting,
        )
        for step in queries.stappen([number], on_behalf_of=wie).get(number, [])
    ]
    rows += [
        (Plek(place.plek).label, "Kan" if place.past else "Kan niet", place.toelichting)
        for place in queries.opties([number], on_behalf_of=wie).get(number, [])
    ]
    return Tabel(
        "Wat is onderzocht",
        (Kolom("Onderdeel"), Kolom("Uitkomst"), Kolom("Toelichting")),
        tuple(rows),
        leeg="Nog niets. Begin met de volgende stap hierboven.",
    )


def _ended(step: Stapregel) -> str:
    """How a step ended; that step c is there says that it is needed."""
    return "Nodig" if step.stap == Stap.C else Uitkomst(step.uitkomst).label


def _talk(found: Geopend) -> Tabel:
    rows = queries.overleg(found.een.id, on_behalf_of=found.wie)
    return Tabel(
        "Overleg tussen wijkteam en CJG",
        (Kolom("Wat"), Kolom("Door"), Kolom("Antwoord")),
        tuple(
            (
                Cel(row.vraag or Teamoverleg.Soort(row.soort).label, onder=moment_kort(row.gezet_op)),
                row.door,
                Cel(row.antwoord or ("Gezien" if row.beantwoord_op else "Wacht"), onder=row.beantwoord_door),
            )
            for row in rows
        ),
        leeg="Er is nog niet overlegd. Vraag raad als u twijfelt.",
    )
