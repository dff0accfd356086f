# SPDX-License-Identifier: EUPL-1.2
"""The edge of the web: one transaction per request, on behalf of whoever is logged in."""

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.http import urlencode

from jeugdregio.gebruikers.isolatie import zet_context
from jeugdregio.gebruikers.queries import machtigingen
from jeugdregio.gebruikers.tweede_factor import heeft_bewezen, mag_kinderen_zien

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
SERVER_ERROR = 500
API = "/api/"
"""Has limits and answers of its own, and reads nothing before it knows who calls."""
AANSTELLING = "aanstelling"
"""Where the session keeps which appointment someone works under."""
LANGSTE_LENGTE = 12
"""A length of more digits is larger than anything."""


def eigen_transacties(view: View) -> View:
    """
    Mark a view that makes its own transactions with `isolatie.namens`, or needs no database at all.

    Without `namens` it is nobody: it sees no rows.
    """
    view.eigen_transacties = True  # type: ignore[attr-defined]
    return view


def zonder_aanstelling(view: View) -> View:
    """Mark a view that someone who logged in reaches before it is clear what that person works as: log out, choose."""
    view.zonder_aanstelling = True  # type: ignore[attr-defined]
    return view


def zonder_tweede_factor(view: View) -> View:
    """Mark a view that whoever still has to set up a second factor needs for that, or leaves by."""
    view.zonder_tweede_factor = True  # type: ignore[attr-defined]
    return view


class PoortMiddleware:
    """
    Refuse what is not worth reading: a body that says it is larger than the site takes, and a NUL in an address.

    Without it Django writes a form of any size to disk before anyone asks who sent it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "TRACE":
            return HttpResponseNotAllowed(("GET", "HEAD", "POST"))
        if request.path_info.startswith(API):
            return self.get_response(request)
        if _is_te_lang(request.META.get("CONTENT_LENGTH") or "0"):
            return HttpResponse(get_template("400.html").render(), status=413)
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in the query")
        return self.get_response(request)


def _is_te_lang(length: str) -> bool:
    return len(length) > LANGSTE_LENGTE or (length.isdecimal() and int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


class NamensMiddleware:
    """
    Set the isolation context from the verified session; nobody logged in is nobody in the database.

    What someone may work as is looked up at every request: an appointment that ended is no access at the next one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        view = _view(request)
        if getattr(view, "eigen_transacties", False):
            return _recognise(request, view) or self.get_response(request)
        with transaction.atomic():
            refused = _recognise(request, view)
            if refused is None and request.user.is_authenticated and request.user.werkt_als:
                zet_context(request.user.werkt_als)
            response = refused or self.get_response(request)
            if response.status_code >= SERVER_ERROR:
                transaction.set_rollback(True)
            return response


def _view(request: HttpRequest) -> Callable[..., HttpResponseBase] | None:
    try:
        return resolve(request.path_info).func
    except Resolver404:
        return None


def _recognise(request: HttpRequest, view: object) -> HttpResponseBase | None:
    """
    Say on the account what its owner works as; an answer when that is nothing, or not chosen yet.

    Whoever needs a second factor and used none in this session works as nothing, and gets the page to set one up.
    """
    if not getattr(view, "login_required", True) or not request.user.is_authenticated:
        return None
    found = machtigingen(request.user.pk, moment=timezone.now())
    chosen = [one for one in found if one.aanstelling == request.session.get(AANSTELLING)] or found
    if mag_kinderen_zien(found) and not heeft_bewezen(request):
        return None if getattr(view, "zonder_tweede_factor", False) else redirect("tweede-factor")
    request.user.kan_werken_als = tuple(found)
    if len(chosen) == 1:
        (request.user.werkt_als,) = chosen
        return None
    if getattr(view, "zonder_aanstelling", False):
        return None
    if chosen:
        return redirect(f"{reverse('werken-als')}?{urlencode({'next': request.get_full_path()})}")
    return render(request, "gebruikers/geen_aanstelling.html", status=403)
