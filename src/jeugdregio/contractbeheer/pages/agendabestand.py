# SPDX-License-Identifier: EUPL-1.2
"""
The contract calendar as iCalendar (RFC 5545), for one's own agenda.

It leaves the house, so what someone wrote in a case stays here: an entry says what kind of thing it is, about which
provider, and where to read the rest. The same thing has the same UID each time: importing again replaces it.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from jeugdregio.contractbeheer.values import Agendapunt

PRODID = "-//jeugdregio//contractkalender//NL"
EEN_DAG = timedelta(days=1)


def als_ics(
    punten: Iterable[Agendapunt],
    *,
    namen: Callable[[str], str],
    naar: Callable[[Agendapunt], str],
    moment: datetime,
) -> bytes:
    """The file: an entry of a whole day for each; `namen` gives a provider, `naar` the address of the page."""
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Contractkalender")
    for one in punten:
        event = Event()
        what = one.kort or one.tekst
        event.add("uid", f"{_kenmerk(one)}@jeugdregio")
        event.add("dtstamp", moment)
        event.add("dtstart", one.dag)
        event.add("dtend", one.dag + EEN_DAG)
        event.add("summary", f"{what}, {namen(one.aanbieder)}" if one.aanbieder else what)
        event.add("categories", [one.soort])
        event.add("url", naar(one))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def _kenmerk(one: Agendapunt) -> str:
    """What makes it this one: not its day, that may move; nor what someone wrote."""
    parts = (one.soort, one.contract, str(one.zaak or ""), one.kort or one.tekst, one.aanbieder)
    return sha256("|".join(parts).encode()).hexdigest()[:32]
