# SPDX-License-Identifier: EUPL-1.2
"""Delivering a message, asking what became of it, and fetching what waits."""

from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from jeugdregio.aansluiting.pages.probleem import Probleem, antwoord, api, ingelogd, niet_gevonden
from jeugdregio.aansluiting.values import AANLEVEREN, OPHALEN
from jeugdregio.berichten import queries, verzenden
from jeugdregio.berichten.queries import Bestandstand, Bewijs
from jeugdregio.berichten.values import Kenmerk, Soort
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.logboek.actions import gelezen
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
    if request.headers.get("Content-Encoding") or request.content_type not in SOORTEN:
        detail = "Stuur het bericht als application/xml, application/zip, application/gzip of application/octet-stream."
        raise Probleem(415, "soort", "Soort niet bekend", detail)
    data = _body(request)
    moment = timezone.now()
    (receipt,) = leg_vast([Aanlevering("", data, who.wie.organisatie, KANAAL)], moment=moment, on_behalf_of=who.wie)
    found = {"ontvangst": receipt.bestand_id, "herhaling": receipt.herhaling, "status": "ontvangen"}
    address = f"/api/v1/berichten/{receipt.bestand_id}"
    return antwoord(found, 200 if receipt.herhaling else 202, Location=address)


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


@api("GET")
def ontvangst(request: HttpRequest, nummer: str) -> HttpResponse:
    """What became of one delivery of who logged in."""
    who = ingelogd(request, AANLEVEREN)
    found = queries.bestanden([int(nummer)], on_behalf_of=who.wie) if len(nummer) < 19 else []
    if not found:
        raise niet_gevonden()
    return antwoord(_state(found[0]))


def _state(file: Bestandstand) -> dict[str, object]:
    aside = (APART,) if file.status == "apart" else ()
    return {
        "ontvangst": file.id,
        "status": file.status,
        "ontvangen_op": file.ontvangen_op.isoformat(),
        "omvang_bytes": file.omvang_bytes,
        "sha256": file.sha256,
        "uitleg": [*file.uitleg, *aside],
        "berichten": [_message(one) for one in file.berichten],
    }


def _message(one: Bewijs) -> dict[str, object]:
    """A retourbericht gets no answer."""
    mark = str(Kenmerk(one.gemeente, one.id, "antwoord"))
    answer = None if Soort(one.soort).is_retour else {"kenmerk": mark, "adres": f"/api/v1/uitgaand/{mark}"}
    return {
        "soort": one.soort,
        "gemeente": one.gemeente,
        "aanbieder": one.aanbieder,
        "uitkomst": one.uitkomst,
        "regels": list(one.regels),
        "antwoord": answer,
    }


@api("GET")
def uitgaand(request: HttpRequest) -> HttpResponse:
    """What waits for who logged in, oldest first, at most a hundred; it stays until it is confirmed."""
    who = ingelogd(request, OPHALEN)
    rows = verzenden.te_ontvangen(ontvanger=who.wie.organisatie, on_behalf_of=who.wie)
    waiting = [
        {"kenmerk": str(mark), "soort": kind, "gemaakt_op": made.isoformat(), "adres": f"/api/v1/uitgaand/{mark}"}
        for mark, kind, made in rows
    ]
    return antwoord({"berichten": waiting})


@api("GET")
def inhoud(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """One message for who logged in, byte for byte."""
    who = ingelogd(request, OPHALEN)
    mark = Kenmerk.lees(kenmerk)
    found = verzenden.zending(mark, ontvanger=who.wie.organisatie, on_behalf_of=who.wie) if mark else None
    if mark is None or found is None:
        raise niet_gevonden()
    answered = verzoeken.personen_van_antwoorden([(mark.gemeente, mark.bericht_id)], on_behalf_of=who.wie)
    named = declaraties.personen_in(mark.gemeente, mark.bericht_id, found.data, on_behalf_of=who.wie)
    gelezen(request, named | answered)
    name = f"{found.soort}_{found.afzender}_{found.kenmerk}.xml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(found.data, content_type="application/xml", headers=headers)


@api("POST")
def bevestiging(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Who logged in has this message for good; it is not offered again. Confirming twice does no harm."""
    who = ingelogd(request, OPHALEN)
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
