# SPDX-License-Identifier: EUPL-1.2
"""`jeugdregio rapport maand` shows the frozen figures of a closed month, and says when they may change."""

from datetime import UTC, datetime

import fastexcel
import pytest
from typer.testing import CliRunner

from jeugdregio.afsluiting.actions import sluit_maand
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.opdrachtregel import omgeving
from jeugdregio.opdrachtregel.rapport import app
from tests import rijen

SEPTEMBER = ["--maand", "2026-09"]


@pytest.fixture(autouse=True)
def world(als_regio, monkeypatch):
    monkeypatch.setattr(omgeving, "met_django", lambda: None)  # the tests have set it up already
    rijen.wereld()
    rijen.prestatie(1_234_56)


def run(*arguments: str):
    return CliRunner().invoke(app, ["maand", *arguments])


def test_shows_an_open_month_as_provisional():
    result = run("--gemeente", "0193", *SEPTEMBER)

    assert result.exit_code == 0
    assert "Zwolle, 2026-09" in result.output
    assert "Voorlopig" in result.output
    assert "€ 1.235" in result.output


def test_shows_a_closed_month_as_it_was_frozen():
    sluit_maand(Maand(2026, 9), moment=datetime(2026, 10, 9, tzinfo=UTC), namens=verwerking("IJSSELLAND"))

    assert "Vastgesteld op 09-10-2026, controlegetal" in run("--gemeente", "0193", *SEPTEMBER).output


def test_writes_a_spreadsheet(tmp_path):
    result = run("--gemeente", "0193", *SEPTEMBER, "--xlsx", str(tmp_path / "zwolle.xlsx"))

    assert result.exit_code == 0
    assert fastexcel.read_excel(tmp_path / "zwolle.xlsx").sheet_names[0] == "Samenvatting"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--gemeente", "0193", "--maand", "sept"], "schrijf bijvoorbeeld 2026-09"),
        (["--gemeente", "9999", *SEPTEMBER], "Kies een gemeente van de regio"),
        (["--gemeente", "0193", *SEPTEMBER, "--xlsx", "/bestaat/niet.xlsx"], "Kies een andere plaats"),
    ],
)
def test_says_what_is_wrong_and_ends_with_one(arguments, message):
    result = run(*arguments)

    assert (result.exit_code, message in result.output) == (1, True)
