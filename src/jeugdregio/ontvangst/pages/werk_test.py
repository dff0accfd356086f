# SPDX-License-Identifier: EUPL-1.2
"""The page with work, as each role sees it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.ontvangst.pages.werk import _list, _summary
from jeugdregio.ontvangst.values import Werk
from jeugdregio.verzoeken.models import Verzoek
from tests.paginaverzoek import BSN, een_verzoek

PATH = "/werk/"
TODAY = date(2026, 11, 24)


@pytest.fixture
def request_(gespeeld) -> Iterator[Verzoek]:
    with een_verzoek() as one:
        yield one


def rows(client, query: str = "") -> list[tuple]:
    page = client.get(PATH + query).context["page"]
    return [*every(client, query, "", page.eigen), *every(client, query, "ander-", page.ander)]


def every(client, query: str, name: str, first) -> list[tuple]:
    """The rows of a list on all its pages."""
    found = [*first.tabel.rijen]
    for number in range(2, first.bladen.paginator.num_pages + 1):
        page = client.get(f"{PATH}{query or '?'}&{name}pagina={number}").context["page"]
        found += (page.ander if name else page.eigen).tabel.rijen
    return found


def whats(client) -> list[str]:
    return [row[0].tekst for row in rows(client)]


def test_a_request_is_work_of_its_municipality_and_the_provider_sees_who_has_it(als, request_):
    task = f"Verzoek beantwoorden {request_.referentie}"
    page = als("toegang.dalfsen").get(f"{PATH}?op=wat").context["page"]
    (own,) = [row for row in page.eigen.tabel.rijen if row[0].tekst == task]
    assert own[0].url == f"/verzoeken/{request_.gemeente}/{request_.bericht_id}/{request_.nr}/"
    (theirs,) = [row for row in rows(als("backoffice")) if row[0].tekst == task]
    assert theirs[1] == "Gemeente"
    assert task not in whats(als("controller.zwolle"))
    assert task not in whats(als("backoffice.ander"))


def test_only_who_works_with_it(als):
    for name in ("bestuur.regio", "contracten.regio"):
        assert als(name).get(PATH).status_code == 403
    assert als("controller.regio").get(PATH).status_code == 200


def test_a_provider_does_not_look_over_the_allocations(als):
    assert als("backoffice").get(PATH).context["page"].nazien is None
    assert als("controller.zwolle").get(PATH).context["page"].nazien is not None


def test_only_what_is_late(als):
    client = als("controller.regio")
    late = rows(client, "?laat=ja")

    assert late
    assert all(row[-1].toon == "negatief" for row in late)


def test_no_name_and_no_burgerservicenummer(als, request_):
    for name in ("toegang.dalfsen", "backoffice", "controller.regio"):
        page = als(name).get(PATH).content.decode()
        assert BSN not in page
        assert "Test" not in page


def task(days: int, number: int = 1) -> Werk:
    due = TODAY + timedelta(days=days)
    return Werk("start", "OP271", "aanbieder", "0193", "99900001", number, 0, str(number), TODAY, due)


def test_the_summary_counts_what_is_late():
    assert _summary([], TODAY) == "0 taken wachten, waarvan 0 te laat."
    both = [task(-1), task(0)]
    assert _summary(both, TODAY) == "2 taken wachten, waarvan 1 te laat (start melden: 1)."


@pytest.mark.django_db
def test_the_list_of_others_says_whose_turn_it_is(als_regio, rf):
    who = Machtiging(rol=Rol.TOEGANG, gemeente="0193")

    (row,) = _list("Werk", [task(0)], who, TODAY, bestand="werk", naam="ander").blad(rf.get(PATH)).tabel.rijen

    assert row[1] == "Aanbieder"
    assert row[-1].tekst == "Vandaag"
