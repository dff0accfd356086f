# SPDX-License-Identifier: EUPL-1.2
"""Which worker has which child: assign, hand over, end."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.beheer import queries
from jeugdregio.beheer.pages.formulieren import Caseloadformulier, Overdraagformulier
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.values import Cel, Kruimel, Lijstblad
from jeugdregio.components.verzoek import getal_uit
from jeugdregio.gebruikers import caseload as caseloads
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Caseload
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.toewijzingen import queries as zorg

ONBEKEND = "Kind zonder toewijzing"


@dataclass(frozen=True)
class CaseloadPagina:
    """Who has whom, and the form to assign."""

    titel: str
    lijst: Lijstblad
    formulier: Caseloadformulier
    fout: str


@dataclass(frozen=True)
class RegelPagina:
    """One child of one worker."""

    titel: str
    medewerker: str
    sinds: str
    reden: str
    formulier: Overdraagformulier
    fout: str


@vraagt(Recht.CASELOAD_BEHEREN)
@require_http_methods(["GET", "HEAD", "POST"])
def caseload(request: HttpRequest) -> HttpResponse:
    """The list; a POST gives a child to a worker."""
    wie, now = machtiging(request), timezone.now()
    colleagues = queries.collegas(moment=now, on_behalf_of=wie)
    initial = {"vanaf": timezone.localdate(now), "toewijzing": getal_uit(request, "toewijzing", 0) or None}
    form, fault = Caseloadformulier(request.POST or None, collegas=colleagues, initial=initial), ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        child = zorg.persoon_van_toewijzing(data["toewijzing"], on_behalf_of=wie)
        try:
            if not child:
                raise NietToegestaan("Deze toewijzing is er niet. Controleer het nummer.")
            caseloads.wijs_toe(
                child, aan=data["aan"], vanaf=data["vanaf"], reden=data["reden"], moment=now, on_behalf_of=wie
            )
        except NietToegestaan as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Het kind staat in de caseload.")
            return redirect("caseload")
    with namens(wie):
        rows = list(caseloads.lopende(moment=now))
    names = _children(rows, wie)
    gelezen(request, names)
    shown = _list(rows, names)
    if file := shown.als_bestand(request):
        return file
    page = CaseloadPagina("Caseload", shown.blad(request), form, fault)
    return render(request, "beheer/caseload.html", {"page": page}, status=422 if fault or form.errors else 200)


@vraagt(Recht.CASELOAD_BEHEREN)
@require_http_methods(["GET", "HEAD", "POST"])
def regel(request: HttpRequest, nummer: int) -> HttpResponse:
    """One line; a POST hands the child over, or ends it when nobody is chosen."""
    wie, now = machtiging(request), timezone.now()
    with namens(wie):
        one = caseloads.lopende(moment=now).filter(pk=nummer).first()
    if one is None:
        raise Http404("Dit staat niet (meer) in een caseload.")
    colleagues = [(pk, name) for pk, name in queries.collegas(moment=now, on_behalf_of=wie) if pk != one.account_id]
    form, fault = Overdraagformulier(request.POST or None, collegas=colleagues, initial={"caseload": nummer}), ""
    if request.method == "POST" and form.is_valid():
        to, why = form.cleaned_data["aan"], form.cleaned_data["reden"]
        try:
            if to:
                caseloads.draag_over(nummer, aan=to, reden=why, moment=now, on_behalf_of=wie)
            else:
                caseloads.beeindig(nummer, reden=why, moment=now, on_behalf_of=wie)
        except NietToegestaan as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Overgedragen." if to else "De begeleiding is gestopt.")
            return redirect("caseload")
    names = _children([one], wie)
    gelezen(request, names)
    title = names.get(one.persoon, ONBEKEND)
    page = RegelPagina(
        title, one.account.first_name or one.account.username, dag_kort(one.periode.lower), one.reden, form, fault
    )
    context = {"page": page, "kruimels": (Kruimel("Caseload", reverse("caseload")), Kruimel(title))}
    return render(request, "beheer/caseload_regel.html", context, status=422 if fault or form.errors else 200)


def _list(rows: list[Caseload], names: dict[str, str]) -> Lijst[Caseload]:
    def child(one: Caseload) -> Cel:
        return Cel(names.get(one.persoon, ONBEKEND), url=reverse("caseload-regel", args=[one.pk]))

    return Lijst(
        "Wie begeleidt wie",
        (
            Veld("wie", "Medewerker", lambda one: one.account.first_name or one.account.username),
            Veld("kind", "Kind", lambda one: names.get(one.persoon, ONBEKEND), cel=child),
            Veld("sinds", "Sinds", lambda one: one.periode.lower, "dag"),
            Veld("reden", "Reden", lambda one: one.reden),
        ),
        rows,
        bestand="caseload",
        van_zelf="wie",
        leeg="Er is nog geen kind aan een medewerker gegeven.",
    )


def _children(rows: list[Caseload], wie: Machtiging) -> dict[str, str]:
    if not wie.mag(Recht.KINDEREN_ZIEN):
        return {}
    return zorg.namen_van_personen({one.persoon for one in rows}, on_behalf_of=wie)
