# SPDX-License-Identifier: EUPL-1.2
"""
Every field of every form says beside it, in plain Dutch, what belongs in it; and a form keeps what was typed.

The forms are found, not listed: a new one is on trial the day it is made.
"""

from collections.abc import Iterator
from importlib import import_module

import psycopg
import pytest
from django.conf import settings
from django.forms import BaseForm, Form
from lxml import html
from psycopg.conninfo import conninfo_to_dict

from jeugdregio.components.filters import Keuzefilter
from tests.eigen_database import met_database
from tests.isolatie.adressen import eigen_adressen, vaste_adressen
from tests.isolatie.paginas_test import chosen, visitor

ROLLEN = ("toegang.dalfsen", "controller.zwolle", "controller.regio", "backoffice", "bestuur.regio")
SPREEKT_VANZELF = {
    ("Inlogformulier", "username"), ("Inlogformulier", "password"), ("Code", "code"), ("CodeOpnieuw", "code"),
    ("AppKoppelen", "code"), ("NieuwWachtwoord", "oldpassword"), ("NieuwWachtwoord", "password2"),
}  # fmt: skip
"""Fields of libraries, and those whose label says everything."""
ONCE = ("one-time-code", "current-password", "new-password", "username")
"""What logs someone in is never sent back."""
GEEN_BLADZIJDE = (".xml", ".pdf", ".xlsx", "/api/", "/_", "/uitloggen", "/static")
TYPED = "getypt en niet goed "
TEXT = "input[not(@type) or @type='text' or @type='search' or @type='number' or @type='date']|.//textarea"


def forms() -> Iterator[type[BaseForm]]:
    """Every form class of the house that pages use; filters have choices that speak for themselves."""
    import_module(settings.ROOT_URLCONF)
    todo, seen = [Form], set()
    while todo:
        one = todo.pop()
        todo += [sub for sub in one.__subclasses__() if sub not in seen]
        seen.add(one)
        ours = one.__module__.startswith("jeugdregio.") and not one.__module__.endswith(("_test", ".voorbeeld"))
        if ours and not issubclass(one, Keuzefilter):
            yield one


def test_every_field_says_what_belongs_in_it():
    found = {
        f"{form.__module__}.{form.__name__}.{name}"
        for form in forms()
        for name, field in form.base_fields.items()
        if not field.help_text and not field.widget.is_hidden and (form.__name__, name) not in SPREEKT_VANZELF
    }

    assert found == set()


def test_there_are_forms():
    assert len(list(forms())) > 8


@pytest.fixture(scope="module")
def wereld(server, ongerepte_database):
    address = server.url("postgres", conninfo_to_dict(ongerepte_database)["dbname"])
    with psycopg.connect(address, autocommit=True) as connected:
        return ongerepte_database, [*vaste_adressen(), *eigen_adressen(connected)]


@pytest.fixture
def gespeeld(wereld, django_db_blocker):
    with met_database(wereld[0], django_db_blocker):
        yield


def filled(form) -> tuple[dict[str, str], set[str]]:
    """The form with nonsense typed in every box, and what was typed."""
    data = {
        field.get("name"): field.get("value", "")
        for field in form.xpath(".//input[@type='hidden'][@name]|.//button[@name]")
    }
    for field in form.xpath(".//select[@name]"):
        chosen_ = field.xpath("./option[@selected]/@value") or field.xpath(".//option/@value")
        data[field.get("name")] = chosen_[0] if chosen_ else ""
    typed = set()
    for number, field in enumerate(form.xpath(f".//{TEXT}")):
        if field.get("autocomplete") in ONCE:
            continue
        text = f"{TYPED}{number}"[: int(field.get("maxlength") or 80)]
        if field.get("name") and text.startswith(TYPED):
            data[field.get("name")] = text
            typed.add(text)
    return data, typed


def kept(page) -> set[str]:
    return {
        *page.xpath("//main//input/@value"),
        *(area.text.strip() for area in page.xpath("//main//textarea") if area.text),
    }


@pytest.mark.parametrize("name", ROLLEN)
def test_a_form_keeps_what_was_typed_when_something_is_wrong(wereld, gespeeld, name):
    client, who = visitor(name)
    lost, tried = {}, 0
    for one in chosen(wereld[1], who):
        if any(part in one.pad for part in GEEN_BLADZIJDE):
            continue
        response = client.get(one.pad)
        if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
            continue
        for form in html.fromstring(response.content).xpath("//main//form[@method='post']"):
            data, typed = filled(form)
            if not typed or form.xpath(".//input[@type='file']"):
                continue
            answer = client.post(form.get("action") or one.pad, data)
            if answer.status_code in (200, 422):
                tried += 1
                gone = typed - kept(html.fromstring(answer.content))
                if gone:
                    lost[one.pad] = sorted(gone)[:3]

    assert lost == {}
    if name == "backoffice":
        assert tried > 0, "er is geen formulier geprobeerd"
