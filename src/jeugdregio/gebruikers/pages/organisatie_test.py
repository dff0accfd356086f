# SPDX-License-Identifier: EUPL-1.2
"""Logging in with the login service of an organisation: a real OpenID Connect provider on this computer."""

import base64
import hashlib
import json
import re
import time
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.utils import timezone
from oidc_provider_mock import run_server_in_thread

from jeugdregio.gebruikers.actions import geef_rol
from jeugdregio.gebruikers.inlogdienst import Inlogdienst
from jeugdregio.gebruikers.inrichten import richt_inlogdiensten_in
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.queries import machtigingen
from jeugdregio.gebruikers.values import Rol
from tests.paginawereld import BEGIN, MOMENT, REGIO

pytestmark = [
    pytest.mark.django_db,
    # The mock leans on a part of its own library that is on its way out.
    pytest.mark.filterwarnings("ignore::authlib.deprecate.AuthlibDeprecationWarning"),
    pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning"),
]
SUBSTANTIEEL, LAAG = "http://eidas.europa.eu/LoA/substantial", "http://eidas.europa.eu/LoA/low"
ZWOLLE = {
    "naam": "Gemeente Zwolle", "gemeente": "0193", "client_id": "jeugdregio", "geheim": "env:ZWOLLE",
    "afspraken": {"groepen": {"jeugd-toegang": "toegang", "jeugd-control": "controller", "raad": "bestuur"}},
}  # fmt: skip
DALFSEN = {
    "naam": "Gemeente Dalfsen", "gemeente": "0148", "client_id": "anders", "geheim": "env:DALFSEN",
    "afspraken": {"groepen": {"sociaal-domein": "toegang"}},
}  # fmt: skip


@pytest.fixture(scope="module")
def uitgever():
    with run_server_in_thread(require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def diensten(uitgever):
    """The services of two municipalities at the same provider, so that all that differs is the agreement."""
    described = {"zwolle": {**ZWOLLE, "uitgever": uitgever}, "dalfsen": {**DALFSEN, "uitgever": uitgever}}
    richt_inlogdiensten_in(described, geheim_van=lambda where: f"geheim van {where}")
    return uitgever


def person(issuer, sub, groups=("jeugd-toegang",), acr=SUBSTANTIEEL, **claims):
    claims = {"groups": list(groups), "acr": acr, "name": "An Janssen", **claims}
    assert requests.put(f"{issuer}/users/{sub}", json=claims, timeout=5).status_code == 204
    return sub


def away(client, code="zwolle", **form):
    """Press the button; gives the address at the provider that the page leads to."""
    page = client.post(f"/inloggen/organisatie/{code}/", form).content.decode()
    return re.search(r'content="0; url=([^"]+)"', page)[1].replace("&amp;", "&")


def agree(address, sub):
    """Log in at the provider; gives the address it sends the browser back to."""
    back = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=5).headers["Location"]
    parts = urlsplit(back)
    return f"{parts.path}?{parts.query}"


def log_in(client, sub, code="zwolle", **form):
    return client.get(agree(away(client, code, **form), sub))


def roles(account):
    return [(one.rol.value, one.organisatie) for one in machtigingen(account.pk, moment=timezone.now())]


def text_of(response):
    return response.content.decode()


