# SPDX-License-Identifier: EUPL-1.2
"""No answer with a child in it leaves before the read log knows."""

import logging
from collections.abc import Callable
from uuid import uuid4

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import get_template
from django.utils import timezone

from jeugdregio.core.bsn import masker
from jeugdregio.gebruikers.middleware import API
from jeugdregio.logboek import actions
from jeugdregio.logboek.values import Bron, Gelezen, Leeslijst, Resultaat

NUMMER = "X-Request-ID"
"""The header in which every answer has the number of its request: the same as in the read log."""
NIET_GETOOND = {403: Resultaat.GEWEIGERD, 404: Resultaat.NIETS}
_LOG = logging.getLogger(__name__)
_GEEN_LOGBOEK = (
    "Het logboek van wie wat inziet werkt niet. Daarom tonen wij nu geen gegevens van jeugdigen. Probeer het over een "
    "minuut opnieuw. Blijft het zo, bel dan de beheerder."
)


class LogboekMiddleware:
    """
    Writes what a view read, last, inside the transaction of the page (a view with transactions of its own: after it).

    When the log cannot be written the answer is thrown away and a 503 takes its place. Also writes down who asked for
    something that has a number in its address, and was refused or found nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        program = request.path_info.startswith(API)
        read = Leeslijst(verzoek=uuid4(), bron=Bron.API if program else Bron.WEB)
        request.leeslijst = read  # type: ignore[attr-defined]
        response = self.get_response(request)
        if not program and (read.regels or response.status_code in NIET_GETOOND) and request.user.is_authenticated:
            read.wie = request.user.werkt_als
        _add_what_was_not_shown(request, response, read)
        try:
            actions.schrijf(read, moment=timezone.now())
        except DatabaseError as error:
            _LOG.error("het leeslogboek is niet geschreven: %s", type(error).__name__)
            response = _refusal(program)
        response[NUMMER] = str(read.verzoek)
        return response


def _add_what_was_not_shown(request: HttpRequest, response: HttpResponseBase, read: Leeslijst) -> None:
    match, result = request.resolver_match, NIET_GETOOND.get(response.status_code)
    if result and read.wie and match and match.url_name and match.kwargs and not read.regels:
        read.regels.append(Gelezen(match.url_name, masker(actions.kenmerk_van(request)), resultaat=result))


def _refusal(program: bool) -> HttpResponseBase:
    if program:
        data = {
            "type": "urn:jeugdregio:probleem:geen_logboek",
            "title": "Logboek werkt niet",
            "status": 503,
            "detail": _GEEN_LOGBOEK,
        }
        headers = {"Retry-After": "60"}
        return JsonResponse(data, status=503, content_type="application/problem+json", headers=headers)
    return HttpResponse(get_template("logboek/niet_geschreven.html").render({"uitleg": _GEEN_LOGBOEK}), status=503)
