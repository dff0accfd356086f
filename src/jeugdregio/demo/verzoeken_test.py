# SPDX-License-Identifier: EUPL-1.2
"""The requests of the demo are right by the rules, stand open in every state, and come once."""

from datetime import date

from jeugdregio.demo.verzoeken import DAGEN_TERUG, speel_verzoeken
from tests.paginawereld import REGIO

VANDAAG = date(2026, 11, 24)


def test_every_request_is_taken_in_and_waits_for_a_decision(played):
    asked = speel_verzoeken(regio=REGIO, vandaag=VANDAAG)

    assert asked > 10
    outcomes = played("SELECT DISTINCT uitkomst FROM berichten_bericht WHERE soort IN ('JW315', 'JW317', 'JW319')")
    assert outcomes == [("geaccepteerd",)]
    states = dict(played("SELECT status, count(*) FROM verzoeken_verzoek GROUP BY 1"))
    assert sum(states.values()) == asked
    assert set(states) == {"in_behandeling", "in_onderzoek"}
    ((first, last),) = played("SELECT min(ontvangen_op)::date, max(ontvangen_op)::date FROM verzoeken_verzoek")
    assert 0 < (VANDAAG - last).days <= (VANDAAG - first).days <= DAGEN_TERUG


def test_a_second_time_nothing_is_asked_again(played):
    speel_verzoeken(regio=REGIO, vandaag=VANDAAG)

    assert speel_verzoeken(regio=REGIO, vandaag=date(2026, 11, 25)) == 0
