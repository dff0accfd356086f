# SPDX-License-Identifier: EUPL-1.2
"""A settlement between two municipalities, from what was found out to the bank, by the people who do it."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from jeugdregio.declaraties.models import Prestatie
from jeugdregio.demo.woonplaats import speel_woonplaats
from jeugdregio.gebruikers.isolatie import als_verwerking, namens
from jeugdregio.gebruikers.models import Account, Voorstel
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.grootboek.models import Boeking
from jeugdregio.ontvangst.queries import meet
from jeugdregio.woonplaats import queries

MOMENT = datetime(2026, 11, 24, 10, tzinfo=UTC)
DALFSEN = Machtiging(rol=Rol.CONTROLLER, gemeente="0148")
REDEN = "Nagegaan bij burgerzaken."


@pytest.fixture
def wereld(played):
    """A copy of the played region in which the child of the demo moved twice."""
    assert speel_woonplaats(moment=MOMENT) >= 2


def client(name: str) -> Client:
    one = Client()
    one.force_login(Account.objects.get(username=name))
    return one


def claim(debtor: str, stand: str) -> int:
    return next(
        one.nummer
        for one in queries.vorderingen(on_behalf_of=DALFSEN)
        if (one.schuldenaar, one.stand) == (debtor, stand)
    )


def test_from_the_demo_to_the_bank(wereld):
    assert speel_woonplaats(moment=MOMENT) == 0, "playing it again changes nothing"
    (one,) = queries.bepalingen(on_behalf_of=Machtiging(rol=Rol.TOEGANG, gemeente="0148"))
    assert list(dict.fromkeys(answer.gemeente for answer in one.antwoorden)) == ["0148", "0193", "0166"]
    assert one.antwoorden[-1].regels == ("W03",)
    assert claim("0166", "verrekend")

    number = claim("0193", "voorgesteld")
    url = f"/verrekening/{number}/"
    maker, other, creditor = client("controller.zwolle"), client("financien.zwolle"), client("controller.dalfsen")
    assert "niet zichtbaar" in maker.get(url).content.decode(), "Zwolle is not responsible now, so it sees no name"
    assert one.naam in creditor.get(url).content.decode()
    for page in ("/verrekening/", f"{url}brief/"):
        assert creditor.get(page).status_code == 200

    assert maker.post(url, {"doe": "erken", "erken-reden": ""}).status_code == 422
    assert maker.post(url, {"doe": "erken", "erken-reden": REDEN}).status_code == 302
    assert maker.post(url, {"doe": "erken", "erken-reden": REDEN}).status_code == 422, "it waits already"
    waiting = maker.get("/voorstellen/").context["page"]
    assert "Vordering erkennen" in maker.get("/voorstellen/").content.decode(), waiting
    proposal = _proposal()
    mark = other.get(proposal).context["page"].sha256
    assert maker.post(proposal, {"doe": "bevestigen", "gelezen": mark}).status_code == 422
    assert other.post(proposal, {"doe": "bevestigen", "gelezen": mark}).status_code == 302

    assert maker.post(url, {"doe": "verreken"}).status_code == 422, "the creditor says that it was paid"
    assert creditor.post(url, {"doe": "verreken"}).status_code == 302
    assert claim("0193", "verrekend") == number
    with namens(verwerking("IJSSELLAND")):
        moved = Boeking.objects.filter(oorzaak="woonplaats", gemeente__in=["0148", "0193", "0166"])
        cost = {"4100": 0, "1300": 0, "1610": 0}
        for row in moved:
            cost[row.debet] += row.bedrag_cent
            cost[row.credit] -= row.bedrag_cent
    assert (cost["4100"], cost["1300"] + cost["1610"]) == (0, 0)
    assert cost["1300"] > 0


def _proposal() -> str:
    with namens(Machtiging(rol=Rol.CONTROLLER, gemeente="0193", account=1)):
        return f"/voorstellen/{Voorstel.objects.get(soort='woonplaatsvordering').pk}/"


def test_taken_back_and_claimed_again_from_the_page(wereld):
    creditor, url = client("controller.dalfsen"), f"/verrekening/{claim('0193', 'voorgesteld')}/"
    assert creditor.get("/verrekening/").context["page"].te_vorderen == ()
    assert creditor.post(url, {"doe": "trek_in", "trek_in-reden": "bedrag klopt niet"}).status_code == 302

    (found,) = creditor.get("/verrekening/").context["page"].te_vorderen
    assert creditor.post("/verrekening/", {"periode": "0 2026-01-01"}).status_code == 422
    assert creditor.post("/verrekening/", {"periode": found[0].sleutel}).status_code == 302
    assert claim("0193", "voorgesteld")


def test_a_line_credited_after_settling_is_booked_back_from_the_page(wereld, played):
    number = claim("0166", "verrekend")
    creditor, url = client("controller.dalfsen"), f"/verrekening/{number}/"
    assert "Corrigeren" not in creditor.get(url).content.decode()
    first = queries.delen(number, on_behalf_of=DALFSEN)[0]
    with als_verwerking("IJSSELLAND"):
        Prestatie.objects.filter(gemeente="0148", bericht_id=first.regel[0], nr=first.regel[1]).update(
            gecrediteerd=True
        )

    assert "Corrigeren" in creditor.get(url).content.decode()
    assert "Corrigeren" not in client("controller.zwolle").get("/verrekening/").content.decode()
    assert creditor.post(url, {"doe": "corrigeer"}).status_code == 302
    assert creditor.post(url, {"doe": "corrigeer"}).status_code == 422
    assert "terug te betalen" in creditor.get(url).content.decode()
    assert creditor.post(url, {"doe": "terugbetaald"}).status_code == 302

    one = queries.vordering(number, on_behalf_of=DALFSEN)
    assert one.netto_cent == one.bedrag_cent - first.bedrag_cent
    assert "gecrediteerd en terugbetaald" in creditor.get(url).content.decode()


def test_who_reads_a_reason_is_said_per_step(wereld):
    page = client("controller.zwolle").get(f"/verrekening/{claim('0193', 'voorgesteld')}/").content.decode()
    assert "de andere gemeente niet" in page
    assert "De andere gemeente leest het bij de vordering" in page


def test_disputed_with_a_reason(wereld):
    url = f"/verrekening/{claim('0193', 'voorgesteld')}/"
    debtor = client("controller.zwolle")
    assert debtor.post(url, {"doe": "betwist", "betwist-reden": ""}).status_code == 422
    assert debtor.post(url, {"doe": "betwist", "betwist-reden": "Het kind woonde hier niet."}).status_code == 302
    assert "woonde hier niet" in client("controller.dalfsen").get(url).content.decode()


@pytest.mark.parametrize(
    ("name", "code"), [("toegang.dalfsen", 403), ("backoffice", 403), ("controller.regio", 403), ("bestuur.regio", 403)]
)
def test_only_the_two_controllers(wereld, name, code):
    number = claim("0193", "voorgesteld")
    for url in ("/verrekening/", f"/verrekening/{number}/", f"/verrekening/{number}/brief/"):
        assert client(name).get(url).status_code == code


def test_what_the_house_counts_stays_true(wereld):
    """The same measurements as the check of the region; none counts a row that is wrong."""
    assert [one.invariant.code for one in meet(on_behalf_of=verwerking("IJSSELLAND")) if one.fout] == []


def test_a_claim_of_others_is_not_there(wereld):
    settled = claim("0166", "verrekend")
    assert client("controller.zwolle").get(f"/verrekening/{settled}/").status_code == 404
    assert client("controller.zwolle").post(f"/verrekening/{settled}/", {"doe": "betwist"}).status_code == 404