class TestLettingIn:
    def test_makes_an_account_of_this_organisation_with_the_role_of_the_group(self, diensten):
        client = Client()

        response = log_in(client, person(diensten, "1", ["iets", "jeugd-control"]), next="/uitval/")

        assert response.url == "/uitval/"
        account = Account.objects.get()
        assert (roles(account), account.first_name) == ([("controller", "0193")], "An Janssen")
        assert not account.has_usable_password()
        assert client.get("/mijn-account/").status_code == 200

    def test_asks_with_pkce_state_and_nonce_and_only_what_was_agreed(self, diensten):
        client = Client()
        asked = parse_qs(urlsplit(away(client)).query)
        more = "scope=email&auth_params=nonce%3Dx%26acr_values%3D0&process=connect"
        sneaky = client.post(f"/inloggen/organisatie/zwolle/?{more}")

        assert asked["code_challenge_method"] == ["S256"]
        assert len(asked["state"][0]) >= 16
        assert len(asked["nonce"][0]) >= 32
        assert set(asked["scope"][0].split()) == {"openid", "profile"}
        assert "nonce=x" not in text_of(sneaky)
        assert "acr_values" not in text_of(sneaky)

    def test_proves_with_the_code_that_it_was_the_one_who_asked(self, diensten, monkeypatch):
        sent, real = [], requests.Session.request
        monkeypatch.setattr(requests.Session, "request", lambda *a, **more: (sent.append(more), real(*a, **more))[1])
        client = Client()
        address = away(client)
        client.get(agree(address, person(diensten, "5")))

        (data,) = [more["data"] for more in sent if "code_verifier" in (more.get("data") or {})]
        challenge = base64.urlsafe_b64encode(hashlib.sha256(data["code_verifier"].encode()).digest()).rstrip(b"=")
        assert parse_qs(urlsplit(address).query)["code_challenge"] == [challenge.decode()]
        assert data["client_secret"] == "geheim van env:ZWOLLE"

    def test_knows_someone_again_by_issuer_and_sub_and_follows_the_group(self, diensten):
        log_in(Client(), person(diensten, "2"))
        log_in(Client(), person(diensten, "2", ["jeugd-control"], name="An de Vries"))

        account = Account.objects.get()
        assert (roles(account), account.first_name) == ([("controller", "0193")], "An de Vries")

    def test_never_by_an_address_of_mail(self, diensten):
        other = Account.objects.create_user("chef", email="an@zwolle.nl", gemeente="0193")
        client = Client()

        log_in(client, person(diensten, "3", email="an@zwolle.nl", email_verified=True))

        assert client.session["_auth_user_id"] != str(other.pk)
        assert Account.objects.count() == 2

    def test_keeps_nothing_of_what_the_service_says_but_a_name(self, diensten):
        log_in(Client(), person(diensten, "999990019", bsn="999990019", email="an@zwolle.nl"))

        kept = str([*SocialAccount.objects.values(), *Account.objects.values()])
        assert "999990019" not in kept
        assert "zwolle.nl" not in kept

    def test_counts_as_a_second_factor_and_logging_out_ends_it_there_too(self, diensten):
        client = Client()
        log_in(client, person(diensten, "4"))
        assert client.get("/mijn-account/").status_code == 200

        page = text_of(client.post("/uitloggen/"))

        there = re.search(r'content="0; url=([^"]+)"', page)[1].replace("&amp;", "&")
        assert there.startswith(f"{diensten}/oauth2/end_session?")
        assert parse_qs(urlsplit(there).query)["post_logout_redirect_uri"] == ["http://testserver/inloggen/"]
        assert client.get("/mijn-account/").status_code == 302


