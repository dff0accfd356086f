# SPDX-License-Identifier: EUPL-1.2
"""
Every page, as one of the roles that have it: nothing that axe objects to, before and after one does something; no
scrolling sideways at 390 pixels and at 200 % zoom; every control reached by keyboard, with a focus that is seen.

The addresses come from the site itself (`tests.isolatie.adressen`), so a new page is on trial at once. Which role
follows from the name of the page, so every role is on trial somewhere; `make nacht` looks as every role at every page.
"""

import os
import re
import zlib
from functools import cache

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from tests.browser.axe import objections
from tests.browser.conftest import serveer
from tests.eigen_database import met_database
from tests.isolatie.adressen import Adres, eigen_adressen, vaste_adressen
from tests.isolatie.paginas_test import chosen
from tests.paginawereld import machtiging_van

pytestmark = [pytest.mark.browser, pytest.mark.npm]

ROLLEN = (
    "toegang.dalfsen", "controller.zwolle", "controller.regio", "contracten.regio", "bestuur.regio", "backoffice",
    "privacy.dalfsen", "toetser.dalfsen", "beheer.regio", "vertrouwenspersoon",
)  # fmt: skip
DELEN, FEWEST = 6, 15
"""In so many tests, with at least so many pages in each."""
ROLLEN_PER_BLADZIJDE = int(os.environ.get("JEUGDREGIO_ROLLEN", "1"))
WAAROM = "main button:visible:text-matches('^Open het (gezin|dossier)$')"
"""Of who is in no caseload it is asked first why one looks."""
OK = 200
ZONDER_NAAM = "Overzicht"
"""What a page is called that says nothing of its own."""
GEEN_BLADZIJDE = re.compile(r"\.(xml|pdf|xlsx|ics)$|^/(api|_|static|uitloggen|inloggen|\.well-known|security\.txt)")
SMAL, ZOOM, BREED = (390, 844), (640, 400), (1280, 900)
"""A telephone; a window of 1280 pixels at 200 % (half as many to lay out in); a desk."""
OPEN_ALL = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
FORM = """() => [...document.querySelectorAll('main form[method=post]')].some((one) =>
    one.querySelector('input:not([type=hidden]), select, textarea'))"""
EMPTY = """() => {
  const form = [...document.querySelectorAll('main form[method=post]')].find((one) =>
    one.querySelector('input:not([type=hidden]), select, textarea'));
  form.noValidate = true;
  for (const one of form.querySelectorAll('input:not([type=hidden]):not([type=radio]):not([type=checkbox]), textarea'))
    one.value = '';
  for (const one of form.querySelectorAll('select')) one.value = '';
  form.requestSubmit();
}"""
UNREACHED = """() => {
  const seen = (one) => one.checkVisibility() && !one.disabled && one.type !== 'hidden';
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
  const wrong = [];
  for (const one of all.filter(seen)) {
    if (one.tabIndex < 0) { wrong.push('not by keyboard: ' + one.outerHTML.slice(0, 90)); continue; }
    if (one.tabIndex > 0) wrong.push('out of order: ' + one.outerHTML.slice(0, 90));
    one.focus({ focusVisible: true });
    const look = getComputedStyle(one);
    if (document.activeElement !== one) wrong.push('takes no focus: ' + one.outerHTML.slice(0, 90));
    else if (look.outlineStyle === 'none' && look.boxShadow === 'none')
      wrong.push('focus unseen: ' + one.outerHTML.slice(0, 90));
  }
  return wrong;
}"""


@pytest.fixture(scope="module", autouse=True)
def adressen(server, ongerepte_database, django_db_blocker):
    """{route: {role: addresses}} in a copy of the region that nobody else touches; known before a browser starts."""
    address = server.url("postgres", conninfo_to_dict(ongerepte_database)["dbname"])
    with psycopg.connect(address, autocommit=True) as connected:
        every = [*vaste_adressen(), *eigen_adressen(connected)]
    found: dict[str, dict[str, list[Adres]]] = {}
    with met_database(ongerepte_database, django_db_blocker):
        for name in ROLLEN:
            for one in chosen(every, machtiging_van(name)):
                if not GEEN_BLADZIJDE.search(one.pad):
                    found.setdefault(one.route, {}).setdefault(name, []).append(one)
    return found


@pytest.fixture(scope="module")
def adres(ongerepte_database):
    """Overrides the one of the package: empty forms are sent here."""
    with serveer(ongerepte_database) as address:
        yield address


def too_wide(page) -> list[str]:
    """What does not fit on a narrow screen or when enlarged; leaves the page at the width of a telephone."""
    found = []
    for width, height in (ZOOM, SMAL):
        page.set_viewport_size({"width": width, "height": height})
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"too wide at {width}")
    return found


def wrong(page) -> list[str]:
    """What axe objects to at a desk, and what is too wide elsewhere."""
    page.set_viewport_size({"width": BREED[0], "height": BREED[1]})
    return [*objections(page), *too_wide(page)]


@pytest.mark.parametrize("deel", range(DELEN))
def test_every_page_is_for_everyone(adressen, blad, deel):
    page = cache(blad)  # of most roles none is needed
    faults, looked = {}, {}
    for route in sorted(adressen)[deel::DELEN]:
        turn = zlib.crc32(route.encode()) % len(ROLLEN)  # each role is the first somewhere
        for name in (*ROLLEN[turn:], *ROLLEN[:turn]):
            if looked.get(route, 0) == ROLLEN_PER_BLADZIJDE:
                break
            mine = adressen[route].get(name, [])
            if mine and (one := shown(page(name), mine)):
                looked[route] = looked.get(route, 0) + 1
                if found := faults_of(page(name), one):
                    faults[f"{name} {one.pad}"] = found

    assert faults == {}
    assert len(looked) > FEWEST, looked


def shown(page, addresses: list[Adres]) -> Adres | None:
    """The first of these that this role gets as a page, and opens it."""
    for one in addresses:
        answer = page.request.get(one.pad)
        if answer.status == OK and "html" in answer.headers["content-type"]:
            page.said.clear()
            page.set_viewport_size({"width": BREED[0], "height": BREED[1]})
            page.goto(one.pad)
            return one
    return None


def faults_of(page, one: Adres) -> list[str]:
    """What is wrong with the page that is open, before and after one does something."""
    found = []
    if page.locator(WAAROM).count():
        found += [f"why: {text}" for text in wrong(page)]
        page.fill("#id_reden", "Collega is ziek, ouder belt")
        with page.expect_navigation():
            page.click(WAAROM)
        if page.evaluate("document.contentType") != "text/html":
            return found
    for chart in page.query_selector_all("[data-grafiek]"):
        chart.wait_for_selector("canvas, svg", state="attached")
    unnamed, heading = page.title().startswith(f"{ZONDER_NAAM} –"), page.inner_text("h1")
    found += [f"the title is not of {heading}"] if unnamed and heading != ZONDER_NAAM else []
    page.keyboard.press("Tab")
    found += [*page.evaluate(UNREACHED), *wrong(page)]
    if one.route == "start" or page.locator("main details").count():
        page.evaluate(OPEN_ALL)
        found += [f"unfolded: {text}" for text in (*objections(page), *too_wide(page))]
    found += page.said
    if page.evaluate(FORM):
        with page.expect_navigation():
            page.evaluate(EMPTY)
        found += [f"after sending it empty: {text}" for text in wrong(page)]
    return found
