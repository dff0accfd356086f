# SPDX-License-Identifier: EUPL-1.2
"""`jeugdregio grootboek schrijf` writes the ledger, and says in words what it can not do."""

import pytest
from typer.testing import CliRunner

from jeugdregio.opdrachtregel import omgeving
from jeugdregio.opdrachtregel.app import bouw_app
from tests import rijen


@pytest.fixture(autouse=True)
def world(als_regio, monkeypatch):
    monkeypatch.setattr(omgeving, "met_django", lambda: None)
    rijen.wereld()
    rijen.prestatie(1_234_56)


def run(*arguments: object):
    done = CliRunner().invoke(bouw_app(), ["grootboek", "schrijf", *map(str, arguments)])
    return done.exit_code, done.output


@pytest.mark.parametrize(("more", "has_number"), [((), True), (("--kort",), False)])
def test_it_writes_every_booking_or_the_sums(more, has_number, tmp_path):
    file = tmp_path / "boek.beancount"

    code, said = run("--uit", file, "--tot-en-met", "2026-09", "--gemeente", "0193", *more)

    assert (code, "1 transacties" in said) == (0, True)
    assert "  1234.56 EUR" in file.read_text()
    assert ("nummer:" in file.read_text()) is has_number


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("--tot-en-met", "gisteren"), "is geen maand"),
        (("--gemeente", "9999"), "hoort niet bij deze regio"),
    ],
)
def test_what_cannot_be_is_said(arguments, text, tmp_path):
    code, said = run("--uit", tmp_path / "boek", *arguments)

    assert code == 1
    assert text in said


def test_a_place_that_is_not_there_is_said(tmp_path):
    code, said = run("--uit", tmp_path / "weg" / "boek")

    assert code == 1
    assert "Kies een andere plaats" in said
