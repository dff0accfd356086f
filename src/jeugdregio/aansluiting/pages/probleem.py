# SPDX-License-Identifier: EUPL-1.2
"""What goes wrong at the API, as problem+json (RFC 9457) in Dutch, and the way in that every call takes."""

import hashlib
from collections.abc import Callable, Mapping
from ssl import PEM_cert_to_DER_cert
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.defaults import server_error

from jeugdregio.aansluiting import actions
from jeugdregio.aansluiting.tempo import netwerk, tel
from jeugdregio.aansluiting.values import Ingelogd
from jeugdregio.gebruikers.middleware import eigen_transacties
from jeugdregio.logboek.actions import leeslijst

VERSIE = "1.1.0"
API = "api/v1"
PROBLEM = "application/problem+json"
_PEM = "-----BEGIN"
View = Callable[..., HttpResponse]


class Probleem(Exception):
    """The caller asked for something that cannot be; `code` does not change, `detail` says what to do."""

    def __init__(
        self,
        status: int,
        code: str,
        titel: str,
        detail: str,
        koppen: Mapping[str, str] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.titel, self.detail = status, code, titel, detail
        self.koppen, self.extra = koppen or {}, extra or {}


def niet_ingelogd() -> Probleem:
    """The same for no token, a wrong one, one that ran out, and one of an organisation that left."""
    return Probleem(
        401,
        "niet_ingelogd",
        "Niet ingelogd",
        "Vraag met uw sleutel een toegangsbewijs bij /api/v1/token en stuur het mee als Bearer.",
        {"WWW-Authenticate": 'Bearer realm="jeugdregio"'},
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
    niet_te_vaak(f"sleutel {who.sleutel}", settings.API_PER_MINUUT_SLEUTEL)
    read = leeslijst(request)
    read.wie, read.sleutel = who.wie, who.sleutel
    return who


def niet_te_vaak(wie: str, per_minuut: int) -> None:
    """Count this call of `wie`; raises `Probleem` when there were too many this minute."""
    wait = tel(wie, per_minuut=per_minuut, moment=timezone.now())
    if wait:
        detail = f"Dit zijn meer dan {per_minuut} aanroepen in een minuut. Wacht {wait} seconden."
        raise Probleem(429, "te_vaak", "Te vaak", detail, {"Retry-After": str(wait)})


def _adres(request: HttpRequest) -> str:
    return f"adres {netwerk(request.META.get('REMOTE_ADDR', ''))}"


def antwoord(data: Any, status: int = 200, **koppen: str) -> JsonResponse:
    """An answer as JSON."""
    return JsonResponse(data, status=status, headers=koppen, json_dumps_params={"ensure_ascii": False})


def api(*methoden: str) -> Callable[[View], View]:
    """A view of the API: no session, no cookies, its own transactions, and what goes wrong as problem+json."""

    def wrap(view: View) -> View:
        def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                niet_te_vaak(_adres(request), settings.API_PER_MINUUT_ADRES)
                if methoden and request.method not in methoden:
                    allowed = ", ".join(methoden)
                    raise Probleem(405, "methode", "Methode niet toegestaan", f"Gebruik {allowed}.", {"Allow": allowed})
                response = view(request, *args, **kwargs)
            except Probleem as problem:
                response = _as_response(problem)
            except SuspiciousOperation:
                detail = "Dit verzoek kan niet. Stuur minder velden, en geen vreemde tekens."
                response = _as_response(Probleem(400, "onjuiste_vraag", "Onjuiste vraag", detail))
            except (OperationalError, InterfaceError):
                detail = "De administratie is even niet bereikbaar. Probeer het over een minuut opnieuw."
                busy = Probleem(503, "niet_bereikbaar", "Even niet bereikbaar", detail, {"Retry-After": "60"})
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
        **problem.extra,
    }
    response = antwoord(data, problem.status, **problem.koppen)
    response["Content-Type"] = PROBLEM
    return response


def storing(request: HttpRequest) -> HttpResponse:
    """A bug of ours, for whoever asked: a problem for software, the page for people."""
    if not request.path_info.startswith(f"/{API}/"):
        return server_error(request)
    detail = "De fout ligt bij ons. Probeer het later opnieuw, of meld het aan de regio."
    response = _as_response(Probleem(500, "storing", "Storing", detail))
    response["API-Version"] = VERSIE
    return response
