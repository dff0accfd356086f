# SPDX-License-Identifier: EUPL-1.2
"""The page that asks where a child belongs, as an access worker goes through it."""

import pytest

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.verzoeken.models import Overdracht, Verzoek, Woonplaatsonderzoek
from tests.paginaverzoek import BSN, REGIO, een_verzoek


@pytest.fixture
def request_(gespeeld):
    with een_verzoek() as one:
        yield one


def url(one: Verzoek) -> str:
    return f"/verzoeken/{one.gemeente}/{one.bericht_id}/{one.nr}/woonplaats/"


def status(one: Verzoek) -> str:
    with namens(REGIO):
        return Verzoek.objects.get(referentie=one.referentie).status


def outcomes(one: Verzoek) -> list[tuple[str, list[str]]]:
    with namens(REGIO):
        found = Woonplaatsonderzoek.objects.filter(bericht_id=one.bericht_id)
        return [(row.verantwoordelijk, row.regels) for row in found]


AT_HOME = {"moment": "2026-12-01", "hulp": "ambulant", "waar": "thuis"}
IN_ZWOLLE = {**AT_HOME, "brp": "0193"}


def test_one_question_at_a_time(als, request_):
    client = als("toegang.dalfsen")
    answers: dict[str, str] = {}
    for name, answer in IN_ZWOLLE.items():
        page = client.post(url(request_), answers).context["page"]
        assert list(page.vraag.fields) == [name]
        assert page.uitkomst is None
        answers[name] = answer
    page = client.post(url(request_), answers).context["page"]

    assert page.vraag is None
    assert (page.uitkomst.naam, [rule for rule, _ in page.uitkomst.redenen]) == ("Zwolle", ["W01"])
    assert "vanaf 1 januari 2022" in page.uitkomst.stelsel
    assert page.uitkomst.in_regio
    assert outcomes(request_) == [], "nothing is kept before it was said so"


def test_the_first_day_of_the_help_comes_from_the_request(als, request_):
    page = als("toegang.dalfsen").get(url(request_)).context["page"]

    assert [name for name, _ in page.mee] == ["moment"]
    assert list(page.vraag.fields) == ["hulp"]


def test_help_from_before_2022_goes_by_the_old_rule(als, request_):
    old = {"moment": "2021-06-01", "gezag": "ouder", "gezagsdrager": "0193"}
    page = als("toegang.dalfsen").post(url(request_), old).context["page"]

    assert "tot en met 31 december 2021" in page.uitkomst.stelsel
    assert page.uitkomst.redenen[0][0] == "V01"


def test_handing_over_in_one_click(als, request_):
    page = als("toegang.dalfsen").post(url(request_), {**IN_ZWOLLE, "doe": "overdragen"}, follow=True)

    assert "overgedragen" in page.content.decode()
    assert status(request_) == "afgewezen"
    assert outcomes(request_) == [("0193", ["W01"])]
    with namens(REGIO):
        assert Overdracht.objects.get(bericht_id=request_.bericht_id).gemeente == "0193"


def test_refusing_for_a_municipality_elsewhere(als, request_):
    client = als("toegang.dalfsen")
    answers = {**AT_HOME, "brp": "0014"}
    assert not client.post(url(request_), answers).context["page"].uitkomst.in_regio

    refused = client.post(url(request_), {**answers, "doe": "overdragen"})
    assert refused.status_code == 422
    assert status(request_) == "in_behandeling"
    page = client.post(url(request_), {**answers, "doe": "afwijzen"}, follow=True)

    assert "woonplaatsbeginsel" in page.content.decode()
    assert status(request_) == "afgewezen"


def test_the_own_municipality_is_kept_and_shown_with_the_request(als, request_):
    client = als("toegang.dalfsen")
    page = client.post(url(request_), {**AT_HOME, "brp": "0148", "doe": "afwijzen"}, follow=True)

    assert status(request_) == "in_behandeling", "nobody refuses for his own municipality"
    assert outcomes(request_) == [("0148", ["W01"])]
    assert "Dalfsen (W01)" in page.content.decode()
    tasks = [row[0].tekst for row in client.get("/werk/").context["page"].eigen.rijen]
    assert f"Woonplaats uitzoeken {request_.referentie}" not in tasks


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"moment": "gisteren"}, "moment"),
        ({"moment": "2026-12-01", "hulp": "anders"}, "hulp"),
        ({**AT_HOME, "brp": "9999"}, "brp"),
        ({**AT_HOME, "brp": "<script>"}, "brp"),
    ],
)
def test_what_is_no_answer_is_said_at_the_question(als, request_, answers, field):
    response = als("toegang.dalfsen").post(url(request_), {**answers, "doe": "afwijzen"})

    assert response.status_code == 422
    assert list(response.context["page"].vraag.errors) == [field]
    assert outcomes(request_) == []


def test_only_the_access_team_of_the_municipality(als, request_):
    for name, code in (("controller.dalfsen", 403), ("backoffice", 403), ("controller.zwolle", 403)):
        assert als(name).get(url(request_)).status_code == code
        assert als(name).post(url(request_), {**IN_ZWOLLE, "doe": "overdragen"}).status_code == code
    assert status(request_) == "in_behandeling"


def test_no_burgerservicenummer(als, request_):
    assert BSN not in als("toegang.dalfsen").post(url(request_), IN_ZWOLLE).content.decode()
