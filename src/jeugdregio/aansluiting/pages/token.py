# SPDX-License-Identifier: EUPL-1.2
"""
The token endpoint: OAuth2 client credentials (RFC 6749, 4.4).

Its errors have the shape that RFC 6749 prescribes (`error`, `error_description`), so that any OAuth2 library
understands them; `error_description` is ASCII for the same reason.
"""

import base64
import binascii
from urllib.parse import parse_qs, unquote_plus

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from jeugdregio.aansluiting import actions
from jeugdregio.aansluiting.pages.probleem import antwoord, api, certificaat

GROOTSTE_BYTES = 8 * 1024
_ONBEKEND = "De sleutel klopt niet, is verlopen of is ingetrokken. Vraag de regio om een nieuwe."


class _Fout(Exception):
    def __init__(self, error: str, uitleg: str, status: int = 400) -> None:
        super().__init__(error)
        self.error, self.uitleg, self.status = error, uitleg, status


@api("POST")
def token(request: HttpRequest) -> HttpResponse:
    """Exchange a key for a token."""
    try:
        return _token(request)
    except _Fout as fault:
        headers = {"WWW-Authenticate": 'Basic realm="jeugdregio"'} if fault.status == 401 else {}
        return antwoord({"error": fault.error, "error_description": fault.uitleg}, fault.status, **headers)


def _token(request: HttpRequest) -> HttpResponse:
    form = _form(request)
    if form.get("grant_type") != "client_credentials":
        raise _Fout("unsupported_grant_type", "Gebruik grant_type=client_credentials.")
    code, secret = _key(request, form)
    try:
        given = actions.log_in(
            code,
            secret,
            moment=timezone.now(),
            rechten=tuple(form.get("scope", "").split()),
            certificaat=certificaat(request),
        )
    except actions.Geweigerd as refusal:
        raise _Fout("invalid_client", _ONBEKEND, 401) from refusal
    except actions.RechtOntbreekt as refusal:
        raise _Fout("invalid_scope", "De sleutel heeft niet al deze rechten.") from refusal
    return antwoord(
        {
            "access_token": given.token,
            "token_type": "Bearer",
            "expires_in": given.seconden,
            "scope": " ".join(given.rechten),
        },
        Pragma="no-cache",
    )


def _form(request: HttpRequest) -> dict[str, str]:
    body = request.read(GROOTSTE_BYTES + 1)
    if len(body) > GROOTSTE_BYTES:
        raise _Fout("invalid_request", "Het verzoek is te groot.", 413)
    try:
        found = parse_qs(body.decode("utf-8"), strict_parsing=True, max_num_fields=20) if body else {}
    except ValueError as error:
        raise _Fout("invalid_request", "Stuur de velden als application/x-www-form-urlencoded.") from error
    if any(len(values) > 1 for values in found.values()):
        raise _Fout("invalid_request", "Stuur elk veld een keer.")
    return {name: values[0] for name, values in found.items()}


def _key(request: HttpRequest, form: dict[str, str]) -> tuple[str, str]:
    kind, _, packed = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return form.get("client_id", ""), form.get("client_secret", "")
    try:
        code, _, secret = base64.b64decode(packed.strip(), validate=True).decode("utf-8").partition(":")
    except (binascii.Error, ValueError) as error:
        raise _Fout("invalid_client", _ONBEKEND, 401) from error
    return unquote_plus(code), unquote_plus(secret)
