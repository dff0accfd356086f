# SPDX-License-Identifier: EUPL-1.2
"""The list of requests and the answer, as each role sees them."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.urls import reverse

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.ontvangst.pages.verzoeken import _late, _term
from jeugdregio.verzoeken.models import Verzoek
from jeugdregio.verzoeken.values import AFWIJZEN, ONDERZOEKEN, Besluit, OpenVerzoek
from tests.paginaverzoek import BSN, REGIO, een_verzoek

LIST = "/verzoeken/"


@pytest.fixture
def reference(gespeeld) -> Iterator[str]:
    """A request of the provider that logs in as backoffice, to the municipality of toegang.dalfsen."""
    with een_verzoek() as one:
        yield one.referentie


def url(reference: str) -> str:
    with namens(REGIO):
        row = Verzoek.objects.get(referentie=reference)
    return reverse("verzoek", args=[row.gemeente, row.bericht_id, row.nr])


def status(reference: str) -> str:
    with namens(REGIO):
        return Verzoek.objects.get(referentie=reference).status


def listed(client) -> list[str]:
    return [row[0].tekst for row in client.get(LIST).context["page"].lijst.tabel.rijen]


class TestList:
    def test_whose_it_is(self, als, reference):
        assert listed(als("toegang.dalfsen")) == [reference]
        assert listed(als("controller.dalfsen")) == [reference]
        assert listed(als("controller.regio")) == [reference]
        assert listed(als("backoffice")) == [reference]
        assert listed(als("controller.zwolle")) == listed(als("backoffice.ander")) == []
        for name in ("bestuur.regio", "contracten.regio"):
            assert als(name).get(LIST).status_code == 403
            assert als(name).get(url(reference)).status_code == 403

    def test_only_who_works_with_children_reads_a_name(self, als, reference):
        for name, seen in (("toegang.dalfsen", True), ("backoffice", True), ("controller.dalfsen", False)):
            client = als(name)
            for address in (LIST, url(reference)):
                assert ("Test" in client.get(address).content.decode()) is seen, (name, address)

    def test_no_burgerservicenummer(self, als, reference):
        for address in (LIST, url(reference)):
            assert BSN not in als("toegang.dalfsen").get(address).content.decode()


class TestAnswer:
    def test_only_the_access_team_of_the_municipality_answers(self, als, reference):
        for name in ("controller.dalfsen", "backoffice", "controller.regio"):
            client = als(name)
            assert client.get(url(reference)).context["page"].formulier is None
            assert client.post(url(reference), {"wat": "2"}).status_code == 403
        for name in ("controller.zwolle", "backoffice.ander"):
            assert als(name).get(url(reference)).status_code == 404
        assert status(reference) == "in_behandeling"

    def test_looking_into_it_and_then_refusing(self, als, reference):
        client = als("toegang.dalfsen")

        page = client.post(url(reference), {"wat": "2", "reden": "7"}, follow=True)
        assert "vastgelegd" in page.content.decode()
        assert status(reference) == "in_onderzoek"
        form = client.get(url(reference)).context["page"].formulier
        assert [code for code, _ in form.fields["wat"].choices] == ["1"]
        client.post(url(reference), {"wat": "1", "reden": "7", "woonplaats": "0193"})
        assert status(reference) == "afgewezen"
        assert client.get(url(reference)).status_code == 404

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({}, "wat"),
            ({"wat": "3"}, "wat"),
            ({"wat": "1"}, "reden"),
            ({"wat": "1", "reden": "8"}, "woonplaats"),
            ({"wat": "1", "reden": "8", "woonplaats": "0148"}, "woonplaats"),
        ],
    )
    def test_what_is_missing_is_said_at_the_field(self, als, reference, given, field):
        response = als("toegang.dalfsen").post(url(reference), given)

        assert response.status_code == 422
        assert field in response.context["page"].formulier.errors
        assert status(reference) == "in_behandeling"


class TestHandingOver:
    def test_in_one_click_and_both_see_it(self, als, reference):
        client = als("toegang.dalfsen")
        choices = dict(client.get(url(reference)).context["page"].overdracht.fields["naar"].choices)
        assert choices["0193"] == "Zwolle"
        assert "0148" not in choices

        page = client.post(url(reference), {"naar": "0193"}, follow=True)

        assert "overgedragen" in page.content.decode()
        assert status(reference) == "afgewezen"
        for name in ("toegang.dalfsen", "controller.zwolle"):
            table = als(name).get(LIST).context["page"].overgedragen
            assert reference in [row[0].tekst for row in table.rijen]
        assert als("backoffice").get(LIST).context["page"].overgedragen is None
        zwolle = als("controller.zwolle").get(LIST).content.decode()
        assert "Test" not in zwolle
        assert BSN not in zwolle

    def test_outside_the_region_is_refused(self, als, reference):
        response = als("toegang.dalfsen").post(url(reference), {"naar": "0014"})

        assert response.status_code == 422
        assert "meedoet in de regio" in response.context["page"].fout
        assert status(reference) == "in_behandeling"

    def test_only_who_answers_hands_over(self, als, reference):
        for name in ("controller.dalfsen", "backoffice"):
            assert als(name).get(url(reference)).context["page"].overdracht is None
            assert als(name).post(url(reference), {"naar": "0193"}).status_code == 403


@pytest.mark.parametrize(
    ("days", "text", "tone"),
    [
        (-10, "10 dagen te laat", "negatief"),
        (-1, "1 dag te laat", "negatief"),
        (0, "Vandaag", "waarschuwing"),
        (1, "Nog 1 dag", "waarschuwing"),
        (3, "Nog 3 dagen", "neutraal"),
    ],
)
def test_the_term_in_words(days: int, text: str, tone: str):
    assert _term(due(TODAY + timedelta(days=days)), TODAY) == (text, tone)


TODAY = date(2026, 11, 24)


def due(day: date, woonplaats: date | None = None) -> OpenVerzoek:
    return OpenVerzoek("0193", 1, 0, "99900001", "JW315", "R1", "", TODAY, TODAY, "in_behandeling", day, woonplaats, ())


def test_nothing_is_sent_late_in_silence():
    yesterday = TODAY - timedelta(days=1)
    refused, elsewhere, looking = Besluit(AFWIJZEN, "7"), Besluit(AFWIJZEN, "8", "0166"), Besluit(ONDERZOEKEN)

    assert "uiterlijk op 23 november 2026" in _late(due(yesterday), looking, TODAY)
    assert "woonplaatsbeginsel" in _late(due(TODAY, yesterday), elsewhere, TODAY)
    assert _late(due(TODAY, yesterday), refused, TODAY) == ""
    assert _late(due(TODAY, TODAY), elsewhere, TODAY) == ""
