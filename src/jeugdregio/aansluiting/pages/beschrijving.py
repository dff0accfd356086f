# SPDX-License-Identifier: EUPL-1.2
"""The description of the API: OpenAPI 3.1 for machines, and a page for people, both from `aanroepen`."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jeugdregio.aansluiting.pages.aanroepen import AANROEPEN, FORM, IN_PAD, JSON, TOEWIJZING, XML, Aanroep
from jeugdregio.aansluiting.pages.probleem import API, PROBLEM, VERSIE, antwoord, api
from jeugdregio.aansluiting.pages.vorm import Schema, schema
from jeugdregio.aansluiting.pages.vraag import Parameter
from jeugdregio.aansluiting.values import AANLEVEREN, GEGEVENS, INWONERS, JEUGDIGEN, OPHALEN

TITEL = "Berichten aanleveren en ophalen, gegevens lezen"
INLEIDING = (
    "Voor de software van een aanbieder of gemeente. De regio geeft uw organisatie een sleutel "
    "(client_id en client_secret). Daarmee vraagt uw software een toegangsbewijs, dat een kwartier geldt."
)
_RECHTEN = {
    AANLEVEREN: "berichten aanleveren en hun uitkomst zien",
    OPHALEN: "antwoorden en berichten ophalen",
    GEGEVENS: "declaraties, maandrapporten, contracten en tarieven lezen; nooit een naam of nummer van een kind",
    JEUGDIGEN: "toewijzingen en verzoeken lezen, met het kind waar zij over gaan",
    INWONERS: "voor een portaal: de zaken lezen die een ingelogde inwoner mag zien",
}
OAUTH_FOUTEN = (400, 401, 413)
"""The refusals of the token endpoint that have the shape of RFC 6749, so that any OAuth2 library understands them."""
_KOPPEN: Schema = {
    "API-Version": {"description": "Versie van deze API", "required": True, "schema": {"type": "string"}},
    "Cache-Control": {"description": "Nergens bewaren", "required": True, "schema": {"const": "no-store"}},
    "Strict-Transport-Security": {"description": "Alleen https (achter https)", "schema": {"type": "string"}},
    "X-Content-Type-Options": {"description": "Niet raden", "required": True, "schema": {"const": "nosniff"}},
    "ETag": {"description": "Merk van dit antwoord", "required": True, "schema": {"type": "string"}},
    "Location": {"description": "Waar de uitkomst komt", "required": True, "schema": {"type": "string"}},
    "Retry-After": {"description": "Na zoveel seconden", "required": True, "schema": {"type": "string"}},
    "WWW-Authenticate": {"description": "Hoe u inlogt", "required": True, "schema": {"type": "string"}},
    "Allow": {"description": "Wat wel kan", "required": True, "schema": {"type": "string"}},
}
_GEDEELD = {
    401: "NietIngelogd",
    403: "GeenRecht",
    404: "NietGevonden",
    405: "AndereMethode",
    429: "TeVaak",
    503: "NietBereikbaar",
}
"""Refusals that are the same for every call with a right."""
_BESTAND: Schema = {"type": "string", "format": "binary", "minLength": 1}
_ALTIJD = ("API-Version", "Cache-Control", "Strict-Transport-Security", "X-Content-Type-Options")
_BIJ = {401: "WWW-Authenticate", 405: "Allow", 429: "Retry-After", 503: "Retry-After", 202: "Location"}


def beschrijving() -> dict[str, Any]:
    """The OpenAPI document; but for whom to ask, the same everywhere, so that it can be committed and compared."""
    found: dict[str, Schema] = {"Probleem": _problem(), "Toegangsbewijs": _token(), "Inlogfout": _oauth_error()}
    paths: dict[str, dict[str, Any]] = {}
    for call in AANROEPEN:
        paths.setdefault(call.pad, {})[call.methode] = _operation(call, found)
    scopes = dict(_RECHTEN)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": TITEL,
            "version": VERSIE,
            "summary": "Aansluitpunt van een jeugdzorgregio",
            "description": INLEIDING,
            "contact": {
                "name": settings.REGIO_NAAM,
                "url": settings.API_CONTACT_ADRES,
                "email": settings.API_CONTACT_MAIL,
            },
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": f"/{API}", "description": "Deze site; alleen over https buiten uw eigen computer"}],
        "tags": [{"name": name} for name in dict.fromkeys(call.groep for call in AANROEPEN)],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "oauth2": {
                    "type": "oauth2",
                    "flows": {"clientCredentials": {"tokenUrl": f"/{API}/token", "scopes": scopes}},
                }
            },
            "headers": _KOPPEN,
            "responses": {
                name: _response(TOEWIJZING, status, TOEWIJZING.antwoorden[status], found)
                for status, name in _GEDEELD.items()
            },
            "schemas": dict(sorted(found.items())),
        },
    }


def _operation(call: Aanroep, found: dict[str, Schema]) -> dict[str, Any]:
    named = [part.strip("{}") for part in call.pad.split("/") if part.startswith("{")]
    result: dict[str, Any] = {
        "operationId": call.naam,
        "summary": call.wat.split(". ")[0].removesuffix("."),
        "description": call.wat,
        "tags": [call.groep],
        "parameters": [
            *(_parameter(IN_PAD[name], "path") for name in named),
            *(_parameter(one, "query") for one in call.vragen),
            *([_IF_NONE_MATCH] if call.bewaart else []),
        ],
        "responses": {
            str(status): {"$ref": f"#/components/responses/{_GEDEELD[status]}"}
            if status in _GEDEELD and call.recht
            else _response(call, status, text, found)
            for status, text in sorted(call.antwoorden.items())
        },
        "security": [{"oauth2": [call.recht]}] if call.recht else [],
    }
    if call.vraagt == FORM:
        result["requestBody"] = {"required": True, "content": {FORM: {"schema": _login()}}}
    elif call.vraagt == JSON:
        result["requestBody"] = {"required": True, "content": {JSON: {"schema": _resident()}}}
    elif call.vraagt:
        kinds = (XML, "application/zip", "application/gzip", "application/octet-stream")
        result["requestBody"] = {"required": True, "content": {kind: {"schema": _BESTAND} for kind in kinds}}
    return result


def _parameter(one: Parameter, plaats: str) -> dict[str, Any]:
    return {
        "name": one.naam,
        "in": plaats,
        "required": plaats == "path",
        "description": one.wat,
        "schema": one.schema,
    }


_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "De ETag van het antwoord dat u al hebt.",
    "schema": {"type": "string"},
}


def _response(call: Aanroep, status: int, text: str, found: dict[str, Schema]) -> dict[str, Any]:
    named = [*_ALTIJD, *([_BIJ[status]] if status in _BIJ else [])]
    if status == 200 and call.pad == "/berichten":
        named.append("Location")
    if status == 304 or (status == 200 and call.bewaart):
        named.append("ETag")
    result: dict[str, Any] = {
        "description": text,
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in named},
    }
    if status in (204, 304):
        return result
    return {**result, "content": _content(call, status, found)}


def _content(call: Aanroep, status: int, found: dict[str, Schema]) -> dict[str, Any]:
    oauth = not call.recht
    if status >= 400:
        if oauth and status in OAUTH_FOUTEN:
            return {JSON: {"schema": _ref("Inlogfout")}}
        return {PROBLEM: {"schema": _ref("Probleem")}}
    if call.geeft == XML:
        return {XML: {"schema": {"type": "string"}}}
    if call.geeft is None:
        return {JSON: {"schema": _ref("Toegangsbewijs")}}
    inside = schema(call.geeft, found)
    return {JSON: {"schema": _page(inside) if call.bladert else inside}}


def _ref(naam: str) -> Schema:
    return {"$ref": f"#/components/schemas/{naam}"}


def _object(properties: Schema, *, required: tuple[str, ...] = (), **more: Any) -> Schema:
    return {"type": "object", "properties": properties, "required": list(required or properties), **more}


def _page(inside: Schema) -> Schema:
    address = {"type": ["string", "null"], "format": "uri-reference"}
    return _object(
        {
            "resultaten": {"type": "array", "items": inside},
            "aantal": {"type": "integer", "minimum": 0, "description": "Hoeveel er in totaal zijn"},
            "pagina": {"type": "integer", "minimum": 1},
            "paginas": {"type": "integer", "minimum": 1},
            "vorige": address,
            "volgende": address,
        }
    )


def _problem() -> Schema:
    texts = {name: {"type": "string"} for name in ("type", "title", "detail")}
    one = _object({"in": {"type": "string"}, "parameter": {"type": "string"}, "detail": {"type": "string"}})
    errors = {"type": "array", "items": {**one, "required": ["in", "detail"]}}
    return _object(
        {**texts, "status": {"type": "integer"}, "errors": errors},
        required=("type", "title", "status", "detail"),
        description="Wat er mis is (RFC 9457), en wat u eraan kunt doen.",
    )


def _token() -> Schema:
    texts = {name: {"type": "string"} for name in ("access_token", "scope")}
    return _object(
        {**texts, "token_type": {"const": "Bearer"}, "expires_in": {"type": "integer"}},
        description="Toegangsbewijs; de namen zijn die van RFC 6749.",
    )


def _oauth_error() -> Schema:
    kinds = ("invalid_request", "invalid_client", "invalid_scope", "unsupported_grant_type")
    return _object(
        {"error": {"enum": list(kinds)}, "error_description": {"type": "string"}},
        description="Fout van het inloggen; de namen zijn die van RFC 6749.",
    )


def _login() -> Schema:
    texts = {name: {"type": "string"} for name in ("client_id", "client_secret", "scope")}
    return _object({"grant_type": {"const": "client_credentials"}, **texts}, required=("grant_type",))


def _resident() -> Schema:
    number = {"type": "string", "pattern": "^[0-9]{9}$", "description": "Burgerservicenummer van wie is ingelogd"}
    return _object({"bsn": number}, additionalProperties=False)


@api("GET")
def openapi(request: HttpRequest) -> HttpResponse:
    """The description for machines; any site may read it, as the NL API Design Rules ask."""
    return antwoord(beschrijving(), 200, **{"Access-Control-Allow-Origin": "*"})


@api("GET")
def pagina(request: HttpRequest) -> HttpResponse:
    """The description for people."""
    page = {
        "titel": TITEL,
        "inleiding": INLEIDING,
        "aanroepen": AANROEPEN,
        "rechten": _RECHTEN.items(),
        "begin": f"/{API}",
    }
    return render(request, "aansluiting/api.html", {"page": page})
