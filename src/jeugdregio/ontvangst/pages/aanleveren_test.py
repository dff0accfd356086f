# SPDX-License-Identifier: EUPL-1.2
"""Delivering with the browser: what comes back per file, and what is never lost."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jeugdregio.berichten import queries as berichten
from jeugdregio.berichten.models import Bestand
from jeugdregio.declaraties.models import Declaratie
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst import actions
from jeugdregio.ontvangst.pages import aanleveren

REGIO = verwerking("IJSSELLAND")


def file(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/xml")


@pytest.fixture
def message(gespeeld) -> bytes:
    """A declaratie that the back office sent before."""
    provider = Account.objects.get(username="backoffice").aanbieder
    with namens(REGIO):
        row = Declaratie.objects.filter(aanbieder=provider, verwerkt=True).order_by("bericht_id").first()
    receipt = berichten.bewijs(row.gemeente, row.bericht_id, on_behalf_of=REGIO)
    return berichten.origineel(receipt, on_behalf_of=REGIO)


def deliver(client, *files):
    return client.post("/aanleveren/", {"bestanden": list(files)}, follow=True)


class TestDeliver:
    def test_gives_a_receipt_and_a_reason_per_file(self, als, message):
        changed = message.replace(b"</jw323:Bericht>", b"<!-- opnieuw --></jw323:Bericht>")
        response = deliver(als("backoffice"), file("a.xml", changed), file("b.xml", b"geen xml"))

        first, second = response.context["page"].bestanden
        assert first.stand == "Afgekeurd"
        assert first.berichten[0].redenen
        assert second.stand == "Geweigerd"
        assert second.redenen
        assert len(first.vingerafdruk) == 64

    def test_the_same_bytes_have_no_new_effect(self, als, message):
        client = als("backoffice")
        deliver(client, file("c.xml", message))

        page = deliver(client, file("c.xml", message)).context["page"]

        assert [f.stand for f in page.bestanden] == ["Al eerder ontvangen"]

    def test_a_message_of_someone_else_is_refused(self, als, message):
        page = deliver(als("backoffice.ander"), file("d.xml", message)).context["page"]

        assert page.bestanden[0].stand == "Geweigerd"

    def test_nothing_chosen_says_so(self, als):
        response = als("backoffice").post("/aanleveren/", {})

        assert response.status_code == 422
        assert "Kies minstens één bestand." in response.content.decode()

    def test_a_file_that_is_too_large_is_not_kept(self, als, monkeypatch):
        monkeypatch.setattr(aanleveren, "GRENZEN", replace(aanleveren.GRENZEN, bestand_bytes=10))

        response = als("backoffice").post("/aanleveren/", {"bestanden": [file("groot.xml", b"x" * 11)]})

        assert response.status_code == 422
        assert "groter dan 25 MB" in response.content.decode()
        with namens(REGIO):
            assert not Bestand.objects.filter(naam="groot.xml").exists()

    def test_many_files_wait_for_the_worker_and_the_page_follows(self, als, monkeypatch):
        monkeypatch.setattr(aanleveren, "METEEN_BESTANDEN", 1)
        client = als("backoffice")

        response = deliver(client, file("e.xml", b"<e/>"), file("f.xml", b"<f/>"))

        page = response.context["page"]
        assert (page.wacht, page.klaar, page.totaal) == (2, 0, 2)
        assert "every 3s" in response.content.decode()
        with namens(REGIO):
            Bestand.objects.filter(status="ontvangen").update(status="geweigerd")
        assert client.get(page.ververs_url).context["page"].wacht == 0

    def test_what_was_stored_stays_when_processing_fails(self, als, monkeypatch):
        def broken(**_):
            raise RuntimeError("de verwerking viel om")

        monkeypatch.setattr(actions, "laat_verwerken", broken)
        client = als("backoffice")
        client.raise_request_exception = False

        response = deliver(client, file("blijft.xml", b"<blijft/>"))

        assert response.status_code == 500
        with namens(REGIO):
            assert Bestand.objects.get(naam="blijft.xml").status == "ontvangen"
            Bestand.objects.filter(naam="blijft.xml").update(status="geweigerd")


class TestSeen:
    def test_by_the_sender_alone(self, als):
        page = deliver(als("backoffice"), file("g.xml", b"<g/>")).context["page"]

        seen = als("backoffice.ander").get(page.ververs_url).context["page"]

        assert page.bestanden
        assert seen.bestanden == ()

    @pytest.mark.parametrize("name", ["controller.regio", "bestuur.regio", "contracten.regio"])
    def test_the_region_delivers_nothing(self, als, name):
        response = als(name).get("/aanleveren/")

        assert response.status_code == 403
        assert "Berichten aanleveren" in response.content.decode()
