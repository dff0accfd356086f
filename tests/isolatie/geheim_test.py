# SPDX-License-Identifier: EUPL-1.2
"""
Children whose whereabouts are secret, in the played region: no word of them anywhere for anyone but two roles.

Their words are collected before they are shielded. Then every identity walks every address, and the addresses of what
is theirs look like those of what is not there. Figures do not change.
"""

import re

import psycopg
import pytest
from django.conf import settings
from django.test import Client as Browser
from django.utils import timezone
from psycopg.conninfo import conninfo_to_dict

from jeugdregio.afsluiting import queries as afsluiting
from jeugdregio.begroting import queries as begroting
from jeugdregio.core.bsn import zegel
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.ontvangst.afschermen import scherm_af
from tests.eigen_database import met_database
from tests.isolatie.adressen import BRONNEN, Bron, routes, vaste_adressen, vul_in
from tests.isolatie.kanaries import WOORD
from tests.isolatie.matrix import SOORTEN
from tests.isolatie.paginas_test import NIET_DAAR, text_of, visitor, without_what_differs
from tests.paginawereld import machtiging_van

GEWOON = (
    "controller.dalfsen", "toegang.dalfsen", "backoffice", "backoffice.ander", "controller.regio", "contracten.regio",
    "bestuur.regio", "controller.zwolle",
)  # fmt: skip
ZOEKEN = {"toegang.dalfsen", "backoffice", "controller.regio"}
"""Of each kind of organisation one that asks for their words in every field of every page, besides looking."""
GEHEIM = {"geheim.dalfsen": ("0148", ""), "geheim.aanbieder": ("", None)}
AANTAL = 3
CHOSEN = """
    SELECT bsn FROM (
        SELECT c.bsn, row_number() OVER (PARTITION BY c.gemeente = '0148', c.aanbieder = %(own)s
            ORDER BY EXISTS (SELECT FROM verzoeken_verzoek v WHERE v.bsn = c.bsn) DESC, c.id) AS volgnr
        FROM toewijzingen_client c
        WHERE (c.gemeente = '0148' OR c.aanbieder = %(own)s)
            AND EXISTS (SELECT FROM declaraties_prestatie p WHERE p.gemeente = c.gemeente AND p.client_id = c.id)
    ) k WHERE volgnr <= %(many)s
"""
NAMES = """
    UPDATE {} SET achternaam = 'Geheimkanarie' || left(encode(sha256(bsn), 'hex'), 8), voornamen = 'Verborgen'
    WHERE bsn = ANY (%s)
"""
WORDS = """
    WITH kind AS (SELECT gemeente, aanbieder, id FROM toewijzingen_client WHERE bsn = ANY (%(bsn)s))
    SELECT achternaam FROM toewijzingen_client WHERE bsn = ANY (%(bsn)s)
    UNION SELECT t.nummer::text FROM toewijzingen_toewijzing t JOIN kind k
        ON k.gemeente = t.gemeente AND k.id = t.client_id
    UNION SELECT p.referentie FROM declaraties_prestatie p JOIN kind k ON k.gemeente = p.gemeente AND k.id = p.client_id
    UNION SELECT referentie FROM verzoeken_verzoek WHERE bsn = ANY (%(bsn)s)
"""
OF_OTHERS = """
    WITH kind AS (SELECT gemeente, aanbieder, id FROM toewijzingen_client WHERE bsn <> ALL (%(bsn)s))
    SELECT t.nummer::text FROM toewijzingen_toewijzing t JOIN kind k ON k.gemeente = t.gemeente AND k.id = t.client_id
    UNION SELECT p.referentie FROM declaraties_prestatie p JOIN kind k ON k.gemeente = p.gemeente AND k.id = p.client_id
    UNION SELECT nummer FROM declaraties_declaratie UNION SELECT identificatie FROM berichten_bericht
    UNION SELECT referentie FROM verzoeken_verzoek WHERE bsn <> ALL (%(bsn)s)
"""
ALLOCATIONS = """
    SELECT t.gemeente, t.nummer::text FROM toewijzingen_toewijzing t
    JOIN gebruikers_afgeschermdesleutel s ON s.soort = 2 AND s.sleutel = t.client_id
"""
LINES = "SELECT sleutel::text, nr::text FROM gebruikers_afgeschermdesleutel WHERE soort = 4"
MAANDEN = (Maand(2026, 9), Maand(2026, 10))


