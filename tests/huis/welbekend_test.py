# SPDX-License-Identifier: EUPL-1.2
"""security.txt, robots.txt and where to change a password; and doctor looks after the first."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from jeugdregio.inrichting.meldpunt import verloopt, wat_mankeert
from jeugdregio.opdrachtregel import doctor

NU = datetime(2026, 11, 24, 12, tzinfo=UTC)
CONTACT = "mailto:beveiliging@regio.example"


@pytest.fixture
def ingevuld(settings):
    settings.SECURITY_CONTACT, settings.SECURITY_VERLOOPT = CONTACT, "2027-06-01"


def test_security_txt_says_whom_to_tell_until_when(ingevuld):
    answer = Client().get("/.well-known/security.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert fields["Contact"] == CONTACT
    assert datetime.fromisoformat(fields["Expires"]) == verloopt("2027-06-01")
    assert fields["Canonical"] == "http://testserver/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "nl, en"


@pytest.mark.parametrize(("contact", "ends"), [("", "2027-06-01"), (CONTACT, ""), (CONTACT, "ooit")])
def test_half_of_it_is_nothing(db, settings, contact, ends):
    settings.SECURITY_CONTACT, settings.SECURITY_VERLOOPT = contact, ends

    assert Client().get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize(
    ("contact", "ends", "word"),
    [
        ("", "", "Vul SECURITY_CONTACT"),
        ("beveiliging@regio.example", "2027-06-01", "mailto:"),
        (CONTACT, "31 december", "geen datum"),
        (CONTACT, "2027-02-30", "geen datum"),
        (CONTACT, "2026-11-24", "verliep op 24-11-2026"),
        (CONTACT, "2026-11-24T12:00:00Z", "verliep"),
        (CONTACT, "2028-01-01", "meer dan een jaar"),
    ],
)
def test_what_is_wrong_is_said(contact, ends, word):
    assert word in wat_mankeert(contact, ends, moment=NU)


def test_nothing_is_wrong_until_it_ends():
    assert wat_mankeert(CONTACT, "2026-11-24T12:00:01Z", moment=NU) == ""


def test_doctor_asks_for_it_once_the_data_is_not_invented(settings):
    settings.SECURITY_CONTACT = ""

    assert doctor.security_txt(ingebed=True).goed
    assert not doctor.security_txt(ingebed=False).goed
    settings.SECURITY_CONTACT, settings.SECURITY_VERLOOPT = CONTACT, "2020-01-01"
    assert "verliep" in doctor.security_txt(ingebed=True).tekst


def test_no_search_engine_has_any_business_here():
    assert Client().get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


def test_a_password_manager_is_led_to_where_people_log_in():
    answer = Client().get("/.well-known/change-password")

    assert answer.status_code == 302
    assert answer.url.startswith("/")
