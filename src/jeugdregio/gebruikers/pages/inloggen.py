# SPDX-License-Identifier: EUPL-1.2
"""The login page. On a demo, where everyone is invented, it offers the people one can be."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.utils import timezone

from jeugdregio.gebruikers.queries import inloggers

MOST_SHOWN = 12


@dataclass(frozen=True)
class DemoInlog:
    """One invented person."""

    naam: str
    wie: str
    rol: str


@dataclass(frozen=True)
class InlogPagina:
    """What the login page shows; `demo` is empty on a real installation."""

    titel: str
    demo: tuple[DemoInlog, ...]
    wachtwoord: str


class Inlogformulier(AuthenticationForm):
    """Django's own form with texts that say what to do."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. Probeer het opnieuw.",
        "inactive": "Dit account is uitgezet. Vraag de beheerder van de regio om het weer aan te zetten.",
    }


class Inloggen(LoginView):
    """Log in; whoever is logged in already goes to the start page."""

    template_name = "gebruikers/inloggen.html"
    authentication_form = Inlogformulier
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page."""
        return super().get_context_data(page=_page(), **kwargs)


def _page() -> InlogPagina:
    if not settings.DEMO:
        return InlogPagina("Inloggen", (), "")
    found = inloggers(settings.REGIO, moment=timezone.now(), hoogstens=MOST_SHOWN)
    people = tuple(DemoInlog(one.naam, one.wie, one.rol.label) for one in found)
    return InlogPagina("Inloggen", people, settings.DEMO_WACHTWOORD)
