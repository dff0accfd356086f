# SPDX-License-Identifier: EUPL-1.2
"""Setting up and using second factors in a browser: an app, a passkey with an authenticator of the browser's own."""

import re
import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from psycopg import connect
from psycopg.conninfo import conninfo_to_dict

from tests.browser.axe import objections
from tests.browser.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.npm]
NAAM = "toegang.dalfsen"


@pytest.fixture
def zonder_factor(server, gespeelde_database):
    """One invented person without a second factor, as someone new has it; afterwards it is as it was."""
    address = server.url("postgres", conninfo_to_dict(gespeelde_database)["dbname"])
    of = "user_id = (SELECT id FROM gebruikers_account WHERE username = %s)"
    with connect(address, autocommit=True) as connection:
        before = connection.execute(f"SELECT user_id, data::text FROM mfa_authenticator WHERE {of}", [NAAM]).fetchone()
        connection.execute(f"DELETE FROM mfa_authenticator WHERE {of}", [NAAM])
        yield
        connection.execute(f"DELETE FROM mfa_authenticator WHERE {of}", [NAAM])
        connection.execute(
            "INSERT INTO mfa_authenticator (user_id, type, data, created_at) VALUES (%s, 'totp', %s, now())", before
        )


def with_password(page):
    page.goto("/inloggen/")
    page.fill("#id_username", NAAM)
    page.fill("#id_password", PASSWORD)
    page.click("main form >> text=Inloggen")


def said(page):
    """What the browser complained of; over http, on a name, it clears nothing on leaving and says so."""
    return [line for line in page.said if "Clear-Site-Data" not in line]


def is_for_everyone(page):
    assert objections(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert said(page) == []


@pytest.mark.parametrize("breedte", [1280, 390])
def test_someone_new_sets_up_an_app_and_gets_recovery_codes(blad, zonder_factor, breedte):
    page = blad("", breedte)
    with_password(page)
    page.wait_for_selector("text=Stel een tweede stap in")
    is_for_everyone(page)
    page.click("text=Een app op uw telefoon")
    secret = page.inner_text(".jr-sleutel")
    is_for_everyone(page)
    page.fill("#id_code", totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30)))
    page.click("text=Koppel de app")

    page.wait_for_selector("h1:has-text('Herstelcodes')")
    assert len(re.findall(r"\d{8}", page.inner_text(".jr-codes"))) == 10
    is_for_everyone(page)


def test_it_goes_without_script(blad, zonder_factor):
    page = blad("", script=False)
    with_password(page)
    assert page.locator("text=Een passkey of").is_hidden()
    page.click("text=Een app op uw telefoon")
    secret = page.inner_text(".jr-sleutel")
    page.fill("#id_code", totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30)))
    page.click("text=Koppel de app")

    assert page.inner_text("h1") == "Herstelcodes"


def test_a_passkey_is_made_and_opens_the_door(blad, zonder_factor, adres):
    """A passkey belongs to a name, and an address in numbers is none."""
    site = adres.replace("127.0.0.1", "localhost")
    page = blad("")
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    own = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**own, "automaticPresenceSimulation": True}})

    page.goto(f"{site}/inloggen/")
    page.fill("#id_username", NAAM)
    page.fill("#id_password", PASSWORD)
    page.click("main form >> text=Inloggen")
    page.click("text=Een passkey of beveiligingssleutel")
    page.click("text=Maak de passkey")
    page.wait_for_selector("h1:has-text('Herstelcodes')")
    page.click("text=Uitloggen")
    page.wait_for_selector("#id_username")
    page.fill("#id_username", NAAM)
    page.fill("#id_password", PASSWORD)
    page.click("main form >> text=Inloggen")
    page.wait_for_selector("h1:has-text('Tweede stap')")
    is_for_everyone(page)
    page.click("text=Gebruik een passkey")

    page.wait_for_selector(".jr-menu")
    assert said(page) == []
