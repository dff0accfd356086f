# SPDX-License-Identifier: EUPL-1.2
"""The pages in the played region: a request, a complaint and a lesson from begin to end, and what anyone may read."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from jeugdregio.demo import rechten
from jeugdregio.gebruikers import caseload
from jeugdregio.rechtsbescherming import queries
from jeugdregio.toewijzingen import queries as toewijzingen
from tests.paginawereld import machtiging_van

MOMENT = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def kind(als):
    """A child of Dalfsen that the access worker may open: the reason was given today."""
    wie = machtiging_van("toegang.dalfsen")
    given = toewijzingen.toewijzingen(gemeente="0148", on_behalf_of=wie)
    found = next(
        child
        for one in given
        for child in toewijzingen.dossier("0148", one.kind.id, on_behalf_of=wie)
        if child.geboortedatum
    )
    caseload.noem_doel(found.persoon, reden="Verzoek over het dossier.", moment=timezone.now(), on_behalf_of=wie)
    return found


def text(response) -> str:
    return response.content.decode()


def test_a_request_from_the_page_of_the_child_to_the_decision(als, kind):
    client = als("toegang.dalfsen")
    page = text(client.get(f"/jeugdigen/0148/{kind.id}/", follow=True))
    url = f"/rechten/verzoeken/nieuw/{kind.id}/"
    assert url in page
    form = {
        "soort": "correctie",
        "aanvrager": "S. de Vries",
        "hoedanigheid": "gemachtigde",
        "vraag": "Het adres van school klopt niet.",
        "ontvangen_op": timezone.localdate().isoformat(),
    }
    assert client.post(url, form | {"aanvrager": ""}).status_code == 422
    made = client.post(url, form, follow=True)
    assert "met een machtiging op papier" in text(made).lower()
    address = made.redirect_chain[-1][0]
    decide = {"doe": "beslis", "beslissing": "toegewezen", "redenen": "Klopt.", "dag": form["ontvangen_op"]}
    assert "Leg eerst vast" in text(client.post(address, decide))
    correct = {"doe": "correctie", "gegeven": "school", "oud": "De Esch", "nieuw": "De Vecht", "verklaring": ""}
    client.post(address, correct)
    assert client.post(address, decide).status_code == 302
    shown = text(client.get(address))
    assert "De Esch" in shown
    assert "De Vecht" in shown
    assert "Toegewezen" in text(client.get("/rechten/verzoeken/"))
    late = {"doe": "nagekomen", "wat": "Brief van school", "gevolg": "Toegevoegd", "ontvangen_op": form["ontvangen_op"]}
    assert client.post(address, late).status_code == 302
    assert "Brief van school" in text(client.get(address))


def test_a_complaint_begins_with_a_talk(als):
    client = als("toegang.dalfsen")
    made = client.post(
        "/klachten/nieuw/klacht/", {"onderwerp": "Niet gebeld", "toelichting": "Twee keer beloofd."}, follow=True
    )
    address = made.redirect_chain[-1][0]
    step = {"doe": "stap", "op": timezone.localtime().strftime("%Y-%m-%dT%H:%M:%S"), "tekst": "gedaan", "afloop": ""}
    assert "Eerst moet deze stap" in text(client.post(address, step | {"code": "formeel"}))
    assert client.post(address, step | {"code": "dialoog"}).status_code == 302
    assert "Niet gebeld" in text(client.get("/klachten/"))
    assert "burgerservicenummer" in text(client.post(address, step | {"code": "gehoord", "tekst": "van 999900018"}))
    assert client.get("/klachten/nieuw/onbekend/").status_code == 404


def test_lessons_participation_and_logins_of_the_demo_have_their_pages(als):
    rechten.laad(regio="IJSSELLAND", moment=MOMENT)
    worker, manager, board = als("toegang.dalfsen"), als("contracten.regio"), als("bestuur.regio")
    assert "Ingetrokken" in text(worker.get("/geleerd/"))
    assert "twee handtekeningen" in text(manager.get("/geleerd/"))
    (rule,) = queries.regelproeven(on_behalf_of=machtiging_van("toegang.dalfsen"))
    assert "Hielp" in text(manager.get(f"/geleerd/{rule.pk}/"))
    assert manager.get("/klachtcijfers/").status_code == 200
    paper = queries.inspraakstukken(on_behalf_of=machtiging_van("bestuur.regio"))[0]
    shown = text(board.get(f"/inspraak/{paper.pk}/"))
    assert "Jongerenraad" in shown
    assert "Leg het advies vast" not in shown, "het stuk is van een gemeente"
    public = text(Client().get("/openbaar/inspraak/"))
    assert "Vraag jongeren zelf wat hielp." in public
    assert "Nog geen reactie" in public
    listed = text(worker.get("/gezinsinlog/", {"zoek": "Vechtzoom"}))
    assert "Vechtzoom" in listed
