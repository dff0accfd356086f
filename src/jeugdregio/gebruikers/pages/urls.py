# SPDX-License-Identifier: EUPL-1.2
"""
Logging in and out, one's own account, and whether the application is well.

allauth looks some of its pages up by name, so those have two; what we do not use of it has no address.
"""

from collections.abc import Callable
from typing import Any

from django.urls import path

from jeugdregio.gebruikers.middleware import zonder_aanstelling, zonder_tweede_factor
from jeugdregio.gebruikers.pages import gezond, organisatie, werken_als
from jeugdregio.gebruikers.pages import mijn_account as mijn
from jeugdregio.gebruikers.pages.eerste_keer import eerste_keer
from jeugdregio.gebruikers.pages.inloggen import Code, Inloggen, Uitloggen
from jeugdregio.gebruikers.verzoek import voor_iedereen


def _vooraf(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page for whoever is logged in but cannot work yet."""
    return zonder_tweede_factor(zonder_aanstelling(voor_iedereen(view)))


_in, _uit, _mijn = Inloggen.as_view(), _vooraf(Uitloggen.as_view()), voor_iedereen(mijn.mijn_account)

urlpatterns = [
    path("inloggen/", _in, name="account_login"),
    path("inloggen/", _in, name="inloggen"),
    path("inloggen/code/", Code.as_view(), name="mfa_authenticate"),
    path("inloggen/eerste-keer/", eerste_keer, name="eerste-keer"),
    path("inloggen/organisatie/", organisatie.kies, name="inlogdienst-kiezen"),
    path("inloggen/organisatie/<slug:code>/", organisatie.naar, name="inlogdienst"),
    path("inloggen/organisatie/<slug:code>/terug/", organisatie.terug, name="inlogdienst-terug"),
    path("inloggen/tweede-factor/", _vooraf(mijn.kies_factor), name="tweede-factor"),
    path("uitloggen/", _uit, name="account_logout"),
    path("uitloggen/", _uit, name="uitloggen"),
    path("werken-als/", werken_als.werken_als, name="werken-als"),
    path("mijn-account/", _mijn, name="mfa_index"),
    path("mijn-account/", _mijn, name="mijn-account"),
    path("mijn-account/app/", _vooraf(mijn.AppKoppelen.as_view()), name="mfa_activate_totp"),
    path("mijn-account/app/weg/", voor_iedereen(mijn.AppLoskoppelen.as_view()), name="mfa_deactivate_totp"),
    path("mijn-account/passkey/", _vooraf(mijn.PasskeyMaken.as_view()), name="mfa_add_webauthn"),
    path("mijn-account/passkey/<int:pk>/weg/", voor_iedereen(mijn.PasskeyWeg.as_view()), name="mfa_remove_webauthn"),
    path("mijn-account/herstelcodes/", voor_iedereen(mijn.Herstelcodes.as_view()), name="mfa_view_recovery_codes"),
    path(
        "mijn-account/herstelcodes/nieuw/",
        voor_iedereen(mijn.HerstelcodesNieuw.as_view()),
        name="mfa_generate_recovery_codes",
    ),
    path("mijn-account/wachtwoord/", voor_iedereen(mijn.Wachtwoord.as_view()), name="account_change_password"),
    path("mijn-account/sessies/", voor_iedereen(mijn.andere_sessies_uit), name="sessies-uit"),
    path("mijn-account/bevestigen/", _vooraf(mijn.Bevestig.as_view()), name="account_reauthenticate"),
    path("mijn-account/bevestigen/code/", _vooraf(mijn.BevestigCode.as_view()), name="mfa_reauthenticate"),
    path(
        "mijn-account/bevestigen/passkey/",
        _vooraf(mijn.BevestigPasskey.as_view()),
        name="mfa_reauthenticate_webauthn",
    ),
    path("_healthz/livez/", gezond.livez, name="livez"),
    path("_healthz/readyz/", gezond.readyz, name="readyz"),
]
