# SPDX-License-Identifier: EUPL-1.2
"""Asking for a child in the portal: the same messages as any other software makes, and the typed text kept."""

from collections.abc import Collection, Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.html import strip_tags

from jeugdregio.berichten.models import Bestand
from jeugdregio.core.bsn import zegel
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.toewijzingen.models import Client, Toewijzing
from jeugdregio.verzoeken.models import OPEN, GevraagdProduct, Verzoek
from tests.eigen_database import met_database

REGIO = verwerking("IJSSELLAND")
ASK = "/toewijzingen/vragen/"
BSN, OTHER_BSN = "999900055", "999900067"


@pytest.fixture
def client(als) -> Iterator[object]:
    """Who asks; afterwards nothing is open, so that it is in nobody's way."""
    yield als("backoffice")
    with namens(REGIO):
        Verzoek.objects.filter(status__in=OPEN).update(status="afgewezen", besluit_id=0)


def day(ahead: int) -> str:
    return (timezone.localdate() + timedelta(days=ahead)).isoformat()


def options(client) -> list[str]:
    """The products by their key, those with a code first."""
    products = client.get(ASK).context["page"].producten
    return [value for value, _ in products.forms[0].fields["product"].choices if value]


def with_code(client) -> str:
    return next(one for one in options(client) if one.count("-") == 2 and not one.endswith("-83"))


def category(client, *, but: Collection[str] = ()) -> str:
    """A category as a whole, not one of these."""
    return next(one for one in options(client) if "-" not in one and one not in but)


def filled(client, *, bsn: str = BSN, rows: list[dict[str, str]] | None = None, **other: str) -> dict[str, str]:
    """The form as someone fills it in."""
    product = {"product": with_code(client), "hoeveel": "12", "frequentie": "4", "begin": day(7), "einde": day(100)}
    given = {
        "sleutel": client.get(ASK).context["page"].kind["sleutel"].value(),
        "gemeente": "0148",
        "bsn": bsn,
        "voornamen": "Jip",
        "voorvoegsel": "van",
        "achternaam": "Dam",
        "geboortedatum": "2015-05-05",
        "geslacht": "2",
        "verwijzer_type": "02",
        "verwijzer": "01234567",
        "actie": "stuur",
        **other,
    }
    every = rows or [product]
    given |= {"product-TOTAL_FORMS": str(len(every)), "product-INITIAL_FORMS": "0"}
    for nr, row in enumerate(every):
        given |= {f"product-{nr}-{name}": value for name, value in {**product, **row}.items()}
    return given


def open_requests(bsn: str = BSN) -> list[Verzoek]:
    with namens(REGIO):
        sealed = zegel(settings.BSN_KEY).verzegel(bsn)
        return list(Verzoek.objects.filter(bsn=sealed, status__in=OPEN).order_by("nr"))


def faults(response) -> str:
    assert response.status_code == 422
    page = response.context["page"]
    found = [*page.kind.errors.values(), *(e for form in page.producten.forms for e in form.errors.values())]
    return " ".join(text for errors in found for text in errors)


def test_a_request_for_a_child_that_nobody_knows(client):
    response = client.post(ASK, filled(client), follow=True)

    assert "Uw verzoek om toewijzing is verstuurd." in response.content.decode()
    (one,) = open_requests()
    assert (one.soort, one.gemeente, one.achternaam, one.voorvoegsel) == ("JW315", "0148", "Dam", "van")
    assert one.referentie.startswith("JP")
    with namens(REGIO):
        (asked,) = GevraagdProduct.objects.filter(gemeente="0148", bericht_id=one.bericht_id)
    assert (asked.volume, asked.frequentie, asked.verwijzer) == (12, "4", "01234567")


def test_more_products_in_one_request_and_a_budget_among_them(client):
    budget = {"product": category(client), "hoeveel": "1.250,50", "frequentie": ""}
    assert "Dit product staat al in uw verzoek" in faults(client.post(ASK, filled(client, rows=[{}, budget])))
    rows = [{}, {**budget, "begin": day(101), "einde": day(200)}]
    client.post(ASK, filled(client, rows=rows))

    found = open_requests()
    assert len({one.referentie for one in found}) == 2
    with namens(REGIO):
        asked = GevraagdProduct.objects.filter(gemeente="0148", bericht_id=found[0].bericht_id).order_by("nr")
        assert [one.budget_cent for one in asked] == [None, 125050]


def test_a_second_click_sends_nothing(client):
    form = filled(client)
    client.post(ASK, form)
    with namens(REGIO):
        before = Bestand.objects.count()
    assert client.post(ASK, form).status_code == 302
    with namens(REGIO):
        assert Bestand.objects.count() == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"bsn": "123456789"}, "Dit kan geen burgerservicenummer zijn."),
        ({"bsn": "12"}, "Vul precies negen cijfers in."),
        ({"geboortedatum": "2115-01-01"}, "Deze geboortedatum kan niet."),
        ({"geboortedatum": "gisteren"}, "Vul een datum in als 31-12-2026."),
        ({"gemeente": "0000"}, ""),
        ({"verwijzer": ""}, "Vul de AGB-code van de verwijzer in"),
        ({"verwijzer": "123"}, "Een AGB-code heeft acht cijfers."),
        ({"verwijzer_type": "01"}, "Bij deze verwijzer hoort geen AGB-code."),
        ({"verwijzer_type": "06", "verwijzer": "Jan"}, "Zonder verwijzer hoort hier geen naam."),
        ({"product-0-hoeveel": "veel"}, "is geen getal boven nul"),
        ({"product-0-frequentie": ""}, "Kies hoe vaak u dit vraagt."),
        ({"product-0-frequentie": "2", "product-0-einde": ""}, "Vul de laatste dag in"),
        ({"product-0-einde": "2020-01-01"}, "De laatste dag ligt voor de eerste."),
        ({"product-0-product": ""}, "Kies wat u vraagt."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, typed, said):
    with namens(REGIO):
        before = Bestand.objects.count()

    response = client.post(ASK, filled(client) | typed)

    assert said in faults(response)
    text = response.content.decode()
    assert 'value="Dam"' in text
    for value in typed.values():
        assert value in text
    assert "no-store" in response["Cache-Control"]
    with namens(REGIO):
        assert Bestand.objects.count() == before


