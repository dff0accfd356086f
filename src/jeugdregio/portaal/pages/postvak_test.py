# SPDX-License-Identifier: EUPL-1.2
"""What waits for a provider without software: read, accepted, refused, and told to the municipality."""

import re

import pytest
from django.urls import reverse

from jeugdregio.berichten.definities import jw302
from jeugdregio.berichten.models import Bericht, Retour, Retourcode, Verzending
from jeugdregio.berichten.ontleden import ontleed
from jeugdregio.berichten.queries import originelen
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.ontvangst.queries import meet
from tests.paginapost import GEMEENTE, REGIO, stuur_toewijzing

BSN = re.compile(r"9999\d{5}")
BOX = "/postvak/"


@pytest.fixture
def message(gespeeld) -> int:
    return stuur_toewijzing()[0]


def address(number: int) -> str:
    return reverse("post", args=[GEMEENTE, number])


def key(number: int) -> str:
    return f"{GEMEENTE}-{number}"


def outbox(number: int) -> Verzending:
    with namens(REGIO):
        return Verzending.objects.get(gemeente=GEMEENTE, bericht_id=number, stuk="bericht")


def answer(number: int) -> Retour | None:
    with namens(REGIO):
        return Retour.objects.filter(gemeente=GEMEENTE, bericht_id=number).first()


def sent(retour: Retour) -> jw302.Bericht:
    """The retourbericht that was made."""
    data = originelen([(retour.gemeente, retour.retour_id)], on_behalf_of=REGIO)
    found: jw302.Bericht = ontleed(data[retour.gemeente, retour.retour_id])[1]
    return found


def broken() -> list[str]:
    return [m.invariant.code for m in meet(on_behalf_of=REGIO) if m.fout]


def test_a_message_waits_until_it_is_said_to_be_received(als, message):
    before = broken()
    client = als("backoffice")
    page = client.get(BOX).content.decode()
    assert address(message) in page
    assert not BSN.search(page)

    response = client.post(BOX, {"een": key(message)}, follow=True)

    assert "1 bericht is als ontvangen gemeld aan de gemeente." in response.content.decode()
    found = answer(message)
    assert found
    assert (found.akkoord, found.soort) == (True, "JW302")
    assert sent(found).header.retour_codes == ()
    assert outbox(message).beantwoord_op
    assert address(message) not in client.get(BOX).content.decode()
    assert broken() == before
    assert set(client.cookies) <= {"sessionid", "csrftoken"}


def test_all_that_the_page_shows_at_once(als, gespeeld):
    first, second = stuur_toewijzing()[0], stuur_toewijzing()[0]
    client = als("backoffice")
    shown = [one.sleutel for one in client.get(BOX).context["page"].stukken]

    response = client.post(BOX, {"actie": "alles", "bericht": [key(first), key(second)]}, follow=True)

    assert "2 berichten zijn als ontvangen gemeld" in response.content.decode()
    assert answer(first)
    assert answer(second)
    left = [one.sleutel for one in client.get(BOX).context["page"].stukken]
    assert set(shown) - {key(first), key(second)} <= set(left)


def test_a_second_click_changes_nothing(als, message):
    client = als("backoffice")
    client.post(BOX, {"een": key(message)})
    with namens(REGIO):
        before = Bericht.objects.filter(soort="JW302").count()

    response = client.post(BOX, {"een": key(message)}, follow=True)

    assert "waren al beantwoord" in response.content.decode()
    with namens(REGIO):
        assert Bericht.objects.filter(soort="JW302").count() == before


def test_opening_it_is_having_it(als, message):
    client = als("backoffice")
    assert outbox(message).verzonden_op is None
    assert client.head(address(message)).status_code == 200
    assert outbox(message).verzonden_op is None

    page = client.get(address(message)).content.decode()

    assert outbox(message).verzonden_op
    assert outbox(message).beantwoord_op is None
    assert not BSN.search(page)


@pytest.mark.parametrize("name", ["post", "post-xml"])
@pytest.mark.parametrize("who", ["cross-site", "same-site"])
def test_another_site_that_makes_the_browser_open_it_receives_nothing(als, message, name, who):
    client, page = als("backoffice"), reverse(name, args=[GEMEENTE, message])

    assert client.get(page, headers={"Sec-Fetch-Site": who}).status_code == 200
    assert outbox(message).verzonden_op is None
    client.get(page, headers={"Sec-Fetch-Site": "same-origin"})
    assert outbox(message).verzonden_op


