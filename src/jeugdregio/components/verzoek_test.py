# SPDX-License-Identifier: EUPL-1.2
"""The day and the month in an address: read, or said to be none; never silently another."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import BaseStorage
from django.test import RequestFactory

from jeugdregio.components.verzoek import dag_uit, maand_uit
from jeugdregio.core.periode import Maand

VANDAAG, MAAND = date(2026, 11, 28), Maand(2026, 10)


class Geheugen(BaseStorage):
    """Messages that live as long as the request."""

    def _get(self, *args: object, **kwargs: object) -> tuple[list, bool]:
        return [], True

    def _store(self, messages: list, *args: object, **kwargs: object) -> list:
        return []


def ask(**query: str):
    request = RequestFactory().get("/", query)
    request._messages = Geheugen(request)
    return request


def said(request) -> list[str]:
    return [str(one) for one in get_messages(request)]


@pytest.mark.parametrize("text", ["2026-01-02", "02-01-2026", " 2026-01-02 "])
def test_a_day_is_read_as_people_and_as_browsers_write_it(text):
    request = ask(dag=text)

    assert dag_uit(request, "dag", VANDAAG) == date(2026, 1, 2)
    assert said(request) == []


@pytest.mark.parametrize("text", ["gisteren", "2026-02-30", "0", "2026-13-01", "<b>"])
def test_what_is_no_day_is_said_and_today_is_named(text):
    request = ask(dag=text)

    assert dag_uit(request, "dag", VANDAAG) == VANDAAG
    assert said(request) == [f"‘{text}’ is geen dag. Schrijf bijvoorbeeld 28-11-2026. U ziet nu 28 november 2026."]


def test_nothing_asked_is_nothing_said():
    for request in (ask(), ask(dag="", maand="")):
        assert dag_uit(request, "dag", VANDAAG) == VANDAAG
        assert maand_uit(request, "maand", MAAND) == MAAND
        assert said(request) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("gisteren", "‘gisteren’ is geen maand. Schrijf bijvoorbeeld 2026-11. U ziet nu oktober 2026."),
        ("2026-13", "‘2026-13’ is geen maand. Schrijf bijvoorbeeld 2026-11. U ziet nu oktober 2026."),
        ("2031-01", "Over januari 2031 is hier niets vastgelegd. U ziet nu oktober 2026."),
    ],
)
def test_a_month_that_is_none_or_has_nothing_is_said(text, words):
    request = ask(maand=text)

    assert maand_uit(request, "maand", MAAND, kent=[MAAND, MAAND.vorige]) == MAAND
    assert said(request) == [words]


def test_a_month_that_is_known_is_shown():
    request = ask(maand="2026-09")

    assert maand_uit(request, "maand", MAAND, kent=[MAAND, MAAND.vorige]) == Maand(2026, 9)
    assert said(request) == []
