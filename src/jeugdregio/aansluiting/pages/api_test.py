# SPDX-License-Identifier: EUPL-1.2
"""The API: who may do what, what becomes of garbage, and that nobody finds out what is another's."""

import base64
import gzip
import io
import json
import re
from datetime import timedelta
from hashlib import sha256
from ssl import DER_cert_to_PEM_cert
from urllib.parse import quote

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.urls import URLPattern
from django.utils import timezone

from jeugdregio.aansluiting import actions
from jeugdregio.aansluiting.models import Toegangsbewijs, Toegangssleutel
from jeugdregio.aansluiting.pages import berichten as pages
from jeugdregio.aansluiting.pages.beschrijving import AANROEPEN
from jeugdregio.aansluiting.pages.probleem import certificaat
from jeugdregio.aansluiting.pages.urls import urlpatterns
from jeugdregio.aansluiting.values import AANLEVEREN, OPHALEN
from jeugdregio.berichten.models import Bestand, Verzending
from jeugdregio.ontvangst.actions import verwerk
from tests.wereld import AANBIEDERS, GEMEENTEN, PEILDATUM
from tests.wereld_oordeel import REGIO

pytestmark = pytest.mark.django_db
A1, A2, G1 = AANBIEDERS["A1"], AANBIEDERS["A2"], GEMEENTEN["G1"]
JONG = timedelta(minutes=1)


class Software:
    """The software of one organisation."""

    def __init__(self, organisatie, scope="", **more):
        self.key = actions.maak_sleutel(organisatie, moment=timezone.now() - JONG, **more)
        self.http = Client(raise_request_exception=True)
        self.headers = {}
        self.log_in(scope)

    def log_in(self, scope=""):
        form = {"grant_type": "client_credentials", "client_id": self.key.code, "client_secret": self.key.geheim}
        answer = ask_token(self.http, {**form, **({"scope": scope} if scope else {})})
        assert answer.status_code == 200, answer.content
        self.headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}

    def post(self, data=b"", path="berichten", content_type="application/xml", **headers):
        return self.http.generic(
            "POST", f"/api/v1/{path}", data, content_type=content_type, headers={**self.headers, **headers}
        )

    def get(self, path):
        return self.http.get(f"/api/v1/{path}", headers=self.headers)


def ask_token(http, form, **headers):
    body = "&".join(f"{name}={value}" for name, value in form.items())
    return http.generic(
        "POST", "/api/v1/token", body, content_type="application/x-www-form-urlencoded", headers=headers
    )


def judge():
    return verwerk(regio=REGIO, peildatum=PEILDATUM, moment=timezone.now()).per_uitkomst


def problem(response, status, code):
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    found = response.json()
    assert (found["status"], found["type"]) == (status, f"urn:jeugdregio:probleem:{code}")
    assert found["detail"].endswith(".")
    return found


@pytest.fixture
def a1(wereld):
    return Software(A1)


@pytest.fixture
def start(wereld):
    (message,) = wereld.teken("JW305 | toewijzing\nS1 | T1")
    return message.data


