# SPDX-License-Identifier: EUPL-1.2
"""
Every page as every role: nothing that axe objects to, before and after one does something; no scrolling sideways at 390
pixels and at 200 % zoom; every control reached by keyboard, with a focus that is seen.

The addresses come from the site itself (`tests.isolatie.adressen`), so a new page is on trial at once. One test
per role, in one browser page: logging in and starting cost more than looking.
"""

import re

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from tests.browser.axe import objections
from tests.browser.conftest import serveer
from tests.eigen_database import met_database
from tests.isolatie.adressen import eigen_adressen, vaste_adressen
from tests.isolatie.paginas_test import chosen
from tests.paginawereld import machtiging_van

pytestmark = [pytest.mark.browser, pytest.mark.npm]

ROLLEN = (
    "toegang.dalfsen", "controller.zwolle", "controller.regio", "contracten.regio", "bestuur.regio", "backoffice",
    "privacy.dalfsen", "toetser.dalfsen", "beheer.regio", "vertrouwenspersoon",
)  # fmt: skip
FEWEST = 5
"""Pages that every role has."""
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
    """What each role looks at, in a copy of the region that nobody else touches; known before a browser starts."""
    address = server.url("postgres", conninfo_to_dict(ongerepte_database)["dbname"])
    with psycopg.connect(address, autocommit=True) as connected:
        every = [*vaste_adressen(), *eigen_adressen(connected)]
    with met_database(ongerepte_database, django_db_blocker):
        return {name: chosen(every, machtiging_van(name)) for name in ROLLEN}


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


@pytest.mark.parametrize("name", ROLLEN)
def test_every_page_is_for_everyone(adressen, blad, name):
    page = blad(name)
    faults, looked = {}, set()
    for one in adressen[name]:
        if GEEN_BLADZIJDE.search(one.pad) or one.route in looked:
            continue
        answer = page.request.get(one.pad)
        if answer.status != 200 or "html" not in answer.headers["content-type"]:
            continue
        page.set_viewport_size({"width": BREED[0], "height": BREED[1]})
        page.goto(one.pad)
        if one.route == "kind":
            faults |= {f"{one.pad} (why)": found} if (found := wrong(page)) else {}
            page.fill("#id_reden", "Collega is ziek, ouder belt")
            with page.expect_navigation():
                page.click("text=Open het dossier")
        looked.add(one.route)
        page.keyboard.press("Tab")
        found = [*page.evaluate(UNREACHED), *wrong(page)]
        if one.route == "start" or page.locator("main details").count():
            page.evaluate(OPEN_ALL)
            found += [f"unfolded: {text}" for text in (*objections(page), *too_wide(page))]
        if page.evaluate(FORM):
            with page.expect_navigation():
                page.evaluate(EMPTY)
            found += [f"after sending it empty: {text}" for text in wrong(page)]
        if found:
            faults[one.pad] = found

    assert faults == {}
    assert len(looked) > FEWEST, looked
