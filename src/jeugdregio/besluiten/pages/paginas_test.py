# SPDX-License-Identifier: EUPL-1.2
"""From the list to a decision that is made known, by clicking; bad input is said and nothing is lost."""

import re
from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone

from jeugdregio.besluiten import queries
from jeugdregio.besluiten.conftest import _bsn
from tests.beslissen import klaar_voor_besluit
from tests.paginawereld import machtiging_van

_NR = count(500)


@pytest.fixture
def wie(gespeeld):
    return machtiging_van("toegang.dalfsen")


@pytest.fixture
def client(als):
    return als("toegang.dalfsen")


@pytest.fixture
def aanmelding(wie) -> int:
    return klaar_voor_besluit(
        wie, bsn_kind=_bsn(next(_NR) * 11), bsn_ouder=_bsn(next(_NR) * 11 + 4), moment=timezone.now()
    )


def form_of(response):
    return next(part.formulier for part in response.context["page"].delen if part.formulier)


def filled(client, aanmelding, **anders: str) -> dict[str, str]:
    """The form as someone fills it in: a choice, how much, how often, and why."""
    form = form_of(client.get(f"/besluiten/aanmelding/{aanmelding}/"))
    choice = next(value for value, _ in form.fields["keuze"].choices if value.endswith("-04"))
    today = timezone.localdate()
    return {
        "doe": "besluit",
        "soort": "toekenning",
        "vorm": "zin",
        "keuze": choice,
        "hoeveel": "2",
        "frequentie": "4",
        "begin": (today + timedelta(days=7)).isoformat(),
        "einde": (today + timedelta(days=100)).isoformat(),
        "motivering": "Sam heeft hulp nodig om weer naar school te gaan.",
        "grondslag": form["grondslag"].value(),
        **anders,
    }


def test_from_the_list_to_an_allocation_and_on_to_an_objection(client, aanmelding, wie):
    assert f"/besluiten/aanmelding/{aanmelding}/" in client.get("/besluiten/").content.decode()
    response = client.post(f"/besluiten/aanmelding/{aanmelding}/", filled(client, aanmelding))
    assert response.status_code == 302, response.content.decode()[:3000]
    page = response["Location"]
    number = int(page.strip("/").split("/")[-1])
    if queries.besluit(number, on_behalf_of=wie).stand == "tweede":
        pytest.skip("a threshold of the demo asks for a second name")
    preview = client.get(f"{page}voorbeeld.pdf")
    assert preview["Content-Type"] == "application/pdf"
    assert preview.content.startswith(b"%PDF")

    without = client.post(page, {"doe": "bekend"})
    assert without.status_code == 422
    assert "telefoonnummer" in without.context["page"].fout
    sent = client.post(page, {"doe": "bekend", "telefoon": "0612345678"}, follow=True)

    assert "Het besluit is bekendgemaakt." in sent.content.decode(), sent.context["page"].fout
    done = queries.besluit(number, on_behalf_of=wie)
    assert done.stand == "bekend"
    assert done.voorzieningen[0].toewijzing_nummer
    letter = next(one for one in done.brieven if one.naam == "Kim van Dam")
    assert client.get(f"/besluiten/brieven/{letter.id}.pdf").content.startswith(b"%PDF")
    assert client.post(page, {"doe": "bekend", "telefoon": "0612345678"}).status_code == 422
    objection = client.post(
        f"{page}bezwaar/",
        {
            "doe": "bezwaar",
            "van_wie": "Kim van Dam",
            "verzonden_op": timezone.localdate().isoformat(),
            "ontvangen_op": timezone.localdate().isoformat(),
            "gronden": "Het is te weinig.",
        },
        follow=True,
    )
    assert "ontvangstbrief is gemaakt" in objection.content.decode()
    assert "Kim van Dam" in client.get("/bezwaren/").content.decode()
    stop = client.post(
        f"{page}intrekken/",
        {
            "doe": "intrekken",
            "wijzigreden": "07",
            "ingang": (timezone.localdate() + timedelta(days=30)).isoformat(),
            "motivering": "De hulp is klaar.",
            "grondslag": "Jeugdwet 2.3",
        },
    )
    ended = client.post(stop["Location"], {"doe": "bekend", "telefoon": "0612345678"}, follow=True)
    assert "Het besluit is bekendgemaakt." in ended.content.decode()


def per_uur(client, aanmelding) -> str:
    """A product to lay a budget beside, with its tariff per hour."""
    form = form_of(client.get(f"/besluiten/aanmelding/{aanmelding}/"))
    value, words = next((v, w) for v, w in form.fields["pgb_product"].choices if v.endswith("-04"))
    assert re.search(r"ten hoogste €\s[0-9.,]+ per uur \(hoogste van \d+ contract", words)
    return str(value)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"keuze": ""}, "Kies hulp en aanbieder."),
        ({"hoeveel": ""}, "Vul in hoeveel"),
        ({"hoeveel": "-3"}, "1"),
        ({"frequentie": ""}, "Kies hoe vaak"),
        ({"begin": "gisteren"}, "Vul een datum in als 31-12-2026."),
        ({"einde": "2020-01-01"}, "De laatste dag ligt voor de eerste."),
        ({"motivering": ""}, "Vul dit in."),
        ({"motivering": "Het gaat om 999900006 van Sam."}, "Er staat een burgerservicenummer in."),
        ({"vorm": "pgb", "pgb_hulp": "", "pgb_bedrag": ""}, "Vul een bedrag in."),
        ({"vorm": "pgb", "pgb_hulp": "Oppas", "pgb_bedrag": "900"}, "die bepaalt hoe hoog het mag zijn"),
        ({"vorm": "pgb", "pgb_hulp": "Oppas", "pgb_bedrag": "9", "pgb_product": "*"}, "Jeugdwet 8.1.1 lid 2 onder a"),
        (
            {"vorm": "pgb", "pgb_hulp": "Oppas", "pgb_bedrag": "99000", "pgb_product": "*"},
            "Verlaag het budget tot wat deze hulp in natura kost: €",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_decided(client, aanmelding, wie, typed, said):
    typed = typed | ({"pgb_product": per_uur(client, aanmelding)} if "pgb_product" in typed else {})
    response = client.post(f"/besluiten/aanmelding/{aanmelding}/", filled(client, aanmelding) | typed)

    assert response.status_code == 422
    assert said in response.content.decode().replace("&#x27;", "'")
    assert queries.besluiten_van(aanmelding=aanmelding, on_behalf_of=wie) == []


def test_the_clock_stands_still_from_the_day_after_the_letter(client, aanmelding, wie):
    today = timezone.localdate()
    url = f"/besluiten/aanmelding/{aanmelding}/termijn/"
    late = (today + timedelta(days=14)).isoformat()
    given = {"opschorten-op": today.isoformat(), "opschorten-uiterlijk": late, "opschorten-reden": "Het schoolverslag."}

    response = client.post(url, {"doe": "opschorten", **given}, follow=True)

    text = response.content.decode()
    assert "Vastgelegd." in text, text[:2000]
    request = queries.aanvraag_van(aanmelding, peildatum=today, on_behalf_of=wie)
    assert request.termijn.kaal == request.ontvangen_op + timedelta(weeks=8, days=14)
    assert "14 dagen erbij" in text


def test_a_child_of_a_colleague_asks_why_first(als, aanmelding):
    assert als("controller.zwolle").get("/besluiten/").status_code == 403
    assert als("toetser.dalfsen").get("/besluiten/toetsen/").status_code == 200
