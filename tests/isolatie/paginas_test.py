# SPDX-License-Identifier: EUPL-1.2
"""
Every address of the site as every identity: nobody reads a word of another, and what is another's is not there.

The addresses come from the site itself; one that is added and has a number in it asks for a line in `adressen.BRONNEN`.
"""

import re
from types import MappingProxyType

import psycopg
import pytest
from django.test import Client
from django.utils import timezone
from lxml import html
from psycopg.conninfo import conninfo_to_dict

from jeugdregio.aansluiting.actions import log_in, maak_sleutel
from jeugdregio.aansluiting.values import RECHTEN
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import Machtiging
from tests.eigen_database import met_database
from tests.isolatie.adressen import BRONNEN, Adres, eigen_adressen, routes, vaste_adressen
from tests.isolatie.kanaries import Kanaries, lees
from tests.isolatie.vertrouwd import NAAM, ZOEKEN, leg_dossier_vast, woorden_in
from tests.paginawereld import machtiging_van

ACCOUNTS = (
    "controller.zwolle", "controller.dalfsen", "toegang.dalfsen", "backoffice", "backoffice.ander", "controller.regio",
    "contracten.regio", "bestuur.regio", "vertrouwenspersoon", "huisarts",
)  # fmt: skip
NIET_DAAR = {403, 404}
GEEN_RECHT = {302, 401, 403, 405}
"""Said before anyone looks whose it is."""


@pytest.fixture(scope="module")
def wereld(server, ongerepte_database, django_db_blocker):
    """The played region with canaries and a file of a trust person: (its address, the canaries, the addresses)."""
    address = server.url("postgres", conninfo_to_dict(ongerepte_database)["dbname"])
    with psycopg.connect(address, autocommit=True) as connected:
        canaries = Kanaries.zet_uit(connected)
        addresses = eigen_adressen(connected)
    with met_database(ongerepte_database, django_db_blocker):
        leg_dossier_vast()
    return ongerepte_database, canaries, addresses


@pytest.fixture
def gespeeld(wereld, django_db_blocker):
    with met_database(wereld[0], django_db_blocker):
        yield


def visible(who: Machtiging | None, owner: tuple[str, str]) -> bool:
    """Whether something of this municipality and provider is theirs to see."""
    if who is None:
        return False
    return bool(who.regio) or who.organisatie in owner


def visitor(name: str) -> tuple[Client, Machtiging | None]:
    """A browser that is logged in, or a program with a token (`api …`), and on whose behalf."""
    if name == "niemand":
        return Client(), None
    account = Account.objects.get(username=name.removeprefix("api "))
    if not name.startswith("api "):
        client = Client()
        client.force_login(account)
        return client, machtiging_van(account.username)
    now = timezone.now()
    who = machtiging_van(account.username)
    key = maak_sleutel(who.organisatie, moment=now, rechten=RECHTEN)
    token = log_in(key.code, key.geheim, moment=now).token
    return Client(headers={"Authorization": f"Bearer {token}"}), who


def text_of(response: object) -> str:
    data = b"".join(response.streaming_content) if response.streaming else response.content
    return lees(data, response.headers.get("Content-Type", "text/plain"))


def without_what_differs(text: str, path: str) -> str:
    """The text of a page without its own address and the token of its forms."""
    text = re.sub(r'(name="csrfmiddlewaretoken" value=|"X-CSRFToken": )"[^"]*"', "", text)
    return text.replace(path, "").replace(re.sub(r"^/|/$", "", path), "")


IDENTITIES = ("niemand", *ACCOUNTS, "api controller.zwolle", "api backoffice", "api backoffice.ander")


def chosen(addresses: list[Adres], who: Machtiging | None) -> list[Adres]:
    """Of each route two of one's own, and two of another."""
    found: dict[tuple[str, bool], list[Adres]] = {}
    for one in addresses:
        mine = visible(who, (one.gemeente, one.aanbieder))
        found.setdefault((one.route, mine), []).append(one)
    return [one for group in found.values() for one in group[:2]]


