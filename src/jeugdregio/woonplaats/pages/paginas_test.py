# SPDX-License-Identifier: EUPL-1.2
"""Working out where a child belongs, as an access worker does it: from the BRP, filled up by hand, kept."""

from contextlib import contextmanager

import pytest

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.personen import verhalen
from jeugdregio.woonplaats.models import Woonplaatsbepaling, Woonplaatsperiode

DALFSEN = "0148"
TOEGANG = Machtiging(rol=Rol.TOEGANG, gemeente=DALFSEN)
NIEUW = {"bsn": verhalen.DRIE_WONINGEN, "van": "2025-01-01", "laatste_dag": "2026-11-30"}


@contextmanager
def rows():
    with namens(TOEGANG):
        yield Woonplaatsbepaling.objects.order_by("-id")


@pytest.fixture
def draft(als, gespeeld):
    client = als("toegang.dalfsen")
    response = client.post("/woonplaats/", NIEUW)
    assert response.status_code == 302, response.content.decode()[:3000]
    return client, response["Location"]


def periods(page) -> list[tuple[str, str]]:
    return [(block.gemeente, block.regels) for block in page.antwoorden]


def test_from_the_brp_by_hand_and_kept(draft):
    client, url = draft
    page = client.get(url).context["page"]
    assert page.concept
    assert periods(page) == [("Deventer", "W01"), ("Kampen", "W01"), ("Zwolle", "W01"), ("Dalfsen", "W01")]

    stay = {
        "doe": "erbij verblijven",
        "verblijven-soort": "W03",
        "verblijven-van": "2026-06-15",
        "verblijven-laatste_dag": "",
        "verblijven-bron": "toewijzing",
    }
    page = client.post(url, stay, follow=True).context["page"]
    assert periods(page) == [("Kampen", "W03"), ("Kampen", "W01"), ("Zwolle", "W01"), ("Dalfsen", "W01")]
    assert page.tijdlijn.balken
    assert any("tot en met 31 augustus 2026 (W18)" in text for text in page.overgangen)

    page = client.post(url, {"doe": "vast"}, follow=True).context["page"]
    assert not page.concept
    with rows() as found:
        one = found.first()
        kept = Woonplaatsperiode.objects.filter(bepaling=one).order_by("periode")
        assert [row.verantwoordelijk for row in kept] == ["0148", "0193", "0166", "0166"]
    assert client.post(url, stay).status_code == 422, "what is kept does not change"
    listed = client.get("/woonplaats/").content.decode()
    assert one.naam in listed
    assert "Dalfsen, Zwolle, Kampen" in listed


def test_no_number_is_on_any_page_or_in_an_address(draft):
    client, url = draft
    assert verhalen.DRIE_WONINGEN not in url + client.get(url).content.decode()
    assert verhalen.DRIE_WONINGEN not in client.get("/woonplaats/").content.decode()


def test_what_is_wrong_is_said_at_the_field(als, gespeeld):
    client = als("toegang.dalfsen")
    with rows() as found:
        before = found.count()
    for change, field in (
        ({"bsn": "123456789"}, "bsn"),
        ({"bsn": "111222333"}, "bsn"),
        ({"van": "gisteren"}, "van"),
        ({"van": "2027-01-01"}, "laatste_dag"),
        ({"van": "1999-01-01", "laatste_dag": "2000-01-01"}, "bsn"),
    ):
        response = client.post("/woonplaats/", {**NIEUW, **change})
        assert response.status_code == 422
        assert list(response.context["page"].formulier.errors) == [field]
    with rows() as found:
        assert found.count() == before


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ({"doe": "erbij adressen", "adressen-gemeente": "0193", "adressen-van": "2026-01-01"}, 302),
        ({"doe": "erbij adressen", "adressen-gemeente": "9999", "adressen-van": "2026-01-01"}, 422),
        ({"doe": "erbij verblijven", "verblijven-soort": "W99", "verblijven-van": "2026-01-01"}, 422),
        (
            {
                "doe": "erbij gezag",
                "gezag-gezag": "ouder",
                "gezag-van": "2026-02-01",
                "gezag-laatste_dag": "2026-01-01",
            },
            422,
        ),
        ({"doe": "erbij werkelijk", "werkelijk-gemeente": "0148", "werkelijk-van": "2026-01-01"}, 302),
        ({"doe": "erbij adressen", "adressen-bron": "bsn 999900018"}, 422),
        ({"doe": "kenmerken", "kenmerken-moeder": "-"}, 302),
        ({"doe": "kenmerken", "kenmerken-moeder": "x"}, 422),
        ({"doe": "weg adressen 0"}, 302),
        ({"doe": "weg adressen 99"}, 302),
        ({"doe": "weg adressen -1"}, 302),
        ({"doe": "weg geboren 0"}, 302),
        ({"doe": "iets"}, 302),
        ({}, 302),
    ],
)
def test_every_form_takes_what_is_right_and_says_what_is_not(draft, answers, status):
    client, url = draft
    assert client.post(url, answers).status_code == status
    assert client.get(url).status_code == 200


def test_a_draft_without_any_answer_is_not_kept(draft):
    client, url = draft
    for _ in range(4):
        client.post(url, {"doe": "weg adressen 0"})
    client.post(url, {"doe": "kenmerken", "kenmerken-moeder": "-"})
    response = client.post(url, {"doe": "vast"})
    assert response.status_code == 422
    assert "werkelijk verblijft" in response.context["page"].fout
    assert client.post(url, {"doe": "vergeet"}, follow=True).status_code == 200
    assert client.get(url).status_code == 404


def test_only_the_access_team_of_the_municipality(als, draft):
    _, url = draft
    for name in ("controller.dalfsen", "backoffice", "controller.regio"):
        assert als(name).get(url).status_code == 403
        assert als(name).post(url, {"doe": "vast"}).status_code == 403
