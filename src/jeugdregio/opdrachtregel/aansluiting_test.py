# SPDX-License-Identifier: EUPL-1.2
"""The commands of the connection point, what the worker carries, and what the doctor says about it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as django_settings
from typer.testing import CliRunner

from jeugdregio.aansluiting import actions
from jeugdregio.aansluiting.models import Aansluiting, Toegangssleutel
from jeugdregio.aansluiting.values import Binnengekomen, NietAfgeleverd
from jeugdregio.berichten import verzenden
from jeugdregio.berichten.models import Bericht, Verzending
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.opdrachtregel import doctor, omgeving, worker
from jeugdregio.opdrachtregel.app import bouw_app
from tests.eigen_database import met_database
from tests.wereld import AANBIEDERS, GEMEENTEN, Wereld
from tests.wereld_oordeel import REGIO

A1, G1 = AANBIEDERS["A1"], GEMEENTEN["G1"]
WIE = verwerking(REGIO)
VROEGER = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def url(make_database, worker_id, django_db_blocker, django_db_setup):
    """A database of its own with one allocation, of which everything is due; gives its address."""
    address = make_database(f"jeugdregio_aansluiting_{worker_id}")
    with met_database(address, django_db_blocker):
        with namens(WIE):
            Wereld().gegeven("JW301 | nummer | product | volume\nT1 | | 45A14 | 10")
            Verzending.objects.update(volgende_op=VROEGER)
        yield address


@pytest.fixture
def run(url, monkeypatch):
    """Run a command; gives its exit code and everything it said."""
    monkeypatch.setattr(omgeving, "met_django", lambda: None)

    def go(*arguments):
        done = CliRunner().invoke(bouw_app(), ["aansluiting", *map(str, arguments)])
        return done.exit_code, done.output

    return go


def test_a_folder_is_worked_through_in_one_pass(run, tmp_path):
    assert run("map", tmp_path) == (0, "")
    assert run("verbind", A1, "--drager", "map") == (0, f"{A1} krijgt haar berichten via: map.\n")

    assert run("map", tmp_path, "--rust", "0") == (0, "1 verzonden\n")

    (tmp_path / A1 / "in" / "x.xml").write_text("geen xml")
    assert run("map", tmp_path, "--rust", "0") == (0, "1 nieuw, 1 naar quarantaine\n")
    assert [path.name[:5] for path in (tmp_path / A1 / "out").iterdir()] == ["JW301"]


def test_a_folder_that_is_not_there_ends_with_what_to_do(run, tmp_path):
    code, said = run("map", tmp_path / "weg")

    assert code == 1
    assert "Controleer het pad" in said


def test_a_key_is_shown_once_and_can_be_withdrawn(run):
    code, said = run("sleutel", A1, "--recht", "berichten.ophalen", "--dagen", "30")
    lines = dict(line.split(": ") for line in said.splitlines())

    assert code == 0
    given = actions.log_in(lines["client_id"], lines["client_secret"], moment=datetime.now(UTC))
    assert given.rechten == ("berichten.ophalen",)
    assert run("intrekken", lines["client_id"]) == (0, "De sleutel is ingetrokken.\n")
    assert run("intrekken", lines["client_id"])[0] == 1
    with pytest.raises(actions.Geweigerd):
        actions.log_in(lines["client_id"], lines["client_secret"], moment=datetime.now(UTC))


def test_an_organisation_leaves(run):
    run("verbind", A1, "--drager", "map")
    run("sleutel", A1)

    code, said = run("beeindig", A1)

    assert (code, said.split()[0]) == (0, "2")
    with namens(WIE):
        assert not Aansluiting.objects.filter(beeindigd_op__isnull=True).exists()
        assert not Toegangssleutel.objects.filter(ingetrokken_op__isnull=True).exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("verbind", "123", "--drager", "map"),
        ("verbind", A1, "--drager", "duif"),
        ("sleutel", "abcdefgh"),
        ("sleutel", A1, "--recht", "alles"),
        ("sleutel", A1, "--certificaat", "kort"),
    ],
)
def test_what_cannot_be_is_refused_in_words(run, arguments):
    code, said = run(*arguments)

    assert code == 1
    assert said.strip().endswith(".")


def test_what_does_not_arrive_is_told_by_the_doctor_and_the_command(run, url):
    assert doctor.verzending(url).goed
    assert run("vast") == (0, "Er zit niets vast.\n")
    moment = VROEGER
    for _ in range(verzenden.VAST_NA):
        moment += timedelta(days=1)
        (taken,) = verzenden.neem([A1], moment=moment, on_behalf_of=WIE)
        verzenden.boek_mislukt(taken, fout="PermissionError", on_behalf_of=WIE)

    outcome = doctor.verzending(url)

    assert not outcome.goed
    assert f"1 voor {A1} na 5 pogingen (PermissionError)" in outcome.tekst
    assert "5 pogingen: PermissionError" in run("vast")[1]


class Dienst:
    """A double of the message hub, as the settings name it."""

    kreeg: list = []
    heeft: list = []
    stuk = False

    def lever_af(self, zending):
        self.kreeg.append(zending)

    def haal_op(self, hoogstens):
        if self.stuk:
            raise NietAfgeleverd("onbereikbaar")
        return self.heeft[:hoogstens]

    def bevestig(self, kenmerk):
        self.heeft[:] = [one for one in self.heeft if one.kenmerk != kenmerk]


class TestWorker:
    def test_it_carries_nothing_when_nothing_is_set(self, url):
        assert worker._post() == 0

    def test_it_carries_both_ways_through_the_hub_and_the_folder(self, url, settings, tmp_path, monkeypatch):
        settings.BERICHTENDIENST, settings.AANSLUITING_MAP = f"{__name__}.Dienst", str(tmp_path)
        monkeypatch.setattr(
            "django.utils.module_loading.import_string", lambda name: {django_settings.BERICHTENDIENST: Dienst}[name]
        )
        actions.sluit_aan(G1, "dienst", moment=VROEGER)
        actions.sluit_aan(A1, "map", moment=VROEGER)
        Dienst.heeft[:] = [Binnengekomen("k1", A1, b"geen xml")]

        assert worker._post() == 3

        assert [z.soort for z in Dienst.kreeg] == ["JW302"]
        assert Dienst.heeft == []
        assert len(list((tmp_path / A1 / "out").iterdir())) == 1
        with namens(WIE):
            assert Bericht.objects.count() == 1
            assert not Verzending.objects.filter(verzonden_op__isnull=True).exists()

    def test_a_hub_that_gives_nothing_does_not_stop_it(self, url, settings, monkeypatch, capsys):
        settings.BERICHTENDIENST = "dienst"
        monkeypatch.setattr("django.utils.module_loading.import_string", lambda _: Dienst)
        monkeypatch.setattr(Dienst, "stuk", True)

        assert worker._post() == 0
        assert "NietAfgeleverd" in capsys.readouterr().err