def test_the_same_product_twice_over_the_same_days(client):
    response = client.post(ASK, filled(client, rows=[{}, {}]))
    assert "Dit product staat al in uw verzoek" in faults(response)
    later = {"begin": day(101), "einde": day(200)}
    assert client.post(ASK, filled(client, rows=[{}, later])).status_code == 302


def test_a_budget_has_an_end_and_no_frequency(client):
    row = {"product": category(client), "hoeveel": "100", "einde": ""}
    found = faults(client.post(ASK, filled(client, rows=[row])))
    assert "Een budget geldt voor de hele periode." in found
    assert "Vul de laatste dag in" in found


def test_room_for_one_more_product_without_judging(client):
    response = client.post(ASK, filled(client, bsn="", actie="meer"))

    assert response.status_code == 200
    page = response.context["page"]
    assert len(page.producten.forms) == 2
    assert page.producten.forms[0]["hoeveel"].value() == "12"
    assert page.kind["achternaam"].value() == "Dam"
    assert "jr-veld--fout" not in response.content.decode()


def test_a_row_that_stays_empty_is_left_out(client):
    empty = dict.fromkeys(("product", "hoeveel", "frequentie", "begin", "einde"), "")
    assert client.post(ASK, filled(client, bsn=OTHER_BSN, rows=[{}, empty])).status_code == 302
    assert len(open_requests(OTHER_BSN)) == 1


def test_one_open_request_for_a_child(client):
    client.post(ASK, filled(client))
    response = client.post(ASK, filled(client), follow=True)

    assert "TR374" in response.content.decode()
    assert len(open_requests()) == 1


@pytest.fixture
def gespeeld(ongerepte_database, django_db_blocker):
    with met_database(ongerepte_database, django_db_blocker):
        yield


@pytest.fixture
def allocation(gespeeld) -> Toewijzing:
    provider = Account.objects.get(username="backoffice").aanbieder
    with namens(REGIO):
        rows = Toewijzing.objects.filter(
            aanbieder=provider, verwijderd=False, geldig__contains=timezone.localdate() + timedelta(days=30)
        )
        asking = Verzoek.objects.filter(status__in=OPEN, aanbieder=provider).values_list("bsn", flat=True)
        children = Client.objects.filter(aanbieder=provider, bsn__in=list(asking)).values_list("id", flat=True)
        return rows.exclude(client_id__in=list(children)).order_by("gemeente", "nummer")[0]


def beside(one: Toewijzing) -> str:
    return f"/toewijzingen/{one.gemeente}/{one.nummer}/erbij/"


def test_one_more_product_beside_what_a_child_has(client, allocation):
    with namens(REGIO):
        others = set(
            Toewijzing.objects.filter(
                gemeente=allocation.gemeente, client_id=allocation.client_id, verwijderd=False
            ).values_list("nummer", "geldig", "categorie")
        )
        today = timezone.localdate()
        current = {number for number, valid, _ in others if not valid.upper or valid.upper > today}
    page = client.get(beside(allocation)).context["page"]
    form = {
        "sleutel": page.formulier["sleutel"].value(),
        "reden": "1",
        "product": category(client, but={kind for _, _, kind in others}),
        "hoeveel": "500",
        "frequentie": "",
        "begin": day(5),
        "einde": day(60),
    }

    response = client.post(beside(allocation), form, follow=True)

    page = strip_tags(response.content.decode())
    assert f"naast toewijzing {allocation.nummer} is verstuurd" in page, " ".join(page.split())
    with namens(REGIO):
        request = Verzoek.objects.filter(soort="JW317", status__in=OPEN).latest("bericht_id")
        asked = list(GevraagdProduct.objects.filter(gemeente=request.gemeente, bericht_id=request.bericht_id))
    assert {one.toewijzing_nummer for one in asked if one.wat == "ongewijzigd"} == current
    assert [one.budget_cent for one in asked if one.wat == "nieuw"] == [50000]


def test_a_new_product_begins_after_today(client, allocation):
    form = {"reden": "1", "product": category(client), "hoeveel": "5", "begin": day(0), "einde": day(9)}
    key = client.get(beside(allocation)).context["page"].formulier["sleutel"].value()

    response = client.post(beside(allocation), {**form, "sleutel": key})

    assert response.status_code == 422
    assert "Kies een dag na" in response.content.decode()


def test_only_for_a_provider_and_only_its_own(als, allocation):
    assert als("toegang.dalfsen").get(ASK).status_code == 403
    assert als("backoffice.ander").get(beside(allocation)).status_code == 404
