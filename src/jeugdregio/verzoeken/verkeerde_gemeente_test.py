# SPDX-License-Identifier: EUPL-1.2
"""A request at the wrong municipality is refused with reason 8, and names the right one, within two weeks (W23)."""

from datetime import date

from jeugdregio.verzoeken.termijn import woonplaats_uiterlijk
from jeugdregio.verzoeken.values import Besluit
from jeugdregio.verzoeken.verkeerde_gemeente import afwijzing
from jeugdregio.woonplaats.queries import antwoord_uiterlijk
from jeugdregio.woonplaats.values import Woonplaats

KAMPEN, OMMEN = "0166", "0175"
FOUND = Woonplaats(KAMPEN, ("W02",), "dag voor aanvang van het verblijf")


def test_a_refusal_names_who_is_responsible_within_two_weeks():
    assert afwijzing(FOUND, gemeente=OMMEN) == Besluit("1", "8", KAMPEN)
    assert afwijzing(FOUND, gemeente=KAMPEN) is None
    assert woonplaats_uiterlijk(date(2026, 11, 24)) == date(2026, 12, 8) == antwoord_uiterlijk(date(2026, 11, 24))
