# SPDX-License-Identifier: EUPL-1.2
"""Logging in with a password, and out. On a demo, where everyone is invented, the page offers the people one can be."""

from dataclasses import dataclass
from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core import ratelimit
from allauth.mfa.base.views import AuthenticateView
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from jeugdregio.gebruikers import verzonnen
from jeugdregio.gebruikers.aanmelden import UITLOGGEN
from jeugdregio.gebruikers.inlogdienst import Inlogdienst, inlogdiensten
from jeugdregio.gebruikers.pages.formulieren import Inlogformulier
from jeugdregio.gebruikers.queries import inloggers
from jeugdregio.gebruikers.zegel import ontzegel

MOST_SHOWN = 12
VORIGE = f"{settings.COOKIE_VOORVOEGSEL}jr_organisatie"
"""The cookie with the login service of last time."""


@dataclass(frozen=True)
class DemoInlog:
    """One invented person."""

    naam: str
    wie: str
    rol: str


@dataclass(frozen=True)
class InlogPagina:
    """What the login page shows; `demo` is empty on a real installation, `diensten` when no organisation has one."""

    titel: str
    demo: tuple[DemoInlog, ...]
    wachtwoord: str
    diensten: tuple[Inlogdienst, ...]
    vorige: Inlogdienst | None


class Inloggen(LoginView):
    """Log in; whoever is logged in already goes to the start page."""

    template_name = "gebruikers/inloggen.html"
    authentication_form = Inlogformulier
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Not more often than someone can type."""
        if not ratelimit.consume(request, action="login"):
            return ratelimit.respond_429(request)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """The password is right: go on to the second factor."""
        login = Login(user=form.get_user(), redirect_url=self.get_success_url())
        return perform_password_login(self.request, {}, login)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page."""
        return super().get_context_data(page=_page(self.request), **kwargs)


class Code(AuthenticateView):
    """The second factor after the password; on a demo the page says the code of an invented person."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the invented code."""
        return {**super().get_context_data(**kwargs), "democode": verzonnen.code_nu(self.stage.login.user)}


class Uitloggen(LogoutView):
    """Log out here, and at the login service of the organisation when one came from there."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Out; the page sends on to the login service, for a form may not lead to another site (CSP)."""
        sealed = request.session.get(UITLOGGEN)
        response = super().post(request, *args, **kwargs)
        address = ontzegel(sealed) if sealed else ""
        if address:
            back = request.build_absolute_uri(reverse("inloggen"))
            address += "&" + urlencode({"post_logout_redirect_uri": back})
            response = render(request, "gebruikers/verder.html", {"adres": address, "titel": "U bent uitgelogd"})
        # Nothing is kept in a browser as it is; whatever did it all the same, is cleared now.
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


def te_vaak(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """The page for whoever tries too often; says the same whether the account exists or not."""
    return render(request, "429.html", status=429)


def _page(request: HttpRequest) -> InlogPagina:
    services = tuple(inlogdiensten())
    before = next((one for one in services if one.code == request.COOKIES.get(VORIGE)), None)
    if not settings.DEMO:
        return InlogPagina("Inloggen", (), "", services, before)
    found = inloggers(settings.REGIO, moment=timezone.now(), hoogstens=MOST_SHOWN)
    people = tuple(DemoInlog(one.naam, one.wie, one.rol.label) for one in found)
    return InlogPagina("Inloggen", people, settings.DEMO_WACHTWOORD, services, before)
