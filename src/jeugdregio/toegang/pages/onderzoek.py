# SPDX-License-Identifier: EUPL-1.2
"""The path of an application after it came in: areas, the help that fits, who agrees. One page per step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import vraagt
from jeugdregio.gezinnen import queries as gezinnen
from jeugdregio.gezinnen.values import Ondertekenaar
from jeugdregio.toegang import actions, queries
from jeugdregio.toegang.begeleiding import Gebied, Stap
from jeugdregio.toegang.models import Ondertekening
from jeugdregio.toegang.pages.formulieren import Gebiedenformulier, Stappenformulier, rondjes
from jeugdregio.toegang.pages.weergave import (
    GOED,
    ONJUIST,
    Geopend,
    Halte,
    besluit_url,
    haltes,
    kruimels,
    open_,
)
from jeugdregio.toegang.values import NietMogelijk, Optie, Stapregel


@dataclass(frozen=True)
class StapPagina:
    """One step: its progress, its fields in groups of (heading, fields, whether it stands open), what is missing."""

    titel: str
    inleiding: str
    haltes: tuple[Halte, ...]
    groepen: tuple[tuple[str, tuple[Any, ...], bool], ...]
    ontbreekt: tuple[str, ...]
    knop: str
    fout: str
    extra: tuple[tuple[str, str], ...] = ()
    """More buttons, of (value of `doe`, text)."""


class Akkoordformulier(forms.Form):
    """For each person who must sign how he agreed; made of the rules of custody of today."""

    def __init__(self, *args: Any, wie: Sequence[Ondertekenaar], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in wie:
            if one.lid is not None:
                self.fields[f"lid_{one.lid}"] = rondjes(
                    f"{one.naam} ({one.als})",
                    f"{one.waarom} ({one.artikel})",
                    [*Ondertekening.Wijze.choices, ("", "Nog niet gevraagd")],
                    nodig=False,
                    eerst="",
                )


@vraagt(Recht.AANMELDEN)
@require_http_methods(["GET", "HEAD", "POST"])
def gebieden(request: HttpRequest, nummer: int) -> HttpResponse:
    """The five areas; a POST keeps what was filled in and goes on."""
    found = open_(request, nummer)
    if isinstance(found, HttpResponse):
        return found
    one = found.een
    known = {area.gebied: area for area in queries.gebieden([nummer], on_behalf_of=found.wie).get(nummer, [])}
    initial: dict[str, Any] = {"signalen": list(one.signalen)}
    for name, area in known.items():
        initial |= {name: area.oordeel, f"{name}_tekst": area.toelichting}
    form = Gebiedenformulier(request.POST if request.method == "POST" else None, initial=initial)

    def keep(data: dict[str, Any]) -> None:
        actions.leg_gebieden_vast(
            nummer, form.oordelen, signalen=data["signalen"], moment=timezone.now(), on_behalf_of=found.wie
        )

    areas = tuple(
        (area.label, tuple(form[name] for name in (area.value, f"{area.value}_tekst")), True) for area in Gebied
    )
    page = StapPagina(
        "Gebieden",
        f"{found.naam}: kijk naar elk gebied, ook naar wonen en geld. Niet besproken mag, als u dat erbij zegt.",
        haltes(one, found.ontbreekt, "aanmelding-gebieden"),
        (*areas, ("Signaal", (form["signalen"],), True)),
        found.ontbreekt,
        "Bewaar en ga verder",
        "",
    )
    return _step(request, found, form, page, keep, "aanmelding-stappen")


@vraagt(Recht.AANMELDEN)
@require_http_methods(["GET", "HEAD", "POST"])
def stappen(request: HttpRequest, nummer: int) -> HttpResponse:
    """Steps a-b-c and the help that fits; a POST keeps them and goes on."""
    found = open_(request, nummer)
    if isinstance(found, HttpResponse):
        return found
    one, with_steps = found.een, found.een.regel.stappen
    form = Stappenformulier(
        request.POST if request.method == "POST" else None,
        stappen=with_steps,
        initial=_steps_known(found),
    )

    def keep(data: dict[str, Any]) -> None:
        _keep_steps(nummer, data, with_steps, found)

    def group(*names: str) -> tuple[Any, ...]:
        return tuple(form[name] for name in names if name in form.fields)

    place = group("plek", "netwerk", "netwerk_tekst", "pleegzorg", "pleegzorg_tekst")
    opened = one.onderwerp == "verblijf" or bool(one.plek) or any(field.errors for field in place)
    groups = [
        (f"Stap {step}: {step.label.lower()}", group(f"{step}_uitkomst", f"{step}_trede", f"{step}_tekst"), True)
        for step in (Stap.A, Stap.B)
        if with_steps
    ]
    groups += [
        (
            "Stap c: individuele voorziening" if with_steps else "Soort hulp",
            group("gewenst", "c_trede", "c_tekst"),
            True,
        ),
        ("Kan het kind niet thuis blijven?", place, opened),
    ]
    page = StapPagina(
        "Passende hulp",
        f"{found.naam}: eerst wat het gezin en vrije hulp kunnen, dan pas individuele hulp."
        if with_steps
        else f"{found.naam}: {one.regel.beslist.label} bepaalt de hulp; leg vast welke dat is.",
        haltes(one, found.ontbreekt, "aanmelding-stappen"),
        tuple(groups),
        found.ontbreekt,
        "Bewaar en ga verder",
        "",
    )
    return _step(request, found, form, page, keep, "aanmelding-akkoord")


@vraagt(Recht.AANMELDEN)
@require_http_methods(["GET", "HEAD", "POST"])
def akkoord(request: HttpRequest, nummer: int) -> HttpResponse:
    """Who agrees, and what is missing; a POST keeps that and makes the application ready for a decision."""
    found = open_(request, nummer)
    if isinstance(found, HttpResponse):
        return found
    one, now = found.een, timezone.now()
    signers = (
        gezinnen.ondertekenaars(one.lid_id, peildatum=timezone.localdate(now), on_behalf_of=found.wie)
        if one.lid_id
        else ()
    )
    must = [signer for signer in signers if signer.moet_tekenen]
    signed = queries.ondertekend([nummer], on_behalf_of=found.wie).get(nummer, {})
    initial = {f"lid_{lid}": how for lid, how in signed.items()}
    form = Akkoordformulier(request.POST if request.method == "POST" else None, wie=must, initial=initial)

    def keep(data: dict[str, Any]) -> None:
        for signer in must:
            if signer.lid is not None and (how := data.get(f"lid_{signer.lid}")):
                ground = f"{signer.waarom} ({signer.artikel})"[:200]
                actions.onderteken(nummer, signer.lid, wijze=how, grond=ground, moment=now, on_behalf_of=found.wie)
        if request.POST.get("doe") == "klaar":
            actions.zet_stand(nummer, "klaar_voor_besluit", moment=now, on_behalf_of=found.wie)
        elif request.POST.get("doe") == "genoeg":
            actions.rond_af(nummer, reden="Zonder voorziening geholpen.", moment=now, on_behalf_of=found.wie)

    enough = any(step.uitkomst == "genoeg" for step in _steps(found) if step.stap in "ab")
    open_questions = tuple(signer.naam for signer in must if not signer.bekend)
    page = StapPagina(
        "Akkoord",
        f"{found.naam}: wie ermee instemt. Daarna is de aanmelding klaar voor een besluit.",
        haltes(one, found.ontbreekt, "aanmelding-akkoord"),
        (("Wie moet instemmen", tuple(form), True),) if form.fields else (),
        (*found.ontbreekt, *(f"Leg vast wie het gezag heeft: {name}." for name in open_questions)),
        "" if found.ontbreekt or not one.is_open else "Klaar: naar het besluit",
        "",
        (("genoeg", "Rond af zonder besluit"),) if enough and one.is_open else (),
    )
    onward = besluit_url(one) or reverse("aanmelding", args=[nummer])
    return _step(request, found, form, page, keep, onward)


def _step(
    request: HttpRequest,
    found: Geopend,
    form: forms.Form,
    page: StapPagina,
    keep: Callable[[dict[str, Any]], None],
    onward: str,
) -> HttpResponse:
    """Show a step; keep what was sent, and go on to the next page, or to the application when it is done."""
    fault = ""
    if form.is_bound and form.is_valid():
        try:
            keep(form.cleaned_data)
        except NietMogelijk as refusal:
            fault = str(refusal)
        else:
            if request.POST.get("doe") in ("genoeg", "later"):
                messages.success(request, "Bewaard.")
                return redirect("aanmelding", nummer=found.een.id)
            return redirect(onward) if onward.startswith("/") else redirect(onward, nummer=found.een.id)
    title = found.naam
    trail = kruimels((title, reverse("aanmelding", args=[found.een.id])), (page.titel, ""))
    context = {"page": page, "formulier": form, "fout": fault, "kruimels": trail}
    return render(request, "toegang/stap.html", context, status=ONJUIST if fault or form.errors else GOED)


def _steps(found: Geopend) -> list[Stapregel]:
    return queries.stappen([found.een.id], on_behalf_of=found.wie).get(found.een.id, [])


def _steps_known(found: Geopend) -> dict[str, Any]:
    """What was filled in before."""
    one = found.een
    known: dict[str, Any] = {"gewenst": one.gewenst, "plek": one.plek}
    for step in _steps(found):
        known |= {
            f"{step.stap}_uitkomst": step.uitkomst,
            f"{step.stap}_trede": str(step.trede),
            f"{step.stap}_tekst": step.toelichting,
        }
    for place in queries.opties([one.id], on_behalf_of=found.wie).get(one.id, []):
        known |= {place.plek: "ja" if place.past else "nee", f"{place.plek}_tekst": place.toelichting}
    return known


def _keep_steps(nummer: int, data: dict[str, Any], with_steps: bool, found: Geopend) -> None:
    now, who = timezone.now(), found.wie
    done = [
        Stapregel(step, data[f"{step}_uitkomst"], int(data[f"{step}_trede"]), data[f"{step}_tekst"])
        for step in (Stap.A, Stap.B)
        if with_steps and data.get(f"{step}_uitkomst")
    ]
    if with_steps and data["gewenst"]:
        done.append(Stapregel(Stap.C, "genoeg", int(data["c_trede"]), data["c_tekst"]))
    places = [
        Optie(name, data[name] == "ja", data[f"{name}_tekst"]) for name in ("netwerk", "pleegzorg") if data.get(name)
    ]
    _write(nummer, done, places, data, now, who)


def _write(
    nummer: int, done: list[Stapregel], places: list[Optie], data: dict[str, Any], now: Any, who: Machtiging
) -> None:
    actions.zet_gewenst(nummer, gewenst=data["gewenst"], plek=data["plek"], on_behalf_of=who)
    if done:
        actions.leg_stappen_vast(nummer, done, moment=now, on_behalf_of=who)
    if places:
        actions.leg_opties_vast(nummer, places, moment=now, on_behalf_of=who)
