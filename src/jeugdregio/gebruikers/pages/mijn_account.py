# SPDX-License-Identifier: EUPL-1.2
"""One's own account: second factors, password, sessions, and when one logged in."""

from dataclasses import dataclass
from typing import Any

from allauth.account.views import PasswordChangeView, ReauthenticateView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateCodeView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView, RemoveWebAuthnView
from allauth.usersessions.forms import ManageUserSessionsForm
from allauth.usersessions.models import UserSession
from axes.models import AccessLog
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST, require_safe

from jeugdregio.gebruikers import tweede_factor, verzonnen

MIJN_ACCOUNT = reverse_lazy("mijn-account")
LAATSTE = 10


@dataclass(frozen=True)
class AccountPagina:
    """What someone sees of the own account; `sessies` and `inlogs` newest first."""

    titel: str
    app: Authenticator | None
    passkeys: tuple[Authenticator, ...]
    herstelcodes: int
    moet: bool
    met_wachtwoord: bool
    sessies: tuple[UserSession, ...]
    inlogs: tuple[AccessLog, ...]


@require_safe
def mijn_account(request: HttpRequest) -> HttpResponse:
    """The page."""
    user: Any = request.user
    mine = list(Authenticator.objects.filter(user_id=user.pk).order_by("pk"))
    by_type = {one.type: one for one in mine}
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
    page = AccountPagina(
        titel="Mijn account",
        app=by_type.get(Authenticator.Type.TOTP),
        passkeys=tuple(one for one in mine if one.type == Authenticator.Type.WEBAUTHN),
        herstelcodes=len(codes.wrap().get_unused_codes()) if codes else 0,
        moet=tweede_factor.mag_kinderen_zien(user.kan_werken_als),
        met_wachtwoord=user.has_usable_password(),
        sessies=tuple(sorted(UserSession.objects.purge_and_list(user), key=lambda one: one.created_at, reverse=True)),
        inlogs=tuple(AccessLog.objects.filter(username=user.get_username()).order_by("-attempt_time")[:LAATSTE]),
    )
    return render(request, "gebruikers/mijn_account.html", {"page": page})


@require_safe
def kies_factor(request: HttpRequest) -> HttpResponse:
    """Whoever needs a second factor and has none in this session chooses which one to set up."""
    user: Any = request.user
    if user.werkt_als is not None:
        return redirect(MIJN_ACCOUNT)
    return render(request, "gebruikers/tweede_factor.html")


@require_POST
def andere_sessies_uit(request: HttpRequest) -> HttpResponse:
    """End every session of mine but this one."""
    ManageUserSessionsForm(request=request).save(request)
    return redirect(MIJN_ACCOUNT)


class _Nieuw:
    """Whoever shows a new second factor has used it."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever has second factors already, but used none in this session, logs in with one of those first."""
        user: Any = request.user
        if tweede_factor.factoren(user.pk) and not tweede_factor.heeft_bewezen(request):
            return redirect(f"{reverse_lazy('mfa_reauthenticate')}?{REDIRECT_FIELD_NAME}={request.path}")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it, and go on."""
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        tweede_factor.leg_bewijs_vast(self.request, "nieuw")
        return response


class AppKoppelen(_Nieuw, ActivateTOTPView):
    """Set up an app that gives codes."""


class PasskeyMaken(_Nieuw, AddWebAuthnView):
    """Set up a passkey."""


class AppLoskoppelen(DeactivateTOTPView):
    """Stop with the app."""

    success_url = MIJN_ACCOUNT


class PasskeyWeg(RemoveWebAuthnView):
    """Stop with a passkey; not with the last second factor of whoever needs one."""

    success_url = MIJN_ACCOUNT

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say when it cannot."""
        return {**super().get_context_data(**kwargs), "kan": get_adapter().can_delete_authenticator(self.object)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, or show again why not."""
        if not get_adapter().can_delete_authenticator(self.object):
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form)


class Herstelcodes(ViewRecoveryCodesView):
    """The codes for when the telephone is gone."""


class HerstelcodesNieuw(GenerateRecoveryCodesView):
    """Other codes; the old ones stop."""


class Wachtwoord(PasswordChangeView):
    """Another password; every other session ends."""

    success_url = MIJN_ACCOUNT

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whose organisation keeps the password cannot change it here."""
        user: Any = request.user
        if not user.has_usable_password():
            return redirect(MIJN_ACCOUNT)
        return super().dispatch(request, *args, **kwargs)

    def get_default_success_url(self) -> str:
        """Back to the account."""
        return str(MIJN_ACCOUNT)


class Bevestig(ReauthenticateView):
    """The password once more, before something that matters."""


class BevestigCode(ReauthenticateCodeView):
    """A code once more, before something that matters."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the code of an invented person."""
        user: Any = self.request.user
        return {**super().get_context_data(**kwargs), "democode": verzonnen.code_nu(user)}


class BevestigPasskey(ReauthenticateWebAuthnView):
    """A passkey once more, before something that matters."""
