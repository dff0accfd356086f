# SPDX-License-Identifier: EUPL-1.2
"""The laboratory as a council member sees it: every reading, the refusal of 2017 with its source, the arithmetic."""

from datetime import date
from importlib.resources import files
from itertools import product

import pytest
from django.test import Client
from django.utils import timezone

from jeugdregio.gebruikers.actions import geef_rol
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Rol, verwerking
from jeugdregio.regimes import actions as regimes
from jeugdregio.regio import actions as regio
from jeugdregio.regio.values import Deelnemer
from jeugdregio.verevening import actions, queries
from jeugdregio.verevening.values import Bijdrage, Gemeentecijfers, Jaarcijfers

REGIO = "ijsselland"
REGISTER = files("jeugdregio.regimes").joinpath("data", "ijsselland.yaml").read_text(encoding="utf-8")
ROWS = (("0148", 420_000_000, 390_000_000, 0), ("0193", 3_000_000_000, 3_300_000_000, 50_000_000))


@pytest.fixture
def raadslid(db: None) -> Client:
    with namens(verwerking(REGIO)):
        regio.stel_deelnemers_vast(
            REGIO,
            [
                Deelnemer("0148", "Dalfsen", 30_000, 6_500, date(2015, 1, 1), None),
                Deelnemer("0193", "Zwolle", 133_000, 29_000, date(2015, 1, 1), None),
            ],
        )
        regimes.lees_register(REGISTER, on_behalf_of=verwerking(REGIO))
        actions.leg_jaarcijfers_vast(
            Jaarcijfers(Gemeentecijfers(*row), year, "proef") for row in ROWS for year in (2015, 2017)
        )
        account = geef_rol(
            "raad",
            rol=Rol.BESTUUR,
            bij={"gemeente": "0148"},
            vanaf=date(2026, 1, 1),
            regio=REGIO,
            moment=timezone.now(),
        )
    client = Client()
    client.force_login(account)
    return client


def test_2015_shows_every_reading_and_that_dalfsen_paid_in(raadslid: Client) -> None:
    text = raadslid.get("/solidariteit/?jaar=2015&bijdrage=samen").content.decode()
    assert "15 procent zelf, 85 procent samen" in text
    assert text.count("Nee, onmogelijk") == 0
    assert text.count("betaalde mee (Raadsvoorstel Dalfsen 2016, kanttekening 1.2)") == 3
    assert "Geen afrekening" not in text


def test_2017_is_refused_with_its_source(raadslid: Client) -> None:
    text = raadslid.get("/solidariteit/?jaar=2017").content.decode()
    assert "Over 2017 wordt niet verevend." in text
    assert "Regionale visie jeugdhulp 2017-2020, §2" in text


def test_the_arithmetic_of_one_municipality_adds_up_on_the_page(raadslid: Client) -> None:
    # 15 % of 3,900,000 and 4.2/34.2 of the rest: 585,000 + 0.85 * 36,900,000 * 4.2/34.2
    text = raadslid.get("/solidariteit/2015/0148/?bijdrage=samen").content.decode()
    assert "585.000,00" in text
    assert "3.851.842,11" in text
    assert "4.436.842,11" in text
    assert "536.842,11" in text


class TestCompare:
    def test_a_council_member_reads_a_sentence_per_municipality(self, raadslid: Client) -> None:
        text = raadslid.get("/solidariteit/?jaar=2015").content.decode()

        assert "Dalfsen betaalt" in text
        assert "mee aan anderen. Dat is €" in text
        assert "per jeugdige." in text

    def test_own_costs_stand_beside_shared_costs_with_a_sign(self, raadslid: Client) -> None:
        text = raadslid.get("/solidariteit/?jaar=2015").content.decode()

        assert "+ betaalt mee" in text
        assert "− krijgt" in text

    def test_any_regime_on_any_year_in_any_unit(self, raadslid: Client) -> None:
        schemes = ("eigen_deel", "budgetpot", "totale_kosten", "vier-o", "geen")
        for year, scheme, unit in product((2015, 2017), schemes, ("bedrag", "jeugdige", "budget")):
            page = raadslid.get(f"/solidariteit/?jaar={year}&regime={scheme}&eenheid={unit}")

            assert page.status_code == 200
            assert page.content.decode().count("jr-balken__waarde") == len(ROWS)

    def test_per_hundred_euro_of_budget(self, raadslid: Client) -> None:
        # 536,842.11 of a budget of 4,200,000 is 12.78 for every hundred.
        text = raadslid.get("/solidariteit/?jaar=2015&eenheid=budget").content.decode()

        assert "12,78" in text

    @pytest.mark.parametrize("scheme", ["vier-o", "geen"])
    def test_what_gives_dalfsen_another_sign_is_marked_as_impossible(self, raadslid: Client, scheme: str) -> None:
        text = raadslid.get(f"/solidariteit/?jaar=2015&regime={scheme}").content.decode()

        assert "Zo kan het over 2015 niet zijn gegaan: Dalfsen betaalde mee" in text


@pytest.mark.parametrize("address", ["/solidariteit/2014/0148/", "/solidariteit/2015/9999/"])
def test_what_is_not_there_is_not_found(raadslid: Client, address: str) -> None:
    assert raadslid.get(address).status_code == 404


def test_an_unknown_choice_is_the_first_settled_year(raadslid: Client) -> None:
    assert "2015" in raadslid.get("/solidariteit/?jaar=1999&bijdrage=x").content.decode()


def test_a_provider_has_no_such_page(db: None) -> None:
    with namens(verwerking(REGIO)):
        account = geef_rol(
            "aanbieder",
            rol=Rol.AANBIEDER,
            bij={"aanbieder": "12345678"},
            vanaf=date(2026, 1, 1),
            regio=REGIO,
            moment=timezone.now(),
        )
    client = Client()
    client.force_login(account)
    assert client.get("/solidariteit/").status_code == 403


@pytest.mark.django_db
def test_figures_of_a_year_are_replaced_not_doubled() -> None:
    with namens(verwerking(REGIO)):
        for costs in (1, 2):
            actions.leg_jaarcijfers_vast([Jaarcijfers(Gemeentecijfers("0148", 10, costs), 2015, "proef")])
    (found,) = queries.lab(2015, Bijdrage.SAMEN, on_behalf_of=verwerking(REGIO)).cijfers
    assert found.cijfers.kosten_cent == 2
