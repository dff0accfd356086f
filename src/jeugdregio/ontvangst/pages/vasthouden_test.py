# SPDX-License-Identifier: EUPL-1.2
"""The pages about what is held and about work that is ticked off, as each role sees them."""

from itertools import count

import pytest

from jeugdregio.berichten.models import Vasthouding, Verzending
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.toewijzingen.models import Toewijzing
from jeugdregio.toewijzingen.models import Wachter as Keuze
from tests import wereld as kit
from tests.paginaverzoek import BSN, REGIO

LIST = "/vastgehouden/"
REASON = "Besproken met de aanbieder."


@pytest.fixture
def held(gespeeld) -> Vasthouding:
    """A message of Dalfsen to the provider that logs in as backoffice, in which another allocation was left out."""
    sender, own = Account.objects.get(username="backoffice").aanbieder, kit.AANBIEDERS["A1"]
    with namens(REGIO):
        turn = Vasthouding.objects.count()
    kit.AANBIEDERS["A1"] = sender
    number = 7_000_000 + 10 * turn
    try:
        world = kit.Wereld(
            nieuw=False, nummers={"T": number, "U": number + 1}, _bsn_reeks=count(999_910_000 + 20 * turn)
        )
        for name, product in (("T", "-"), ("U", "45")):
            world.aanvaardt(
                "JW301 | gemeente | product | begin | einde | budget | identificatie\n"
                f"{name} | G2 | {product} | 2026-11-01 | 2028-12-31 | 100000 | {name}{number}"
            )
    finally:
        kit.AANBIEDERS["A1"] = own
    with namens(REGIO):
        found = Vasthouding.objects.filter(besluit="", gemeente="0148").latest("bericht_id")
    assert found.regels == ["OP087"]
    return found


def url(one: Vasthouding) -> str:
    return f"{LIST}{one.gemeente}/{one.bericht_id}/"


def sent(one: Vasthouding) -> str:
    with namens(REGIO):
        return Verzending.objects.get(bericht_id=one.bericht_id, stuk="bericht").stand


def test_whose_it_is(als, held):
    for name, seen in (
        ("toegang.dalfsen", True),
        ("controller.dalfsen", True),
        ("controller.regio", True),
        ("controller.zwolle", False),
    ):
        client = als(name)
        urls = [row[0].url for row in client.get(LIST).context["page"].lijst.tabel.rijen]
        assert (url(held) in urls) is seen, name
        assert client.get(url(held)).status_code == (200 if seen else 404), name
    for name in ("backoffice", "bestuur.regio", "contracten.regio"):
        assert als(name).get(LIST).status_code == 403
    work = [row[0].url for row in als("toegang.dalfsen").get("/werk/").context["page"].eigen.rijen]
    assert url(held) in work


def test_letting_go_and_only_by_the_municipality_itself(als, held):
    assert als("controller.regio").get(url(held)).context["page"].formulier is None
    assert als("controller.regio").post(url(held), {"wat": "vrij", "reden": REASON}).status_code == 403
    assert sent(held) == "vastgehouden"

    page = als("toegang.dalfsen").post(url(held), {"wat": "vrij", "reden": REASON}, follow=True)

    assert "gaat naar de aanbieder" in page.content.decode()
    assert sent(held) == "vrij"
    decided = page.context["page"].besloten.rijen[0]
    assert (decided[3].tekst, decided[4], decided[5].tekst) == ("Vrijgegeven", REASON, "toegang.dalfsen")
    assert als("toegang.dalfsen").get(url(held)).status_code == 404


def test_taking_back(als, held):
    page = als("controller.dalfsen").post(url(held), {"wat": "trek_in", "reden": REASON}, follow=True)

    assert "is ingetrokken" in page.content.decode()
    assert sent(held) == "ingetrokken"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"reden": REASON}, "wat"),
        ({"wat": "vrij"}, "reden"),
        ({"wat": "vrij", "reden": "  "}, "reden"),
        ({"wat": "vrij", "reden": "Het gaat om 9999.00.006."}, "reden"),
    ],
)
def test_a_decision_has_a_reason_without_a_number_of_a_child(als, held, given, field):
    response = als("toegang.dalfsen").post(url(held), given)

    assert response.status_code == 422
    assert field in response.context["page"].formulier.errors
    assert sent(held) == "vastgehouden"


def test_only_who_works_with_children_reads_a_name(als, held):
    for name, seen in (("toegang.dalfsen", True), ("controller.dalfsen", False), ("controller.regio", False)):
        page = als(name).get(url(held)).content.decode()
        assert ("Jeugdige</dt>" in page) is seen
        assert BSN not in page


def test_the_controller_of_the_municipality_sets_its_guards(als, held):
    post = f"{LIST}wachter/"
    for name in ("toegang.dalfsen", "controller.regio", "backoffice"):
        assert als(name).post(post, {"regel": "OP087", "aan": "nee"}).status_code == 403
    client = als("controller.dalfsen")
    assert client.post(post, {"regel": "OP001", "aan": "nee"}).status_code == 404
    for on in ("nee", "ja"):
        page = client.post(post, {"regel": "OP087", "aan": on}, follow=True).context["page"]
        state = {one.wachter.regel: one.aan for one in page.wachters}
        assert state == {"OP087": on == "ja", "OP259": True, "OP380": True, "OP033x1": True}
    with namens(REGIO):
        assert Keuze.objects.get().door == "controller.dalfsen"


class TestTickingOff:
    def task(self, client, nummer: int) -> str:
        rows = client.get("/werk/").context["page"].nazien.rijen
        return next((row[-1].url for row in rows if row[0].tekst == f"Toewijzing {nummer}"), "")

    def test_it_is_gone_until_something_changes(self, als, held):
        client = als("toegang.dalfsen")
        with namens(REGIO):
            number = Toewijzing.objects.get(bericht_id=held.bericht_id).nummer - 1
        address = self.task(client, number)
        assert address.startswith("/werk/nazien/OP087/")
        assert client.post(address, {"reden": ""}).status_code == 422
        for name in ("controller.zwolle", "backoffice"):
            assert als(name).post(address, {"reden": REASON}).status_code == 404
        assert als("controller.regio").post(address, {"reden": REASON}).status_code == 403

        page = client.post(address, {"reden": REASON}, follow=True)

        assert "is nagezien" in page.content.decode()
        assert self.task(client, number) == ""
        assert client.get(address).status_code == 404


def test_a_start_leads_to_its_allocation_for_everyone(als):
    for name, where in (
        ("backoffice", "/toewijzingen/"),
        ("toegang.dalfsen", "/inzien/"),
        ("controller.regio", "/inzien/"),
    ):
        client = als(name)
        page = client.get("/werk/").context["page"]
        rows = [row for row in (*page.eigen.rijen, *page.ander.rijen) if row[0].tekst.startswith("St")]
        assert rows, name
        assert all(row[0].url.startswith(where) for row in rows)
        page = client.get(rows[0][0].url)
        assert page.status_code == 200
        if where == "/inzien/":
            assert ("Jeugdige</dt>" in page.content.decode()) is (name == "toegang.dalfsen")
            assert als("controller.zwolle" if "Dalfsen" in page.content.decode() else "bestuur.regio").get(
                rows[0][0].url
            ).status_code in (403, 404)
