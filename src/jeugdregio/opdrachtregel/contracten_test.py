# SPDX-License-Identifier: EUPL-1.2
"""`jeugdregio contracten`: out, in as the first file, and after that as a proposal."""

import pytest
from typer.testing import CliRunner

from jeugdregio.opdrachtregel.app import bouw_app

ACCOUNT = ["--account", "contracten.regio"]


@pytest.fixture
def gespeeld(ongerepte_database, django_db_blocker):
    from tests.eigen_database import met_database

    with met_database(ongerepte_database, django_db_blocker):
        yield


@pytest.fixture
def doe(gespeeld, monkeypatch):
    """Run a command in the region of this module; gives its exit code and what it said."""
    monkeypatch.setattr("jeugdregio.opdrachtregel.omgeving.met_django", lambda: None)

    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(bouw_app(), ["contracten", *arguments])
        return result.exit_code, result.output

    return run


def test_what_is_written_changes_nothing_when_it_is_read(doe, tmp_path):
    file = str(tmp_path / "alles.xlsx")

    assert doe("schrijf", file)[0] == 0
    code, said = doe("lees", file, *ACCOUNT)

    assert code == 1
    assert "verandert niets" in said
    assert "Contracten: 0 nieuw, 0 gewijzigd, 552 gelijk" in said


def test_an_account_without_the_right_is_refused(doe, tmp_path):
    file = str(tmp_path / "sjabloon.xlsx")

    assert doe("sjabloon", file)[0] == 0
    code, said = doe("lees", file, "--account", "huisarts")

    assert code == 1
    assert "mag geen contractbestand inlezen" in said


def test_a_change_becomes_a_proposal_and_looking_does_not(doe, tmp_path):
    from jeugdregio.components.inlezen import lees_bestand
    from jeugdregio.components.werkboek import schrijf_werkboek
    from jeugdregio.contracten.bestand.bladen import BLADEN, CONTRACTEN
    from jeugdregio.gebruikers.isolatie import namens
    from jeugdregio.gebruikers.models import Voorstel
    from tests.paginawereld import machtiging_van

    every, changed = tmp_path / "alles.xlsx", tmp_path / "anders.xlsx"
    doe("schrijf", str(every))
    (_, row), *_ = lees_bestand(every.read_bytes(), BLADEN)[CONTRACTEN.naam].rijen
    changed.write_bytes(schrijf_werkboek([(CONTRACTEN, [dict(row) | {"Bron": "nieuw"}])]))

    assert doe("lees", str(changed), *ACCOUNT, "--kijk")[0] == 0
    with namens(machtiging_van("contracten.regio")):
        assert not Voorstel.objects.filter(soort="contractbestand").exists()
    code, said = doe("lees", str(changed), *ACCOUNT)

    assert code == 0
    assert "Een ander moet het bevestigen" in said
    with namens(machtiging_van("contracten.regio")):
        assert Voorstel.objects.get(soort="contractbestand").inhoud["bestand"] == "anders.xlsx"


@pytest.mark.django_db
def test_the_first_file_of_a_region_comes_in_at_once_and_names_who_did_it(tmp_path, monkeypatch):
    from datetime import date

    from django.utils import timezone

    from jeugdregio.aanbieders import queries as aanbieders
    from jeugdregio.components.werkboek import schrijf_werkboek
    from jeugdregio.contracten.bestand.bladen import AANBIEDERS
    from jeugdregio.gebruikers.actions import geef_rol
    from jeugdregio.gebruikers.isolatie import namens
    from jeugdregio.gebruikers.values import Rol, verwerking

    monkeypatch.setattr("jeugdregio.opdrachtregel.omgeving.met_django", lambda: None)
    region = "IJSSELLAND"
    geef_rol(
        "inkoper",
        rol=Rol.CONTRACTMANAGER,
        bij={"regio": region},
        vanaf=date(2026, 1, 1),
        wie="Inkoper",
        regio=region,
        moment=timezone.now(),
    )
    row = {kolom.naam: kolom.leeg for kolom in AANBIEDERS.kolommen}
    row |= {"AGB": "88000001", "KvK": "00008801", "Naam": "De Proef (verzonnen)", "Rechtsvorm": "stichting"}
    file = tmp_path / "eerste.xlsx"
    file.write_bytes(schrijf_werkboek([(AANBIEDERS, [row])]))

    result = CliRunner().invoke(bouw_app(), ["contracten", "lees", str(file), "--account", "inkoper"])

    assert (result.exit_code, "eerste bestand van de regio" in result.output) == (0, True)
    assert "Ingelezen door inkoper" in result.output
    with namens(verwerking(region)):
        assert aanbieders.namen() == {"88000001": "De Proef (verzonnen)"}