class TestLogin:
    def test_a_key_gives_a_token_for_a_quarter_of_an_hour(self, wereld):
        key = actions.maak_sleutel(A1, moment=timezone.now() - JONG)
        packed = base64.b64encode(f"{key.code}:{key.geheim}".encode()).decode()

        answer = ask_token(Client(), {"grant_type": "client_credentials"}, Authorization=f"Basic {packed}")

        given = answer.json()
        assert (answer.status_code, given["token_type"], given["expires_in"]) == (200, "Bearer", 900)
        assert given["scope"] == f"{AANLEVEREN} {OPHALEN}"
        assert answer["Cache-Control"] == "no-store"

    def test_secrets_and_tokens_are_not_in_the_database(self, a1):
        stored = str(list(Toegangssleutel.objects.values())) + str(list(Toegangsbewijs.objects.values()))

        assert a1.key.geheim not in stored + repr(a1.key)
        assert a1.headers["Authorization"].split()[1] not in stored

    @pytest.mark.parametrize(
        ("change", "status", "error"),
        [
            ({"client_secret": "fout"}, 401, "invalid_client"),
            ({"client_id": "onbekend"}, 401, "invalid_client"),
            ({"client_id": "%00"}, 401, "invalid_client"),
            ({"client_secret": "%F0%9F%92%A3"}, 401, "invalid_client"),
            ({"grant_type": "password"}, 400, "unsupported_grant_type"),
            ({"scope": "alles"}, 400, "invalid_scope"),
            ({"scope": "a&scope=b"}, 400, "invalid_request"),
            ({"x": "y" * 9_000}, 413, "invalid_request"),
            ({"x": "%ff&&&==&"}, 400, "invalid_request"),
        ],
    )
    def test_what_is_wrong_is_said_as_oauth_says_it(self, a1, change, status, error):
        form = {"grant_type": "client_credentials", "client_id": a1.key.code, "client_secret": a1.key.geheim}

        answer = ask_token(Client(), {**form, **change})

        assert (answer.status_code, answer.json()["error"]) == (status, error)

    @pytest.mark.parametrize("header", ["Basic", "Basic é", "Basic ////", "Basic eA==", "Basic /w==", "Onzin x"])
    def test_a_damaged_header_is_nobody(self, wereld, header):
        answer = ask_token(Client(), {"grant_type": "client_credentials"}, Authorization=header)

        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")

    @pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Bearer \x00é", "Basic x", "Bearer " + "x" * 5_000])
    def test_without_a_token_nothing_is_given(self, a1, header):
        a1.headers = {"Authorization": header} if header else {}

        for path in ("berichten/1", "uitgaande-berichten", "uitgaande-berichten/0193-1-antwoord"):
            problem(a1.get(path), 401, "niet_ingelogd")
        problem(a1.post(b"<x/>"), 401, "niet_ingelogd")

    def test_a_token_runs_out(self, a1):
        Toegangsbewijs.objects.update(
            verloopt_op=timezone.now() - timedelta(seconds=1), gemaakt_op=timezone.now() - JONG
        )

        problem(a1.get("uitgaande-berichten"), 401, "niet_ingelogd")

    def test_a_key_runs_out_and_its_tokens_with_it(self, a1):
        Toegangssleutel.objects.update(verloopt_op=timezone.now() - timedelta(seconds=1))

        problem(a1.get("uitgaande-berichten"), 401, "niet_ingelogd")

    @pytest.mark.parametrize("leave", ["key", "organisation"])
    def test_who_leaves_is_out_at_once(self, a1, leave):
        assert a1.get("uitgaande-berichten").status_code == 200

        if leave == "key":
            assert actions.trek_in(a1.key.code, moment=timezone.now())
        else:
            assert actions.beeindig(A1, moment=timezone.now()) == 1

        problem(a1.get("uitgaande-berichten"), 401, "niet_ingelogd")
        with pytest.raises(AssertionError, match="invalid_client"):
            a1.log_in()

    def test_a_token_can_do_less_than_its_key(self, wereld):
        fetcher, bringer = Software(A1, OPHALEN), Software(A1, AANLEVEREN)

        problem(fetcher.post(b"<x/>"), 403, "recht_ontbreekt")
        problem(bringer.get("uitgaande-berichten"), 403, "recht_ontbreekt")

    def test_a_key_bound_to_a_certificate_needs_it(self, wereld, settings):
        thumbprint = "ab" * 32
        key = actions.maak_sleutel(A1, moment=timezone.now() - JONG, certificaat=thumbprint.upper())
        form = {"grant_type": "client_credentials", "client_id": key.code, "client_secret": key.geheim}
        shown = {"X-Certificaat": thumbprint}

        assert ask_token(Client(), form, **shown).status_code == 401
        settings.CERTIFICAATKOP = "X-Certificaat"
        assert ask_token(Client(), form).status_code == 401
        assert ask_token(Client(), form, **{"X-Certificaat": "cd" * 32}).status_code == 401
        token = ask_token(Client(), form, **shown).json()["access_token"]
        bearer = {"Authorization": f"Bearer {token}"}
        assert Client().get("/api/v1/uitgaande-berichten", headers=bearer).status_code == 401
        assert Client().get("/api/v1/uitgaande-berichten", headers={**bearer, **shown}).status_code == 200

    def test_a_proxy_may_hand_on_the_certificate_itself(self, settings):
        der = b"what a certificate is does not matter here, only its bytes" * 3
        settings.CERTIFICAATKOP = "X-Certificaat"

        def shown(text):
            return certificaat(RequestFactory().get("/", headers={"X-Certificaat": text}))

        assert shown(quote(DER_cert_to_PEM_cert(der))) == sha256(der).hexdigest()
        assert shown("-----BEGIN%20CERTIFICATE-----%0Ahalf") == ""


