# SPDX-License-Identifier: EUPL-1.2
"""The pages on a played region: who gets which, and what a contract manager does on them."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from jeugdregio.components.uitvoer import Kop, als_xlsx
from jeugdregio.contractbeheer import queries
from jeugdregio.contractbeheer.pages.inlezen import INVOER
from jeugdregio.gebruikers.values import Machtiging, Rol
from tests.eigen_database import met_database
from tests.paginawereld import machtiging_van

MANAGER = Machtiging(rol=Rol.CONTRACTMANAGER, regio="IJSSELLAND")
PAGES = ("contractbeheer", "contractkalender", "zaken", "uitkomsten", "plafonds", "lijnen", "niveaus", "afbouw")
TRIAS = "99900001"


@pytest.fixture
def gespeeld(ongerepte_database, django_db_blocker):
    """A region of our own: these tests record things."""
    with met_database(ongerepte_database, django_db_blocker):
        yield


def zaak(onderwerp: str) -> int:
    return next(one.nummer for one in queries.zaken(on_behalf_of=MANAGER) if onderwerp in one.onderwerp)


@pytest.mark.parametrize("name", PAGES)
def test_a_manager_and_a_board_member_see_the_page_and_a_controller_of_nobody_does_not(als, name):
    found = {
        who: als(who).get(reverse(name)).status_code for who in ("contracten.regio", "bestuur.regio", "toegang.dalfsen")
    }

    assert found == {"contracten.regio": 200, "bestuur.regio": 200, "toegang.dalfsen": 403}


def test_only_a_manager_gets_the_forms_and_may_use_them(als):
    assert b"Draag over" not in als("bestuur.regio").get(reverse("contractbeheer")).content
    refused = als("bestuur.regio").post(
        reverse("contractbeheer"), {"codes": TRIAS, "beheerder": "Ik", "vanaf": "2026-12-01"}
    )

    assert refused.status_code == 403
    assert b"Draag over" in als("contracten.regio").get(reverse("contractbeheer")).content


def test_a_takeover_shows_on_the_page_of_the_provider(als):
    client = als("contracten.regio")
    given = {"codes": TRIAS, "beheerder": "Nieuwe naam", "gebruikersnaam": "contracten.regio", "vanaf": "2026-01-01"}

    assert client.post(reverse("contractbeheer"), given).status_code == 302

    assert b"Nieuwe naam" in client.get(reverse("contractdossier", args=[TRIAS])).content
    assert b"Portefeuille van Nieuwe naam" in client.get(reverse("contractbeheer")).content


def test_an_unknown_code_is_named(als):
    answer = als("contracten.regio").post(
        reverse("contractbeheer"), {"codes": "12345678", "beheerder": "Ik", "vanaf": "2026-12-01"}
    )

    assert answer.status_code == 422
    assert b"staan niet in het register: 12345678" in answer.content


def test_a_formal_step_before_a_dialogue_says_what_to_do_first(als):
    client = als("contracten.regio")
    url = reverse("zaak-nieuw", args=["klacht"])
    given = {"aanbieder": TRIAS, "onderwerp": "Nieuwe klacht", "kring": "open", "bron": "brief"}
    assert client.post(url, given).status_code == 302
    page = reverse("zaak", args=[zaak("Nieuwe klacht")])
    step = {"doe": "stap", "code": "formeel", "op": "2030-01-01T10:00", "tekst": "ingediend"}

    answer = client.post(page, step)

    assert answer.status_code == 422
    assert "Eerst moet deze stap zijn gezet: Gesprek gevoerd." in answer.content.decode()
    assert client.post(page, {**step, "code": "dialoog"}).status_code == 302
    assert client.post(page, step).status_code == 302


def test_a_secret_case_is_for_managers_and_board_only(als):
    page = reverse("zaak", args=[zaak("liquiditeit")])
    found = {
        who: als(who).get(page).status_code
        for who in ("contracten.regio", "bestuur.regio", "controller.regio", "backoffice")
    }

    assert found == {"contracten.regio": 200, "bestuur.regio": 200, "controller.regio": 404, "backoffice": 404}


def test_a_provider_sees_its_own_file_and_no_other(als):
    client = als("backoffice")
    own = machtiging_van("backoffice").aanbieder

    assert client.get(reverse("contractdossier", args=[own])).status_code == 200
    assert client.get(reverse("contractdossier", args=["99900205"])).status_code == 404
    assert client.get(reverse("contractbeheer")).status_code == 403


def rekenblad(soort: str, *rows: list[object]) -> SimpleUploadedFile:
    heads = [Kop(one.naam, "tekst") for one in INVOER[soort].blad.kolommen]
    return SimpleUploadedFile("in.xlsx", BytesIO(als_xlsx(soort, heads, rows)).read())


def test_measurements_come_from_a_spreadsheet_or_none_at_all(als):
    client, url = als("contracten.regio"), reverse("contractbeheer-inlezen", args=["metingen"])
    good = [TRIAS, "tevredenheid", "ouder", "", "01-07-2026", "31-12-2026", "160", "20", "enquête"]
    bad = [TRIAS, "rapportcijfer", "ouder", "", "01-07-2026", "31-12-2026", "160", "20", "enquête"]

    number = [*good[:-1], "ouder van 999900006"]
    refused = client.post(url, {"bestand": rekenblad("metingen", good, bad)})
    named = client.post(url, {"bestand": rekenblad("metingen", number)})
    taken = client.post(url, {"bestand": rekenblad("metingen", good)})
    twice = client.post(url, {"bestand": rekenblad("metingen", good)})

    assert "rij 3, kolom indicator" in refused.content.decode()
    assert "Er staat een burgerservicenummer in" in named.content.decode()
    assert (refused.status_code, taken.status_code, twice.status_code) == (422, 302, 422)
    assert "staat al een meting" in twice.content.decode()
    assert client.get(url, {"als": "xlsx"}).content[:2] == b"PK"


def test_a_level_a_line_and_a_scale_down_are_recorded_with_a_reason(als):
    client = als("contracten.regio")
    form = {"naam": "Nieuwe vorm", "ordening": "landelijk", "bron": "test", "zekerheid": "hoog", "besluit": "regionaal"}
    line = {"onderwerp": "Stop", "lijn": "Nu niet.", "toets": "opnamestop", "vanaf": "2026-11-01", "bron": "bestuur"}

    assert "waarom de regio van de regel afwijkt" in client.post(reverse("niveaus"), form).content.decode()
    assert client.post(reverse("niveaus"), {**form, "reden": "proef", "clienten": "999900006"}).status_code == 422
    assert client.post(reverse("niveaus"), {**form, "reden": "proef"}).status_code == 302
    assert b"volgens de regel: landelijk" in client.get(reverse("niveaus")).content
    assert client.post(reverse("lijnen"), line).status_code == 422
    assert client.post(reverse("lijnen"), {**line, "aanbieder": TRIAS}).status_code == 302
    assert b"Nu niet." in client.get(reverse("contractdossier", args=[TRIAS])).content


def test_the_eight_earlier_escalations_have_no_date_in_the_source(als):
    page = als("contracten.regio").get(reverse("zaken"), {"soort": "escalatie"}).content.decode()

    assert page.count("datum niet in de bron") == 8


def test_the_calendar_goes_into_an_agenda_without_what_people_wrote(als):
    client = als("contracten.regio")
    points = queries.agenda(timezone.localdate(), timezone.localdate() + timedelta(days=1860), on_behalf_of=MANAGER)

    answer = client.get(reverse("contractkalender-ics"), {"maanden": "60"})
    again = client.get(reverse("contractkalender-ics"), {"maanden": "60"})
    found = Calendar.from_ical(answer.content).walk("VEVENT")

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert [one["dtstart"].dt for one in found] == [one.dag for one in points]
    assert {str(one["categories"].cats[0]) for one in found} == {one.soort for one in points}
    assert {"Optie beslissen", "Contract eindigt", "Indexatie"} <= {one.soort for one in points}
    written = {one.onderwerp for one in queries.zaken(on_behalf_of=MANAGER)}
    assert written
    assert not [text for text in written if any(text in one["summary"] for one in found)]
    uids = [str(one["uid"]) for one in found]
    assert len({*uids}) == len(uids)
    assert uids == [str(one["uid"]) for one in Calendar.from_ical(again.content).walk("VEVENT")]
    assert als("backoffice").get(reverse("contractkalender-ics")).status_code == 403


def test_an_option_in_the_calendar_leads_to_where_it_is_decided(als):
    page = als("contracten.regio").get(reverse("contractkalender"), {"maanden": "12", "soort": "Optie beslissen"})

    text = page.content.decode()
    assert "/#optie" in text
    assert "/contractbeheer/kalender.ics?soort=Optie+beslissen&amp;maanden=12" in text