class TestStayingOutside:
    @pytest.mark.parametrize("acr", [LAAG, "", None, "0", ["urn:etoegang:core:assurance-class:loa2"]])
    def test_a_level_that_is_too_low_for_children(self, diensten, acr):
        response = log_in(Client(), person(diensten, "10", acr=acr))

        assert response.status_code == 403
        assert "te laag niveau" in text_of(response)
        assert Account.objects.count() == 0

    def test_such_a_level_is_enough_for_who_sees_no_children_but_no_second_factor(self, diensten):
        client = Client()
        log_in(client, person(diensten, "11", ["raad"], acr=LAAG))
        assert client.get("/mijn-account/").status_code == 200

        geef_rol(
            Account.objects.get().username,
            rol=Rol.TOEGANG,
            bij={"gemeente": "0193"},
            vanaf=BEGIN,
            regio=REGIO,
            moment=MOMENT,
        )

        assert client.get("/mijn-account/").url == "/inloggen/tweede-factor/"

    @pytest.mark.parametrize("groups", [["onbekend"], [], ["sociaal-domein"]])
    def test_a_group_that_was_not_agreed_or_is_of_another_organisation(self, diensten, groups):
        response = log_in(Client(), person(diensten, "12", groups))

        assert response.status_code == 403
        assert "geen groep" in text_of(response)
        assert Account.objects.count() == 0

    def test_the_same_person_at_two_organisations_is_two_accounts(self, diensten):
        sub = person(diensten, "13", ["jeugd-toegang", "sociaal-domein"])
        for code in ("zwolle", "dalfsen"):
            log_in(Client(), sub, code)

        assert sorted(Account.objects.values_list("gemeente", flat=True)) == ["0148", "0193"]

    def test_who_lost_the_group_loses_what_the_group_gave_and_no_more(self, diensten):
        sub = person(diensten, "16", ["jeugd-toegang", "raad"])
        log_in(Client(), sub)
        account = Account.objects.get()
        by_hand = {"rol": Rol.CONTRACTMANAGER, "bij": {"gemeente": "0193"}, "vanaf": BEGIN}
        geef_rol(account.username, **by_hand, regio=REGIO, moment=MOMENT)
        assert len(roles(account)) == 3

        log_in(Client(), person(diensten, "16", ["raad"]))
        assert sorted(rol for rol, _ in roles(account)) == ["bestuur", "contractmanager"]
        log_in(Client(), person(diensten, "16", []))

        assert roles(account) == [("contractmanager", "0193")]

    def test_an_account_that_went_to_another_organisation(self, diensten):
        sub = person(diensten, "14")
        log_in(Client(), sub)
        Account.objects.update(gemeente="0148")

        response = log_in(Client(), sub)

        assert response.status_code == 403
        assert "hoort niet meer bij" in text_of(response)
        assert Account.objects.get().gemeente == "0148"

    def test_an_account_that_was_put_off(self, diensten):
        sub = person(diensten, "15")
        log_in(Client(), sub)
        Account.objects.update(is_active=False)
        client = Client()

        assert "uitgezet" in text_of(log_in(client, sub))
        assert client.get("/mijn-account/").status_code == 302

    def test_a_service_that_was_put_off_or_never_was(self, diensten):
        Inlogdienst.objects.filter(code="zwolle").update(aan=False)

        assert Client().post("/inloggen/organisatie/zwolle/").status_code == 404
        assert Client().post("/inloggen/organisatie/bestaat-niet/").status_code == 404
        assert Client().get("/inloggen/organisatie/zwolle/terug/").status_code == 404

    def test_who_says_no_at_the_service(self, diensten):
        client = Client()
        state = parse_qs(urlsplit(away(client)).query)["state"][0]

        response = client.get("/inloggen/organisatie/zwolle/terug/", {"error": "access_denied", "state": state})

        assert response.status_code == 401
        assert "niet gelukt" in text_of(response)


class TestReplay:
    def test_an_answer_works_once(self, diensten):
        client = Client()
        back = agree(away(client), person(diensten, "20"))
        assert client.get(back).status_code == 302
        client.post("/uitloggen/")

        assert client.get(back).status_code == 401

    def test_an_answer_works_in_the_browser_that_asked(self, diensten):
        back = agree(away(Client()), person(diensten, "21"))
        thief = Client()
        away(thief)

        assert thief.get(back).status_code == 401
        assert Account.objects.count() == 0

    def test_a_code_of_another_login_does_not_go_with_this_one(self, diensten):
        """Whoever puts a stolen code in the own answer: PKCE and nonce are of another."""
        stolen = parse_qs(urlsplit(agree(away(Client()), person(diensten, "22"))).query)["code"][0]
        thief = Client()
        state = parse_qs(urlsplit(away(thief)).query)["state"][0]

        response = thief.get("/inloggen/organisatie/zwolle/terug/", {"code": stolen, "state": state})

        assert response.status_code == 401
        assert Account.objects.count() == 0

    def test_an_answer_to_one_organisation_does_not_work_at_another(self, diensten):
        client = Client()
        back = agree(away(client, "dalfsen"), person(diensten, "23", ["sociaal-domein", "jeugd-toegang"]))

        assert client.get(back.replace("dalfsen", "zwolle")).status_code == 401


