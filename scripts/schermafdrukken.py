# SPDX-License-Identifier: EUPL-1.2
"""
Renews the pictures of the handbook in docs/beeld: an invented region of its own, the site on it, and a browser.

Run: `make schermafdrukken`, or `python scripts/schermafdrukken.py FOLDER` for every page of every role at two widths in
that folder, to look at. WebP, so that a picture is some tens of kilobytes.
"""

import base64
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

REPO = Path(__file__).resolve().parents[1]
BEELD = REPO / "docs" / "beeld"
WACHTWOORD = "jeugdregio-demo"
START_SECONDEN = 300
KWALITEIT = 60
BREED, SMAL = 1280, 390
HOOG = 1100
"""Of a picture in the handbook; what is below it is left out."""

# name of the picture: (who looks, where, how wide)
HANDBOEK = {
    "start-toegang": ("toegang.dalfsen", "/", BREED),
    "start-controller": ("controller.zwolle", "/", BREED),
    "start-regio": ("controller.regio", "/", BREED),
    "start-contracten": ("contracten.regio", "/", BREED),
    "start-bestuur": ("bestuur.regio", "/", BREED),
    "start-aanbieder": ("backoffice", "/", BREED),
    "start-telefoon": ("backoffice", "/", SMAL),
    "zoeken": ("toegang.dalfsen", "/zoeken/?vraag=an", BREED),
    "jeugdige": ("toegang.dalfsen", "/zoeken/?vraag=an > .jr-vondst a", BREED),
    "aanbieder": ("contracten.regio", "/zoeken/?vraag=Pactum > .jr-vondst a", BREED),
    "gemeente": ("controller.zwolle", "/gemeenten/0193/", BREED),
    "werk": ("controller.zwolle", "/werk/", BREED),
    "dashboard": ("controller.zwolle", "/overzicht/", BREED),
    "maandrapport": ("controller.zwolle", "/maandrapport/0193/2026-09/", BREED),
    "declaratie": ("controller.zwolle", "/declaraties/?stand=deels > .jr-tabel tbody a", BREED),
    "uitval": ("controller.zwolle", "/uitval/", BREED),
    "weekbrief": ("backoffice", "/weekbrief/", BREED),
    "aanleveren": ("backoffice", "/aanleveren/", BREED),
    "declareren": ("backoffice", "/declareren/", BREED),
    "verzoeken": ("toegang.dalfsen", "/verzoeken/", BREED),
    "tarief": ("contracten.regio", "/voorstellen/nieuw/tarief/", BREED),
    "contracten": ("contracten.regio", "/contracten/?dag=2015-07-01", BREED),
    "contractbestand": ("contracten.regio", "/contracten/bestand/", BREED),
    "maandrapporten": ("bestuur.regio", "/maandrapport/", BREED),
    "logboek": ("privacy.dalfsen", "/logboek/", BREED),
    "bewaren": ("privacy.dalfsen", "/bewaren/", BREED),
    "mensen": ("beheer.zwolle", "/mensen/", BREED),
    "rechtenoverzicht": ("beheer.zwolle", "/rechten/overzicht/", BREED),
    "vertrouwen": ("vertrouwenspersoon", "/vertrouwen/", BREED),
}


