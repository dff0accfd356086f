# SPDX-License-Identifier: EUPL-1.2
"""Declare a month: which months there are, the table of one, its spreadsheet, and sending it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jeugdregio.components.rekenblad import MEESTE_BYTES, TE_GROOT, OnleesbaarBestand
from jeugdregio.components.schrijfwijze import maandnaam, telwoord
from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel
from jeugdregio.core.greep import Greep
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.declaraties.values import Keuze
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.middleware import eigen_transacties
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import vraagt
from jeugdregio.logboek import actions as logboek
from jeugdregio.portaal.declareren import declareer
from jeugdregio.portaal.invulling import LEEG, Beoordeling, Invulling, beoordeel, uit_voorstel
from jeugdregio.portaal.pages.afzenden import afzending
from jeugdregio.portaal.pages.regelbeeld import Rijbeeld, rij
from jeugdregio.portaal.pages.toegang import aanbieder
from jeugdregio.portaal.values import Voorstelregel
from jeugdregio.portaal.verzenden import NietVerstuurd, eerder_verstuurd, nieuwe_sleutel
from jeugdregio.portaal.voorstel import voorstel
from jeugdregio.portaal.werkblad import lees_in, sjabloon
from jeugdregio.regio import queries as regio
from jeugdregio.toewijzingen import queries as toewijzingen

AANTAL_MAANDEN = 3
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LATERE_MAAND = (
    "Over {} is al gedeclareerd. Een declaratie over een eerdere maand wordt dan geweigerd (TR318). "
    "Neem wat u nog miste op in de declaratie over {}: de twee maanden ervoor staan daar ook in."
)
HEXADECIMAAL = frozenset("0123456789abcdef")


@dataclass(frozen=True)
class MaandenPagina:
    """The months that can be declared, per municipality."""

    titel: str
    inleiding: str
    tabel: Tabel


@dataclass(frozen=True)
class MaandPagina:
    """The table of one month, with what is wrong in it."""

    titel: str
    inleiding: str
    sleutel: str
    dicht: str
    eerder: tuple[tuple[str, str], ...]
    fouten: tuple[str, ...]
    kop_fouten: str
    gelezen: str
    rijen: tuple[Rijbeeld, ...]
    totaal_cent: int
    aantal: str
    url: str
    inlezen_url: str
    sjabloon_url: str


@vraagt(Recht.PORTAAL)
@require_safe
def declareren(request: HttpRequest) -> HttpResponse:
    """Every municipality with allocations, and its last months."""
    wie = aanbieder(request)
    today = timezone.localdate()
    months = _months(today)
    places = regio.namen()
    known = {
        one.gemeente
        for one in toewijzingen.toewijzingen(on_behalf_of=wie)
        if one.begin < months[0].einde and (one.einde is None or one.einde >= months[-1].begin)
    }
    rows = tuple(
        row
        for place in sorted(known, key=lambda code: places.get(code, code))
        for row in _states(place, places.get(place, place), months, wie)
    )
    page = MaandenPagina(
        titel="Declareren",
        inleiding="Kies een gemeente en een maand. De tabel is al ingevuld met wat u is toegewezen.",
        tabel=Tabel(
            "Maanden per gemeente, nieuwste eerst",
            (Kolom("Gemeente"), Kolom("Maand"), Kolom("Stand"), Kolom("Declaratie")),
            rows,
            leeg="In de laatste maanden had u geen toewijzingen.",
        ),
    )
    return render(request, "portaal/declareren.html", {"page": page})


def _months(today: date) -> list[Maand]:
    """The last months that are over, newest first."""
    months = [Maand.van(today).vorige]
    while len(months) < AANTAL_MAANDEN:
        months.append(months[-1].vorige)
    return months


def _states(code: str, place: str, months: list[Maand], wie: Machtiging) -> Iterator[tuple[Cel | str, ...]]:
    last = declaraties.laatste_maand(code, on_behalf_of=wie)
    return (_state(code, place, month, last, wie) for month in months)


def _state(code: str, place: str, month: Maand, last: Maand | None, wie: Machtiging) -> tuple[Cel | str, ...]:
    before = _declared(code, month, wie)
    text = Cel("Gedeclareerd", toon="positief") if before else Cel("Nog niet gedeclareerd", toon="waarschuwing")
    if not before and last and month < last:
        text = Cel("Gesloten: een latere maand is al gedeclareerd", toon="neutraal")
    if not regio.neemt_af(regio.FACTURATIE, code, month.begin):
        text = Cel("De gemeente factureert zelf: uw declaratie gaat naar haar door", toon="info")
    number, url = before[0] if before else ("", "")
    address = reverse("declareren-maand", args=[code, str(month)])
    return (place, Cel(maandnaam(month), url=address), text, Cel(number, url=url))


def _declared(code: str, month: Maand, wie: Machtiging) -> tuple[tuple[str, str], ...]:
    """The declaraties over this month that were processed: number and address, newest first."""
    found = declaraties.declaraties(Keuze(maand=month, gemeente=code), Greep(), on_behalf_of=wie)
    return tuple(
        (one.nummer, reverse("declaratie", args=[one.gemeente, one.bericht_id])) for one in found if one.verwerkt
    )


@vraagt(Recht.PORTAAL)
@eigen_transacties
@require_http_methods(["GET", "HEAD", "POST"])
def maand(request: HttpRequest, gemeente: str, maand: str) -> HttpResponse:
    """The table of a month; a POST counts it again, or sends it."""
    wie = aanbieder(request)
    month = _month(maand)
    lines = _lines(gemeente, month, wie)
    if request.method != "POST":
        return _Blad(request, gemeente, month, lines, wie).toon(uit_voorstel(lines, month))
    key = _key(request)
    if before := eerder_verstuurd(key, on_behalf_of=wie):
        return _outcome(before, again=True)
    sheet = _Blad(request, gemeente, month, lines, wie, key)
    given = _given(request, lines)
    judged = beoordeel(lines, given)
    if request.POST.get("actie") != "stuur":
        return sheet.toon(given, judged)
    if judged.fouten or judged.is_leeg or sheet.dicht:
        return sheet.toon(given, judged, fouten=() if judged.fouten else (LEEG,), status=422)
    try:
        sent = declareer(afzending(key, wie, timezone.now()), gemeente, month, judged.gekozen, judged.terug)
    except NietVerstuurd as refusal:
        return sheet.toon(given, judged, fouten=(str(refusal),), status=422)
    return _outcome(sent.bestand_id, again=sent.herhaling)


@vraagt(Recht.PORTAAL)
@eigen_transacties
@require_POST
def inlezen(request: HttpRequest, gemeente: str, maand: str) -> HttpResponse:
    """Fill the table from a spreadsheet; nothing is sent yet."""
    wie = aanbieder(request)
    month = _month(maand)
    lines = _lines(gemeente, month, wie)
    sheet = _Blad(request, gemeente, month, lines, wie)
    file = request.FILES.get("werkblad")
    if file is None:
        return sheet.toon(uit_voorstel(lines, month), fouten=("Kies eerst een bestand.",), status=422)
    try:
        if (file.size or 0) > MEESTE_BYTES:
            raise OnleesbaarBestand(TE_GROOT)
        read = lees_in(file.read(), lines)
    except OnleesbaarBestand as fault:
        return sheet.toon(uit_voorstel(lines, month), fouten=(str(fault),), status=422)
    given = Invulling(read.volumes, read.producten)
    if read.fouten:
        return sheet.toon(given, fouten=tuple(str(fault) for fault in read.fouten), status=422, uit_bestand=True)
    taken = telwoord(len(read.volumes), "regel", "regels")
    text = f"{taken} uit het bestand overgenomen. Kijk ze na en stuur de declaratie."
    judged = beoordeel(lines, given)
    return sheet.toon(given, judged, gelezen=text, status=422 if judged.fouten else 200)


@vraagt(Recht.PORTAAL)
@require_safe
def sjabloon_xlsx(request: HttpRequest, gemeente: str, maand: str) -> HttpResponse:
    """The spreadsheet to fill in. It holds names, so it is never kept by a browser or proxy."""
    wie = aanbieder(request)
    month = _month(maand)
    lines = _lines(gemeente, month, wie)
    logboek.gelezen(request, {line.toewijzing.kind.persoon for line in lines})
    data = sjabloon(lines, month, moment=timezone.now())
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="declaratie-{gemeente}-{month}.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


def _month(text: str) -> Maand:
    try:
        month = Maand.lees(text)
    except ValueError:
        raise Http404("Dit is geen maand.") from None
    if month.einde > timezone.localdate():
        raise Http404("Deze maand is nog niet voorbij.")
    return month


def _lines(gemeente: str, month: Maand, wie: Machtiging) -> list[Voorstelregel]:
    lines = voorstel(gemeente, month, regio=settings.REGIO, on_behalf_of=wie)
    if not lines:
        raise Http404("In deze gemeente en maand heeft u geen toewijzingen.")
    return lines


def _key(request: HttpRequest) -> str:
    """The key of the form; one that was tampered with gets a new one."""
    given = request.POST.get("sleutel", "")
    return given if len(given) == 32 and set(given) <= HEXADECIMAAL else nieuwe_sleutel()


def _given(request: HttpRequest, lines: list[Voorstelregel]) -> Invulling:
    return Invulling(
        volumes={line.sleutel: request.POST.get(f"volume-{line.sleutel}", "") for line in lines},
        producten={line.sleutel: request.POST.get(f"product-{line.sleutel}", "") for line in lines},
        terug=frozenset(request.POST.getlist("crediteer")),
    )


def _outcome(file_id: int, *, again: bool) -> HttpResponse:
    which: Literal["bestanden", "herhaling"] = "herhaling" if again else "bestanden"
    return redirect(f"{reverse('aanleveren-uitkomst')}?{which}={file_id}")


class _Blad:
    """The page of one month, for one form."""

    def __init__(
        self,
        request: HttpRequest,
        gemeente: str,
        maand: Maand,
        lines: list[Voorstelregel],
        wie: Machtiging,
        sleutel: str = "",
    ) -> None:
        self._request, self._gemeente, self._maand, self._lines, self._wie = request, gemeente, maand, lines, wie
        self._sleutel = sleutel or nieuwe_sleutel()
        last = declaraties.laatste_maand(gemeente, on_behalf_of=wie)
        closed = last is not None and maand < last
        self.dicht = LATERE_MAAND.format(maandnaam(last), maandnaam(last)) if last and closed else ""

    def toon(
        self,
        given: Invulling,
        judged: Beoordeling | None = None,
        *,
        fouten: tuple[str, ...] = (),
        gelezen: str = "",
        uit_bestand: bool = False,
        status: int = 200,
    ) -> HttpResponse:
        """Show the table as it was filled in, counted through, with what is wrong."""
        judged = judged or beoordeel(self._lines, given)
        if judged.fouten and status != 200 and not fouten:
            number = telwoord(len(judged.fouten), "regel is", "regels zijn")
            fouten = (f"{number} niet goed ingevuld. Bij de regel staat wat u kunt doen.",)
        with namens(self._wie):  # a view with transactions of its own is nobody until it says who it is
            logboek.gelezen(self._request, {line.toewijzing.kind.persoon for line in self._lines})
            page = self._page(given, judged, fouten)
            heading = "Dit klopt niet in uw bestand; er is niets verstuurd" if uit_bestand else "Er is niets verstuurd"
            page = replace(page, gelezen=gelezen, kop_fouten=heading)
            trail = (Kruimel("Declareren", reverse("declareren")), Kruimel(maandnaam(self._maand)))
            context = {"page": page, "kruimels": trail}
            return render(self._request, "portaal/maand.html", context, status=status)

    def _page(self, given: Invulling, judged: Beoordeling, fouten: tuple[str, ...]) -> MaandPagina:
        address = [self._gemeente, str(self._maand)]
        place = regio.namen().get(self._gemeente, self._gemeente)
        chosen = {one.regel.sleutel: one for one in judged.gekozen}
        return MaandPagina(
            titel=f"Declareren: {maandnaam(self._maand)}, {place}",
            inleiding="Laat een volume leeg om een regel weg te laten. Het bedrag volgt uit het tarief in uw contract.",
            sleutel=self._sleutel,
            dicht=self.dicht,
            eerder=_declared(self._gemeente, self._maand, self._wie),
            fouten=fouten,
            kop_fouten="",
            gelezen="",
            rijen=tuple(rij(line, given, judged, chosen.get(line.sleutel)) for line in self._lines),
            totaal_cent=judged.totaal_cent,
            aantal=telwoord(len(judged.gekozen) + len(judged.terug), "regel", "regels"),
            url=reverse("declareren-maand", args=address),
            inlezen_url=reverse("declareren-inlezen", args=address),
            sjabloon_url=reverse("declareren-sjabloon", args=address),
        )
