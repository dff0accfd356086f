# SPDX-License-Identifier: EUPL-1.2
"""The pages of contracts, and the public lists of providers per profile."""

import csv
import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.test import Client
from django.utils import timezone

from jeugdregio.contracten import actions, queries
from jeugdregio.contracten.models import Contract, Product, Profiel, Segment
from jeugdregio.contracten.values import Contractgegevens
from jeugdregio.gebruikers.actions import geef_rol
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Rol, verwerking
from tests.inkoop import REGIO, A, B, Inkoop

pytestmark = pytest.mark.django_db
VANDAAG = timezone.localdate()
EINDE = VANDAAG + timedelta(days=300)


@pytest.fixture
def nummer(inkoop: Inkoop) -> str:
    """A contract that runs today, of provider A."""
    one = inkoop.dien_in(inkoop.publiceer(van=date(2025, 1, 1), tot=date(2029, 1, 1)), VANDAAG)
    inkoop.keur_goed(one)
    return inkoop.sluit(inkoop.gun(inkoop.voorstel(one, VANDAAG, EINDE), VANDAAG), VANDAAG)


def see(path: str, rol: Rol, **bij: str):
    account = geef_rol(
        "iemand" + "".join(bij.values()), rol=rol, bij=bij, vanaf=date(2026, 1, 1), regio=REGIO, moment=timezone.now()
    )
    client = Client()
    client.force_login(account)
    with namens(verwerking(REGIO)):
        return client.get(path)


class TestPages:
    def test_a_buyer_reads_a_contract_with_its_clauses(self, nummer: str):
        text = see(f"/contracten/{nummer}/", Rol.CONTRACTMANAGER, regio=REGIO).content.decode()

        assert "Geen afnamegarantie" in text
        assert "Casusregie en procesregie" in text
        assert "de tekst voor Jeugd is niet bevestigd" in text
        assert "Dit mag niet in een contract" not in text

    def test_both_figures_and_the_gap_are_shown(self, als_regio):
        """S24."""
        actions.leg_contracten_vast(
            REGIO,
            [Contractgegevens("T-1", A, "GGZ", "x", "x", "x", VANDAAG, EINDE, 60_000_000, offerte_cent=100_000_000)],
        )

        page = see("/contracten/T-1/", Rol.CONTRACTMANAGER, regio=REGIO).context["page"]

        assert [(name, text.replace("\xa0", " ")) for name, text in page.bedragen] == [
            ("Offerte", "€ 1.000.000,00"),
            ("Plafond", "€ 600.000,00"),
            ("Verschil", "€ 400.000,00"),
        ]

    def test_a_provider_reads_its_own_and_no_others(self, nummer: str):
        assert see(f"/contracten/{nummer}/", Rol.AANBIEDER, aanbieder=A).status_code == 200
        assert see(f"/contracten/{nummer}/", Rol.AANBIEDER, aanbieder=B).status_code == 404

    def test_the_list_is_there(self, nummer: str):
        assert nummer in see("/contracten/", Rol.CONTRACTMANAGER, regio=REGIO).content.decode()

    def test_the_letter_is_a_pdf(self, nummer: str):
        response = see(f"/contracten/{nummer}/brief.pdf", Rol.AANBIEDER, aanbieder=A)

        assert response.content.startswith(b"%PDF")


class TestPublicLists:
    """S34."""

    @pytest.fixture
    def profielen(self, inkoop: Inkoop) -> None:
        segment = Segment.objects.create(regio=REGIO, code="top", naam="Top", prijsregel="per_aanbieder")
        for number in range(1, 13):
            Profiel.objects.create(
                regio=REGIO,
                code=f"{number}:top",
                nummer=number,
                segment=segment,
                naam=f"Naam {number}",
                verzonnen=True,
                bron="test",
                zekerheid="test",
            )
        Product.objects.filter(code="45B04").update(profiel="5:top")

    def test_there_are_twelve_and_who_is_admitted_today_is_on_its_own_only(self, profielen: None, nummer: str):
        page = Client().get("/openbaar/aanbieders/").context["page"]

        assert len(page.lijsten) == 12
        assert [one.nummer for one in page.lijsten if one.aanbieders] == [5]

    def test_who_is_admitted_tomorrow_is_not_on_it_today(self, profielen: None, nummer: str):
        yesterday = VANDAAG - timedelta(days=1)

        assert queries.aanbiederslijst(REGIO, yesterday) == []
        assert [one.aanbieder for one in queries.aanbiederslijst(REGIO, VANDAAG)] == [A]
        assert queries.aanbiederslijst(REGIO, EINDE) == []

    def test_a_tariff_without_a_contract_is_not_on_it(self, profielen: None, nummer: str):
        Contract.objects.all().delete()

        assert queries.aanbiederslijst(REGIO, VANDAAG) == []

    def test_is_open_data_with_a_day_and_a_licence(self, profielen: None, nummer: str):
        table = list(csv.DictReader(StringIO(Client().get("/openbaar/aanbieders.csv").content.decode())))
        data = json.loads(Client().get("/openbaar/aanbieders.json").content)

        assert [(row["profiel"], row["agb"], row["peildatum"]) for row in table] == [("5", A, VANDAAG.isoformat())]
        assert table[0]["licentie"] == data["licentie"] == "https://creativecommons.org/publicdomain/zero/1.0/"
        assert data["aanbod"] == [{"profiel": 5, "profielnaam": "Naam 5", "agb": A, "aanbieder": A}]
