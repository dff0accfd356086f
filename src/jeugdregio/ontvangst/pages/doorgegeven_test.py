# SPDX-License-Identifier: EUPL-1.2
"""The page of claims that passed: who sees which, and that a municipality that takes one here has it."""

from datetime import datetime, time
from itertools import count

import pytest
from django.utils import timezone

from jeugdregio.berichten.models import Verzending
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.values import Aanlevering
from jeugdregio.regio.actions import leg_taakbesluit_vast
from tests import wereld as kit
from tests.eigen_database import met_database
from tests.paginaverzoek import REGIO

LIST = "/doorgegeven/"
TURN = count(1)
MOMENT = timezone.make_aware(datetime.combine(kit.PEILDATUM, time(12)))


@pytest.fixture
def gespeeld(ongerepte_database, django_db_blocker):
    with met_database(ongerepte_database, django_db_blocker):
        yield


@pytest.fixture
def passed(gespeeld, monkeypatch) -> Verzending:
    """A claim of the provider that logs in as backoffice, to Dalfsen, which invoices itself from that month on."""
    monkeypatch.setitem(kit.AANBIEDERS, "A1", Account.objects.get(username="backoffice").aanbieder)
    leg_taakbesluit_vast(
        gemeente="0148",
        taak="facturatie",
        vanaf=kit.PEILDATUM.replace(day=1),
        neemt_af=False,
        besluit="Raad van 3 mei 2027",
        door="jansen",
        moment=MOMENT,
        peildatum=kit.PEILDATUM.replace(month=1),
        on_behalf_of=REGIO,
    )
    world = kit.Wereld(nieuw=False, _tellers=count(1_000 * next(TURN)), _bsn_reeks=count(999_960_000))
    (message,) = world.teken("JW323 | gemeente | maand | declaratiemaand | toewijzing\nD | G2 | 2027-06 | 2027-06 | T")
    leg_vast([Aanlevering("d.xml", message.data, message.afzender, "test")], moment=MOMENT, on_behalf_of=REGIO)
    (outcome,) = verwerk(regio=REGIO.regio, peildatum=kit.PEILDATUM, moment=MOMENT).uitkomsten
    assert outcome.uitkomst == "doorgegeven", outcome
    with namens(REGIO):
        one = Verzending.objects.get(bericht_id=outcome.bericht_id, stuk="doorgave")
    one.data = message.data
    return one


def there(one: Verzending) -> bool:
    with namens(REGIO):
        return Verzending.objects.get(bericht_id=one.bericht_id, stuk="doorgave").verzonden_op is not None


def xml(one: Verzending) -> str:
    return f"{LIST}{one.gemeente}/{one.bericht_id}.xml"


def test_whose_it_is(als, passed):
    seen = {}
    for name in ("toegang.dalfsen", "controller.dalfsen", "backoffice", "controller.regio", "controller.zwolle"):
        client = als(name)
        assert (xml(passed) in client.get(LIST).content.decode()) == (client.get(xml(passed)).status_code == 200)
        seen[name] = xml(passed) in client.get(LIST).content.decode()

    assert seen == {
        "toegang.dalfsen": True,
        "controller.dalfsen": True,
        "backoffice": True,
        "controller.regio": True,
        "controller.zwolle": False,
    }
    for name in ("bestuur.regio", "contracten.regio"):
        assert als(name).get(LIST).status_code == 403


def test_a_municipality_that_takes_it_has_it(als, passed):
    als("backoffice").get(xml(passed))
    als("controller.dalfsen").head(xml(passed))
    assert not there(passed)

    response = als("controller.dalfsen").get(xml(passed))

    assert response.content == passed.data
    assert there(passed)
    assert "Opgehaald op" in als("backoffice").get(LIST).content.decode()


def test_the_provider_reads_where_it_went(als, passed):
    page = als("backoffice").get("/aanleveren/").content.decode()

    assert "Doorgegeven aan de gemeente" in page