def test_downloading_it_is_having_it(als, message):
    response = als("backoffice").get(reverse("post-xml", args=[GEMEENTE, message]))

    assert response.content == originelen([(GEMEENTE, message)], on_behalf_of=REGIO)[GEMEENTE, message]
    assert "no-store" in response["Cache-Control"]
    assert outbox(message).verzonden_op


def test_refusing_with_a_code_on_one_of_its_allocations(als, gespeeld):
    before = broken()
    number, (_, second) = stuur_toewijzing(2)
    client = als("backoffice")
    page = client.post(address(number), {"code": "9332-ToegewezenProduct"})
    assert page.status_code == 422
    assert "Kies de toewijzing waarin de fout zit." in page.content.decode()
    assert '<option value="9332-ToegewezenProduct" selected>' in page.content.decode()

    client.post(address(number), {"code": "9332-ToegewezenProduct", "toewijzing": "1"}, follow=True)

    found = answer(number)
    assert found
    assert not found.akkoord
    client_part = sent(found).client
    assert client_part
    assert [p.retour_codes for p in client_part.toegewezen_producten] == [("0200",), ("9332",)]
    with namens(REGIO):
        codes = Retourcode.objects.filter(gemeente=GEMEENTE, retour_id=found.retour_id, code="9332")
        assert [one.kenmerk for one in codes] == [str(second)]
    assert broken() == before


def test_refusing_the_whole(als, message):
    als("backoffice").post(address(message), {"code": "0001-Header"})
    found = answer(message)
    assert found
    assert sent(found).header.retour_codes == ("0001",)
    assert sent(found).header.xslt_versie


def test_only_with_a_code_of_the_standard(als, message):
    client = als("backoffice")
    offered = {value for value, _ in client.get(address(message)).context["page"].formulier.fields["code"].choices}

    assert offered >= {"0001-Header", "9056-Header", "8848-Header", "9332-ToegewezenProduct", "9379-ToegewezenProduct"}
    assert not {one for one in offered if "Prestatie" in one or "Antwoord" in one}
    assert client.post(address(message), {"code": "0200-Header"}).status_code == 422
    assert client.post(address(message), {}).status_code == 422
    assert answer(message) is None


def test_a_refusal_is_work_of_the_municipality_that_says_what_to_do(als, gespeeld):
    number, (allocation,) = stuur_toewijzing()
    als("backoffice").post(address(number), {"code": "9332-ToegewezenProduct"})
    client = als("toegang.dalfsen")

    (task,) = [
        row for row in client.get("/werk/").context["page"].eigen.rijen if row[0].url.endswith(f"/{GEMEENTE}/{number}/")
    ]
    page = client.get(task[0].url)

    assert task[0].tekst.startswith("Opnieuw sturen na afkeuring JW301")
    text = page.content.decode()
    assert "Toewijzingnummer bestaat al" in text
    assert f"Toewijzing {allocation}" in text
    assert "stuur een nieuwe JW301" in re.sub(r"\s+", " ", text)
    assert not BSN.search(text)
    listed = client.get("/gestuurd/").content.decode()
    assert "Beantwoord: afgekeurd" in listed
    assert als("controller.zwolle").get(task[0].url).status_code == 404


def test_what_is_of_another_does_not_exist(als, message):
    other = als("backoffice.ander")
    assert other.get(address(message)).status_code == 404
    assert other.get(reverse("post-xml", args=[GEMEENTE, message])).status_code == 404
    other.post(BOX, {"een": key(message)})
    assert answer(message) is None
    assert als("toegang.dalfsen").get(BOX).status_code == 403


def test_what_was_answered_is_shown_as_it_stands(als, message):
    client = als("backoffice")
    client.post(BOX, {"een": key(message)})
    response = client.get(address(message))
    assert response.status_code == 302
    assert "Beantwoord: akkoord" in client.get(response["Location"]).content.decode()


def test_opening_an_answer_confirms_it(als, gespeeld):
    provider = Account.objects.get(username="backoffice").aanbieder
    with namens(REGIO):
        row = Verzending.objects.filter(ontvanger=provider, stuk="antwoord", soort="JW325").order_by("-bericht_id")[0]
        Verzending.objects.filter(gemeente=row.gemeente, bericht_id=row.bericht_id, stuk="antwoord").update(
            verzonden_op=None, volgende_op=row.gemaakt_op
        )
    client = als("backoffice")
    assert "Nieuw" in client.get("/antwoorden/").content.decode()

    client.get(reverse("antwoord-pdf", args=[row.gemeente, row.bericht_id]))

    with namens(REGIO):
        assert Verzending.objects.get(gemeente=row.gemeente, bericht_id=row.bericht_id, stuk="antwoord").verzonden_op
