# SPDX-License-Identifier: EUPL-1.2
"""What is on the accounts, and the ledger as a file that a program of others counts again."""

from io import StringIO

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from jeugdregio.begroting.queries import geboekte_maanden
from jeugdregio.boekhouding import queries
from jeugdregio.boekhouding.pages.keuze import gemeente_van, naam_van
from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import bedrag_kort, maandnaam
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.components.values import Kerncijfer
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.grootboek.values import BANK, KOSTEN, TE_BETALEN, Saldo
from jeugdregio.regio import queries as regio

NAREKENEN = (
    "Een tekstbestand met per gemeente, boekmaand en oorzaak één boeking die in evenwicht is, en na elke maand wat er "
    "op elke rekening staat. Het programma beancount (bean-check) rekent alles na en weigert een bestand waarin iets "
    "is veranderd. Er staan geen kinderen en geen aanbieders in. Een bestand per boeking, voor de accountant, maakt "
    "wie het programma draait, met de opdracht jeugdregio grootboek schrijf."
)


class Boekfilter(Keuzefilter):
    """Up to which month, and for the region of whom."""

    tot = forms.ChoiceField(label="Geboekt tot en met", help_text="Een maand waarin is geboekt.")
    gemeente = forms.ChoiceField(label="Gemeente", required=False, help_text="Leeg is alle gemeenten samen.")


@vraagt(Recht.BOEKHOUDING_ZIEN)
@require_safe
def boekhouding(request: HttpRequest) -> HttpResponse:
    """The trial balance of the own municipality, or of the region or one of its municipalities."""
    wie = machtiging(request)
    form, month, town = _keuze(request, wie)
    lines = [one for one in queries.balans(month, gemeente=town, on_behalf_of=wie) if one.debet_cent or one.credit_cent]
    sheet = _lijst(lines)
    if file := sheet.als_bestand(request):
        return file
    download = f"{reverse('grootboekbestand')}?{urlencode({'tot': str(month), 'gemeente': town})}"
    page = Blad(
        f"Boekhouding van {naam_van(town)}",
        "Alles wat is toegekend, betaald en verrekend, staat in het grootboek. Er komt alleen bij: een fout wordt "
        "teruggeboekt.",
        (
            Deel(filter=form),
            Deel(f"Stand tot en met {maandnaam(month)}", lijst=sheet.blad(request), anker="stand"),
            Deel("Grootboek als bestand", (NAREKENEN,), links=(("Grootboek (beancount)", download),)),
        ),
        cijfers=_cijfers(lines),
    )
    return toon(request, page)


@vraagt(Recht.BOEKHOUDING_ZIEN)
@require_safe
def bestand(request: HttpRequest) -> HttpResponse:
    """The ledger per cause and month as a text file."""
    wie = machtiging(request)
    _, month, town = _keuze(request, wie)
    text = StringIO()
    queries.schrijf_kort(text, gemeente=town, tot_en_met=month, moment=timezone.now(), on_behalf_of=wie)
    response = HttpResponse(text.getvalue(), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="grootboek-{town or "regio"}-{month}.beancount"'
    return response


def _keuze(request: HttpRequest, wie: Machtiging) -> tuple[Boekfilter, Maand, str]:
    town = gemeente_van(request.GET.get("gemeente", ""), wie)
    months = geboekte_maanden(on_behalf_of=wie, gemeente=town) or [Maand.van(timezone.localdate())]
    form = Boekfilter({"tot": str(months[0])} | request.GET.dict())
    form.kies("tot", [(str(one), maandnaam(one)) for one in months], alle=False)
    form.kies("gemeente", regio.namen().items())
    if wie.gemeente:
        del form.fields["gemeente"]
    return form, Maand.lees(form.gekozen().get("tot", str(months[0]))), town


def _lijst(lines: list[Saldo]) -> Lijst[Saldo]:
    return Lijst(
        "Stand van de rekeningen",
        (
            Veld("rekening", "Rekening", lambda one: one.rekening),
            Veld("naam", "Naam", lambda one: one.naam),
            Veld("debet", "Debet", lambda one: one.debet_cent, "bedrag"),
            Veld("credit", "Credit", lambda one: one.credit_cent, "bedrag"),
            Veld("saldo", "Saldo", lambda one: one.saldo_cent, "bedrag", uitleg="debet min credit"),
        ),
        lines,
        bestand="grootboek-stand",
        leeg="Er is nog niets geboekt.",
        voet=(
            "Samen",
            "",
            cent(sum(one.debet_cent for one in lines)),
            cent(sum(one.credit_cent for one in lines)),
            cent(sum(one.saldo_cent for one in lines)),
        ),
        bijschrift_zichtbaar=False,
    )


def _cijfers(lines: list[Saldo]) -> tuple[Kerncijfer, ...]:
    on = {one.rekening: one.saldo_cent for one in lines}
    return (
        Kerncijfer("Kosten jeugdhulp", bedrag_kort(on.get(KOSTEN, 0)), "toegekend", url="#stand"),
        Kerncijfer("Te betalen aan aanbieders", bedrag_kort(-on.get(TE_BETALEN, 0)), url="#stand"),
        Kerncijfer("Betaald", bedrag_kort(-on.get(BANK, 0)), "per saldo van de bank af", url="#stand"),
        Kerncijfer("Som van alle rekeningen", bedrag_kort(sum(on.values())), "altijd nul"),
    )
