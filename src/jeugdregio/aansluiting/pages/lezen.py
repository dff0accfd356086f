# SPDX-License-Identifier: EUPL-1.2
"""The way that every reading call takes: right, question, a read-only transaction, the read log, and an ETag."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags

from jeugdregio.aansluiting.alleenlezen import alleen_lezen
from jeugdregio.aansluiting.pages.aanroepen import Aanroep
from jeugdregio.aansluiting.pages.probleem import antwoord, api, ingelogd
from jeugdregio.aansluiting.pages.vorm import als_json
from jeugdregio.aansluiting.pages.vraag import Vraag, lees_vraag, omhulsel
from jeugdregio.aansluiting.values import GEGEVENS, JEUGDIGEN, Ingelogd
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.logboek.actions import gelezen


@dataclass(frozen=True)
class Blad:
    """A page of results, how many there are in all, and the children in the page (`core.bsn.persoon`)."""

    rijen: list[Any]
    aantal: int
    personen: Collection[str] = ()


@dataclass(frozen=True)
class Een:
    """One result, or an answer as it has to be sent, with the children in it (`core.bsn.persoon`)."""

    wat: Any
    personen: Collection[str] = ()


View = Callable[..., Blad | Een]


def leest(aanroep: Aanroep) -> Callable[[View], Callable[..., HttpResponse]]:
    """
    A view that only reads: called with the question, on whose behalf, and what is in the address.

    It gives a `Blad` or `Een`, of forms of `vormen`. The children in it go to the read log, that is written after the
    read-only transaction and before the answer leaves (`logboek.middleware`).
    """

    def wrap(view: View) -> Callable[..., HttpResponse]:
        @wraps(view)
        def inside(request: HttpRequest, **pad: str) -> HttpResponse:
            who = ingelogd(request, aanroep.recht)
            asked = lees_vraag(request, aanroep.vragen)
            party = _als(who, aanroep)
            with alleen_lezen(party):
                found = view(asked, party, **pad)
            gelezen(request, found.personen)
            if isinstance(found, Een) and isinstance(found.wat, HttpResponse):
                return found.wat
            return met_etag(request, _als_json(asked, found))

        return api("GET")(inside)

    return wrap


def _als(who: Ingelogd, aanroep: Aanroep) -> Machtiging:
    """No list names a child whose whereabouts are secret; figures are read as a controller does. Messages go whole."""
    if aanroep.recht not in (GEGEVENS, JEUGDIGEN):
        return who.wie
    figures = aanroep.recht == GEGEVENS and who.wie.gemeente
    return replace(who.wie, geheim=False, rol=Rol.CONTROLLER if figures else who.wie.rol)


def _als_json(asked: Vraag, found: Blad | Een) -> Any:
    if isinstance(found, Blad):
        return omhulsel(asked, als_json(found.rijen), found.aantal)
    return als_json(found.wat)


def met_etag(request: HttpRequest, data: Any) -> HttpResponse:
    """The answer with its mark, or only that it is still the same."""
    response: HttpResponse = antwoord(data)
    mark = f'"{sha256(response.content).hexdigest()[:32]}"'
    if mark in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponse(status=304)
        del response["Content-Type"]
    response["ETag"] = mark
    return response
