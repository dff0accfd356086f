# SPDX-License-Identifier: EUPL-1.2
"""What a family reads and what an access worker does for it, in a browser: for everyone to read, wide and narrow."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.browser.axe import objections

pytestmark = [pytest.mark.browser, pytest.mark.npm]
MOMENT = datetime(2026, 11, 24, 9, tzinfo=UTC)
PRENTEN = os.environ.get("JEUGDREGIO_PRENTEN", "")
"""A folder to put a picture of each page in, for whoever wants to look."""


@pytest.fixture(scope="module", autouse=True)
def plekken(gespeelde_database: str, django_db_blocker: Any) -> Iterator[dict[str, tuple[str, str]]]:
    """{what: (who logs in, address)}; made before the browser starts, because Django does not work beside it."""
    from jeugdregio.demo import rechten
    from jeugdregio.gezinnen import queries as gezinnen
    from jeugdregio.rechtsbescherming import queries
    from tests.eigen_database import met_database
    from tests.paginawereld import machtiging_van

    with met_database(gespeelde_database, django_db_blocker):
        rechten.laad(regio="IJSSELLAND", moment=MOMENT)
        worker = machtiging_van("toegang.dalfsen")
        (family, *_) = gezinnen.gezinnen(zoek="Vechtzoom", peildatum=MOMENT.date(), on_behalf_of=worker)
        found = gezinnen.gezin(family.id, on_behalf_of=worker)
        assert found is not None
        mother = next(one for one in found.leden if "Sanne" in one.naam)
        case = next(one for one in queries.meldingen(["klacht"], on_behalf_of=worker) if one.is_open)
        calamity = queries.meldingen(["calamiteit"], on_behalf_of=worker)[0]
        paper = queries.inspraakstukken(on_behalf_of=worker)[0]
        yield {
            "mijn": (f"gezin{mother.id}", "/mijn-gezin/"),
            "inlog": ("toegang.dalfsen", f"/gezinsinlog/{family.id}/"),
            "klachten": ("toegang.dalfsen", "/klachten/"),
            "klacht": ("toegang.dalfsen", f"/klachten/{case.nummer}/"),
            "calamiteit": ("toegang.dalfsen", f"/klachten/{calamity.nummer}/"),
            "verzoeken": ("toegang.dalfsen", "/rechten/verzoeken/"),
            "geleerd": ("toegang.dalfsen", "/geleerd/"),
            "stuk": ("bestuur.regio", f"/inspraak/{paper.pk}/"),
            "inspraak": ("bestuur.regio", "/inspraak/"),
            "openbaar": ("", "/openbaar/inspraak/"),
        }


@pytest.mark.parametrize("breedte", [1280, 390])
@pytest.mark.parametrize(
    "wat",
    ["mijn", "inlog", "klachten", "klacht", "calamiteit", "verzoeken", "geleerd", "stuk", "inspraak", "openbaar"],
)
def test_is_for_everyone_to_read(blad, plekken, wat, breedte):
    name, path = plekken[wat]
    page = blad(name, breedte)
    page.goto(path)
    if PRENTEN:
        page.screenshot(path=str(Path(PRENTEN) / f"{wat}-{breedte}.png"), full_page=True)

    assert objections(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.said == []
