# SPDX-License-Identifier: EUPL-1.2
"""What goes wrong at the API, as problem+json (RFC 9457) in Dutch, and the way in that every call takes."""

import hashlib
from collections.abc import Callable
from ssl import PEM_cert_to_DER_cert
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from jeugdregio.aansluiting import actions
from jeugdregio.aansluiting.values import Ingelogd
from jeugdregio.gebruikers.middleware import eigen_transacties
from jeugdregio.logboek.actions import leeslijst

VERSIE = "1.0.0"
PROBLEM = "application/problem+json"
_PEM = "-----BEGIN"
View = Callable[..., HttpResponse]


class Probleem(Exception):
    """The caller asked for something that cannot be; `code` does not change, `detail` says what to do."""

    def __init__(self, status: int, code: str, titel: str, detail: str, **koppen: str) -> None:
        super().__init__(code)
        self.status, self.code, self.titel, self.detail, self.koppen = status, code, titel, detail, koppen


def niet_ingelogd() -> Probleem:
    """The same for no token, a wrong one, one that ran out, and one of an organisation that left."""
    return Probleem(
        401,
        "niet_ingelogd",
        "Niet ingelogd",
        "Vraag met uw sleutel een toegangsbewijs bij /api/v1/token en stuur het mee als Bearer.",
        **{"WWW-Authenticate": 'Bearer realm="jeugdregio"'},
    )


def niet_gevonden() -> Probleem:
    """The same for what does not exist and for what is another's."""
    return Probleem(404, "niet_gevonden", "Niet gevonden", "Dit is er niet, of niet voor uw organisatie.")


def certificaat(request: HttpRequest) -> str:
    """
    The SHA-256 of the client certificate, when the proxy in front of us hands it on in a header we trust.

    Some proxies cannot say it, and hand on the certificate itself: PEM, percent-encoded. Empty when that is none.
    """
    shown = request.headers.get(settings.CERTIFICAATKOP, "") if settings.CERTIFICAATKOP else ""
    if not shown.startswith(_PEM):
        return shown
    try:
        der = PEM_cert_to_DER_cert(unquote(shown))
    except ValueError:
        return ""
    return hashlib.sha256(der).hexdigest()


def ingelogd(request: HttpRequest, recht: str) -> Ingelogd:
    """Who calls, with the right to do this; raises `Probleem`."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise niet_ingelogd()
    try:
        who = actions.herken(token.strip(), moment=timezone.now(), certificaat=certificaat(request))
    except actions.Geweigerd as refusal:
        raise niet_ingelogd() from refusal
    if recht not in who.rechten:
        detail = f"Uw toegangsbewijs heeft het recht {recht} niet. Vraag het aan bij het inloggen of bij de regio."
        raise Probleem(403, "recht_ontbreekt", "Geen recht", detail)
    read = leeslijst(request)
    read.wie, read.sleutel = who.wie, who.sleutel
    return who


def antwoord(data: Any, status: int = 200, **koppen: str) -> JsonResponse:
    """An answer as JSON."""
    return JsonResponse(data, status=status, headers=koppen, json_dumps_params={"ensure_ascii": False})


def api(*methoden: str) -> Callable[[View], View]:
    """A view of the API: no session, no cookies, its own transactions, and what goes wrong as problem+json."""

    def wrap(view: View) -> View:
        def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                if methoden and request.method not in methoden:
                    allowed = ", ".join(methoden)
                    raise Probleem(405, "methode", "Methode niet toegestaan", f"Gebruik {allowed}.", Allow=allowed)
                response = view(request, *args, **kwargs)
            except Probleem as problem:
                response = _as_response(problem)
            except (OperationalError, InterfaceError):
                detail = "De administratie is even niet bereikbaar. Probeer het over een minuut opnieuw."
                busy = Probleem(503, "niet_bereikbaar", "Even niet bereikbaar", detail, **{"Retry-After": "60"})
                response = _as_response(busy)
            response["API-Version"] = VERSIE
            response["Cache-Control"] = "no-store"
            return response

        return login_not_required(csrf_exempt(eigen_transacties(inside)))

    return wrap


def _as_response(problem: Probleem) -> JsonResponse:
    data = {
        "type": f"urn:jeugdregio:probleem:{problem.code}",
        "title": problem.titel,
        "status": problem.status,
        "detail": problem.detail,
    }
    response = antwoord(data, problem.status, **problem.koppen)
    response["Content-Type"] = PROBLEM
    return response