class TestDelivering:
    def test_from_message_to_answer(self, a1, start):
        first = a1.post(start)
        assert (first.status_code, first.json()["herhaling"]) == (202, False)
        state = a1.get(first["Location"].removeprefix("/api/v1/"))
        assert (state.json()["status"], state.json()["berichten"]) == ("ontvangen", [])

        assert judge() == {"geaccepteerd": 1}

        (message,) = a1.get(f"berichten/{first.json()['ontvangst']}").json()["berichten"]
        assert (message["soort"], message["uitkomst"]) == ("JW305", "geaccepteerd")
        answer = a1.get(message["antwoord"]["adres"].removeprefix("/api/v1/"))
        assert answer["Content-Type"] == "application/xml; charset=utf-8"
        assert b"jw306:Bericht" in answer.content

    def test_the_same_bytes_again_give_the_same_receipt_and_no_second_message(self, a1, start):
        first, second = a1.post(start), a1.post(start)

        assert (second.status_code, second.json()["herhaling"]) == (200, True)
        assert second.json()["ontvangst"] == first.json()["ontvangst"]
        assert Bestand.objects.filter(kanaal="api").count() == 1

    def test_a_message_of_another_organisation_is_refused(self, wereld, start):
        other = Software(A2)

        number = other.post(start).json()["ontvangst"]

        assert judge() == {"geweigerd": 1}
        state = other.get(f"berichten/{number}").json()
        assert (state["status"], state["berichten"]) == ("geweigerd", [])
        assert "afzender" in state["uitleg"][0]

    def test_a_receipt_of_another_looks_like_one_that_does_not_exist(self, a1, start):
        number = a1.post(start).json()["ontvangst"]
        other = Software(A2)

        theirs, nobodys = other.get(f"berichten/{number}"), other.get("berichten/999999999")

        assert problem(theirs, 404, "niet_gevonden") == problem(nobodys, 404, "niet_gevonden")
        assert theirs.content == nobodys.content
        told, other_told = ({**one.headers, "X-Request-ID": ""} for one in (theirs, nobodys))
        assert told == other_told

    @pytest.mark.parametrize(
        "data",
        [
            b"geen xml",
            b"\x00\xff\xfe" * 100,
            b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>",
            b"PK\x03\x04stuk",
            gzip.compress(b"\x00" * 40_000_000),
            b"<a>" * 1_000,
        ],
    )
    def test_garbage_is_stored_and_refused_in_words(self, a1, data):
        number = a1.post(data).json()["ontvangst"]

        assert judge() == {"geweigerd": 1}
        state = a1.get(f"berichten/{number}").json()
        assert state["status"] == "geweigerd"
        assert state["uitleg"][0].endswith(".")

    def test_more_than_25_mb_is_not_read(self, a1, monkeypatch):
        monkeypatch.setattr(pages, "GROOTSTE_BYTES", 10)

        problem(a1.post(b"x" * 11), 413, "te_groot")
        problem(a1.post(b"x", **{"Content-Length": "9" * 40}), 413, "te_groot")
        assert a1.post(b"x" * 10).status_code == 202
        assert Bestand.objects.filter(kanaal="api").count() == 1

    def test_the_limit_is_25_mb(self):
        assert pages.GROOTSTE_BYTES == 25 * 1024 * 1024

    @pytest.mark.parametrize(
        ("more", "status", "code"),
        [
            ({"Content-Length": "x"}, 411, "lengte"),
            ({"Content-Length": "-1"}, 411, "lengte"),
            ({"Content-Encoding": "gzip"}, 415, "soort"),
        ],
    )
    def test_a_request_that_cannot_be_is_refused(self, a1, more, status, code):
        problem(a1.post(b"<x/>", **more), status, code)
        assert not Bestand.objects.filter(kanaal="api").exists()

    def test_an_empty_body_or_another_kind_is_refused(self, a1):
        problem(a1.post(b""), 411, "lengte")
        problem(a1.post(b"", **{"Content-Length": "0"}), 400, "leeg")
        problem(a1.post(b"{}", content_type="application/json"), 415, "soort")

    def test_a_body_that_ends_too_early_is_not_stored(self, a1):
        short = {"wsgi.input": io.BytesIO(b"<x/>"), "CONTENT_LENGTH": "4000"}

        answer = a1.http.generic("POST", "/api/v1/berichten", b"", "application/xml", headers=a1.headers, **short)

        problem(answer, 400, "afgebroken")
        assert not Bestand.objects.filter(kanaal="api").exists()

    def test_a_database_that_is_away_is_said_so(self, a1, start, monkeypatch):
        def away(*_, **__):
            raise OperationalError("999900006")

        monkeypatch.setattr(pages, "leg_vast", away)
        answer = a1.post(start)

        assert answer["Retry-After"] == "60"
        assert "999900006" not in str(problem(answer, 503, "niet_bereikbaar"))


