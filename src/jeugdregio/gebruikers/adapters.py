# SPDX-License-Identifier: EUPL-1.2
"""Where allauth asks how this house does it."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jeugdregio.gebruikers import aanmelden, tweede_factor, zegel
from jeugdregio.gebruikers.inlogdienst import Inlogdienst

TE_VAAK = "Er is te vaak een verkeerde code gegeven. Wacht vijf minuten en probeer het opnieuw."
UITGEZET = "Dit account is uitgezet. Vraag de beheerder van uw organisatie om het weer aan te zetten."
FOUTEN = {
    "incorrect_code": "Deze code klopt niet, of is al gebruikt. Wacht op de volgende code en probeer het opnieuw.",
    "cannot_delete_authenticator": "Dit is uw laatste tweede factor. Voeg eerst een andere toe.",
    "too_many_login_attempts": TE_VAAK,
    "rate_limited": TE_VAAK,
    "incorrect_password": "Dit wachtwoord klopt niet.",
    "enter_current_password": "Dit is niet uw huidige wachtwoord.",
}


def geweigerd(request: HttpRequest, uitleg: str, *, status: int = 403) -> HttpResponse:
    """The page that says why someone did not get in, and what to do."""
    return render(request, "gebruikers/geweigerd.html", {"uitleg": uitleg}, status=status)


class Accounts(DefaultAccountAdapter):
    """Accounts are made by the organisation, never by whoever comes along."""

    error_messages = {**DefaultAccountAdapter.error_messages, **FOUTEN}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account here."""
        return False

    def get_login_stages(self) -> list[str]:
        """Nothing is mailed and nobody has a telephone number here: only the second factor."""
        return ["jeugdregio.gebruikers.adapters.Codestap"]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever proved a minute ago who they are is not asked again."""
        return not tweede_factor.onlangs_bewezen(context.request)

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Say that the account is off; only whoever has the right password or login service comes here."""
        return geweigerd(request, UITGEZET)

    def post_login(self, request: HttpRequest, user: Any, *, signal_kwargs: Any, **kwargs: Any) -> HttpResponse:
        """A login service that was sure enough is a second factor."""
        login = (signal_kwargs or {}).get("sociallogin")
        if login is not None:
            request.session[aanmelden.UITLOGGEN] = getattr(login, "einde", "")
            if aanmelden.volstaat(login):
                tweede_factor.leg_bewijs_vast(request, "inlogdienst")
        return super().post_login(request, user, signal_kwargs=signal_kwargs, **kwargs)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The pages say themselves what was done."""


class Codestap(AuthenticateStage):
    """Asks for the second factor, but not of whom a login service was sure enough."""

    def _should_handle(self, request: HttpRequest) -> bool:
        login = (self.login.signal_kwargs or {}).get("sociallogin")
        return bool(super()._should_handle(request)) and not (login is not None and aanmelden.volstaat(login))


class TweedeFactor(DefaultMFAAdapter):
    """Secrets are sealed, and whoever needs a second factor keeps one."""

    error_messages = {**DefaultMFAAdapter.error_messages, **FOUTEN}

    def encrypt(self, text: str) -> str:
        """Seal a TOTP secret or the seed of recovery codes."""
        return zegel.verzegel(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open it."""
        return zegel.ontzegel(encrypted_text)

    def get_totp_issuer(self) -> str:
        """What the app on the telephone calls us."""
        return str(settings.REGIO_NAAM)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last one stays when this person cannot work without."""
        user = authenticator.user_id
        return not tweede_factor.heeft_nodig(user) or tweede_factor.factoren(user) > 1

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002
        """A name that can be changed."""
        return f"Passkey {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"


class Inlogdiensten(DefaultSocialAccountAdapter):
    """The login services of organisations; who comes from one is judged in `aanmelden`."""

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[SocialApp]:
        """Our own table instead of allauth's, that keeps secrets as they are."""
        found = Inlogdienst.objects.filter(aan=True)
        found = found.filter(code=provider) if provider else found
        found = found.filter(client_id=client_id) if client_id else found
        return [_app(dienst) for dienst in found]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """`pre_social_login` made the account, or refused."""
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """An address is not who someone is."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in, or answer with the page that says why not."""
        try:
            aanmelden.laat_toe(request, sociallogin)
        except aanmelden.NietToegelaten as refusal:
            raise ImmediateHttpResponse(geweigerd(request, str(refusal))) from refusal

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:
        """One page for all that can go wrong on the way; what it was stands in the log."""
        aanmelden.meld_storing(provider.app.provider_id, kwargs.get("error"), kwargs.get("exception"))
        text = (
            f"Inloggen bij {provider.app.name} is niet gelukt. Probeer het opnieuw. Lukt het weer niet? Vraag dan hulp "
            "bij uw eigen organisatie."
        )
        raise ImmediateHttpResponse(geweigerd(request, text, status=401))

    def get_requests_session(self) -> Any:
        """A login service answers itself: a redirect could carry the secret elsewhere."""
        session = super().get_requests_session()
        session.max_redirects = 0
        return session


def _app(dienst: Inlogdienst) -> SocialApp:
    return SocialApp(
        provider="organisatie",
        provider_id=dienst.code,
        name=dienst.naam,
        client_id=dienst.client_id,
        secret=zegel.ontzegel(dienst.geheim) if dienst.geheim else "",
        settings={"server_url": dienst.uitgever, "oauth_pkce_enabled": True, "dienst": dienst.pk},
    )
