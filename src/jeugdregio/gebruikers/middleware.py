# SPDX-License-Identifier: EUPL-1.2
"""The edge of the web: one transaction per request, on behalf of whoever is logged in."""

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import get_template
from django.urls import Resolver404, resolve

from jeugdregio.gebruikers.isolatie import zet_context

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
SERVER_ERROR = 500
API = "/api/"
"""Has limits and answers of its own, and reads nothing before it knows who calls."""
LANGSTE_LENGTE = 12
"""A length of more digits is larger than anything."""


def eigen_transacties(view: View) -> View:
    """
    Mark a view that makes its own transactions with `isolatie.namens`, or needs no database at all.

    Without `namens` it is nobody: it sees no rows.
    """
    view.eigen_transacties = True  # type: ignore[attr-defined]
    return view


class PoortMiddleware:
    """
    Refuse what is not worth reading: a body that says it is larger than the site takes, and a NUL in an address.

    Without it Django writes a form of any size to disk before anyone asks who sent it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(API) and _is_te_lang(request.META.get("CONTENT_LENGTH") or "0"):
            return HttpResponse(get_template("400.html").render(), status=413)
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in the query")
        return self.get_response(request)


def _is_te_lang(length: str) -> bool:
    return len(length) > LANGSTE_LENGTE or (length.isdecimal() and int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


class NamensMiddleware:
    """Set the isolation context from the verified session; nobody logged in is nobody in the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _makes_its_own(request):
            return self.get_response(request)
        with transaction.atomic():
            if request.user.is_authenticated:
                zet_context(request.user.machtiging)
            response = self.get_response(request)
            if response.status_code >= SERVER_ERROR:
                transaction.set_rollback(True)
            return response


def _makes_its_own(request: HttpRequest) -> bool:
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    return getattr(view, "eigen_transacties", False)
