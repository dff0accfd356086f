# SPDX-License-Identifier: EUPL-1.2
"""The worker makes the forecast of this month once, looks every hour, and goes on when it fails."""

from jeugdregio.opdrachtregel.geregeld import ELKE, OPNIEUW_NA
from jeugdregio.opdrachtregel.voorspellen import Voorspeller


def test_it_looks_after_a_while_then_every_hour_and_tells_what_it_made():
    now = [0.0]
    forecaster = Voorspeller(klok=lambda: now[0])
    made = iter((True, False))

    said = []
    for moment in (0.0, OPNIEUW_NA, OPNIEUW_NA + 1, OPNIEUW_NA + ELKE):
        now[0] = moment
        said.append(forecaster.kijk(lambda: next(made)))

    assert said == ["", "De prognose van deze maand is gemaakt.", "", ""]
    assert list(made) == []


def test_a_failure_is_told_by_its_kind_and_tried_again():
    now = [0.0]
    forecaster = Voorspeller(klok=lambda: now[0])

    def fail() -> bool:
        raise ValueError("999900018")

    now[0] = OPNIEUW_NA
    said = forecaster.kijk(fail)
    now[0] = 2 * OPNIEUW_NA
    again = forecaster.kijk(lambda: True)

    assert "ValueError" in said
    assert "999900018" not in said
    assert again == "De prognose van deze maand is gemaakt."
