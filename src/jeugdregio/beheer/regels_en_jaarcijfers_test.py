# SPDX-License-Identifier: EUPL-1.2
"""A rule, its end and yearly figures come in by two people, with a source; no text changes and no figure is lost."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from jeugdregio.beheer import voorstellen
from jeugdregio.gebruikers.actions import NietToegestaan, geef_rol
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account, Voorstel
from jeugdregio.gebruikers.queries import account_met_naam, machtigingen
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.regimes import actions as regimes
from jeugdregio.regimes import queries as regels
from jeugdregio.regimes.models import Onderwerp, Regime
from jeugdregio.verevening import queries
from jeugdregio.verevening.models import Jaarcijfer
from tests import rijen
from tests.rijen import DALFSEN, ZWOLLE

CODE = "IJSSELLAND"
REGISTER = """
onderwerpen: [{code: solidariteit, naam: Solidariteit, vraag: 'Delen gemeenten kosten?'}]
regimes:
  - onderwerp: solidariteit
    vanaf: 2020-01-01
    regel: Er is geen solidariteit.
    bron: Scan
    plaats: p. 1
    zekerheid: vast
"""
REGEL = {
    "doe": "regel", "onderwerp": "solidariteit", "vanaf": "2027-01-01", "regel": "Gemeenten delen de helft.",
    "bron": "Besluit 2026", "plaats": "artikel 2", "zekerheid": "vast", "reden": "Nieuw besluit",
}  # fmt: skip


@pytest.fixture(autouse=True)
def world(db: None) -> None:
    with namens(verwerking(CODE)):
        rijen.wereld()
        regimes.lees_register(REGISTER, on_behalf_of=verwerking(CODE))
        for name in ("een", "twee"):
            geef_rol(
                name, rol=Rol.CONTROLLER, bij={"regio": CODE}, vanaf=date(2026, 1, 1), regio=CODE, moment=timezone.now()
            )


def wie(name: str) -> Machtiging:
    return machtigingen(account_met_naam(name, regio=CODE), moment=timezone.now())[0]


def browser() -> Client:
    client = Client()
    with namens(verwerking(CODE)):
        client.force_login(Account.objects.get(pk=account_met_naam("een", regio=CODE)))
    return client


def laatste() -> Voorstel:
    with namens(verwerking(CODE)):
        return Voorstel.objects.latest("pk")


def bevestig(name: str = "twee") -> None:
    made = laatste()
    voorstellen.bevestig(made, made.sha256, moment=timezone.now(), on_behalf_of=wie(name))


def geldt(day: date) -> list[str]:
    with namens(verwerking(CODE)):
        return [one.regel for one in regels.regels("solidariteit", day)]


class TestRules:
    def test_a_next_rule_ends_the_one_before_and_leaves_its_text(self) -> None:
        with namens(verwerking(CODE)):
            old = Regime.objects.get()
        sent = browser().post("/regimes/voorstel/", REGEL | {"vervangt": str(old.pk)})
        assert sent.status_code == 302
        assert geldt(date(2027, 6, 1)) == ["Er is geen solidariteit."]
        with pytest.raises(NietToegestaan, match="ander"):
            bevestig("een")

        bevestig()

        assert geldt(date(2026, 12, 31)) == ["Er is geen solidariteit."]
        assert geldt(date(2027, 1, 1)) == ["Gemeenten delen de helft."]
        with namens(verwerking(CODE)):
            assert [one.einde_bron for one in regels.verloop()] == ["Besluit 2026, artikel 2", ""]

    def test_what_overlaps_is_refused_in_words_and_a_reading_may_stand_beside_it(self) -> None:
        assert browser().post("/regimes/voorstel/", REGEL).status_code == 302
        with pytest.raises(NietToegestaan, match="geldt al een regel"):
            bevestig()
        assert browser().post("/regimes/voorstel/", REGEL | {"lezing": "besluit"}).status_code == 302
        bevestig()

        assert len(geldt(date(2027, 1, 1))) == 2

    def test_an_end_has_a_source_and_comes_once(self) -> None:
        with namens(verwerking(CODE)):
            number = str(Regime.objects.get().pk)
        end = {"doe": "einde", "regime": number, "laatste_dag": "2026-12-31", "bron": "Brief", "reden": "Gestopt"}
        assert browser().post("/regimes/voorstel/", end | {"bron": ""}).status_code == 422
        assert browser().post("/regimes/voorstel/", end).status_code == 302
        bevestig()

        assert geldt(date(2027, 1, 1)) == []
        assert browser().post("/regimes/voorstel/", end | {"laatste_dag": "2026-06-30"}).status_code == 422

    def test_the_database_changes_no_text_and_wants_a_proposal_of_a_person(self) -> None:
        with pytest.raises(DatabaseError, match="verandert niet"), namens(verwerking(CODE)):
            Regime.objects.update(regel="Iets anders")
        with pytest.raises(DatabaseError, match="vier ogen"), namens(wie("een")), transaction.atomic():
            Regime.objects.create(
                onderwerp=Onderwerp.objects.get(), lezing="x", geldig=(date(2030, 1, 1), None), regel="r", bron="b",
                plaats="p", zekerheid="vast",
            )  # fmt: skip


class TestFigures:
    def lees(self, text: str, bron: str = "Jaarrekening 2015") -> int:
        sheet = SimpleUploadedFile("cijfers.csv", text.encode())
        data = {"bestand": sheet, "bron": bron, "reden": "Eerste keer", "doe": "inlezen"}
        page = browser().post("/solidariteit/jaarcijfers/", data)
        self.tekst = page.content.decode()
        return page.status_code

    def test_figures_count_when_another_confirmed_and_what_was_there_stays_to_be_read(self) -> None:
        head = "Gemeente;Jaar;Budget;Kosten;Misgelopen ouderbijdrage\n"
        rows = f"{DALFSEN};2015;4200000,00;3900000,00;\n{ZWOLLE};2015;30000000,00;33000000,00;500000,00\n"
        assert self.lees(head + rows) == 302
        assert queries.jaren(on_behalf_of=verwerking(CODE)) == []
        bevestig()
        assert self.lees(f"{head}{DALFSEN};2015;4200000,00;3950000,00;\n", "Herziene jaarrekening 2015") == 302
        bevestig()

        found = {one.cijfers.gemeente: one for one in queries.jaarcijfers(on_behalf_of=wie("een"))}
        assert (found[DALFSEN].cijfers.kosten_cent, found[DALFSEN].bron) == (395_000_000, "Herziene jaarrekening 2015")
        assert found[ZWOLLE].cijfers.misgelopen_cent == 50_000_000
        text = browser().get(f"/solidariteit/2015/{DALFSEN}/").content.decode()
        assert "3.900.000,00" in text
        assert "Jaarrekening 2015" in text

    def test_a_fault_has_its_row_and_column_and_nothing_is_proposed(self) -> None:
        rows = {
            "9999;2015;1,00;1,00;": "deze gemeente kent de regio niet",
            f"{ZWOLLE};2014;1,00;1,00;": "kies een jaar vanaf 2015",
            f"{ZWOLLE};2015;0,00;1,00;": "een budget is meer dan nul",
            f"{ZWOLLE};2016;1,00;-1,00;": "minder dan nul",
            f"{ZWOLLE};2017;veel;1,00;": "geen getal",
        }
        text = "\n".join(("Gemeente;Jaar;Budget;Kosten;Misgelopen ouderbijdrage", *rows))
        assert self.lees(text) == 422
        assert [fault for fault in rows.values() if fault not in self.tekst] == []
        with namens(verwerking(CODE)):
            assert not Voorstel.objects.exists()

    def test_without_a_source_there_are_no_figures(self) -> None:
        row = f"Gemeente;Jaar;Budget;Kosten\n{ZWOLLE};2015;1,00;1,00\n"
        assert self.lees(row, bron="") == 422
        with pytest.raises(DatabaseError, match="vier ogen"), namens(wie("een")), transaction.atomic():
            Jaarcijfer.objects.create(gemeente=ZWOLLE, jaar=2015, budget_cent=1, kosten_cent=1, bron="b")
