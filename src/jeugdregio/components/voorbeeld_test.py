# SPDX-License-Identifier: EUPL-1.2
"""The page with every component, in a browser under the strict policy, wide, narrow and without script."""

import os
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from jeugdregio.components.voorbeeld import voorbeeld_context

HERE = Path(__file__).parent
AXE = Path(__file__).resolve().parents[3] / "node_modules" / "axe-core" / "axe.min.js"
POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.npm,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: run `make test` or install it"),
    pytest.mark.skipif(not AXE.exists(), reason="no front-end packages: run `make env`"),
]


class Handler(SimpleHTTPRequestHandler):
    """Serves the page and the static files with the policy of the settings, without a word in the log."""

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *arguments):
        """Nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    root = tmp_path_factory.mktemp("blad")
    (root / "index.html").write_text(
        render_to_string("components/voorbeeld.html", voorbeeld_context()), encoding="utf-8"
    )
    (root / "static").symlink_to(HERE / "static")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=[1280, 390], ids=["wide", "narrow"])
def page(request, browser, address):
    context = browser.new_context(viewport={"width": request.param, "height": 900}, bypass_csp=False)
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto(address)
    page.wait_for_selector(".jr-grafiek__beeld canvas, .jr-grafiek__beeld svg")
    if folder := os.environ.get("SCHERMAFDRUK"):
        page.screenshot(path=str(Path(folder) / f"voorbeeld-{request.param}.png"), full_page=True)
    yield page
    context.close()


def test_the_browser_reports_nothing(page):
    assert page.said == []


def test_axe_finds_nothing(browser, page):
    # Under the page's own policy axe may not be injected as a script element: evaluate it instead.
    page.evaluate(AXE.read_text(encoding="utf-8"))

    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")

    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found["violations"]] == []


def test_the_page_does_not_scroll_sideways(page):
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_every_link_and_control_is_large_enough_to_touch(page):
    controls = "button, select, input:not([type=checkbox]), .jr-menu a, .jr-paginering a"

    small = page.evaluate(
        """controls => [...document.querySelectorAll(controls)]
            .filter(e => e.offsetParent && e.getBoundingClientRect().height < 24)
            .map(e => e.outerHTML.slice(0, 80))""",
        controls,
    )

    assert small == []


def test_the_first_tab_stop_skips_to_the_content(page):
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.getAttribute('href')") == "#inhoud"
    assert page.locator(".jr-sla-over").bounding_box()["y"] >= 0


def test_a_chosen_file_is_named(page, tmp_path):
    file = tmp_path / "JW323.xml"
    file.write_bytes(b"x" * 1500)

    page.set_input_files("#id_bestanden", str(file))

    assert page.inner_text("[data-gekozen]") == "Gekozen: JW323.xml (2 kB)"


def test_without_script_the_figures_are_there(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)

    assert page.locator(".jr-grafiek td").first.inner_text() == "€\N{NO-BREAK SPACE}2.030.000,00"
    assert page.locator(".jr-grafiek__beeld").is_hidden()
    context.close()
