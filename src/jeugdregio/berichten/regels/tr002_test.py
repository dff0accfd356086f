# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.regels.tr002 import TR002

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("klasse", ["JW301 Client", "JW301 Relatie", "JW305 Client", "JW307 Client", "JW315 Client"])
def test_older_than_120_years_is_found_unless_the_date_is_unknown(proef: Proef, klasse: str):
    proef.zet(f"""
        {klasse}          | geboortedatum_datum | datum_gebruik | b.dagtekening
        born that day     | 1906-07-01          |               | 2026-07-01
        a day older       | 1906-06-30          |               | 2026-07-01
        only a year known | 1906-01-01          | 2             | 2026-07-01
        unknown           | 1900-01-01          | 3             | 2026-07-01
        not said unknown  | 1900-01-01          |               | 2026-07-01
        only year known   | 1900-01-01          | 2             | 2026-07-01
        other unknown     | 1899-01-01          | 3             | 2026-07-01
    """)

    found = {"a day older", "only a year known", "not said unknown", "only year known", "other unknown"}
    assert proef.vind(TR002) == found


def test_a_leap_day_falls_on_the_last_of_february_120_years_before(proef: Proef):
    proef.zet("""
        JW307 Client | geboortedatum_datum | b.dagtekening
        same day     | 1900-02-28          | 2020-02-29
        a day older  | 1900-02-27          | 2020-02-29
    """)

    assert proef.vind(TR002) == {"a day older"}


def test_a_relatie_need_not_have_a_date(proef: Proef):
    proef.zet("""
        JW301 Relatie | geboortedatum_datum
        no date       |
    """)

    assert proef.vind(TR002) == set()
