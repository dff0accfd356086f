# SPDX-License-Identifier: EUPL-1.2
"""On which an access worker sees who of a family may see what, and lets someone in."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel
from jeugdregio.contractbeheer.pages.opmaak import Blad, Deel, Rijformulier, tekstveld, toon
from jeugdregio.gebruikers import caseload
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.gezinnen import queries as gezinnen
from jeugdregio.gezinnen.values import Gezin, Plan
from jeugdregio.gezinsportaal import actions, queries
from jeugdregio.logboek.actions import gelezen, leeslijst

TITEL = "Inlog voor gezinnen"
ZEKER = "Ga eerst na wie het is, met een geldig paspoort of een geldige identiteitskaart."


class Zoekfilter(Keuzefilter):
    """Which family."""

    zoek = forms.CharField(
        label="Naam van het gezin", required=False, help_text="Twee letters of meer; leeg laten: uw eigen caseload."
    )


class Redenformulier(ZonderBsn):
    """Why someone opens a family outside the own caseload."""

    waarom = tekstveld("Waarom opent u dit gezin?", "Dit komt in het logboek.", 200)


class Lidformulier(Rijformulier):
    """Someone of the family."""

    lid = forms.TypedChoiceField(label="Wie?", coerce=int, help_text=ZEKER)


class Eindformulier(Rijformulier):
    """End an access."""

    lid = forms.TypedChoiceField(label="Van wie?", coerce=int, help_text="De inlog werkt daarna meteen niet meer.")
    reden = tekstveld("Waarom?", "Bijvoorbeeld: gezag beëindigd.", 400)


class Achterformulier(Rijformulier):
    """A goal that a youth keeps back."""

    doel = forms.ChoiceField(label="Welk doel?", help_text="Van een jeugdige van 12 jaar of ouder.")
    achter = forms.ChoiceField(
        label="Mogen de ouders dit lezen?",
        choices=[("nee", "Nee, de jeugdige houdt dit voor zich"), ("ja", "Ja, toch wel")],
        help_text="De jeugdige beslist. Bespreek het eerst.",
    )


@vraagt(Recht.GEZIN_UITNODIGEN)
@require_http_methods(["GET", "HEAD"])
def zoek(request: HttpRequest) -> HttpResponse:
    """The families of the own caseload, or those with a name."""
    wie, now = machtiging(request), timezone.now()
    chosen = Zoekfilter(request.GET)
    word = str(request.GET.get("zoek", ""))[:60]
    mine = caseload.van_mij(moment=now, on_behalf_of=wie)
    found = gezinnen.gezinnen(on_behalf_of=wie, peildatum=timezone.localdate(now), zoek=word, personen=mine)
    gelezen(request, {one for row in found for one in row.personen})
    table = Tabel(
        "Gezinnen",
        (Kolom("Gezin"), Kolom("Jeugdigen")),
        tuple(
            (Cel(one.naam, url=reverse("gezinsinlog-gezin", args=[one.id])), ", ".join(one.jeugdigen)) for one in found
        ),
        leeg="Er is geen gezin in uw caseload. Zoek hierboven op een naam.",
        bijschrift_zichtbaar=False,
    )
    off = () if settings.GEZINSPORTAAL else (actions.UIT,)
    page = Blad(
        TITEL,
        "Wie het gezag heeft, en een jeugdige vanaf 12 jaar, kan het eigen dossier lezen.",
        (Deel(tekst=off, filter=chosen), Deel(tabel=table)),
        "Rechten",
    )
    return toon(request, page)


@vraagt(Recht.GEZIN_UITNODIGEN)
@require_http_methods(["GET", "HEAD", "POST"])
def gezin(request: HttpRequest, gezin: int) -> HttpResponse:
    """One family: who may see whom today and why; a POST lets in, gives a new code, ends, or keeps a goal back."""
    wie = machtiging(request)
    family = gezinnen.gezin(gezin, on_behalf_of=wie)
    if family is None:
        raise Http404("Dit gezin is er niet, of niet voor u.")
    if (asked := _why(request, wie, family)) is not None:
        return asked
    gelezen(request, family.sporen)
    do, fault, code = request.POST.get("doe", ""), "", None
    offered = _forms(request, do, family, wie)
    form = offered.get(do)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            code = _do(do, form.cleaned_data, request.user.get_username(), wie)
        except (actions.NietUitTeNodigen, NietToegestaan) as refusal:
            fault = str(refusal)
        else:
            if code is None:
                messages.success(request, "Vastgelegd.")
                return redirect("gezinsinlog-gezin", gezin=gezin)
            offered = _forms(request, "", family, wie)
    parts = [] if code is None else [Deel("Geef dit aan deze persoon", _said(code))]
    parts.append(Deel("Wie mag vandaag wat zien", tabel=_table(family, wie)))
    if wie.mag(Recht.BETROKKENEN):
        parts.append(
            Deel(
                "Verzoek over het dossier",
                links=tuple(
                    (f"Vastleggen voor {one.naam}", reverse("rechtsverzoek-nieuw-gezin", args=[one.id]))
                    for one in family.jeugdigen
                ),
            )
        )
    parts += [Deel(TITELS[key][0], formulier=each, doe=key, knop=TITELS[key][1]) for key, each in offered.items()]
    page = Blad(family.naam, "", tuple(parts), TITEL, fout=fault)
    trail = (Kruimel(TITEL, reverse("gezinsinlog")), Kruimel(family.naam))
    return toon(request, page, trail, fout=any(each.errors for each in offered.values()))


TITELS = {
    "uitnodigen": ("Iemand een inlog geven", "Maak de inlog"),
    "code": ("Een nieuwe code geven", "Geef een nieuwe code"),
    "einde": ("Een inlog beëindigen", "Beëindig"),
    "achter": ("Wat een jeugdige voor zich houdt", "Leg vast"),
}


def _why(request: HttpRequest, wie: Machtiging, family: Gezin) -> HttpResponse | None:
    """The question why, when nobody of this family is in the own caseload and no reason was given today."""
    now = timezone.now()
    youths = [one.persoon for one in family.jeugdigen if one.persoon]
    if not youths or any(caseload.in_caseload(one, moment=now, on_behalf_of=wie) for one in youths):
        return None
    said = caseload.doel(youths[0], moment=now, on_behalf_of=wie)
    if said:
        leeslijst(request).doel = said
        return None
    form = Redenformulier(request.POST if request.POST.get("doe") == "waarom" else None)
    if form.is_valid():
        try:
            caseload.noem_doel(youths[0], reden=form.cleaned_data["waarom"], moment=now, on_behalf_of=wie)
        except NietToegestaan as refusal:
            form.add_error("waarom", str(refusal))
        else:
            return redirect(request.path)
    page = Blad(
        "Dit gezin zit niet in uw caseload", "", (Deel(formulier=form, doe="waarom", knop="Open het gezin"),), TITEL
    )
    return toon(request, page, fout=bool(form.errors))


def _forms(request: HttpRequest, do: str, family: Gezin, wie: Machtiging) -> dict[str, forms.Form]:
    """What can be done now."""
    there = {lid for lid, one in queries.toegangen(family.id, on_behalf_of=wie).items() if one.beeindigd_op is None}
    people = [one for one in family.leden if one.uit_gezin_op is None]

    def data(key: str) -> Any:
        return request.POST if do == key and request.method == "POST" else None

    found: dict[str, forms.Form] = {}
    new = [(str(one.id), one.naam) for one in people if one.id not in there]
    if new and settings.GEZINSPORTAAL:
        found["uitnodigen"] = Lidformulier(data("uitnodigen"))
        found["uitnodigen"].kies("lid", new)  # type: ignore[attr-defined]
    known = [(str(one.id), one.naam) for one in family.leden if one.id in there]
    if known:
        found["code"] = Lidformulier(data("code"), prefix="")
        found["code"].kies("lid", known)  # type: ignore[attr-defined]
        found["einde"] = Eindformulier(data("einde"))
        found["einde"].kies("lid", known)  # type: ignore[attr-defined]
    goals = _goals(family, gezinnen.plan(family.id, on_behalf_of=wie))
    if goals:
        found["achter"] = Achterformulier(data("achter"))
        found["achter"].kies("doel", goals)  # type: ignore[attr-defined]
    for key, form in found.items():
        form.auto_id = f"id_{key}_%s"
    return found


def _goals(family: Gezin, plan: Plan | None) -> list[tuple[str, str]]:
    today = timezone.localdate()
    youths = {one.id for one in family.jeugdigen if (one.leeftijd(today) or 0) >= 12}
    goals = plan.doelen if plan else ()
    return [(f"{one.lid}-{one.id}", f"{one.wie}: {one.doel[:80]}") for one in goals if one.lid in youths]


def _do(do: str, data: dict[str, Any], door: str, wie: Machtiging) -> tuple[str, str] | None:
    now = timezone.now()
    match do:
        case "uitnodigen":
            return actions.nodig_uit(data["lid"], moment=now, door=door, on_behalf_of=wie)
        case "code":
            return actions.nieuwe_code(data["lid"], on_behalf_of=wie)
        case "einde":
            actions.beeindig(data["lid"], reden=data["reden"], moment=now, on_behalf_of=wie)
        case "achter":
            lid, goal = map(int, data["doel"].split("-"))
            actions.houd_achter(lid, goal, achter=data["achter"] == "nee", moment=now, door=door, on_behalf_of=wie)
    return None


def _said(code: tuple[str, str]) -> tuple[str, ...]:
    name, secret = code
    return (
        f"Gebruikersnaam: {name}",
        f"Code, één keer te gebruiken, drie dagen geldig: {secret}",
        "Deze code ziet u alleen nu. De persoon kiest er een wachtwoord mee en stelt daarna een tweede factor in.",
    )


def _table(family: Gezin, wie: Machtiging) -> Tabel:
    today = timezone.localdate()
    seen = queries.zicht_in_gezin(family.id, peildatum=today, on_behalf_of=wie)
    there = queries.toegangen(family.id, on_behalf_of=wie)
    names = {one.id: one.naam for one in family.leden}
    rows = []
    for lid, per in seen.items():
        access = there.get(lid)
        running = access is not None and access.beeindigd_op is None
        state = Cel("Kan inloggen", toon="positief") if running else Cel("Geen inlog", toon="neutraal")
        for youth, what in per.items():
            until = f"kan veranderen op {dag_kort(what.tot)}" if what.tot else ""
            rows.append(
                (
                    Cel(names[lid]),
                    names[youth],
                    Cel("ja" if what.ziet else "nee", toon="positief" if what.ziet else "neutraal", onder=until),
                    Cel(what.waarom, onder=what.artikel),
                    state,
                )
            )
    return Tabel(
        "Wie mag vandaag wat zien",
        (Kolom("Wie"), Kolom("Dossier van"), Kolom("Ziet"), Kolom("Waarom"), Kolom("Inlog")),
        tuple(rows),
        leeg="Er is geen jeugdige in dit gezin. Voeg die toe bij het gezin.",
        bijschrift_zichtbaar=False,
    )
