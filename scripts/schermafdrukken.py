# SPDX-License-Identifier: EUPL-1.2
"""
Make the screenshots of the documentation from a running demo: `python scripts/schermafdrukken.py [address]`.

Writes at most six small PNG files to docs/beeld/. Needs `make demo` in another window, and Chromium.
"""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

PASSWORD = "jeugdregio-demo"  # noqa: S105 everyone in the demo is invented
TARGET = Path(__file__).resolve().parents[1] / "docs" / "beeld"
MOST_BYTES = 150_000
SIZE = {"width": 1280, "height": 900}
# name of the file, who looks, address (or the first link of a list)
PICTURES = (
    ("dashboard", "controller.zwolle", "/", ""),
    ("declaratie", "controller.zwolle", "/declaraties/?stand=deels", ".jr-tabel tbody a"),
    ("uitval", "backoffice", "/uitval/", ""),
    ("maandrapport", "controller.zwolle", "/maandrapport/", ""),
    ("aanleveren", "backoffice", "/aanleveren/", ""),
    ("weekbrief", "backoffice", "/weekbrief/", ""),
)


def main(address: str) -> int:
    """Make them all; 1 when Chromium is not there or a picture is too large."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("Chromium ontbreekt. Draai `make browser`.", file=sys.stderr)
        return 1
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--lang=nl"]
        dutch = {**os.environ, "LANGUAGE": "nl"}
        browser = playwright.chromium.launch(executable_path=chromium, args=flags, env=dutch)
        sizes = [_picture(browser, address, *picture) for picture in PICTURES]
        browser.close()
    too_large = [name for (name, *_), size in zip(PICTURES, sizes, strict=True) if size > MOST_BYTES]
    for name in too_large:
        print(f"{name}.png is groter dan {MOST_BYTES // 1000} kB.", file=sys.stderr)
    return 1 if too_large else 0


def _picture(browser: Any, address: str, name: str, who: str, path: str, link: str) -> int:
    """Take one picture; gives its size in bytes."""
    page = browser.new_context(viewport=SIZE, base_url=address).new_page()
    page.goto("/inloggen/")
    page.fill("#id_username", who)
    page.fill("#id_password", PASSWORD)
    page.click("main form >> text=Inloggen")
    page.goto(path)
    if link:
        page.click(link)
    for chart in page.query_selector_all("[data-grafiek]"):
        chart.wait_for_selector("canvas", state="attached")
    page.wait_for_timeout(500)
    target = TARGET / f"{name}.png"
    page.screenshot(path=str(target))
    page.context.close()
    return target.stat().st_size


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"))
