# SPDX-License-Identifier: EUPL-1.2
"""The children of whom a municipality keeps secret where they are; only for who may see those (ADR 0022)."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gebruikers.verzoek import machtiging, voor_iedereen
from jeugdregio.ontvangst import actions
from jeugdregio.ontvangst.afschermen import ALLEEN_VOOR_GEHEIM, Afgeschermd, afgeschermden
from jeugdregio.ontvangst.pages.reden import RedenFormulier


class AfschermFormulier(RedenFormulier):
    """Which child, and why."""

    bsn = forms.CharField(
        label="Burgerservicenummer",
        min_length=9,
        max_length=9,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        help_text="Negen cijfers. Het kind hoeft nog niet bekend te zijn.",
    )
    field_order: Any = ("bsn", "reden")


class OpheffenFormulier(RedenFormulier):
    """Which shielding ends, and why."""

    nummer = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True)
class Kindbeeld:
    """One child as it is shown; the form is there while the shielding lasts."""

    naam: str
    regels: tuple[tuple[str, str], ...]
    formulier: OpheffenFormulier | None


@dataclass(frozen=True)
class AfgeschermdPagina:
    """Who is shielded now, who was, and what was wrong with the last request."""

    titel: str
    inleiding: str
    formulier: AfschermFormulier
    nu: tuple[Kindbeeld, ...]
    eerder: tuple[Kindbeeld, ...]
    fout: str


@voor_iedereen
@require_http_methods(["GET", "HEAD", "POST"])
def afgeschermd(request: HttpRequest) -> HttpResponse:
    """The list; a POST shields a child, or with `nummer` lifts that. For anyone without the role it is refused."""
    wie = machtiging(request)
    if not (wie.gemeente and wie.geheim):
        raise PermissionDenied(ALLEEN_VOOR_GEHEIM)
    lifts = "nummer" in request.POST
    form = AfschermFormulier(request.POST if request.method == "POST" and not lifts else None)
    lift = OpheffenFormulier(request.POST) if lifts else None
    fault = _done(request, wie, lift or form) if request.method == "POST" else ""
    if request.method == "POST" and not fault:
        return redirect("afgeschermd")
    page = _page(wie, form, lift, fault)
    return render(request, "ontvangst/afgeschermd.html", {"page": page}, status=422 if fault else 200)


def _done(request: HttpRequest, wie: Machtiging, form: forms.Form) -> str:
    """Do what was asked; gives what was wrong, or nothing."""
    if not form.is_valid():
        return "Er is nog niets veranderd. Kijk wat er bij de velden staat."
    who, now, data = request.user.get_username(), timezone.now(), form.cleaned_data
    try:
        if isinstance(form, OpheffenFormulier):
            actions.hef_op(data["nummer"], reden=data["reden"], door=who, moment=now, on_behalf_of=wie)
        else:
            actions.scherm_af(data["bsn"], reden=data["reden"], door=who, moment=now, on_behalf_of=wie)
    except actions.NietAfgeschermd as refusal:
        return str(refusal)
    return ""


def _page(wie: Machtiging, form: AfschermFormulier, lift: OpheffenFormulier | None, fout: str) -> AfgeschermdPagina:
    found = afgeschermden(on_behalf_of=wie)
    return AfgeschermdPagina(
        titel="Afgeschermde kinderen",
        inleiding="Van deze kinderen houdt uw gemeente geheim waar zij zijn. Alleen u, collega's met deze rol en de "
        "medewerkers met deze rol bij de aanbieder zien hun gegevens. Voor ieder ander bestaan zij hier niet.",
        formulier=form,
        nu=tuple(_child(one, lift) for one in found if one.tot is None),
        eerder=tuple(_child(one, None) for one in found if one.tot is not None),
        fout=fout,
    )


def _child(one: Afgeschermd, lift: OpheffenFormulier | None) -> Kindbeeld:
    lines = [("Sinds", f"{datum(one.sinds)}, door {one.door}"), ("Reden", one.reden)]
    if one.tot is not None:
        lines += [("Opgeheven", f"{datum(one.tot)}, door {one.opgeheven_door}"), ("Reden", one.reden_einde)]
        return Kindbeeld(_name(one), tuple(lines), None)
    asked = lift is not None and lift.data.get("nummer") == str(one.id)
    form = lift if asked else OpheffenFormulier(initial={"nummer": one.id}, auto_id=f"id_%s_{one.id}")
    return Kindbeeld(_name(one), tuple(lines), form)


def _name(one: Afgeschermd) -> str:
    return " / ".join(one.kinderen) or f"Nog niet bekend bij een aanbieder ({one.persoon[:8]})"