class TestToken:
    """The provider is real, the ID token in its answer is not: one thing about it is wrong."""

    @pytest.fixture
    def met_token(self, diensten, monkeypatch):
        """Give the browser an answer with this ID token in it: claims and headers on top of what is right."""
        key, foreign = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key())) | {"kid": "k", "use": "sig"}
        real = requests.Session.request

        def come_back(*, claims=None, drop=(), algorithm="RS256", sign_with=None, kid="k"):
            client = Client()
            address = away(client)
            nonce = parse_qs(urlsplit(address).query)["nonce"][0]
            now = int(time.time())
            token = {
                "iss": diensten, "aud": "jeugdregio", "sub": "30", "nonce": nonce, "iat": now, "exp": now + 60,
                "acr": SUBSTANTIEEL, "groups": ["jeugd-toegang"], **(claims or {}),
            }  # fmt: skip
            for name in drop:
                del token[name]
            secret = {"RS256": foreign if sign_with == "foreign" else key, "none": None}.get(algorithm, "x" * 64)
            raw = jwt.encode(token, secret, algorithm=algorithm, headers={"kid": kid} if kid else {})

            def answer(session, method, url, **more):
                response = real(session, method, url, **more)
                if url.endswith("/oauth2/token"):
                    response._content = json.dumps({**response.json(), "id_token": raw}).encode()
                if url.endswith("/jwks"):
                    response._content = json.dumps({"keys": [public]}).encode()
                return response

            monkeypatch.setattr(requests.Session, "request", answer)
            back = agree(address, person(diensten, "30"))
            return client.get(back)

        return come_back

    @pytest.mark.parametrize("kid", ["k", None])
    def test_that_is_right_is_believed(self, met_token, kid):
        assert met_token(kid=kid).status_code == 302
        assert roles(Account.objects.get()) == [("toegang", "0193")]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"claims": {"iss": "https://elders.example"}},
            {"claims": {"aud": "anders"}},
            {"claims": {"aud": ["jeugdregio", "anders"], "azp": "anders"}},
            {"claims": {"nonce": "van een ander"}},
            {"drop": ["nonce"]},
            {"claims": {"exp": 1_700_000_000}},
            {"drop": ["exp"]},
            {"drop": ["sub"]},
            {"claims": {"iat": 4_000_000_000}},
            {"sign_with": "foreign"},
            {"algorithm": "none"},
            {"algorithm": "HS256"},
            {"kid": "onbekend"},
        ],
        ids=str,
    )
    def test_that_is_wrong_is_not(self, met_token, wrong):
        assert met_token(**wrong).status_code == 401
        assert Account.objects.count() == 0


class TestService:
    def test_that_says_it_is_another_issuer_is_not_trusted(self, diensten):
        Inlogdienst.objects.filter(code="zwolle").update(uitgever=diensten.replace("localhost", "127.0.0.1") + "/")

        assert Client().post("/inloggen/organisatie/zwolle/").status_code == 401

    def test_that_does_not_answer_is_no_fault_of_ours(self, diensten):
        Inlogdienst.objects.filter(code="zwolle").update(uitgever="http://localhost:9")

        response = Client().post("/inloggen/organisatie/zwolle/")

        assert response.status_code == 401
        assert "niet gelukt" in text_of(response)

    def test_is_not_talked_to_without_https(self, diensten, settings):
        settings.IS_HTTPS = True

        assert Client().post("/inloggen/organisatie/zwolle/", secure=True).status_code == 401


class TestChoosing:
    def test_one_types_a_part_of_the_name(self, diensten):
        page = Client().get("/inloggen/organisatie/", {"bij": "zwol"})

        assert [one.code for one in page.context["page"].diensten] == ["zwolle"]
        assert "Gemeente Dalfsen" not in text_of(page)

    def test_says_what_to_do_when_there_is_none(self, diensten):
        assert "Geen organisatie gevonden" in text_of(Client().get("/inloggen/organisatie/", {"bij": "xyz"}))

    def test_the_next_time_the_button_is_there_at_once(self, diensten):
        client = Client()
        assert "Verder met" not in text_of(client.get("/inloggen/"))
        away(client)

        assert "Verder met Gemeente Zwolle" in text_of(client.get("/inloggen/"))

    def test_leads_only_to_a_page_of_ours(self, diensten):
        page = Client().get("/inloggen/organisatie/", {"next": "https://elders.example/"})

        assert page.context["page"].next == ""

    def test_a_link_of_another_site_does_not_begin_it(self, diensten):
        assert Client().get("/inloggen/organisatie/zwolle/").url == "/inloggen/organisatie/"
