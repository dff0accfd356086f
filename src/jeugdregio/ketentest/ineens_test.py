# SPDX-License-Identifier: EUPL-1.2
"""A batch of messages that depend on each other has the outcome of the same messages one by one (ADR 0005)."""

from datetime import date, datetime, time

import pytest
from django.db import transaction
from django.utils import timezone

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ketentest.besluit_test import BESLUITEN
from jeugdregio.ketentest.context import REGIO, uit_scenario, zet_neer
from jeugdregio.ketentest.levering_test import STARTS, STOPS
from jeugdregio.ketentest.toestand import toestand
from jeugdregio.ketentest.toewijzing_test import VERSIES
from jeugdregio.ketentest.verzoek_test import VOT, VOW
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.values import Aanlevering
from tests.keten import XSD, context

pytestmark = pytest.mark.django_db

LATER = date(2026, 12, 31)
MOMENT = timezone.make_aware(datetime.combine(LATER, time(12)))
VERHALEN = {**STARTS, **STOPS, **VERSIES, **VOT, **VOW, **BESLUITEN}


def outcomes(verhaal, *, per_keer):
    """What becomes of these messages, all judged on one day, in batches of this size."""
    files = [
        Aanlevering(f"{nr}.xml", stap.xml(nr), stap.bericht.header.afzender, "test")
        for nr, stap in enumerate(verhaal, 1)
        if stap.oordeel != XSD
    ]
    found = []
    with namens(verwerking(REGIO)):
        zet_neer(uit_scenario(context()))
        for first in range(0, len(files), per_keer):
            leg_vast(files[first : first + per_keer], moment=MOMENT, on_behalf_of=verwerking(REGIO))
            done = verwerk(regio=REGIO, peildatum=LATER, moment=MOMENT).uitkomsten
            found += [(u.uitkomst, u.niveau, u.regels, u.kopcode) for u in done]
        assert len(found) == len(files)
        state = toestand(LATER)
        transaction.set_rollback(True)
    return found, state


def test_at_once_as_one_by_one():
    differ = {}
    for name, verhaal in VERHALEN.items():
        alone, together = outcomes(verhaal, per_keer=1), outcomes(verhaal, per_keer=len(verhaal))
        if alone != together:
            differ[name] = (alone, together)

    assert differ == {}
