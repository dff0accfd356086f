# SPDX-License-Identifier: EUPL-1.2
"""The pages per child, provider, municipality and product, as each role sees them."""

import pytest
from django.db import connection
from django.utils import timezone

from jeugdregio.gebruikers import caseload
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from tests.paginawereld import machtiging_van

DALFSEN = "0148"
REGION = verwerking("IJSSELLAND")
PRIVACY = Machtiging(Rol.PRIVACY, gemeente=DALFSEN)


def ask(statement: str, *values, who: Machtiging = REGION) -> list[tuple]:
    with namens(who), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


@pytest.fixture
def child(gespeeld) -> str:
    """The address of a child of Dalfsen with an allocation and a declared line."""
    ((number,),) = ask(
        "SELECT p.client_id FROM declaraties_prestatie p WHERE p.gemeente = %s AND p.toegekend AND NOT p.gecrediteerd "
        "ORDER BY p.client_id LIMIT 1",
        DALFSEN,
    )
    return f"/jeugdigen/{DALFSEN}/{number}/"


REASON = "Collega is ziek, ouder belt over de start"


@pytest.fixture
def opened(als, child):
    """The access worker of Dalfsen, who said why the child is opened."""
    client = als("toegang.dalfsen")
    client.post(child, {"reden": REASON})
    return client


class TestAChild:
    def test_shows_what_was_allocated_delivered_and_declared(self, opened, child):
        page = opened.get(child).context["page"]

        assert page.tijdlijn.balken
        assert page.toewijzingen.rijen
        assert page.declaraties.rijen
        assert page.geld is not None

    def test_costs_what_the_ledger_says(self, opened, child):
        number = int(child.split("/")[3])
        page = opened.get(child + "?als=csv")
        ((cents,),) = ask(
            "SELECT sum(CASE dc WHEN 'C' THEN -bedrag_cent ELSE bedrag_cent END)::bigint FROM declaraties_prestatie p "
            "WHERE toegekend AND gemeente = %s AND client_id IN (SELECT id FROM toewijzingen_client "
            "WHERE gemeente = %s AND bsn = (SELECT bsn FROM toewijzingen_client WHERE gemeente = %s AND id = %s))",
            DALFSEN, DALFSEN, DALFSEN, number,
        )  # fmt: skip

        rows = [line.split(";") for line in page.content.decode("utf-8-sig").splitlines()[1:]]
        granted = sum(round(float(row[5].replace(",", ".")) * 100) for row in rows if row[6] == "Toegekend")
        assert granted == cents

    @pytest.mark.parametrize("name", ["controller.zwolle", "controller.regio", "contracten.regio", "bestuur.regio"])
    def test_is_not_for_who_does_not_work_with_children(self, als, child, name):
        assert als(name).get(child).status_code == 403

    def test_of_another_is_as_one_that_is_not_there(self, als, child):
        client = als("backoffice.ander")
        theirs, nobodys = client.get(child), client.get(f"/jeugdigen/{DALFSEN}/999999999/")

        assert theirs.status_code == nobodys.status_code == 404

    def test_is_written_down(self, opened, child):
        count = "SELECT count(*) FROM logboek_inzage WHERE wat = 'kind' AND resultaat = 'getoond'"
        before = ask(count, who=PRIVACY)[0][0]

        opened.get(child)

        assert ask(count, who=PRIVACY)[0][0] == before + 1

    def test_outside_the_caseload_asks_why_and_the_reason_is_kept(self, als, gespeeld):
        clients = "SELECT id, encode(sha256(bsn), 'hex') FROM toewijzingen_client WHERE gemeente = %s ORDER BY id DESC"
        who, now = machtiging_van("toegang.dalfsen"), timezone.now()
        number = next(  # other tests open children in this region as well
            number
            for number, person in ask(clients, DALFSEN)
            if not caseload.heeft_reden(person, moment=now, on_behalf_of=who)
        )
        url, client = f"/jeugdigen/{DALFSEN}/{number}/", als("toegang.dalfsen")

        asked = client.get(url)
        short = client.post(url, {"reden": "kort"})
        page = client.post(url, {"reden": REASON}, follow=True).context["page"]

        assert "jr-tijdlijn" not in asked.content.decode()
        assert short.status_code == 422
        assert ">kort</textarea>" in short.content.decode().replace("\n", "")
        assert page.tijdlijn.balken
        assert (REASON,) in ask("SELECT DISTINCT doel FROM logboek_inzage WHERE wat = 'kind'", who=PRIVACY)

    def test_in_the_caseload_opens_at_once(self, als, child):
        number = int(child.split("/")[3])
        ((who,),) = ask(
            "SELECT encode(sha256(bsn), 'hex') FROM toewijzingen_client WHERE gemeente = %s AND id = %s",
            DALFSEN,
            number,
        )
        worker = machtiging_van("toegang.dalfsen")
        day = timezone.localdate()
        caseload.wijs_toe(
            who, aan=worker.account, vanaf=day, reden="Nieuwe begeleider", moment=timezone.now(), on_behalf_of=worker
        )

        assert als("toegang.dalfsen").get(child).context["page"].tijdlijn.balken


class TestAProvider:
    def test_shows_contracts_tariffs_and_money_to_the_region(self, als, gespeeld):
        ((agb,),) = ask("SELECT aanbieder FROM declaraties_declaratie WHERE toegekend_cent > 0 ORDER BY 1 LIMIT 1")

        page = als("contracten.regio").get(f"/aanbieders/{agb}/").context["page"]

        assert page.contracten.rijen
        assert page.tarieven.rijen
        assert page.geld.tabel.rijen

    def test_a_provider_sees_its_own_only(self, als, gespeeld):
        ((own,),) = ask(
            "SELECT a.aanbieder FROM gebruikers_aanstelling a JOIN gebruikers_account g ON g.id = a.account_id "
            "WHERE g.username = 'backoffice'"
        )
        ((other,),) = ask("SELECT agb FROM aanbieders_aanbieder WHERE agb <> %s ORDER BY agb LIMIT 1", own)
        client = als("backoffice")

        assert client.get(f"/aanbieders/{own}/").status_code == 200
        theirs, nobodys = client.get(f"/aanbieders/{other}/"), client.get("/aanbieders/99999999/")
        assert theirs.status_code == nobodys.status_code == 404


class TestAMunicipality:
    def test_shows_its_budget_to_itself_and_to_the_region(self, als, gespeeld):
        for name in ("controller.zwolle", "controller.regio", "bestuur.regio"):
            page = als(name).get("/gemeenten/0193/").context["page"]
            assert [one.naam for one in page.cijfers][:2] == ["Budget", "Toegekend"]
            assert page.aanbieders.rijen

    @pytest.mark.parametrize("name", ["controller.dalfsen", "backoffice"])
    def test_of_another_is_as_one_that_is_not_there(self, als, name):
        client = als(name)

        assert client.get("/gemeenten/0193/").status_code == client.get("/gemeenten/9999/").status_code == 404


def test_a_product_names_its_tariffs(als, gespeeld):
    ((category, code),) = ask("SELECT categorie, code FROM contracten_tarief ORDER BY 1, 2 LIMIT 1")

    page = als("contracten.regio").get(f"/producten/{category}/{code}/").context["page"]

    assert page.tarieven.rijen
    assert als("contracten.regio").get(f"/producten/{category}/99X99/").status_code == 404
