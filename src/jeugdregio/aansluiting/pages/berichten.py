# SPDX-License-Identifier: EUPL-1.2
"""Delivering a message, asking what became of it, and fetching what waits."""

from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from jeugdregio.aansluiting.pages import aanroepen, vormen
from jeugdregio.aansluiting.pages.lezen import Een, leest
from jeugdregio.aansluiting.pages.probleem import API, Probleem, antwoord, api, ingelogd, niet_gevonden
from jeugdregio.aansluiting.pages.vorm import als_json
from jeugdregio.aansluiting.pages.vraag import Vraag, lees_vraag
from jeugdregio.aansluiting.values import AANLEVEREN, OPHALEN
from jeugdregio.berichten import queries, verzenden
from jeugdregio.berichten.queries import Bestandstand, Bewijs
from jeugdregio.berichten.values import Kenmerk, Soort
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.gebruikers.values import Machtiging, verwerking
from jeugdregio.ontvangst.actions import leg_vast
from jeugdregio.ontvangst.values import APART, Aanlevering
from jeugdregio.verzoeken import queries as verzoeken

GROOTSTE_BYTES = 25 * 1024 * 1024
WEGGELEZEN_BYTES, STUK_BYTES = 4 * GROOTSTE_BYTES, 1024 * 1024
SOORTEN = ("application/xml", "text/xml", "application/zip", "application/gzip", "application/octet-stream", "")
KANAAL = "api"


@api("POST")
def aanleveren(request: HttpRequest) -> HttpResponse:
    """
    Store one message file of who logged in; from the answer on it cannot get lost, and the worker judges it.

    The same bytes again give the same receipt: after a broken connection the caller just sends again.
    """
    who = ingelogd(request, AANLEVEREN)
    lees_vraag(request, ())
    if request.headers.get("Content-Encoding") or request.content_type not in SOORTEN:
        detail = "Stuur het bericht als application/xml, application/zip, application/gzip of application/octet-stream."
        raise Probleem(415, "soort", "Soort niet bekend", detail)
    data = _body(request)
    moment = timezone.now()
    (receipt,) = leg_vast([Aanlevering("", data, who.wie.organisatie, KANAAL)], moment=moment, on_behalf_of=who.wie)
    found = vormen.Ontvangst(receipt.bestand_id, receipt.herhaling, "ontvangen")
    address = f"/{API}/berichten/{receipt.bestand_id}"
    return antwoord(als_json(found), 200 if receipt.herhaling else 202, Location=address)


def _body(request: HttpRequest) -> bytes:
    length = request.headers.get("Content-Length", "")
    if not (length.isascii() and length.isdecimal()):
        raise Probleem(411, "lengte", "Lengte ontbreekt", "Stuur de kop Content-Length mee, niet in delen (chunked).")
    too_large = Probleem(
        413, "te_groot", "Te groot", "Een bericht is hoogstens 25 MB. Verdeel het over meer bestanden."
    )
    if len(length) > 12 or int(length) > GROOTSTE_BYTES:
        _lees_weg(request, length)
        raise too_large
    try:
        data = request.read(GROOTSTE_BYTES + 1)
    except OSError as error:
        raise Probleem(400, "afgebroken", "Afgebroken", "Het bericht kwam niet heel aan. Stuur het opnieuw.") from error
    if len(data) > GROOTSTE_BYTES:
        raise too_large
    if len(data) < int(length):
        raise Probleem(400, "afgebroken", "Afgebroken", "Het bericht kwam niet heel aan. Stuur het opnieuw.")
    if not data:
        raise Probleem(400, "leeg", "Leeg", "Er kwam niets aan. Stuur het bericht in de inhoud van het verzoek.")
    return data


def _lees_weg(request: HttpRequest, length: str) -> None:
    """Let a sender finish, within bounds: who is still sending when the line is cut never reads our answer."""
    if len(length) > 12 or int(length) > WEGGELEZEN_BYTES:
        return
    with suppress(OSError):
        while request.read(STUK_BYTES):
            pass


@leest(aanroepen.ONTVANGST)
def ontvangst(asked: Vraag, wie: Machtiging, ontvangst: str) -> Een:
    """What became of one delivery of who logged in."""
    known = ontvangst.isascii() and ontvangst.isdecimal() and len(ontvangst) < 19
    found = queries.bestanden([int(ontvangst)], on_behalf_of=wie) if known else []
    if not found:
        raise niet_gevonden()
    return Een(_state(found[0]))


def _state(file: Bestandstand) -> vormen.Stand:
    aside = (APART,) if file.status == "apart" else ()
    return vormen.Stand(
        ontvangst=file.id,
        status=file.status,
        ontvangen_op=file.ontvangen_op,
        omvang_bytes=file.omvang_bytes,
        sha256=file.sha256,
        uitleg=(*file.uitleg, *aside),
        berichten=tuple(_message(one) for one in file.berichten),
    )


def _message(one: Bewijs) -> vormen.Bericht:
    """A retourbericht gets no answer."""
    mark = str(Kenmerk(one.gemeente, one.id, "antwoord"))
    return vormen.Bericht(
        soort=one.soort,
        gemeente=one.gemeente,
        aanbieder=one.aanbieder,
        uitkomst=one.uitkomst,
        regels=tuple(one.regels),
        antwoord=None if Soort(one.soort).is_retour else vormen.Antwoordadres(mark, _adres(mark)),
    )


def _adres(kenmerk: str) -> str:
    return f"/{API}/uitgaande-berichten/{kenmerk}"


@leest(aanroepen.UITGAAND)
def uitgaand(asked: Vraag, wie: Machtiging) -> Een:
    """What waits for who logged in, oldest first, at most a hundred; it stays until it is confirmed."""
    rows = verzenden.te_ontvangen(ontvanger=wie.organisatie, on_behalf_of=wie)
    waiting = (vormen.Klaarstaand(str(mark), kind, made, _adres(str(mark))) for mark, kind, made in rows)
    return Een(vormen.Klaar(tuple(waiting)))


@leest(aanroepen.INHOUD)
def inhoud(asked: Vraag, wie: Machtiging, kenmerk: str) -> Een:
    """One message for who logged in, byte for byte."""
    mark = Kenmerk.lees(kenmerk)
    found = verzenden.zending(mark, ontvanger=wie.organisatie, on_behalf_of=wie) if mark else None
    if mark is None or found is None:
        raise niet_gevonden()
    answered = verzoeken.personen_van_antwoorden([(mark.gemeente, mark.bericht_id)], on_behalf_of=wie)
    named = declaraties.personen_in(mark.gemeente, mark.bericht_id, found.data, on_behalf_of=wie)
    name = f"{found.soort}_{found.afzender}_{found.kenmerk}.xml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    response = HttpResponse(found.data, content_type="application/xml", headers=headers)
    return Een(response, named | answered)


@api("POST")
def bevestiging(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Who logged in has this message for good; it is not offered again. Confirming twice does no harm."""
    who = ingelogd(request, OPHALEN)
    lees_vraag(request, ())
    mark, region = Kenmerk.lees(kenmerk), verwerking(settings.REGIO)
    if mark is None or not verzenden.bevestig(
        mark, ontvanger=who.wie.organisatie, moment=timezone.now(), on_behalf_of=region
    ):
        raise niet_gevonden()
    return HttpResponse(status=204)


@api()
def onbekend(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Anything else under the address of the API."""
    raise niet_gevonden()
