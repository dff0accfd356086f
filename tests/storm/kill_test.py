# SPDX-License-Identifier: EUPL-1.2
"""
Killed at every named commit boundary and at random moments half-way a batch: nothing acknowledged is lost, nothing
happens twice, nothing is half.

The worker, the web server, their connection, their database process and the whole server take turns in dying
(SIGKILL) on a durable server, while messages come in through the API and the folders, files are set aside and released
and months are closed. After every cycle the invariants hold; what is left in the end is what an undisturbed run of
the same traffic leaves. `make nacht` does so two hundred times (JEUGDREGIO_KILLS), with a seed (JEUGDREGIO_SEED).
"""

import json
import os
from hashlib import sha256
from itertools import chain, pairwise
from random import Random
from statistics import median

import pytest
import zstandard
from django.utils import timezone

from jeugdregio.aansluiting import actions as aansluiting
from jeugdregio.afsluiting.actions import sluit_maand
from jeugdregio.afsluiting.queries import INVARIANTEN as BOVEN
from jeugdregio.core.periode import Maand
from jeugdregio.demo import laden
from jeugdregio.demo.bevolking import bevolking
from jeugdregio.demo.partijgrootte_test import VERDICTS
from jeugdregio.demo.regio import regio_ijsselland
from jeugdregio.demo.simulator import simuleer
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.inrichting import rollen
from jeugdregio.ketentest.testdatabase import verse_database
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.queries import INVARIANTEN
from jeugdregio.ontvangst.values import Aanlevering
from tests.eigen_database import met_database
from tests.storm.campaign import POISON, UNSENT, WAITING, Campaign, Message, plan
from tests.storm.grenzen import GRENZEN
from tests.storm.house import CODE, a_house
from tests.storm.proxy import MIDDEN
from tests.storm.sender import Sender

REGION = regio_ijsselland()
NUMBER = int(os.environ.get("JEUGDREGIO_KILLS", "27"))
SEED = int(os.environ.get("JEUGDREGIO_SEED", "16"))
SCHAAL, FOUTEN = 0.0006 * NUMBER, 0.1
STIL, ONRUSTIG = "stil", "onrustig"
# Where nobody is struck on purpose: nothing was stored or sent there, and the next call counts or keeps it again.
ZONDER_WERK = {"niets_nieuws", "tempo", "anker", "opgeruimd"}

# Every one of these counts what should not be there.
WRONG = {
    "a file still waits": WAITING,
    "a message still has to leave": UNSENT,
    "a file is set aside": "SELECT count(*) FROM berichten_apart WHERE vrijgegeven_op IS NULL",
    "payments are stopped": "SELECT count(*) FROM bewaking_betaalstop WHERE opgeheven_op IS NULL",
    "a month is closed and not frozen, or the other way round": """
        SELECT count(*) FROM grootboek_geslotenmaand g
        FULL JOIN (SELECT * FROM afsluiting_momentopname WHERE soort = 'maandrapport') m USING (gemeente, maand, keer)
        WHERE g.gesloten_op IS NULL OR m.inhoud IS NULL
    """,
    **{invariant.wat: invariant.telt for invariant in (*INVARIANTEN, *BOVEN)},
}
LEFT = {
    **VERDICTS,
    "bestanden": "SELECT afzender, encode(sha256, 'hex'), status FROM berichten_bestand ORDER BY 1, 2",
    "post": """
        SELECT v.ontvanger, v.stuk, v.soort, encode(b.sha256, 'hex') FROM berichten_verzending v
        JOIN berichten_bericht b ON b.gemeente = v.gemeente AND b.id = v.bericht_id ORDER BY 1, 2, 3, 4
    """,
    "maanden": "SELECT gemeente, maand::text, encode(sha256, 'hex') FROM afsluiting_momentopname"
    " WHERE soort = 'maandrapport' ORDER BY 1, 2",
}
RECEIPTS = "SELECT afzender, sha256, id FROM berichten_bestand"
SENT = """
    SELECT v.ontvanger, v.soort, v.gemeente, v.aanbieder, v.bericht_id, v.stuk, u.inhoud
    FROM berichten_verzending v
    JOIN aansluiting_aansluiting a ON a.organisatie = v.ontvanger
    LEFT JOIN berichten_uitgaand u ON u.gemeente = v.gemeente AND u.bericht_id = v.bericht_id AND v.stuk = 'antwoord'
    WHERE v.stand = 'vrij'
"""


def closings():
    """The months in which is booked, and then quiet ones without end."""
    return map(str, chain([Maand(2026, 7), Maand(2026, 8), Maand(2026, 9)], _from(Maand(2015, 1))))


def _from(month):
    while True:
        yield month
        month = month.volgende


@pytest.fixture(scope="module")
def people():
    return bevolking(SCHAAL, SEED, REGION)


@pytest.fixture(scope="module")
def blows():
    return plan(NUMBER, Random(SEED))  # noqa: S311 - moments, not secrets