def figures() -> list[object]:
    """What a board member, a municipality and a contract manager count."""
    board, town, buyer = map(machtiging_van, ("bestuur.regio", "controller.dalfsen", "contracten.regio"))
    return [
        *(afsluiting.regiorapport(maand, on_behalf_of=board).totaal for maand in MAANDEN),
        *(begroting.maandrapport("0148", maand, on_behalf_of=town) for maand in MAANDEN),
        declaraties.oorzaken(on_behalf_of=buyer),
        declaraties.oorzaken(on_behalf_of=town),
    ]


@pytest.fixture(scope="module")
def wereld(server, ongerepte_database, django_db_blocker):
    """A copy of the played region with some children shielded: (its address, words, addresses, figures before)."""
    address = server.url("postgres", conninfo_to_dict(ongerepte_database)["dbname"])
    with met_database(ongerepte_database, django_db_blocker):
        own = machtiging_van("geheim.aanbieder").aanbieder
        before = figures()
        with psycopg.connect(address, autocommit=True) as connected:
            chosen = [bytes(one) for (one,) in connected.execute(CHOSEN, {"own": own, "many": AANTAL})]
            connected.execute("SET session_replication_role = replica")
            for table in ("toewijzingen_client", "verzoeken_verzoek"):
                connected.execute(NAMES.format(table), [chosen])
            words = found(connected, WORDS, chosen) - found(connected, OF_OTHERS, chosen)
            who = Machtiging(rol=Rol.TOEGANG_GEHEIM, gemeente="0148")
            for sealed in chosen:
                number = zegel(settings.BSN_KEY).ontzegel(sealed)
                scherm_af(number, reden="Proef.", door="proef", moment=timezone.now(), on_behalf_of=who)
            yield ongerepte_database, words, list(addresses(connected)), before


def found(connection: psycopg.Connection, statement: str, chosen: list[bytes]) -> set[str]:
    rows = connection.execute(statement, {"bsn": chosen})  # type: ignore[call-overload]
    return {word for (text,) in rows for word in WOORD.findall(text or "")}


def addresses(connection: psycopg.Connection):
    """(gemeente, aanbieder, address, the same of nothing) of everything that is of a shielded child."""
    hidden: dict[int, set[str]] = {}
    for kind, number in connection.execute("SELECT soort, sleutel::text FROM gebruikers_afgeschermdesleutel"):
        hidden.setdefault(kind, set()).add(number)
    allocations, lines = {*connection.execute(ALLOCATIONS)}, {*connection.execute(LINES)}
    for name, text in routes():
        source = BRONNEN.get(name)
        if source is None or not source.eigen or name == "declaratie" or name.startswith("maandrapport"):
            continue
        for town, provider, *numbers in connection.execute(source.vraag):
            place, other = source.anders
            key = str(numbers[place])
            if name.startswith("toewijzing"):
                theirs = (town, key) in allocations
            elif name == "waarom-bedrag":  # one line of a claim, which may have lines of other children
                theirs = (str(numbers[1]), str(numbers[2])) in lines
            elif (kind := kind_of(name, source)) is None:
                continue
            else:  # of a message it may be the mark: municipality-message-piece
                theirs = (key.split("-")[1] if "-" in key else key) in hidden.get(kind, ())
            if theirs:
                nowhere = [other if nr == place else value for nr, value in enumerate(numbers)]
                yield name, town, provider, vul_in(text, numbers), vul_in(text, nowhere)


def kind_of(name: str, source: Bron) -> int | None:
    """What the number in an address is a number of (`zicht.Soort`), as far as that can be shielded."""
    if name == "api-ontvangst":
        return SOORTEN["bestand"]
    if "toewijzingen_client" in source.vraag:
        return SOORTEN["kind"]
    if "gezin_id" in source.vraag or "gezinnen_gezin" in source.vraag.split():
        return SOORTEN["gezin"]
    return SOORTEN["bericht"] if "bericht_id" in source.vraag else None


@pytest.fixture
def gespeeld(wereld, django_db_blocker):
    with met_database(wereld[0], django_db_blocker):
        yield


def words_in(response: object, words: set[str]) -> set[str]:
    return {*WOORD.findall(text_of(response))} & words


def one_of_each_kind(words: set[str]) -> list[str]:
    """A name, a number, and what else the words look like."""
    return [*{re.sub(r"[0-9a-f]+", "0", word): word for word in sorted(words)}.values()]


