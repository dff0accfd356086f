# SPDX-License-Identifier: EUPL-1.2
"""The demo as someone runs it: interrupted, taken up again, and once more when it is complete."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from jeugdregio.inrichting.server import draait
from jeugdregio.opdrachtregel.opdrachtregel_test import fetch

SMALL = ("--schaal", "0.05")


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """No database given: the demo starts its own, in a folder of this test."""
    folder = tmp_path_factory.mktemp("demo")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    return {**kept, "JEUGDREGIO_MAP": str(folder), "COLUMNS": "120"}


def start(environment, *arguments):
    command = [sys.executable, "-m", "jeugdregio.opdrachtregel", "demo", *SMALL, *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def read_until(process, words):
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
    pytest.fail(f"{words!r} was never said:\n{said}")


def server_runs(environment):
    return draait(Path(environment["JEUGDREGIO_MAP"]) / "pg")


@pytest.mark.parametrize("words", ["Omgeving:", "Regio:", "Maand 2026-07 gesloten"])
def test_an_interruption_leaves_nothing_running(environment, words):
    process = start(environment, "--zonder-site")
    read_until(process, words)
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=60)

    assert process.returncode == 130, rest
    assert "dezelfde opdracht gaat verder" in rest
    assert not server_runs(environment)


def test_the_next_run_goes_on_where_the_last_one_stopped(environment):
    process = start(environment, "--zonder-site")
    said, _ = process.communicate(timeout=300)

    assert process.returncode == 0, said
    assert "de demo gaat daar verder" in said
    assert "Maandrapport 2026-09 (vastgesteld)" in said
    assert "jeugdregio-demo" in said
    assert not server_runs(environment)


@pytest.mark.npm
def test_a_complete_demo_is_recognised_and_the_site_is_served(environment):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = start(environment, "--poort", str(port))
    try:
        said = read_until(process, "jeugdregio draait op")
        style = fetch(f"http://127.0.0.1:{port}/static/jeugdregio/jeugdregio.css", process)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    finally:
        process.kill()
        process.wait()

    assert "Er is niets veranderd" in said
    assert b"--jr-accent" in style
    assert not server_runs(environment)


def test_another_demo_in_the_same_database_is_refused(environment):
    process = start(environment, "--zonder-site", "--seed", "2")
    said, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "demo met andere instellingen" in said
