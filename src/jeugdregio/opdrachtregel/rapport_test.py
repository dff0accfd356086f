# SPDX-License-Identifier: EUPL-1.2
"""
`jeugdregio rapport maand` shows the frozen figures of a closed month, and says when they may change; `sluit` closes
nothing by itself: someone else confirms.
"""

from datetime import UTC, date, datetime

import fastexcel
import pytest
from django.utils import timezone
from typer.testing import CliRunner

from jeugdregio.afsluiting.actions import sluit_maand
from jeugdregio.beheer.voorstellen import bevestig
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.actions import NietToegestaan, geef_rol
from jeugdregio.gebruikers.models import Aanstelling, Voorstel
from jeugdregio.gebruikers.queries import account_met_naam, machtigingen
from jeugdregio.gebruikers.values import Rol, verwerking
from jeugdregio.grootboek.models import GeslotenMaand
from jeugdregio.opdrachtregel import omgeving
from jeugdregio.opdrachtregel.rapport import app
from tests import rijen

SEPTEMBER = ["--maand", "2026-09"]
WHO, LATER = ("een", "twee"), datetime(2026, 10, 9, tzinfo=UTC)


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


class TestClosing:
    """Two controllers of the region and one of a municipality; the name of the second is never asked for here."""

    @pytest.fixture(autouse=True)
    def people(self, world):
        for name, role, at in (
            ("een", Rol.CONTROLLER, {"regio": "IJSSELLAND"}),
            ("twee", Rol.CONTROLLER, {"regio": "IJSSELLAND"}),
            ("bord", Rol.BESTUUR, {"regio": "IJSSELLAND"}),
            ("zwolle", Rol.CONTROLLER, {"gemeente": "0193"}),
        ):
            geef_rol(name, rol=role, bij=at, vanaf=date(2026, 1, 1), regio="IJSSELLAND", moment=timezone.now())

    def close(self, door="een", maand="2026-09", reden="alles is binnen"):
        return CliRunner().invoke(app, ["sluit", "--maand", maand, "--door", door, "--reden", reden])

    def test_proposes_and_closes_nothing(self):
        result = self.close()

        assert result.exit_code == 0
        assert "nog niets gesloten" in result.output
        assert result.output.rpartition("Voorstellen: ")[2] == "twee.\n"
        assert not GeslotenMaand.objects.exists()
        (made,) = Voorstel.objects.all()
        assert (made.soort, made.inhoud, made.voorgesteld_door.username) == ("maand", {"maand": "2026-09"}, "een")

    def test_another_who_confirms_closes_it_and_the_maker_cannot(self):
        self.close()
        (made,) = Voorstel.objects.all()
        maker, other = (machtigingen(account_met_naam(n, regio="IJSSELLAND"), moment=timezone.now()) for n in WHO)

        with pytest.raises(NietToegestaan, match="zelf voorgesteld"):
            bevestig(made, made.sha256, moment=LATER, on_behalf_of=maker[0])
        bevestig(made, made.sha256, moment=LATER, on_behalf_of=other[0])

        assert GeslotenMaand.objects.filter(maand="2026-09-01").exists()

    def reopen(self, *more):
        line = ["heropen", "--maand", "2026-09", "--door", "een", "--reden", "een late factuur", *more]
        return CliRunner().invoke(app, line)

    def test_proposes_to_open_a_month_again_for_all_that_are_closed(self):
        assert "Kies voor welke gemeente" in self.reopen().output
        sluit_maand(Maand(2026, 9), moment=LATER, namens=verwerking("IJSSELLAND"))

        assert "2026-09 heropenen. Er is nog niets heropend." in self.reopen().output
        assert self.reopen("--gemeente", "0193").exit_code == 0
        assert [one.inhoud["gemeenten"] for one in Voorstel.objects.order_by("pk")] == [["0148", "0193"], ["0193"]]

    @pytest.mark.parametrize(
        ("year", "text"), [("2026", "Open maanden: 4 (blokkeert)"), ("1999", "Kies een jaar van 2015")]
    )
    def test_counts_what_is_open_before_a_year_is_proposed(self, year, text):
        said = CliRunner().invoke(app, ["sluit-jaar", "--jaar", year, "--door", "een", "--reden", "klaar"])

        assert (said.exit_code, text in said.output) == (1, True), said.output

    def test_says_so_when_nobody_else_can_confirm(self):
        Aanstelling.objects.filter(account__username="twee").update(
            beeindigd_op=timezone.now(), einde_reden="uit dienst"
        )

        assert "Niemand anders heeft hiervoor het recht" in self.close().output

    @pytest.mark.parametrize("door", ["zwolle", "bord", "niemand"])
    def test_who_may_not_close_proposes_nothing(self, door):
        result = self.close(door)

        assert result.exit_code == 1
        assert "heeft bij de regio niet het recht" in result.output
        assert not Voorstel.objects.exists()

    def test_asks_for_a_reason_and_once(self):
        assert self.close(reden=" ").exit_code == 1
        assert self.close().exit_code == 0

        again = self.close()

        assert (again.exit_code, "is al voorgesteld" in again.output) == (1, True)
