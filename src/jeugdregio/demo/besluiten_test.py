# SPDX-License-Identifier: EUPL-1.2
"""The decisions of the demo: every state has one, no message goes out, and again changes nothing."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from jeugdregio.besluiten import queries
from jeugdregio.demo import besluiten
from jeugdregio.gebruikers.isolatie import namens
from tests.eigen_database import met_database
from tests.paginawereld import machtiging_van

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def gespeeld(ongerepte_database, django_db_blocker):
    """A copy of its own: nothing else decided in it."""
    with met_database(ongerepte_database, django_db_blocker):
        yield


def test_every_state_has_a_decision_and_nothing_was_sent(gespeeld):
    wie = machtiging_van(besluiten.WERKT)

    made = besluiten.laad(MOMENT)

    found = queries.besluiten(on_behalf_of=wie)
    assert made == len(found) == 9
    assert {one.stand for one in found} == {"concept", "tweede", "akkoord", "bekend"}
    assert {one.soort for one in found} == {"toekenning", "gedeeltelijk", "afwijzing", "intrekking", "herziening"}
    assert [one for one in found if one.zending] == []
    objections = queries.bezwaren(peildatum=date(2026, 11, 24), on_behalf_of=wie)
    assert sorted(one.uitkomst for one in objections) == ["", "gegrond"]
    with namens(wie), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM berichten_bestand WHERE naam LIKE 'JW301-besluit-%%'")
        assert cursor.fetchone() == (0,)
    assert besluiten.laad(MOMENT) == 0
    assert queries.besluiten(on_behalf_of=wie) == found
