# SPDX-License-Identifier: EUPL-1.2
"""One declaratie: its judged lines, why a line was refused, the receipt, and the messages themselves."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.berichten import queries as berichten
from jeugdregio.berichten.queries import Bewijs
from jeugdregio.components.schrijfwijze import maandnaam, telwoord
from jeugdregio.components.templatetags.componenten import cent, datum, getal
from jeugdregio.components.values import Kerncijfer, Kruimel, Toon
from jeugdregio.components.verzoek import getal_uit, wants_part
from jeugdregio.contracten import queries as contracten
from jeugdregio.declaraties import queries
from jeugdregio.declaraties.pages.opmaak import NIVEAUS, STAND, hoeveelheid, tot_en_met
from jeugdregio.declaraties.values import Beoordeeld, Detail, Samenvatting, Uitleg
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.gebruikers.zicht import ZIET_KINDEREN
from jeugdregio.logboek.actions import gelezen
from jeugdregio.regio import queries as regio

PER_PAGINA = 50
AFGEWEZEN = "afgewezen"
NIET_VOOR_U = "Uw rol ziet totalen, geen regels over kinderen. Deze declaratie heeft er {}."
AFGESCHERMD = (
    "Van deze declaratie staan {} niet in de lijst: waar die kinderen zijn is geheim. Hun geld telt mee. Het bericht "
    "en het antwoord haalt een collega met de rol voor afgeschermde dossiers op."
)


@dataclass(frozen=True)
class Regelbeeld:
    """One line as it is shown."""

    titel: str
    product: str
    periode: str
    volume: str
    tarief: str
    bedrag: str
    stand: str
    toon: Toon
    toewijzing: int
    referentie: str
    vorige: str
    uitleg: tuple[Uitleg, ...]
    waarom_url: str


@dataclass(frozen=True)
class DeclaratiePagina:
    """One declaratie."""

    titel: str
    inleiding: str
    stand: str
    toon: Toon
    cijfers: tuple[Kerncijfer, ...]
    uitleg: tuple[Uitleg, ...]
    niet_getoond: str
    keuzes: tuple[tuple[str, str, bool], ...]
    regels: tuple[Regelbeeld, ...]
    bladen: Page[Beoordeeld]
    bewijs: tuple[tuple[str, str], ...]
    antwoord_url: str
    antwoord_xml_url: str
    bericht_xml_url: str


@dataclass(frozen=True)
class AntwoordPagina:
    """The answer as readable text."""

    titel: str
    xml: str
    terug_url: str
    xml_url: str


@vraagt(Recht.DECLARATIES_ZIEN, Recht.MAANDRAPPORT_ZIEN)
@require_safe
@vary_on_headers("HX-Request")
def declaratie(request: HttpRequest, gemeente: str, bericht_id: int) -> HttpResponse:
    """The declaratie with its lines; another's and one that does not exist give the same 404."""
    wie = machtiging(request)
    found = queries.declaratie(gemeente, bericht_id, on_behalf_of=wie)
    receipt = berichten.bewijs(gemeente, bericht_id, on_behalf_of=wie)
    if found is None:
        raise Http404
    only_refused = request.GET.get("toon") == AFGEWEZEN
    lines = [line for line in found.regels if not (only_refused and line.toegekend)]
    sheet = Paginator(lines, PER_PAGINA).get_page(getal_uit(request, "pagina"))
    shown = [(gemeente, bericht_id, line.nr) for line in sheet.object_list]
    gelezen(request, queries.personen(shown, on_behalf_of=wie))
    page = _page(found, receipt, sheet, only_refused=only_refused, wie=wie)
    kruimels = (Kruimel("Declaraties", reverse("declaraties")), Kruimel(found.samenvatting.nummer))
    part = "#regels" if wants_part(request) else ""
    return render(request, f"declaraties/declaratie.html{part}", {"page": page, "kruimels": kruimels})


