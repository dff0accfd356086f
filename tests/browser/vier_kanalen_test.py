# SPDX-License-Identifier: EUPL-1.2
"""
Four children by the four channels, from the first question to an allocation that a provider declares on, by keyboard.

Nothing is clicked and no script of ours moves the focus: every field is reached with Tab and filled with keys. Screens
and keys are counted and printed (`pytest -s`).
"""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.browser.axe import objections
from tests.browser.conftest import REPO

pytestmark = [pytest.mark.browser, pytest.mark.npm]
MEESTE_SCHERMEN = 10
MEESTE_TABS = 400
BEGIN, EINDE, MAAND = "2026-10-01", "2026-12-31", "2026-10"
CODE = """
import django; django.setup()
from django.conf import settings
from django.utils import timezone
from jeugdregio.besluiten import queries
from jeugdregio.besluiten.dossier import sleutel_van
from jeugdregio.core.bsn import voldoet_aan_elfproef
from tests.paginawereld import machtiging_van
wie, agb = machtiging_van("toegang.dalfsen"), machtiging_van("backoffice").aanbieder
found = queries.keuzes(settings.REGIO, "", dag=timezone.localdate(), on_behalf_of=wie)
one = next(one for one in found if one.aanbieder == agb and one.mag and one.eenheid == "04")
print(sleutel_van(one), one.categorie)
good = (f"{nr:09}" for nr in range(999974100, 999975000) if voldoet_aan_elfproef(f"{nr:09}"))
print(*(next(good) for _ in range(4)))
"""


@dataclass
class Toetsenbord:
    """A page that is only touched with keys; counts them, and the screens that were seen."""

    page: Any
    toetsen: int = 0
    schermen: list[str] = field(default_factory=list)

    def druk(self, key: str) -> None:
        """One key."""
        self.page.keyboard.press(key)
        self.toetsen += 1

    def typ(self, text: str) -> None:
        """Some keys."""
        self.page.keyboard.type(text)
        self.toetsen += len(text)

    def naar(self, selector: str) -> None:
        """Press Tab until the focus is on this."""
        for _ in range(MEESTE_TABS):
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            self.druk("Tab")
        raise AssertionError(f"{selector} is not reached with Tab on {self.page.url}")

    def vul(self, selector: str, text: str) -> None:
        """Reach a field and type in it; what was there goes."""
        self.naar(selector)
        self.druk("Control+a")
        self.typ(text)

    def dag(self, selector: str, iso: str) -> None:
        """A day, in whatever order this browser asks for it."""
        self.naar(selector)
        year, month, day = iso.split("-")
        for keys in (month + day + year, day + month + year):
            self.typ(keys)
            if self.page.eval_on_selector(selector, "one => one.value") == iso:
                return
            for _ in keys:
                self.druk("ArrowLeft")
        raise AssertionError(f"{selector} does not take {iso}")

    def kies(self, selector: str, value: str) -> None:
        """One of a list, by typing how it begins and then going down."""
        self.naar(selector)
        label = self.page.eval_on_selector(
            selector, "(one, value) => [...one.options].find(o => o.value === value)?.text || ''", value
        )
        assert label, f"{selector} has no {value}"
        self.typ(label[:12])
        for _ in range(MEESTE_TABS):
            if self.page.eval_on_selector(selector, "one => one.value") == value:
                return
            self.druk("ArrowDown")
        raise AssertionError(f"{selector} does not come to {value}")

    def rondje(self, name: str, value: str) -> None:
        """One of a few, with the arrows."""
        self.naar(f"input[name={name}]")
        self.druk("Space")
        for _ in range(MEESTE_TABS):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.druk("ArrowDown")
        raise AssertionError(f"{name} does not come to {value}")

    def ga_verder(self, selector: str, wacht_op: str) -> None:
        """Press a button or a link with Enter, and look at the screen that comes."""
        self.naar(selector)
        self.druk("Enter")
        self.page.wait_for_selector(wacht_op)
        self.schermen.append(self.page.title())
        assert objections(self.page) == []


