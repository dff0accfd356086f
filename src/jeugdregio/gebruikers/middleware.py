# SPDX-License-Identifier: EUPL-1.2
"""The edge of the web: one transaction per request, on behalf of whoever is logged in."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve

from jeugdregio.gebruikers.isolatie import zet_context

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
SERVER_ERROR = 500


def eigen_transacties(view: View) -> View:
    """
    Mark a view that makes its own transactions with `isolatie.namens`, or needs no database at all.

    Without `namens` it is nobody: it sees no rows.
    """
    view.eigen_transacties = True  # type: ignore[attr-defined]
    return view


class GeenNulMiddleware:
    """Refuse an address with a NUL in its query: no text that people type has one, and no database holds it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in the query")
        return self.get_response(request)


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
