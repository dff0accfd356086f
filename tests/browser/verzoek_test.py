# SPDX-License-Identifier: EUPL-1.2
"""Answering a request in a browser: for everyone to read, and without script."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.axe import objections

pytestmark = [pytest.mark.browser, pytest.mark.npm]


@pytest.fixture(scope="module", autouse=True)
def adres_van_verzoek(gespeelde_database: str, django_db_blocker: Any) -> Iterator[str]:
    """The address of a request; made before the browser starts, because Django does not work beside it."""
    from tests.eigen_database import met_database
    from tests.paginaverzoek import een_verzoek

    with met_database(gespeelde_database, django_db_blocker), een_verzoek() as one:
        yield f"/verzoeken/{one.gemeente}/{one.bericht_id}/{one.nr}/"


@pytest.mark.parametrize("breedte", [1280, 390])
@pytest.mark.parametrize("path", ["/verzoeken/", "het verzoek"])
def test_is_for_everyone_to_read(blad, adres_van_verzoek, path, breedte):
    page = blad("toegang.dalfsen", breedte)
    page.goto(adres_van_verzoek if path == "het verzoek" else path)

    assert objections(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.said == []


def test_the_questions_about_residence_need_no_script(blad, adres_van_verzoek):
    page = blad("toegang.dalfsen", 390, script=False)
    page.goto(adres_van_verzoek)
    page.click("text=Zoek uit welke gemeente verantwoordelijk is")
    for answer in ("ambulant", "thuis"):
        page.check(f"input[value={answer}]")
        page.click("text=Volgende")
    page.select_option("select[name=brp]", "0193")
    page.click("text=Volgende")

    assert "Zwolle is verantwoordelijk" in page.inner_text("main")
    assert page.locator("text=Draag over aan Zwolle").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_fault_is_said_at_its_field_and_an_answer_needs_no_script(blad, adres_van_verzoek):
    page = blad("toegang.dalfsen", script=False)
    page.goto(adres_van_verzoek)
    page.check("input[name=wat][value='1']")
    page.click("text=Stuur het antwoord")
    assert "Kies de reden van de afwijzing." in page.inner_text("main")

    with_script = blad("toegang.dalfsen")
    with_script.goto(adres_van_verzoek)
    with_script.click("text=Stuur het antwoord")
    assert objections(with_script) == []

    page.check("input[name=wat][value='2']")
    page.click("text=Stuur het antwoord")
    assert "vastgelegd en beoordeeld" in page.inner_text("main")