@vraagt(Recht.DECLARATIES_ZIEN, Recht.MAANDRAPPORT_ZIEN)
@require_safe
def antwoord(request: HttpRequest, gemeente: str, bericht_id: int) -> HttpResponse:
    """The JW325 as readable XML, with the burgerservicenummers covered."""
    wie = machtiging(request)
    found = queries.declaratie(gemeente, bericht_id, on_behalf_of=wie)
    answer = berichten.antwoord(gemeente, bericht_id, on_behalf_of=wie)
    if found is None or answer is None:
        raise Http404
    kind, data = answer
    gelezen(request, queries.personen_in(gemeente, bericht_id, data, on_behalf_of=wie))
    back = reverse("declaratie", args=[gemeente, bericht_id])
    number = found.samenvatting.nummer
    page = AntwoordPagina(
        titel=f"{kind} op declaratie {number}",
        xml=berichten.leesbaar(data),
        terug_url=back,
        xml_url=_download(wie, "declaratie-antwoord-xml", gemeente, bericht_id),
    )
    kruimels = (
        Kruimel("Declaraties", reverse("declaraties")),
        Kruimel(number, back),
        Kruimel(kind),
    )
    return render(request, "declaraties/antwoord.html", {"page": page, "kruimels": kruimels})


@vraagt(Recht.DECLARATIES_ZIEN)
@require_safe
def antwoord_xml(request: HttpRequest, gemeente: str, bericht_id: int) -> HttpResponse:
    """The JW325 byte for byte."""
    wie = machtiging(request)
    answer = berichten.antwoord(gemeente, bericht_id, on_behalf_of=wie)
    if answer is None:
        raise Http404
    return _xml(request, wie, answer[1], answer[0], (gemeente, bericht_id))


@vraagt(Recht.DECLARATIES_ZIEN)
@require_safe
def bericht_xml(request: HttpRequest, gemeente: str, bericht_id: int) -> HttpResponse:
    """The message byte for byte as it was received."""
    wie = machtiging(request)
    receipt = berichten.bewijs(gemeente, bericht_id, on_behalf_of=wie)
    original = berichten.origineel(receipt, on_behalf_of=wie) if receipt else None
    if receipt is None or original is None:
        raise Http404
    return _xml(request, wie, original, receipt.soort, (gemeente, bericht_id))


def _may_download(wie: Machtiging) -> bool:
    """A message holds burgerservicenummers: someone who governs does not need those."""
    return wie.mag(Recht.DECLARATIES_ZIEN)


def _download(wie: Machtiging, name: str, gemeente: str, bericht_id: int) -> str:
    return reverse(name, args=[gemeente, bericht_id]) if _may_download(wie) else ""


def _xml(request: HttpRequest, wie: Machtiging, data: bytes, kind: str, where: tuple[str, int]) -> HttpResponse:
    if not _may_download(wie):
        raise PermissionDenied("Berichten bevatten burgerservicenummers. Een bestuurder kan ze niet ophalen.")
    gelezen(request, queries.personen_in(*where, data, on_behalf_of=wie))
    response = HttpResponse(data, content_type="application/xml")
    response["Content-Disposition"] = f'attachment; filename="{kind}_{where[0]}_{where[1]}.xml"'
    response["Cache-Control"] = "no-store"
    return response


