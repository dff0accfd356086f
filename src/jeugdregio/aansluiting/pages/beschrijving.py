# SPDX-License-Identifier: EUPL-1.2
"""What the API offers: as OpenAPI 3.1 for machines, and as a page for people, both from the list below."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jeugdregio.aansluiting.pages.probleem import PROBLEM, VERSIE, antwoord, api
from jeugdregio.aansluiting.values import AANLEVEREN, OPHALEN

TITEL = "Berichten aanleveren en ophalen"
INLEIDING = (
    "Voor de software van een aanbieder of gemeente. De regio geeft uw organisatie een sleutel "
    "(client_id en client_secret). Daarmee vraagt uw software een toegangsbewijs, dat een kwartier geldt."
)
_RECHTEN = {AANLEVEREN: "berichten aanleveren en hun uitkomst zien", OPHALEN: "antwoorden en berichten ophalen"}


@dataclass(frozen=True)
class Aanroep:
    """One call: `antwoorden` are the statuses it may give, with their meaning."""

    methode: str
    pad: str
    wat: str
    recht: str
    antwoorden: dict[int, str]
    vraagt: str = ""
    geeft: str = "application/json"


_IN = {401: "Niet ingelogd", 403: "Recht ontbreekt", 503: "Even niet bereikbaar"}
AANROEPEN = (
    Aanroep(
        "post",
        "/api/v1/token",
        "Wissel uw sleutel in voor een toegangsbewijs (OAuth2, client credentials).",
        "",
        {200: "Toegangsbewijs", 400: "Onjuist verzoek", 401: "Onbekende sleutel", 413: "Te groot"},
        "application/x-www-form-urlencoded",
    ),
    Aanroep(
        "post",
        "/api/v1/berichten",
        "Lever één bericht aan, zo nodig ingepakt. Dezelfde bytes opnieuw geven hetzelfde ontvangstnummer.",
        AANLEVEREN,
        {
            202: "Ontvangen en bewaard",
            200: "Al eerder ontvangen",
            400: "Leeg of afgebroken",
            411: "Lengte ontbreekt",
            413: "Groter dan 25 MB",
            415: "Soort niet bekend",
            **_IN,
        },
        "application/xml",
    ),
    Aanroep(
        "get",
        "/api/v1/berichten/{ontvangst}",
        "Wat er van een aanlevering werd: ontvangen (zij wacht nog), verwerkt of geweigerd, en welk antwoord er is.",
        AANLEVEREN,
        {200: "Stand", 404: "Niet gevonden", **_IN},
    ),
    Aanroep(
        "get",
        "/api/v1/uitgaand",
        "Wat er klaarstaat, het oudste eerst, hoogstens honderd. Het blijft staan tot u het bevestigt.",
        OPHALEN,
        {200: "Lijst", **_IN},
    ),
    Aanroep(
        "get",
        "/api/v1/uitgaand/{kenmerk}",
        "Eén bericht of antwoord, byte voor byte.",
        OPHALEN,
        {200: "Bericht", 404: "Niet gevonden", **_IN},
        geeft="application/xml",
    ),
    Aanroep(
        "post",
        "/api/v1/uitgaand/{kenmerk}/bevestiging",
        "Bevestig dat u het bericht heeft bewaard. Vaker bevestigen mag.",
        OPHALEN,
        {204: "Bevestigd", 404: "Niet gevonden", **_IN},
    ),
)


def beschrijving() -> dict[str, Any]:
    """The OpenAPI document."""
    paths: dict[str, dict[str, Any]] = {}
    for call in AANROEPEN:
        paths.setdefault(call.pad, {})[call.methode] = _operation(call)
    return {
        "openapi": "3.1.0",
        "info": {"title": TITEL, "version": VERSIE, "description": INLEIDING},
        "paths": paths,
        "components": {
            "securitySchemes": {
                "oauth2": {
                    "type": "oauth2",
                    "flows": {"clientCredentials": {"tokenUrl": "/api/v1/token", "scopes": _RECHTEN}},
                }
            },
            "schemas": {"Probleem": _problem()},
        },
    }


def _operation(call: Aanroep) -> dict[str, Any]:
    named = [part.strip("{}") for part in call.pad.split("/") if part.startswith("{")]
    found: dict[str, Any] = {
        "summary": call.wat,
        "parameters": [{"name": n, "in": "path", "required": True, "schema": {"type": "string"}} for n in named],
        "responses": {str(status): _response(call, status, text) for status, text in call.antwoorden.items()},
        "security": [{"oauth2": [call.recht]}] if call.recht else [],
    }
    if call.vraagt:
        found["requestBody"] = {"required": True, "content": {call.vraagt: {}}}
    return found


def _response(call: Aanroep, status: int, text: str) -> dict[str, Any]:
    if status == 204:
        return {"description": text}
    if status < 400:
        return {"description": text, "content": {call.geeft: {}}}
    if not call.recht:  # the token endpoint answers as RFC 6749 prescribes
        return {"description": text, "content": {"application/json": {}}}
    return {"description": text, "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Probleem"}}}}


def _problem() -> dict[str, Any]:
    texts = {name: {"type": "string"} for name in ("type", "title", "detail")}
    return {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {**texts, "status": {"type": "integer"}},
    }


@api("GET")
def openapi(request: HttpRequest) -> HttpResponse:
    """The description for machines."""
    return antwoord(beschrijving())


@api("GET")
def pagina(request: HttpRequest) -> HttpResponse:
    """The description for people."""
    page = {"titel": TITEL, "inleiding": INLEIDING, "aanroepen": AANROEPEN, "rechten": _RECHTEN.items()}
    return render(request, "aansluiting/api.html", {"page": page})