@pytest.fixture(scope="module")
def gegevens(gespeelde_database: str) -> tuple[str, str, list[str]]:
    """A product of the provider that logs in (key, category), and numbers of four children that nobody knows yet."""
    env = {**os.environ, "DATABASE_URL": gespeelde_database, "DJANGO_SETTINGS_MODULE": "jeugdregio.config.settings"}
    done = subprocess.run([sys.executable, "-c", CODE], env=env, cwd=REPO, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    product, numbers = done.stdout.splitlines()[-2:]
    key, category = product.split()
    return key, category, numbers.split()


def meld_aan(toetsen: Toetsenbord, kanaal: str, bsn: str) -> None:
    """The first screen: who, what about, and the proof of the channel."""
    page = toetsen.page
    page.goto(f"/toegang/aanmelden/?kanaal={kanaal}")
    toetsen.schermen.append(page.title())
    toetsen.vul("#id_bsn", bsn)
    toetsen.kies("#id_onderwerp", "psychisch")
    toetsen.vul("#id_vraag", "Gaat sinds de zomer niet naar school.")
    toetsen.dag("#id_ontvangen", BEGIN)
    if kanaal == "verwijzing":
        toetsen.kies("#id_verwijzer_type", "02")
    if kanaal == "maatregel":
        toetsen.rondje("maatregel", "ots")
        toetsen.kies("#id_gi", page.eval_on_selector("#id_gi", "one => one.options[1].value"))
    if kanaal != "eigen":
        toetsen.dag("#id_bewijs_datum", BEGIN)
    toetsen.ga_verder("main form button[type=submit]", "main .jr-voortgang, main nav")


def onderzoek(toetsen: Toetsenbord, kanaal: str, categorie: str) -> None:
    """Areas and steps where they count, the help that fits, and who agrees."""
    page = toetsen.page
    if kanaal == "eigen":
        for area in ("gezondheid", "sociaal", "psychisch", "huisvesting", "financien"):
            toetsen.rondje(area, "goed")
        toetsen.ga_verder("button[value=klaar]", "#id_gewenst")
        for step in "ab":
            toetsen.rondje(f"{step}_uitkomst", "niet")
            toetsen.vul(f"#id_{step}_tekst", "Oma helpt al.")
    toetsen.kies(
        "#id_gewenst",
        page.eval_on_selector(
            "#id_gewenst", "(one, c) => [...one.options].find(o => o.value.startsWith(c)).value", categorie
        ),
    )
    if kanaal == "eigen":
        toetsen.vul("#id_c_tekst", "Het gezin komt er zelf niet uit.")
    toetsen.ga_verder("button[value=klaar]", "text=Klaar: naar het besluit")
    for name in page.eval_on_selector_all("input[name^=lid_]", "all => [...new Set(all.map(one => one.name))]"):
        toetsen.rondje(name, "schriftelijk")
    toetsen.ga_verder("button[value=klaar]", "#id_keuze")


def besluit(toetsen: Toetsenbord, sleutel: str) -> None:
    """The decision on one screen, the letter, and sending it."""
    toetsen.kies("#id_keuze", sleutel)
    toetsen.vul("#id_hoeveel", "2")
    toetsen.kies("#id_frequentie", "2")
    toetsen.dag("#id_begin", BEGIN)
    toetsen.dag("#id_einde", EINDE)
    toetsen.vul("#id_motivering", "Er is hulp nodig om weer naar school te gaan.")
    toetsen.ga_verder("main form:has(#id_keuze) button[type=submit]", "#id_telefoon")
    toetsen.vul("#id_telefoon", "0612345678")
    toetsen.ga_verder("form:has(#id_telefoon) button[type=submit]", "text=Het besluit is bekendgemaakt.")


def test_four_children_by_four_channels_to_a_claim_that_is_granted(gegevens, blad):
    sleutel, categorie, nummers = gegevens
    for kanaal, bsn in zip(("eigen", "verwijzing", "maatregel", "crisis"), nummers, strict=True):
        toetsen = Toetsenbord(blad("toegang.dalfsen"))
        meld_aan(toetsen, kanaal, bsn)
        onderzoek(toetsen, kanaal, categorie)
        besluit(toetsen, sleutel)
        print(f"{kanaal}: {len(toetsen.schermen)} schermen, {toetsen.toetsen} toetsen")
        assert len(toetsen.schermen) <= MEESTE_SCHERMEN

    provider = Toetsenbord(blad("backoffice"))
    provider.page.goto(f"/declareren/0148/{MAAND}/")
    fields = provider.page.locator("input[name^=volume]")
    assert fields.count() >= len(nummers), "each of the four is in the month, with the volume that was allocated"
    provider.ga_verder("button[value=stuur]", "main a[href^='/declaraties/']")
    provider.ga_verder("main a[href^='/declaraties/']", "main h1")
    text = provider.page.inner_text("main")
    assert "Alleen afgewezen (0)" in text
    assert text.count("Regel ") >= len(nummers)
