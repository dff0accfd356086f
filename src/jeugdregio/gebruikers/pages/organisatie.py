# SPDX-License-Identifier: EUPL-1.2
"""Logging in with the login service of one's own organisation: choose it, go there, come back."""

from dataclasses import dataclass

from allauth.core import ratelimit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe
from requests import RequestException

from jeugdregio.gebruikers.inlogdienst import Inlogdienst, inlogdiensten
from jeugdregio.gebruikers.pages.inloggen import VORIGE
from jeugdregio.gebruikers.provider import Organisatie, OrganisatieAdapter, Terugkomst

JAAR_SECONDEN = 365 * 24 * 3600


@dataclass(frozen=True)
class KiesPagina:
    """The login services that go with what was typed."""

    titel: str
    zoek: str
    diensten: tuple[Inlogdienst, ...]
    next: str


@login_not_required
@require_safe
def kies(request: HttpRequest) -> HttpResponse:
    """Choose one's organisation; what was typed need not be complete."""
    typed = request.GET.get("bij", "")[:120]
    found = tuple(inlogdiensten(typed))
    exact = tuple(one for one in found if one.naam.casefold() == typed.strip().casefold())
    after = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    page = KiesPagina("Kies uw organisatie", typed, exact or found, after if safe else "")
    return render(request, "gebruikers/organisatie.html", {"page": page})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def naar(request: HttpRequest, code: str) -> HttpResponse:
    """Off to the login service, on a button of ours; through a page, for a form may not lead to another site (CSP)."""
    provider = _provider(request, code)
    if request.method != "POST":
        return redirect("inlogdienst-kiezen")
    if not ratelimit.consume(request, action="login"):
        return ratelimit.respond_429(request)
    try:
        there = provider.redirect_from_request(request)
    except (RequestException, OAuth2Error) as fault:
        return render_authentication_error(request, provider, exception=fault)
    context = {"adres": there["Location"], "titel": f"Verder bij {provider.app.name}"}
    response = render(request, "gebruikers/verder.html", context)
    response.set_cookie(VORIGE, code, max_age=JAAR_SECONDEN, httponly=True, samesite="Lax", secure=request.is_secure())
    return response


@login_not_required
@require_safe
def terug(request: HttpRequest, code: str) -> HttpResponse:
    """Back from the login service, with an answer that is believed or not."""
    provider = _provider(request, code)
    try:
        return Terugkomst.adapter_view(OrganisatieAdapter(request, code))(request)
    except (RequestException, OAuth2Error) as fault:
        return render_authentication_error(request, provider, exception=fault)


def _provider(request: HttpRequest, code: str) -> Organisatie:
    try:
        return get_adapter().get_provider(request, code)
    except SocialApp.DoesNotExist as missing:
        raise Http404 from missing
