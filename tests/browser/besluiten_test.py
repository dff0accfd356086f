# SPDX-License-Identifier: EUPL-1.2
"""From an application to an allocation and a letter, by keyboard, at both widths; the steps are counted."""

import os
import subprocess
import sys
from datetime import date, timedelta

import pytest

from tests.browser.axe import objections
from tests.browser.conftest import REPO

pytestmark = [pytest.mark.browser, pytest.mark.npm]
MEESTE_SCHERMEN = 4


@pytest.fixture(scope="module")
def aanmelding(gespeelde_database: str) -> str:
    """The number of an application that is ready, made before there is a browser."""
    env = {**os.environ, "DATABASE_URL": gespeelde_database}
    code = "import django; django.setup(); from tests.beslissen import main; main()"
    env["DJANGO_SETTINGS_MODULE"] = "jeugdregio.config.settings"
    done = subprocess.run([sys.executable, "-c", code], env=env, cwd=REPO, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_decision_is_made_and_sent_by_keyboard_in_few_screens(aanmelding, blad):
    page, screens, keys = blad("toegang.dalfsen"), ["lijst"], 0

    def press(text: str) -> None:
        nonlocal keys
        page.keyboard.type(text)
        keys += len(text)

    page.goto("/besluiten/")
    assert objections(page) == []
    page.locator(f"a[href='/besluiten/aanmelding/{aanmelding}/']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/aanmelding/{aanmelding}/")
    screens.append("formulier")
    assert objections(page) == []
    choice = page.locator("#id_keuze option[value$='-04']").first.get_attribute("value")
    page.select_option("#id_keuze", choice)
    page.select_option("#id_frequentie", "4")
    page.locator("#id_hoeveel").focus()
    press("2")
    page.fill("#id_begin", (date.today() + timedelta(days=7)).isoformat())
    page.fill("#id_einde", (date.today() + timedelta(days=100)).isoformat())
    page.locator("#id_motivering").focus()
    press("Sam heeft hulp nodig om weer naar school te gaan.")
    page.locator("text=Bekijk het besluit en de brief").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Klaar om te versturen")
    screens.append("besluit")
    assert objections(page) == []
    page.locator("#id_telefoon").focus()
    press("0612345678")
    page.locator("text=Maak bekend en verstuur").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Het besluit is bekendgemaakt.")
    screens.append("klaar")
    assert objections(page) == []
    assert page.locator("text=Beschikking aan Kim van Dam").count() == 1
    print(f"{len(screens)} schermen, {keys} toetsen getypt")
    assert len(screens) <= MEESTE_SCHERMEN


@pytest.mark.parametrize("breedte", [1280, 390])
@pytest.mark.parametrize(
    "adres_van", ["/besluiten/", "/besluiten/aanmelding/{}/", "/besluiten/aanmelding/{}/termijn/", "/bezwaren/"]
)
def test_a_page_fits_and_has_no_objections(aanmelding, blad, breedte, adres_van):
    page = blad("toegang.dalfsen", breedte=breedte)
    page.goto(adres_van.format(aanmelding))

    assert objections(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= breedte
    assert page.said == []
