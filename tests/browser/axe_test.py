# SPDX-License-Identifier: EUPL-1.2
"""Leaving out what was looked at already leaves out no fault."""

import pytest

from tests.browser import axe
from tests.browser.axe import objections

pytestmark = [pytest.mark.browser, pytest.mark.npm]

PAGE = """<!doctype html><html lang="nl"><head><title>Proef</title><style>.licht {{ color: #bbb }}</style></head><body>
<header><nav aria-label="Menu"><ul><li><a href="/">Start</a></li></ul></nav></header>
<main><h1>Proef</h1>{content}</main></body></html>"""
ROW = '<tr><th scope="row"><a href="/{0}">Nummer {0}</a></th><td>{0} euro</td></tr>'
TABLE = "<table><thead><tr><th>Nummer</th><th>Bedrag</th></tr></thead><tbody>{}</tbody></table>"
ROWS = "".join(ROW.format(nr) for nr in range(9))
SOUND = TABLE.format(ROWS) + '<form><label for="id_a">Naam</label><input id="id_a"></form>'
UNSOUND = {
    "a field without a label": SOUND.replace('for="id_a"', 'for="id_b"'),
    "a label without a text": SOUND.replace("Naam", ""),
    "a link without a text in the last row": SOUND.replace("Nummer 8", ""),
    "the third of a kind with a faint text": SOUND.replace("<td>5 euro", '<td class="licht">5 euro'),
    "every row faint": SOUND.replace("<td>", '<td class="licht">'),
    "a picture without a text": SOUND + '<img src="data:,">',
    "a wrong role": SOUND.replace("<form>", '<form role="knop">'),
    "no heading of the first rank": SOUND.replace("<form>", "<form><h4>Zoek</h4>"),
}


@pytest.fixture
def page(browser, monkeypatch):
    monkeypatch.setattr(axe, "GEZIEN", set())
    page = browser.new_page()
    yield page
    page.close()


def show(page, content: str) -> list[str]:
    page.set_content(PAGE.format(content=content))
    return objections(page)


@pytest.mark.parametrize("what", UNSOUND)
def test_a_fault_is_found_after_the_same_without_it_and_each_time_again(page, what):
    assert show(page, SOUND) == []

    assert show(page, UNSOUND[what]) != []
    assert show(page, UNSOUND[what]) != []


def test_other_words_and_more_rows_are_the_same_page(page):
    show(page, SOUND)
    seen = {*axe.GEZIEN}

    show(page, SOUND.replace("Nummer", "Toewijzing").replace(ROWS, ROWS * 2))

    assert seen == axe.GEZIEN


def test_another_width_is_looked_at_anew(page):
    show(page, SOUND)
    seen = {*axe.GEZIEN}

    page.set_viewport_size({"width": 390, "height": 844})
    show(page, SOUND)

    assert len(axe.GEZIEN) == 2 * len(seen)
