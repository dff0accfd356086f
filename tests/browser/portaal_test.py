# SPDX-License-Identifier: EUPL-1.2
"""The portal of a provider in a browser: for everyone to read at both widths, and without script."""

import os

import pytest

from tests.browser.axe import objections

pytestmark = [pytest.mark.browser, pytest.mark.npm]

# name of the page, where to begin, the link to follow from there
PAGES = {
    "toewijzingen": ("/toewijzingen/?stand=alles", ""),
    "een toewijzing": ("/toewijzingen/?stand=alles", ".jr-tabel tbody th a"),
    "een wijziging": ("/toewijzingen/", ".jr-tabel tbody th a"),
    "postvak": ("/postvak/", ""),
    "een bericht": ("/postvak/", ".jr-regel__titel a"),
    "een aanvraag": ("/toewijzingen/vragen/", ""),
    "een product erbij": ("/toewijzingen/", ".jr-tabel tbody th a"),
    "declareren": ("/declareren/", ""),
    "een maand": ("/declareren/", ".jr-tabel tbody td a"),
    "antwoorden": ("/antwoorden/", ""),
}
each_page = pytest.mark.parametrize("which", PAGES)


def visit(page, which: str):
    start, link = PAGES[which]
    page.goto(start)
    if link:
        page.goto(page.get_attribute(link, "href"))
    if which == "een wijziging":
        page.click("text=Vraag een wijziging")
    if which == "een product erbij":
        page.click("text=Vraag een product erbij")
    return page


@each_page
@pytest.mark.parametrize("breedte", [1280, 390])
def test_is_for_everyone_to_read(blad, which, breedte):
    page = visit(blad("backoffice", breedte), which)
    if folder := os.environ.get("SCHERMAFDRUKKEN"):
        page.screenshot(path=f"{folder}/{which.replace(' ', '-')}-{breedte}.png", full_page=True)

    assert objections(page) == []
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
    assert objections(page) == []


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

    assert "vul dit in" in page.inner_text("main").lower() or page.locator("input:invalid").count()


def test_a_request_says_what_is_wrong_and_keeps_what_was_typed_without_script(blad):
    page = visit(blad("backoffice", 390, script=False), "een aanvraag")
    page.fill("#id_achternaam", "Dam")
    page.fill("#id_bsn", "123456789")
    with page.expect_navigation():  # without script it is another page
        page.click("text=Nog een product")
    assert page.locator("input[name=product-1-hoeveel]").count() == 1
    page.locator("main form").evaluate("form => form.noValidate = true")
    with page.expect_navigation():
        page.click("text=Stuur het verzoek")

    assert "Dit kan geen burgerservicenummer zijn." in page.inner_text("main")
    assert page.input_value("#id_achternaam") == "Dam"
    described = page.locator("#id_bsn").get_attribute("aria-describedby")
    assert all(page.inner_text(f"#{one}") for one in described.split())


def test_what_is_wrong_in_a_request_is_for_everyone_to_read(blad):
    page = visit(blad("backoffice", 390), "een aanvraag")
    page.locator("main form").evaluate("form => form.noValidate = true")
    page.click("text=Stuur het verzoek")

    if folder := os.environ.get("SCHERMAFDRUKKEN"):
        page.screenshot(path=f"{folder}/aanvraag-fout-390.png", full_page=True)
    assert page.locator(".jr-veld__fout").count() > 3
    assert objections(page) == []


def test_a_message_is_received_by_keyboard_and_without_script(blad):
    page = visit(blad("backoffice", script=False), "postvak")
    before = page.locator("button[name=een]").count()
    page.locator("button[name=een]").first.focus()
    page.keyboard.press("Enter")

    page.wait_for_selector("text=als ontvangen gemeld aan de gemeente")
    assert page.locator("button[name=een]").count() == before - 1


def test_a_message_is_refused_without_script(blad):
    page = visit(blad("backoffice", script=False), "een bericht")
    page.select_option("#id_code", "0001-Header")
    page.click("text=Keur het bericht af")

    page.wait_for_selector("text=de gemeente hoort waarom")


@pytest.mark.parametrize("breedte", [1280, 390])
@pytest.mark.parametrize("which", ["gestuurd", "afgekeurd"])
def test_what_a_municipality_sent_is_for_everyone_to_read(blad, which, breedte):
    page = blad("controller.regio", breedte)
    page.goto("/gestuurd/" if which == "gestuurd" else "/werk/?soort=afkeuring")
    if which == "afgekeurd":
        page.click("td a:has-text('Opnieuw sturen'), th a:has-text('Opnieuw sturen')")
        page.wait_for_selector("text=Wat de aanbieder fout vond")
    if folder := os.environ.get("SCHERMAFDRUKKEN"):
        page.screenshot(path=f"{folder}/{which}-{breedte}.png", full_page=True)

    assert objections(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
