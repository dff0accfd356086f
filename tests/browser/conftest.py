# SPDX-License-Identifier: EUPL-1.2
"""A real server on a played region, and a browser that looks at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

REPO = Path(__file__).resolve().parents[2]
AXE = REPO / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PASSWORD = "jeugdregio-demo"
START_SECONDS = 60


@pytest.fixture(scope="session")
def adres(gespeelde_database: str) -> Iterator[str]:
    """The address of the application on the played region."""
    with serveer(gespeelde_database) as address:
        yield address


@contextmanager
def serveer(database: str) -> Iterator[str]:
    """The address of the application on a database, served by a process of its own as the application role."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {**os.environ, "DATABASE_URL": database, "DEMO": "1", "WORKER": "0", "LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-m", "granian", "--interface", "asginl", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1", "--no-ws", "--log-level", "error"]
    server = subprocess.Popen([*command, "jeugdregio.config.asgi:application"], env=env, cwd=REPO)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(address: str, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert server.poll() is None, "the server did not start"
        try:
            urllib.request.urlopen(f"{address}/_healthz/readyz/", timeout=5)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    pytest.fail("the server was not ready in time")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """
    One Chromium for the tests of a module.

    Not of the session: while it is open an event loop runs in this process, and Django refuses to work in one.
    """
    if CHROMIUM is None:
        pytest.skip("no Chromium: run `make test` or install it")
    if not AXE.exists():
        pytest.skip("no front-end packages: run `make env`")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def inlog(browser: Any, adres: str) -> Callable[[str], Any]:
    """The session of someone who logged in with the form, once per run."""
    known: dict[str, Any] = {}

    def log_in(name: str) -> Any:
        if name not in known:
            context = browser.new_context(base_url=adres)
            page = context.new_page()
            page.goto("/inloggen/")
            page.fill("#id_username", name)
            page.fill("#id_password", PASSWORD)
            page.click("main form >> text=Inloggen")
            page.click("text=Verder met deze code")
            page.wait_for_selector(".jr-menu", state="attached")
            known[name] = context.storage_state()
            context.close()
        return known[name]

    return log_in


@pytest.fixture
def blad(browser: Any, adres: str, inlog: Callable[[str], Any]) -> Iterator[Callable[..., Any]]:
    """Give a page of someone who is logged in: `blad("backoffice", breedte=390)`."""
    contexts = []

    def make(name: str = "", breedte: int = 1280, *, script: bool = True) -> Any:
        context = browser.new_context(
            viewport={"width": breedte, "height": 900},
            java_script_enabled=script,
            base_url=adres,
            storage_state=inlog(name) if name else None,
        )
        contexts.append(context)
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
