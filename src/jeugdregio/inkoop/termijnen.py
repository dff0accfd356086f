# SPDX-License-Identifier: EUPL-1.2
"""Until when a refused provider can act, and when the region has to answer (Awb; L15)."""

from datetime import date, timedelta

from jeugdregio.core.source import Source
from jeugdregio.core.termijnen import is_werkdag, weken_na, werkdagen_na

BEZWAAR_WEKEN = 6
BEZWAAR_BRON = Source("Algemene wet bestuursrecht", "art. 6:7 en 6:8")
BESLIS_WEKEN, MET_COMMISSIE_WEKEN, VERDAGEN_WEKEN = 6, 12, 6
BESLIS_BRON = Source("Algemene wet bestuursrecht", "art. 7:10")
OPSCHORT_BRON = Source("Aanbestedingswet 2012", "art. 2.127")


def bezwaar_tot(bekend_op: date) -> date:
    """The last day to object to a decision that was made known on this day."""
    return weken_na(bekend_op, BEZWAAR_WEKEN)


def beslis_uiterlijk(bezwaar_tot: date, *, met_commissie: bool = False, verdaagd: bool = False) -> date:
    """The last day to decide on an objection; the term begins the day after the one to object ended."""
    weeks = MET_COMMISSIE_WEKEN if met_commissie else BESLIS_WEKEN
    return weken_na(bezwaar_tot, weeks + (VERDAGEN_WEKEN if verdaagd else 0))


def wacht_tot(bekend_op: date, dagen: int) -> date:
    """The last day on which a contract waits: so many calendar days, and on to a working day."""
    last = bekend_op + timedelta(days=dagen)
    return last if is_werkdag(last) else werkdagen_na(last, 1)
