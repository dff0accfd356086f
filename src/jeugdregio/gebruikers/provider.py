# SPDX-License-Identifier: EUPL-1.2
"""
OpenID Connect with the login service of an organisation: allauth's, and stricter.

On top of allauth's state and PKCE: a nonce, the signature of every ID token, the issuer that was agreed, and nothing in
the address that changes what is asked. allauth finds this module by its name.
"""

import secrets
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from jeugdregio.gebruikers import zegel
from jeugdregio.gebruikers.aanmelden import afspraken_van
from jeugdregio.gebruikers.inlogdienst import Inlogdienst

HANDTEKENINGEN = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
SPELING_SECONDEN = 60


class OrganisatieAdapter(OpenIDConnectOAuth2Adapter):
    """What is said to the login service, and what is believed of its answer."""

    state: dict[str, Any]

    @property
    def openid_config(self) -> dict[str, Any]:
        """Its metadata; it has to be of the issuer that was agreed, and safe to talk to (OIDC Discovery 4.3)."""
        try:
            config: dict[str, Any] = super().openid_config
        except ValueError as fault:
            raise OAuth2Error("metadata is no JSON") from fault
        issuer = self.get_provider().app.settings["server_url"]
        if config.get("issuer") != issuer:
            raise OAuth2Error("issuer is another")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not is_veilig(str(config.get(name, ""))):
                raise OAuth2Error(f"{name} is not safe")
        return config

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Where the login service sends people back to; each service has its own, so answers are never mixed up."""
        return build_absolute_uri(request, reverse("inlogdienst-terug", args=[self.provider_id]))

    def complete_login(self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Believe the ID token when everything about it is right, and nothing else."""
        raw = kwargs["response"].get("id_token") or ""
        claims = self._geloofd(app, raw)
        provider = self.get_provider()
        if provider.afspraken.userinfo:
            more = self._fetch_user_info(token.token)
            if more.get("sub") != claims["sub"]:
                raise OAuth2Error("userinfo is of another")
            claims = {**more, **claims}
        login = provider.sociallogin_from_response(request, {"id_token": claims})
        login.claims = claims
        login.einde = zegel.verzegel(_einde(self.openid_config.get("end_session_endpoint"), app, raw))
        return login

    def _geloofd(self, app: Any, raw: str) -> dict[str, Any]:
        """The claims of an ID token (OIDC Core 3.1.3.7)."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        try:
            keys = jwt.PyJWKSet.from_dict(answer.json()).keys
            kid = jwt.get_unverified_header(raw).get("kid")
            key = next((one for one in keys if kid in (None, one.key_id)), None)
            if key is None:
                raise OAuth2Error("no such key")
            claims: dict[str, Any] = jwt.decode(
                raw,
                key,
                algorithms=list(HANDTEKENINGEN),
                audience=app.client_id,
                issuer=app.settings["server_url"],
                leeway=SPELING_SECONDEN,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )
        except (jwt.PyJWTError, ValueError) as fault:
            raise OAuth2Error("ID token is not valid") from fault
        if claims.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("ID token is for another")
        if not secrets.compare_digest(str(claims.get("nonce", "")), self.state["nonce"]):
            raise OAuth2Error("nonce is another")
        return claims


class Organisatie(OpenIDConnectProvider):
    """The login service of one organisation; `sub_id` is its code."""

    id = "organisatie"
    name = "Inlogdienst van een organisatie"
    oauth2_adapter_class = OrganisatieAdapter

    @property
    def server_url(self) -> str:
        """Where its metadata is."""
        return f"{self.app.settings['server_url'].rstrip('/')}/.well-known/openid-configuration"

    @property
    def afspraken(self) -> Any:
        """What was agreed with it."""
        return afspraken_van(Inlogdienst.objects.get(pk=self.app.settings["dienst"]))

    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        """Where logging in there begins."""
        return reverse("inlogdienst", args=[self.app.provider_id])

    def get_callback_url(self) -> str:
        """The path people come back to."""
        return reverse("inlogdienst-terug", args=[self.app.provider_id])

    def redirect_from_request(self, request: HttpRequest) -> HttpResponse:
        """Off to the login service; the address of the request decides nothing but where to go afterwards."""
        agreed, nonce = self.afspraken, secrets.token_urlsafe(32)
        asked = {"nonce": nonce, **({"acr_values": " ".join(agreed.acr)} if agreed.acr else {})}
        return self.redirect(
            request,
            process="login",
            next_url=get_next_redirect_url(request),
            auth_params=asked,
            scope=list(agreed.scopes),
            nonce=nonce,
        )

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Issuer and sub as a fingerprint: it fits, and a sub that is a number of a person is not kept."""
        return zegel.vingerafdruk(f"{self.app.settings['server_url']}\n{data['id_token']['sub']}")

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """What the service says of someone is used at the login and not kept."""
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """`aanmelden` takes what is needed."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """None: nobody is known by an address."""
        return []


class Terugkomst(OAuth2CallbackView):
    """Coming back from a login service; the state that was kept is known when the ID token is judged."""

    def _get_state(self, request: HttpRequest, provider: Organisatie) -> tuple[Any, HttpResponse | None]:
        state, response = super()._get_state(request, provider)
        self.adapter.state = state
        return state, response


def is_veilig(address: str) -> bool:
    """Whether this is an https address; on a demo and in tests also one of this computer."""
    parts = urlsplit(address)
    near = parts.hostname in ("localhost", "127.0.0.1") and not settings.IS_HTTPS
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and near))


def _einde(address: Any, app: Any, raw: str) -> str:
    """The address that ends the session at the login service too (RP-Initiated Logout 1.0); empty without."""
    if not isinstance(address, str) or not is_veilig(address):
        return ""
    return f"{address}{'&' if '?' in address else '?'}" + urlencode({"id_token_hint": raw, "client_id": app.client_id})


provider_classes = [Organisatie]
