# SPDX-License-Identifier: EUPL-1.2
"""Every page in a browser: for everyone to read, at both widths, by keyboard and without script."""

import pytest

from tests.browser.axe import objections

pytestmark = [pytest.mark.browser, pytest.mark.npm]

RAPPORT = "/maandrapport/0193/2026-09/"
PAGES = [
    ("", "/inloggen/"),
    ("", "/inloggen/organisatie/"),
    ("controller.regio", "/"),
    ("controller.regio", "/uitval/?toon=alles"),
    ("controller.regio", RAPPORT),
    ("controller.regio", f"{RAPPORT}regels/toegekend/"),
    ("controller.regio", "/regels/TR322/"),
    ("controller.regio", "een declaratie"),
    ("controller.regio", "een antwoord"),
    ("controller.regio", "/werk/?laat=ja"),
    ("privacy.dalfsen", "/logboek/?cijfer=velen"),
    ("beheer.zwolle", "een mens"),
    ("contracten.regio", "/tellingen/verschil/?een=regio&ander=jeugdautoriteit"),
    ("contracten.regio", "/continuiteit/?jaar=2019"),
    ("contracten.regio", "/contractbeheer/zaken/nieuw/transformatie/"),
    ("contracten.regio", "/contractbeheer/zaken/9/"),
    ("vertrouwenspersoon", "een vertrouwensdossier"),
    ("vertrouwenspersoon", "een vertrouwensdossier sluiten"),
]
"""With a question, with something in them, or of before one logs in; all others are in `toegankelijk_test`."""
FAULTS = [("controller.regio", "/bestaat-niet/"), ("controller.regio", "/aanleveren/")]
each_page = pytest.mark.parametrize(("name", "path"), PAGES, ids=[f"{n or 'niemand'}{p}" for n, p in PAGES])
both_widths = pytest.mark.parametrize("breedte", [1280, 390])


def open_file(page, path):
    """Open a file of a trust person with a note in it; ends on it, or on the page that closes it."""
    page.goto("/vertrouwen/")
    page.fill("#id_roepnaam", "Robin")
    page.click("text=Open dossier")
    page.fill("#id_tekst", "Robin wil weten wat er in het plan staat.\n\nWe bellen volgende week.")
    page.click("text=Sla de notitie op")
    if path.endswith("sluiten"):
        page.click("text=Sluit dit dossier")
    return page.url


def visit(page, path):
    """Open the page; a declaratie has no fixed address, so the first of the list will do."""
    if path == "een mens":
        page.goto("/mensen/")
        path = page.get_attribute("main tbody a", "href")
    elif path.startswith("een vertrouwensdossier"):
        path = open_file(page, path)
    elif path.startswith("een "):
        page.goto("/declaraties/?stand=deels")
        path = page.get_attribute(".jr-tabel tbody a", "href") + ("antwoord/" if "antwoord" in path else "")
    page.goto(path)
    for chart in page.query_selector_all("[data-grafiek]"):
        chart.wait_for_selector("canvas, svg", state="attached")
    return page


@each_page
@both_widths
def test_is_for_everyone_to_read(blad, name, path, breedte):
    page = visit(blad(name, breedte), path)

    assert objections(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.said == []


@pytest.mark.parametrize(("name", "path"), FAULTS)
def test_a_page_that_says_no_is_for_everyone_to_read(blad, name, path):
    page = blad(name)
    page.goto(path)

    assert objections(page) == []


@each_page
def test_works_without_script(blad, name, path):
    page = blad(name, script=False)
    if path == "een mens":
        page.goto("/mensen/")
        page.click("main tbody a")
    elif path.startswith("een vertrouwensdossier"):
        open_file(page, path)
    elif path.startswith("een "):
        page.goto("/declaraties/?stand=deels")
        with page.expect_navigation():
            page.click(".jr-tabel tbody a")
    else:
        page.goto(path)

    assert page.locator("h1").count() == 1
    assert page.locator(".jr-grafiek td, .jr-grafiek th").count() > 0 or page.locator(".jr-grafiek").count() == 0
    assert page.locator(".jr-grafiek__beeld:visible").count() == 0


class TestKeyboard:
    def test_the_first_stop_skips_to_the_content_and_the_menu_follows(self, blad):
        page = blad("controller.regio")
        page.goto("/")

        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#inhoud"
        stops = []
        for _ in range(20):
            page.keyboard.press("Tab")
            stops.append(page.evaluate("document.activeElement.innerText.trim()"))
        assert "Start" in stops[: stops.index("Declaraties")]

    def test_a_heading_of_a_long_menu_opens_with_enter_and_its_pages_follow(self, blad):
        page = blad("controller.regio")
        page.goto("/")
        page.focus(".jr-menu--breed summary:has-text('Declaraties')")

        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")

        assert page.evaluate("document.activeElement.innerText.trim()") == "Uitval"

    def test_one_can_log_in_without_a_mouse(self, blad):
        page = blad()
        page.goto("/inloggen/")
        page.focus("#id_username")
        page.keyboard.type("controller.zwolle")
        page.keyboard.press("Tab")
        page.keyboard.type("jeugdregio-demo")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=Verder met deze code")
        page.keyboard.press("Enter")

        page.wait_for_selector("text=Gemeente Zwolle")

    def test_the_menu_opens_a_page_with_enter(self, blad):
        page = blad("backoffice")
        page.goto("/")
        page.focus(".jr-menu a:has-text('Uitval')")
        page.keyboard.press("Enter")

        page.wait_for_url("**/uitval/")


class TestFilter:
    def test_changes_the_list_and_the_address_and_back_brings_it_back(self, blad):
        page = blad("controller.regio")
        page.goto("/declaraties/")
        before = page.inner_text("#resultaat [role=status]")

        page.select_option("#id_stand", "deels")
        page.wait_for_url("**stand=deels**")
        page.wait_for_function("t => document.querySelector('#resultaat [role=status]').innerText !== t", arg=before)
        page.go_back()

        page.wait_for_function("t => document.querySelector('#resultaat [role=status]').innerText === t", arg=before)
        assert page.said == []


class TestUpload:
    @pytest.mark.parametrize("script", [True, False])
    def test_says_per_file_what_became_of_it(self, blad, tmp_path, script):
        page = blad("backoffice", script=script)
        page.goto("/aanleveren/")
        files = []
        for number in range(3):
            path = tmp_path / f"bericht-{number}-{script}.xml"
            path.write_text(f"<geen-bericht nummer='{number}-{script}'/>", encoding="utf-8")
            files.append(str(path))

        page.set_input_files("#id_bestanden", files)
        page.click("main >> text=Lever aan")

        page.wait_for_selector("text=Uitkomst van de aanlevering")
        assert page.locator(".jr-regel .jr-badge:has-text('Geweigerd')").count() == 3

    def test_the_outcome_is_for_everyone_to_read(self, blad, tmp_path):
        page = blad("backoffice", 390)
        page.goto("/aanleveren/")
        path = tmp_path / "leeg.xml"
        path.write_text("<leeg/>", encoding="utf-8")
        page.set_input_files("#id_bestanden", str(path))
        page.click("main >> text=Lever aan")
        page.wait_for_selector("text=Uitkomst van de aanlevering")

        assert objections(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