@contextmanager
def site(folder: Path) -> Iterator[str]:
    """The address of the demo, made and served in a folder of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "jeugdregio.opdrachtregel", "demo", "--schaal", "0.05", "--poort", str(port)]
    env = {**os.environ, "JEUGDREGIO_MAP": str(folder), "WORKER": "0"}
    with (folder / "demo.log").open("wb") as log:
        demo = subprocess.Popen(command, env=env, cwd=folder, stdout=log, stderr=log)
        try:
            _wait(f"http://127.0.0.1:{port}/_healthz/readyz/", demo)
            yield f"http://127.0.0.1:{port}"
        finally:
            demo.terminate()
            demo.wait(timeout=60)


def _wait(address: str, demo: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_SECONDEN
    while time.monotonic() < end:
        if demo.poll() is not None:
            sys.exit("De demo startte niet.")
        try:
            urllib.request.urlopen(address, timeout=5)  # noqa: S310 our own address
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(1)
        else:
            return
    sys.exit("De demo was niet op tijd klaar.")


class Kijker:
    """A browser that logs in once per person."""

    def __init__(self, browser: Any, address: str) -> None:
        self._browser, self._address = browser, address
        self._known: dict[str, Any] = {}

    def blad(self, name: str, width: int) -> Any:
        """A page of this person."""
        if name not in self._known:
            context = self._browser.new_context(base_url=self._address)
            page = context.new_page()
            page.goto("/inloggen/")
            page.fill("#id_username", name)
            page.fill("#id_password", WACHTWOORD)
            page.click("main form >> text=Inloggen")
            page.click("text=Verder met deze code")
            page.wait_for_selector(".jr-menu", state="attached")
            self._known[name] = context.storage_state()
            context.close()
        context = self._browser.new_context(
            base_url=self._address, viewport={"width": width, "height": HOOG}, storage_state=self._known[name]
        )
        return context.new_page()


def ga(page: Any, path: str) -> None:
    """Open a page; `> css` follows the first such link on it."""
    first, _, link = path.partition(" > ")
    page.goto(first)
    if link:
        page.goto(page.get_attribute(link, "href"))
    if page.locator("text=Open het dossier").count():
        page.fill("#id_reden", "Collega is ziek, ouder belt over de start")
        page.click("text=Open het dossier")
        page.wait_for_selector(".jr-tijdlijn")
    for chart in page.query_selector_all("[data-grafiek]"):
        chart.wait_for_selector("canvas, svg", state="attached")


def bewaar(page: Any, target: Path, *, whole: bool = False) -> None:
    """Write what is on the screen, or the whole page, as WebP."""
    asked = {"format": "webp", "quality": KWALITEIT, "captureBeyondViewport": whole}
    if whole:
        size = page.evaluate(
            "({x: 0, y: 0, width: innerWidth, height: document.documentElement.scrollHeight, scale: 1})"
        )
        asked["clip"] = size
    found = page.context.new_cdp_session(page).send("Page.captureScreenshot", asked)
    target.write_bytes(base64.b64decode(found["data"]))


def handboek(kijker: Kijker) -> None:
    """The pictures that the handbook shows."""
    for name, (who, path, width) in HANDBOEK.items():
        page = kijker.blad(who, width)
        ga(page, path)
        bewaar(page, BEELD / f"{name}.webp")
        page.context.close()


def alles(kijker: Kijker, folder: Path) -> None:
    """Every page that is in the menu of someone, and those of the handbook, at both widths."""
    for who in dict.fromkeys(who for who, _, _ in HANDBOEK.values()):
        start = kijker.blad(who, BREED)
        start.goto("/")
        paths = start.eval_on_selector_all(".jr-menu--breed a", "all => all.map(one => one.getAttribute('href'))")
        start.context.close()
        paths += [path for name, path, _ in HANDBOEK.values() if name == who and path not in paths]
        for width in (BREED, SMAL):
            for path in paths:
                page = kijker.blad(who, width)
                ga(page, path)
                name = "".join(letter if letter.isalnum() else "-" for letter in path.strip("/")) or "start"
                bewaar(page, folder / f"{who}-{name}-{width}.webp", whole=True)
                page.context.close()


def main() -> None:
    """Make the pictures."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with tempfile.TemporaryDirectory() as folder, site(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        kijker = Kijker(browser, address)
        if len(sys.argv) > 1:
            target = Path(sys.argv[1])
            target.mkdir(parents=True, exist_ok=True)
            alles(kijker, target)
        else:
            handboek(kijker)
        browser.close()


if __name__ == "__main__":
    main()