@pytest.mark.parametrize("name", GEWOON)
def test_no_word_of_them_is_on_any_page_for_the_usual_roles(wereld, gespeeld, asked, name):
    _, words, _, _ = wereld
    client, _ = visitor(name)
    assert len(words) > 10, "er is niets om te vinden: deze proef bewijst niets"
    some = one_of_each_kind(words)

    leaks = {}
    for one in vaste_adressen():
        asked.clear()
        for query in ({}, {"zoek": some[0]}):
            if hit := words_in(client.get(one.pad, query), words) - {*query.values()}:
                leaks[one.pad] = hit
        for field in sorted(asked) if name in ZOEKEN else ():
            for word in some:  # to the page where it ends, which may say what was asked
                if hit := words_in(client.get(one.pad, {field: word}, follow=True), words) - {word}:
                    leaks[f"{one.pad}?{field}"] = hit

    assert leaks == {}


@pytest.mark.parametrize("name", GEHEIM)
def test_the_two_roles_find_them(wereld, gespeeld, name):
    _, words, hidden, _ = wereld
    client, who = visitor(name)
    mine = [path for _, town, provider, path, _ in hidden if (who.gemeente or who.aanbieder) in (town, provider)]

    seen = {word for one in vaste_adressen() for word in words_in(client.get(one.pad), words)}
    there = [path for path in mine if client.get(path).status_code == 200]

    assert seen or there
    assert there


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", GEWOON)
def test_their_addresses_look_like_what_is_not_there(wereld, gespeeld, name, method):
    _, _, hidden, _ = wereld
    client: Browser
    client, _ = visitor(name)
    per_route: dict[str, int] = {}
    differ, open_to = {}, {}
    for route, _, _, path, nowhere in hidden:
        per_route[route] = per_route.get(route, 0) + 1
        if per_route[route] > 6:
            continue
        theirs, nobodys = getattr(client, method)(path), getattr(client, method)(nowhere)
        told = without_what_differs(text_of(theirs), path), without_what_differs(text_of(nobodys), nowhere)
        if theirs.status_code != nobodys.status_code or told[0] != told[1]:
            differ[path] = (theirs.status_code, nobodys.status_code)
        if theirs.status_code not in NIET_DAAR | {302, 401, 405}:
            open_to[path] = theirs.status_code

    assert len(per_route) > 8, "er zijn te weinig adressen geprobeerd"
    assert (differ, open_to) == ({}, {})


def test_their_money_keeps_counting(wereld, gespeeld):
    assert figures() == wereld[3]


@pytest.mark.parametrize("name", ["controller.dalfsen", "controller.regio", "contracten.regio"])
def test_a_list_says_how_many_rows_of_the_figure_are_not_in_it(wereld, gespeeld, name):
    who, secret = machtiging_van(name), machtiging_van("geheim.dalfsen")
    for figure in ("toegekend", "ingediend", "verplicht"):
        shown = begroting.regels_onder(figure, "0148", MAANDEN[0], on_behalf_of=who)
        whole = begroting.regels_onder(figure, "0148", MAANDEN[0], on_behalf_of=secret)
        assert whole.niet_getoond == 0
        assert shown.aantal + shown.niet_getoond == whole.aantal
    assert shown.niet_getoond > 0


@pytest.mark.parametrize("name", ["contracten.regio", "bestuur.regio"])
def test_who_may_not_see_children_gets_the_figures_and_no_row(wereld, gespeeld, name):
    who = machtiging_van(name)

    assert afsluiting.regiorapport(MAANDEN[0], on_behalf_of=who).totaal.totaal.nu.toegekend_cent > 0
    assert declaraties.oorzaken(on_behalf_of=who)
    assert declaraties.uitval(on_behalf_of=who) == []
    assert begroting.regels_onder("toegekend", "0148", MAANDEN[0], on_behalf_of=who).rijen == ()


@pytest.mark.parametrize("name", ["api backoffice", "api controller.dalfsen"])
def test_the_software_of_the_organisation_goes_on(wereld, gespeeld, name):
    client, who = visitor(name)
    mine = [
        path for route, town, provider, path, _ in wereld[2]
        if route == "api-ontvangst" and (who.gemeente or who.aanbieder) in (town, provider)
    ]  # fmt: skip

    answers = {path: client.get(path).status_code for path in mine[:5]}
    assert set(answers.values()) <= {200, 404}
