# SPDX-License-Identifier: EUPL-1.2
"""Every answer, of every address and every error, has the headers that keep a browser safe."""

import re

import pytest
from django.test import Client

from tests.isolatie.adressen import vaste_adressen

ALTIJD = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}
FOUTEN = (
    "/bestaat/niet/",
    "/regels/TR000/",
    "/aanleveren/uitkomst/?bestanden=x",
    "/maandrapport/0193/1999-01/",
    "/%00",
    "/?x=%00",
    "/api/v1/bestaat-niet",
    "/api/v1/toewijzingen?x=%00",
)
STIJL = "/static/jeugdregio/jeugdregio.css"


def policy(response) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


def is_safe(response) -> None:
    response.close()
    assert {name: response.get(name) for name in ALTIJD} == ALTIJD
    assert "geolocation=()" in response["Permissions-Policy"]
    rules = policy(response)
    assert rules["default-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["object-src"] == rules["base-uri"] == "'none'"
    assert rules["form-action"] == "'self'"
    assert not re.search(r"unsafe|\*|http:", response["Content-Security-Policy"])


def holds_nothing_that_the_policy_would_stop(text: str) -> None:
    """No script or style in the page itself, and nothing from another site."""
    assert not re.search(r"<script(?![^>]*(?:\ssrc=|application/json))[^>]*>\s*\S", text)
    assert not re.search(r"<[^>]+\s(?:on\w+|style)=", text)
    assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", text)


@pytest.mark.parametrize("path", [*sorted({one.pad for one in vaste_adressen()}), *FOUTEN])
def test_every_answer_has_them(als, path):
    client = als("controller.regio")
    page = client.get(path)
    if page["Content-Type"].startswith("text/html"):
        holds_nothing_that_the_policy_would_stop(page.content.decode())
    for response in (
        page,
        client.post(path),
        Client().get(path),
        Client(enforce_csrf_checks=True).post(path),
    ):
        is_safe(response)
        assert "no-store" in response["Cache-Control"]


def test_what_the_gate_refuses_has_them(settings):
    too_long = Client().post("/inloggen/", CONTENT_LENGTH="9" * 40)

    assert too_long.status_code == 413
    is_safe(too_long)


def test_static_files_have_them_and_may_be_kept(db):
    answer = Client().get(STIJL)

    assert answer.status_code == 200
    is_safe(answer)
    assert "public" in answer["Cache-Control"]


def test_a_host_that_is_not_ours_is_refused_with_them(gespeeld):
    answer = Client().get("/inloggen/", headers={"host": "kwaad.example"})

    assert answer.status_code == 400
    is_safe(answer)


@pytest.mark.parametrize("path", ["/inloggen/", "/bestaat/niet/", "/?x=%00", "/api/v1/toewijzingen", STIJL])
def test_over_https_every_answer_says_so_for_a_year(gespeeld, settings, path):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True

    answer = Client().get(path, secure=True)
    answer.close()

    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_over_https_the_browser_remembers_it_and_cookies_stay_there(als, settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()

    response = client.post("/inloggen/", {"username": "controller.zwolle", "password": "jeugdregio-demo"}, secure=True)

    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    cookie = response.cookies["sessionid"]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