@pytest.mark.parametrize("name", IDENTITIES)
def test_nobody_reads_a_word_of_another(wereld, gespeeld, asked, name):
    """On every page that is one's own, as it is and with every filter set to what is another's."""
    _, canaries, addresses = wereld
    client, who = visitor(name)
    fixed, some = vaste_adressen(), chosen(addresses, who)
    codes = codes_of_others(some, who)
    leaks, crashes, seen, tried = {}, {}, 0, 0

    def look(response, *where, query=MappingProxyType({})):
        text = text_of(response)
        found = canaries.in_(text)
        strange = {word for word, owner in found.items() if not visible(who, owner)}
        if strange := strange | (set() if name == "vertrouwenspersoon" else woorden_in(text, query)):
            leaks[where] = sorted(strange)[:5]
        if response.status_code >= 500:
            crashes[where] = response.status_code
        return len(found)

    for one in [*fixed, *to_read(some, who)]:
        asked.clear()
        response = client.get(one.pad)
        seen += look(response, one.pad)
        for field in filters(response) | asked if one in fixed else ():
            for code in codes:
                look(client.get(one.pad, {field: code}), one.pad, field)
                tried += 1
        for field in asked & ZOEKEN if one in fixed else ():
            query = {field: NAAM}
            look(client.get(one.pad, query), one.pad, field, query=query)

    assert (leaks, crashes) == ({}, {})
    if who is not None and who.rol not in ("bestuur", "vertrouwenspersoon", "verwijzer") and not name.startswith("api"):
        assert seen > 20, "de kanaries zijn nergens te zien: deze proef bewijst niets"
    if name in {"controller.zwolle", "controller.dalfsen", "toegang.dalfsen", "backoffice", "backoffice.ander"}:
        assert tried > 10, "er is geen filter geprobeerd"


def to_read(addresses: list[Adres], who: Machtiging | None) -> list[Adres]:
    """Those of one's own, and those of nobody in particular: the others are not there (the test below)."""
    return [one for one in addresses if not one.niemands or visible(who, (one.gemeente, one.aanbieder))]


def codes_of_others(addresses: list[Adres], who: Machtiging | None) -> list[str]:
    """A municipality and a provider that this visitor does not see."""
    strange = [one for one in addresses if not visible(who, (one.gemeente, one.aanbieder))]
    first = (
        min((getattr(one, kind) for one in strange if getattr(one, kind)), default="")
        for kind in ("gemeente", "aanbieder")
    )
    return sorted({*filter(None, first)})


def filters(response: object) -> set[str]:
    """The names of what a page can be filtered on: what stands in a form that only asks."""
    if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
        return set()
    fields = html.fromstring(response.content).xpath("//main//form[not(@method='post')]//*[@name]/@name")
    return {str(name) for name in fields}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", IDENTITIES)
def test_what_is_anothers_is_not_there(wereld, gespeeld, name, method):
    """And no word of it is in the answer; when a role has no right to such a page, one of them is asked for."""
    _, canaries, addresses = wereld
    client, who = visitor(name)
    differ, open_to, leaks, shut = {}, {}, {}, set()
    for one in chosen(addresses, who):
        if not one.niemands or visible(who, (one.gemeente, one.aanbieder)) or one.route in shut:
            continue
        theirs, nobodys = getattr(client, method)(one.pad), getattr(client, method)(one.niemands)
        told = without_what_differs(text_of(theirs), one.pad), without_what_differs(text_of(nobodys), one.niemands)
        if theirs.status_code != nobodys.status_code or (theirs.status_code != 302 and told[0] != told[1]):
            differ[one.pad] = (theirs.status_code, nobodys.status_code)
        if theirs.status_code not in NIET_DAAR | {302, 401, 405}:
            open_to[one.pad] = theirs.status_code
        if theirs.status_code == nobodys.status_code in GEEN_RECHT:
            shut.add(one.route)
        if strange := {word for word, owner in canaries.in_(told[0]).items() if not visible(who, owner)}:
            leaks[one.pad] = sorted(strange)[:5]

    assert (differ, open_to, leaks) == ({}, {}, {})


def test_every_address_with_a_number_is_on_trial():
    with_number = {name for name, text in routes() if "<" in text} - {"api/v1/<path:rest>"}

    assert with_number == set(BRONNEN)