class TestFetching:
    def test_what_waits_stays_until_it_is_confirmed(self, a1):
        (waiting,) = a1.get("uitgaande-berichten").json()["berichten"]
        assert waiting["soort"] == "JW301"
        assert b"jw301:Bericht" in a1.get(f"uitgaande-berichten/{waiting['kenmerk']}").content
        assert len(a1.get("uitgaande-berichten").json()["berichten"]) == 1

        for _ in range(2):
            assert a1.post(path=f"uitgaande-berichten/{waiting['kenmerk']}/bevestiging").status_code == 204

        assert a1.get("uitgaande-berichten").json()["berichten"] == []
        assert a1.get(f"uitgaande-berichten/{waiting['kenmerk']}").status_code == 200

    def test_a_municipality_fetches_its_own_answers_and_not_what_is_for_the_provider(self, a1):
        municipality = Software(G1)

        (waiting,) = municipality.get("uitgaande-berichten").json()["berichten"]

        assert waiting["soort"] == "JW302"
        (theirs,) = a1.get("uitgaande-berichten").json()["berichten"]
        problem(municipality.get(f"uitgaande-berichten/{theirs['kenmerk']}"), 404, "niet_gevonden")

    def test_what_is_another_s_can_not_be_read_or_confirmed(self, a1):
        (waiting,) = a1.get("uitgaande-berichten").json()["berichten"]
        other = Software(A2)

        for mark in (waiting["kenmerk"], "0193-999999-antwoord", "onzin", "0193-0-bericht", "%00"):
            problem(other.get(f"uitgaande-berichten/{mark}"), 404, "niet_gevonden")
            problem(other.post(path=f"uitgaande-berichten/{mark}/bevestiging"), 404, "niet_gevonden")
        assert Verzending.objects.filter(verzonden_op__isnull=False).count() == 0


class TestDescription:
    def test_every_address_stands_in_the_description_and_nothing_more(self, db):
        document = Client().get("/api/v1/openapi.json").json()

        assert document["openapi"] == "3.1.0"
        described = {call.pad for call in AANROEPEN}
        assert set(document["paths"]) == described
        served = {p.name for p in urlpatterns if isinstance(p, URLPattern) and p.name} - {"api", "api-openapi"}
        assert len(described) == len(served)
        json.dumps(document)

    def test_every_described_call_answers_with_a_described_status(self, a1):
        for call in AANROEPEN:
            path = "/api/v1" + re.sub("{.*}", "1", call.pad)
            assert a1.http.generic(call.methode.upper(), path, b"").status_code in call.antwoorden

    def test_people_can_read_it_without_logging_in(self, db):
        assert "/api/v1/uitgaande-berichten/{kenmerk}/bevestiging" in Client().get("/api/v1").content.decode()

    def test_another_method_or_address_is_a_problem_too(self, a1):
        assert problem(a1.http.put("/api/v1/berichten"), 405, "methode")["detail"] == "Gebruik POST."
        problem(a1.get("iets/anders"), 404, "niet_gevonden")
        problem(a1.get("berichten/abc"), 404, "niet_gevonden")
        problem(a1.get("berichten/" + "9" * 40), 404, "niet_gevonden")
