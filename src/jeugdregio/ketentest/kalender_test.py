# SPDX-License-Identifier: EUPL-1.2
"""
Dates at the ends of the calendar are valid in a message, and 9999-12-31 is how many systems write "no end".

Whatever is made of them afterwards, it can be looked at: lists, work with a term, the month report.
"""

from datetime import date, datetime, time

import pytest
from django.db import transaction
from django.utils import timezone

from jeugdregio.begroting import queries as begroting
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ketentest.context import REGIO, uit_scenario, zet_neer
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.queries import werk_met_een_termijn
from jeugdregio.ontvangst.values import Aanlevering
from jeugdregio.toewijzingen import queries as toewijzingen
from jeugdregio.verzoeken import queries as verzoeken
from tests.keten import ANDER_KIND, GEMEENTE, Stap, b301, b305, b315, b317, bsn, context, start, tp, vraag, wijzig

pytestmark = pytest.mark.django_db

DAG = date(2026, 7, 1)
REGION = verwerking(REGIO)
EERST, LAATST = "0001-01-01", "9999-12-31"
BERICHTEN = [
    b301(tp(1, begin=EERST, einde=LAATST), tp(2, "45A53", LAATST, LAATST), tp(3, "45A60", einde=None, maat="1/82/6")),
    b301(tp(4, begin=EERST, einde=EERST), tp(5, "44", einde=LAATST, maat=""), bsn=ANDER_KIND),
    b301(tp(6, "-", einde=LAATST, maat="€99999999"), bsn=bsn(9)),
    b305(start(4, EERST), start(5, wat="44"), bsn=ANDER_KIND),
    b315(vraag("R1", "45A04", EERST, LAATST), bsn=ANDER_KIND, dag=EERST, geboorte=EERST),
    b317(wijzig(1, EERST, LAATST), 2, 3, ref="W1"),
]


@pytest.fixture
def region():
    with namens(REGION):
        zet_neer(uit_scenario(context()))
        moment = timezone.make_aware(datetime.combine(DAG, time(12)))
        files = [
            Aanlevering(f"{nr}.xml", Stap(one).xml(nr), one.header.afzender, "test") for nr, one in enumerate(BERICHTEN)
        ]
        leg_vast(files, moment=moment, on_behalf_of=REGION)
        outcomes = verwerk(regio=REGIO, peildatum=DAG, moment=moment).uitkomsten
        assert [u.uitkomst for u in outcomes] == ["geaccepteerd"] * len(BERICHTEN)
        yield
        transaction.set_rollback(True)


def test_allocations_come_back_with_the_days_they_were_given(region):
    found = toewijzingen.toewijzingen(on_behalf_of=REGION)

    assert {one.nummer: (str(one.begin), str(one.einde)) for one in found} == {
        1: (EERST, LAATST),
        2: (LAATST, LAATST),
        3: ("2026-01-01", "None"),
        4: (EERST, EERST),
        5: ("2026-01-01", LAATST),
        6: ("2026-01-01", LAATST),
    }


def test_requests_come_back_with_the_days_that_were_asked(region):
    found = verzoeken.open_verzoeken(on_behalf_of=REGION)

    assert {(one.referentie, p.wat, str(p.begin), str(p.einde)) for one in found for p in one.producten} == {
        ("R1", "aangevraagd", EERST, LAATST),
        ("W1", "te_wijzigen", EERST, LAATST),
        ("W1", "ongewijzigd", "None", "None"),
    }


def test_work_and_figures_can_be_made(region, settings):
    settings.REGIO = REGIO

    work = werk_met_een_termijn(peildatum=DAG, on_behalf_of=REGION)
    report = begroting.maandrapport(GEMEENTE, Maand(2026, 6), on_behalf_of=REGION)

    under = [name for name, one in begroting.definities().items() if one.onder]
    rows = [begroting.regels_onder(name, GEMEENTE, Maand(2026, 6), on_behalf_of=REGION) for name in under]

    assert any(found.aantal for found in rows)
    assert {"start", "stop", "verzoek"} <= {one.soort for one in work}
    assert report.gemeente == GEMEENTE
    assert verzoeken.na_te_zien(peildatum=DAG, on_behalf_of=REGION) is not None
