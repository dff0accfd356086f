# SPDX-License-Identifier: EUPL-1.2
"""One box finds anything that is yours; what is another's is as what is not there, and a BSN is in no address."""

from datetime import date

import pytest
from django.conf import settings
from django.db import connection

from jeugdregio.core.bsn import zegel
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.werkplek.values import Vraag, als_bsn

PATH = "/zoeken/"
DALFSEN, ZWOLLE = "0148", "0193"
REGION = verwerking("IJSSELLAND")
PRIVACY = Machtiging(Rol.PRIVACY, gemeente=DALFSEN)


def ask(statement: str, *values, who: Machtiging = REGION) -> list[tuple]:
    with namens(who), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


@pytest.fixture
def child(gespeeld) -> tuple:
    """Of a child in Dalfsen whose names say who it is: number, provider, sealed BSN, name, birth."""
    return ask(
        "SELECT id, aanbieder, bsn, achternaam, geboortedatum FROM toewijzingen_client "
        "WHERE gemeente = %s AND achternaam <> '' ORDER BY id LIMIT 1",
        DALFSEN,
    )[0]


def found(client, question: str) -> dict[str, list[str]]:
    page = client.get(PATH, {"vraag": question}).context["page"]
    return {kind.soort: [one.url for one in kind.vondsten] for kind in page.gevonden}


class TestAChild:
    def test_is_found_by_name_birth_and_number_and_only_by_who_works_with_it(self, als, child):
        number, _, _, name, born = child
        url = f"/jeugdigen/{DALFSEN}/"
        for question in (name.upper(), f"{born:%d-%m-%Y}", f"{name[:3]} {born:%Y-%m-%d}", str(number)):
            assert any(one.startswith(url) for one in found(als("toegang.dalfsen"), question)["Jeugdigen"]), question
            for other in ("controller.zwolle", "controller.regio", "contracten.regio", "bestuur.regio"):
                assert "Jeugdigen" not in found(als(other), question)

    def test_by_bsn_leads_to_the_page_and_the_bsn_is_in_no_address(self, als, child):
        bsn = zegel(settings.BSN_KEY).ontzegel(bytes(child[2]))

        response = als("toegang.dalfsen").post(PATH, {"vraag": f"{bsn[:4]} {bsn[4:]}"})

        assert response.status_code == 302
        assert response.url.startswith(f"/jeugdigen/{DALFSEN}/")
        assert bsn not in response.url

    def test_by_bsn_of_another_is_as_one_that_is_not_there(self, als, child):
        theirs = zegel(settings.BSN_KEY).ontzegel(
            bytes(ask("SELECT bsn FROM toewijzingen_client WHERE gemeente = %s ORDER BY id LIMIT 1", ZWOLLE)[0][0])
        )
        client = als("toegang.dalfsen")

        pages = [client.post(PATH, {"vraag": bsn}) for bsn in (theirs, "999999990")]

        assert [page.status_code for page in pages] == [200, 200]
        assert pages[0].context["page"].samenvatting == pages[1].context["page"].samenvatting
        assert pages[0].context["page"].gevonden == pages[1].context["page"].gevonden == ()
        assert theirs not in pages[0].content.decode()

    def test_a_bsn_in_an_address_is_not_looked_up_and_not_shown(self, als, child):
        bsn = zegel(settings.BSN_KEY).ontzegel(bytes(child[2]))

        response = als("toegang.dalfsen").get(PATH, {"vraag": bsn})

        assert bsn not in response.content.decode()
        assert response.context["page"].gevonden == ()
        assert "hoort niet in het adres" in response.content.decode()

    def test_is_written_down(self, als, child):
        before = ask("SELECT count(*) FROM logboek_inzage WHERE wat = 'zoeken'", who=PRIVACY)[0][0]

        found(als("toegang.dalfsen"), child[3])

        assert ask("SELECT count(*) FROM logboek_inzage WHERE wat = 'zoeken'", who=PRIVACY)[0][0] > before

    def test_of_which_nothing_left_is_not_there_for_the_provider(self, als, child):
        assert "Jeugdigen" not in found(als("backoffice.ander"), "Kind dat er niet is")


class TestNumbers:
    @pytest.mark.parametrize(
        ("kind", "statement"),
        [
            ("Toewijzingen", "SELECT nummer::text FROM toewijzingen_toewijzing WHERE gemeente = '0148' LIMIT 1"),
            ("Declaraties", "SELECT nummer FROM declaraties_declaratie WHERE gemeente = '0148' LIMIT 1"),
            ("Declaraties", "SELECT referentie FROM declaraties_prestatie WHERE gemeente = '0148' LIMIT 1"),
            ("Berichten", "SELECT identificatie FROM berichten_bericht WHERE gemeente = '0148' LIMIT 1"),
        ],
    )
    def test_of_one_municipality_are_found_by_it_and_not_by_another(self, als, gespeeld, kind, statement):
        (number,) = ask(statement)[0]

        assert kind in found(als("toegang.dalfsen"), number)
        assert all("/0148/" not in url for urls in found(als("controller.zwolle"), number).values() for url in urls)

    def test_of_a_contract_a_provider_and_a_product_are_found(self, als, gespeeld):
        contract, agb = ask("SELECT nummer, aanbieder FROM contracten_contract ORDER BY nummer LIMIT 1")[0]
        kvk, name = ask("SELECT kvk, naam FROM aanbieders_aanbieder WHERE agb = %s", agb)[0]
        code = ask("SELECT code FROM contracten_product ORDER BY code LIMIT 1")[0][0]
        client = als("contracten.regio")

        assert found(client, contract)["Contracten"] == [f"/aanbieders/{agb}/#contracten"]
        for question in (agb, kvk, name):
            assert f"/aanbieders/{agb}/" in found(client, question)["Aanbieders"]
        assert any(code in url for url in found(client, code)["Producten"])
        assert found(client, "Zwolle")["Gemeenten"] == ["/gemeenten/0193/"]


class TestTheBox:
    def test_leads_to_an_address_with_the_question(self, als, gespeeld):
        response = als("controller.regio").post(PATH, {"vraag": " Jan de  Vries "})

        assert response.url == "/zoeken/?vraag=Jan+de++Vries"

    def test_stands_on_every_page(self, als, gespeeld):
        assert 'id="zoekvak"' in als("bestuur.regio").get("/begrippen/").content.decode()

    def test_says_what_to_do_when_nothing_is_found(self, als, gespeeld):
        assert "Niets gevonden" in als("controller.regio").get(PATH, {"vraag": "qqqqqq"}).content.decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jan  de Vries", Vraag("Jan de Vries", ("Jan", "de", "Vries"))),
        ("vries 1-2-2010", Vraag("vries 1-2-2010", ("vries",), date(2010, 2, 1))),
        ("2010-02-01", Vraag("2010-02-01", (), date(2010, 2, 1))),
        ("31-02-2010", Vraag("31-02-2010", ("31-02-2010",))),
        ("123456", Vraag("123456", ("123456",), getal=123456)),
        ("", Vraag("")),
    ],
)
def test_a_question_is_read(text, expected):
    assert Vraag.lees(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("999999990", "999999990"), ("9999.99.990", "999999990"), (" 999 999 990 ", "999999990"), ("999999999", ""),
     ("99999999", ""), ("Jan", ""), ("999999990 Jan", "")],
)  # fmt: skip
def test_a_bsn_is_recognised(text, expected):
    assert als_bsn(text) == expected