@pytest.fixture(scope="module")
def portions(people, blows):
    """Different messages, in order, in as many portions as there are cycles."""
    seen = {}
    for one in simuleer(people, REGION, seed=SEED, foutkans=FOUTEN):
        seen.setdefault((one.afzender, one.xml), Message(one.afzender, one.xml))
    messages = list(seen.values())
    bounds = [len(messages) * place // len(blows) for place in range(len(blows) + 1)]
    return [messages[first:after] for first, after in pairwise(bounds)]


@pytest.fixture
def house(tmp_path):
    with a_house(tmp_path) as house:
        for name in (STIL, ONRUSTIG):
            verse_database(house.server, name)
        house.database = STIL
        yield house


def undisturbed(portions, blows):
    """The same work, in one process, without anything in the way."""
    laden.laad(REGION, code=CODE, schaal=SCHAAL)
    region, months = Machtiging(rol=Rol.CONTROLLER, regio=CODE), closings()
    for blow, portion in zip(blows, portions, strict=True):
        moment = timezone.now()
        deliveries = [Aanlevering("", one.xml, one.afzender) for one in portion]
        leg_vast(deliveries, moment=moment, on_behalf_of=verwerking(CODE))
        verwerk(regio=CODE, peildatum=timezone.localdate(moment), moment=moment)
        if blow.werk == "sluit":
            sluit_maand(Maand.lees(next(months)), moment=timezone.now(), namens=region)


def what_is_left(house):
    found = {}
    for name, statement in LEFT.items():
        rows = house.ask(statement)
        found[name] = (len(rows), sha256(json.dumps(rows, default=str).encode()).hexdigest())
    return found


def under_fire(house, portions, blows):
    """The campaign, ready: the region loaded, everybody connected, all processes running."""
    laden.laad(REGION, code=CODE, schaal=SCHAAL)
    moment = timezone.now()
    per_cycle = [{one.afzender for one in portion} for blow, portion in zip(blows, portions, strict=True)]
    connected = sorted({min(senders) for senders in per_cycle})
    for code in connected:
        aansluiting.sluit_aan(code, "map", moment=moment)
    aansluiting.bereid_voor(house.home, regio=CODE)
    senders = sorted(set().union(*per_cycle))
    keys = {code: aansluiting.maak_sleutel(code, moment=moment) for code in senders}
    house.tell(POISON)
    for who in ("web", "worker"):
        house.start(who)
    sender = Sender(house.door.port, {code: (key.code, key.geheim) for code, key in keys.items()})
    return Campaign(house, sender, Random(SEED), connected, closings())  # noqa: S311


def check(house, campaign):
    assert {text: house.ask(statement)[0][0] for text, statement in WRONG.items()} == dict.fromkeys(WRONG, 0)
    stored = {(sender, bytes(digest)): number for sender, digest, number in house.ask(RECEIPTS)}
    assert stored.items() >= campaign.sender.receipts.items()


def check_what_was_sent(house, campaign):
    """In every folder lies exactly what had to leave, whole; and nothing was left lying about."""
    expected = {}
    for receiver, kind, town, provider, number, piece, content in house.ask(SENT):
        sender = provider if receiver == town else town
        name = f"{kind}_{sender}_{town}-{number}-{piece}.xml"
        expected[receiver, name] = zstandard.ZstdDecompressor().decompress(bytes(content)) if content else None
    found = {(code, path.name): path for code in campaign.connected for path in (house.home / code / "out").iterdir()}
    assert found.keys() == expected.keys()
    assert all(data is None or found[key].read_bytes() == data for key, data in expected.items())
    left = [
        path
        for code in campaign.connected
        for part in ("in", ".genomen", "quarantaine")
        for path in (house.home / code / part).iterdir()
    ]
    assert left == []


def test_kills_change_nothing(house, portions, blows, django_db_blocker, django_db_setup, capsys):
    with met_database(house.server.url(rollen.APP, STIL), django_db_blocker):
        undisturbed(portions, blows)
        expected = what_is_left(house)
        house.database = ONRUSTIG
        house.connect_django()
        campaign = under_fire(house, portions, blows)
        with house.tended():
            for blow, portion in zip(blows, portions, strict=True):
                campaign.cycle(blow, portion)
                check(house, campaign)
        left = what_is_left(house)
        check_what_was_sent(house, campaign)

    with capsys.disabled():
        report(house, campaign, blows)
    assert left == expected
    assert all(number > 0 for number, _ in expected.values())
    assert campaign.missed == []
    assert set().union(*(proxy.unnamed for proxy in house.proxies.values())) == set()
    assert {blow.grens for blow in blows} >= {grens.naam for grens in GRENZEN} - ZONDER_WERK


def report(house, campaign, blows):
    seconds = sorted(campaign.seconds)
    hit, midway = len(blows) - len(campaign.missed), sum(blow.kant == MIDDEN for blow in blows)
    print(
        f"\n{len(blows)} kills, seed {SEED}: {hit} hit ({midway} half-way a batch, the rest at a boundary);"
        f" per cycle p50 {median(seconds):.1f} s, max {seconds[-1]:.1f} s, total {sum(seconds):.0f} s;"
        f" {len(campaign.sender.receipts)} receipts in {campaign.sender.attempts} attempts"
    )
    for blow in campaign.missed:
        print(f"missed: {blow}")