def _page(
    found: Detail, receipt: Bewijs | None, sheet: Page[Beoordeeld], *, only_refused: bool, wie: Machtiging
) -> DeclaratiePagina:
    one = found.samenvatting
    state, tone = STAND[one.stand]
    provider = aanbieders.naam(one.aanbieder)
    place = regio.namen().get(one.gemeente, one.gemeente)
    products = contracten.productnamen(settings.REGIO)
    original = receipt is not None and berichten.heeft_origineel(receipt, on_behalf_of=wie)
    return DeclaratiePagina(
        titel=f"Declaratie {one.nummer}",
        inleiding=f"{provider} aan gemeente {place}, {maandnaam(one.maand)}.",
        stand=state,
        toon=tone,
        cijfers=_figures(found),
        uitleg=found.uitleg,
        keuzes=(
            ("?", f"Alle regels ({getal(len(found.regels))})", not only_refused),
            (f"?toon={AFGEWEZEN}", f"Alleen afgewezen ({getal(one.afgewezen)})", only_refused),
        ),
        regels=tuple(_line(line, products, one) for line in sheet.object_list),
        bladen=sheet,
        niet_getoond=_not_shown(found, wie),
        bewijs=_receipt(receipt) if receipt else (),
        antwoord_url=reverse("declaratie-antwoord", args=[one.gemeente, one.bericht_id]) if receipt else "",
        antwoord_xml_url=_download(wie, "declaratie-antwoord-xml", one.gemeente, one.bericht_id) if receipt else "",
        bericht_xml_url=_download(wie, "declaratie-bericht-xml", one.gemeente, one.bericht_id) if original else "",
    )


def _not_shown(found: Detail, wie: Machtiging) -> str:
    missing = found.samenvatting.regels - len(found.regels)
    if missing <= 0:
        return ""
    text = AFGESCHERMD if wie.rol in ZIET_KINDEREN else NIET_VOOR_U
    return text.format(telwoord(missing, "regel", "regels"))


def _figures(found: Detail) -> tuple[Kerncijfer, ...]:
    one = found.samenvatting
    refused_cent = one.ingediend_cent - one.toegekend_cent
    return (
        Kerncijfer("Ingediend", cent(one.ingediend_cent), telwoord(one.regels, "regel", "regels")),
        Kerncijfer(
            "Toegekend",
            cent(one.toegekend_cent),
            telwoord(one.regels - one.afgewezen, "regel", "regels"),
            toon="positief",
        ),
        Kerncijfer(
            "Niet toegekend",
            cent(refused_cent),
            telwoord(one.afgewezen, "regel afgewezen", "regels afgewezen"),
            toon="negatief" if one.afgewezen else "neutraal",
        ),
    )


def _line(line: Beoordeeld, products: dict[tuple[str, str], str], one: Samenvatting) -> Regelbeeld:
    who = f"cliënt {line.client}" if line.client else "onbekende cliënt"
    name = products.get((line.categorie, line.code), "")
    if not line.toegekend:
        state: tuple[str, Toon] = ("Afgewezen", "negatief")
    elif line.gecrediteerd:
        state = ("Toegekend, later gecrediteerd", "neutraal")
    else:
        state = ("Toegekend", "positief")
    return Regelbeeld(
        titel=f"Regel {line.nr + 1}, {who}",
        product=f"{line.categorie} {line.code}" + (f" {name}" if name else ""),
        periode=tot_en_met(line.begin, line.einde),
        volume=hoeveelheid(line.volume, line.eenheid),
        tarief=cent(line.tarief_cent),
        bedrag=cent(line.bedrag_cent),
        stand=state[0],
        toon=state[1],
        toewijzing=line.toewijzing_nummer,
        referentie=line.referentie,
        vorige=line.vorige_referentie,
        uitleg=line.uitleg,
        waarom_url=reverse("waarom-bedrag", args=[one.gemeente, one.bericht_id, line.nr]),
    )


def _receipt(receipt: Bewijs) -> tuple[tuple[str, str], ...]:
    """What the judgement was made of: the same message gives the same answer years later."""
    level = f"Niveau {receipt.niveau}: {NIVEAUS[receipt.niveau]}" if receipt.niveau else "Alle niveaus doorstaan"
    return (
        (
            "Bericht",
            f"{receipt.soort}, identificatie {receipt.identificatie} van {datum(receipt.dagtekening)}",
        ),
        ("Ontvangen", datum(receipt.ontvangen_op)),
        ("Beoordeeld op peildatum", datum(receipt.peildatum)),
        ("Regels en versie", receipt.versie),
        ("Controle", level),
        ("Regels die afgingen", ", ".join(receipt.regels) or "geen"),
        ("Vingerafdruk (SHA-256)", receipt.sha256),
    )
