# SPDX-License-Identifier: EUPL-1.2
"""The portal of a provider in a browser: for everyone to read at both widths, and without script."""

import os

import pytest

from tests.browser.conftest import AXE

pytestmark = [pytest.mark.browser, pytest.mark.npm]

# name of the page, where to begin, the link to follow from there
PAGES = {
    "toewijzingen": ("/toewijzingen/?stand=alles", ""),
    "een toewijzing": ("/toewijzingen/?stand=alles", ".jr-tabel tbody th a"),
    "een wijziging": ("/toewijzingen/", ".jr-tabel tbody th a"),
    "declareren": ("/declareren/", ""),
    "een maand": ("/declareren/", ".jr-tabel tbody td a"),
    "antwoorden": ("/antwoorden/", ""),
}
each_page = pytest.mark.parametrize("which", PAGES)


def violations(page) -> list[object]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found["violations"]]


def visit(page, which: str):
    start, link = PAGES[which]
    page.goto(start)
    if link:
        page.goto(page.get_attribute(link, "href"))
    if which == "een wijziging":
        page.click("text=Vraag een wijziging")
    return page


@each_page
@pytest.mark.parametrize("breedte", [1280, 390])
def test_is_for_everyone_to_read(blad, which, breedte):
    page = visit(blad("backoffice", breedte), which)
    if folder := os.environ.get("SCHERMAFDRUKKEN"):
        page.screenshot(path=f"{folder}/{which.replace(' ', '-')}-{breedte}.png", full_page=True)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.said == []


def test_a_month_is_counted_and_its_faults_are_said_without_script(blad):
    page = visit(blad("backoffice", script=False), "een maand")
    field = page.locator("input[name^=volume]").first
    field.fill("veel")
    page.click("text=Stuur de declaratie")

    assert "Er is niets verstuurd" in page.inner_text("main")
    assert page.locator("input[name^=volume]").first.input_value() == "veel"
    described = page.locator("input[aria-invalid=true]").first.get_attribute("aria-describedby")
    assert page.inner_text(f"#{described}")


def test_what_is_wrong_is_for_everyone_to_read(blad):
    page = visit(blad("backoffice", 390), "een maand")
    page.locator("input[name^=volume]").first.fill("veel")
    page.click("text=Stuur de declaratie")

    if folder := os.environ.get("SCHERMAFDRUKKEN"):
        page.screenshot(path=f"{folder}/fout-390.png", full_page=True)
    assert violations(page) == []


def test_a_volume_is_reached_and_counted_by_keyboard(blad):
    page = visit(blad("backoffice"), "een maand")
    page.locator("input[name^=volume]").first.focus()
    page.keyboard.type("0")
    page.locator("text=Reken opnieuw uit").focus()
    page.keyboard.press("Enter")

    page.wait_for_selector("main table tfoot")
    assert page.evaluate("document.title").startswith("Declareren")


def test_care_is_told_without_script(blad):
    page = visit(blad("backoffice", script=False), "een toewijzing")
    page.click("text=Stuur de melding")

    assert "verplicht" in page.inner_text("main").lower() or page.locator("input:invalid").count()
