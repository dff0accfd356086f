# SPDX-License-Identifier: EUPL-1.2
"""
What providers answer to what municipalities sent them, after the traffic was played.

Nearly all agree a day later. Of each municipality one allocation was refused and two were not answered, and the
provider that works in the portal has not opened its last messages: so there is something to look at and to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection

from jeugdregio.berichten import queries as berichten
from jeugdregio.berichten.actions import retourbericht
from jeugdregio.demo.afspelen import BERICHTEN_PER_PARTIJ, neem_in
from jeugdregio.demo.nummering import TIJDZONE
from jeugdregio.demo.waarheid import Bericht, Waarheid
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import verwerking

PORTAAL = "backoffice"
"""Whoever works in the portal; all others have software that fetches what waits."""

VERS_DAGEN = 6
"""Of the last days nothing is answered yet."""

NIET_BEANTWOORD, AFGEKEURD = (3, 7), 2
"""Which messages of a municipality, counted from the last."""

NIET_GEOPEND, NIET_OPGEHAALD = 4, 8
FOUT = {("ToegewezenProduct", 0): ("9332",)}

_SENT = """
    SELECT gemeente, aanbieder, bericht_id, soort, gemaakt_op, plaats, plaats_aanbieder FROM (
        SELECT v.*,
            row_number() OVER (PARTITION BY gemeente, aanbieder = %(portaal)s ORDER BY bericht_id DESC) AS plaats,
            row_number() OVER (PARTITION BY aanbieder ORDER BY bericht_id DESC) AS plaats_aanbieder
        FROM berichten_verzending v WHERE stuk = 'bericht' AND stand = 'vrij' AND gemaakt_op < %(voor)s
    ) v ORDER BY bericht_id
"""
_FETCHED = """
    UPDATE berichten_verzending v SET verzonden_op = gemaakt_op + interval '10 minutes', volgende_op = NULL, fout = ''
    WHERE verzonden_op IS NULL AND stuk = 'antwoord' AND (gemeente, bericht_id) NOT IN (
        SELECT gemeente, bericht_id FROM berichten_verzending
        WHERE stuk = 'antwoord' AND ontvanger = %(portaal)s ORDER BY bericht_id DESC LIMIT %(open)s)
"""


@dataclass(frozen=True, slots=True)
class _Gestuurd:
    gemeente: str
    aanbieder: str
    bericht_id: int
    soort: str
    gemaakt_op: datetime
    plaats: int
    plaats_aanbieder: int

    def antwoordt(self, portaal: str) -> bool:
        if self.aanbieder == portaal:
            return self.plaats_aanbieder > NIET_GEOPEND
        return self.plaats not in NIET_BEANTWOORD

    @property
    def keurt_af(self) -> bool:
        return self.soort == "JW301" and self.plaats == AFGEKEURD


def speel_retouren(*, regio: str, vandaag: date) -> int:
    """
    Let providers fetch what waits and answer it; gives the number of retourberichten.

    Does nothing when there are any already: a message is answered once.
    """
    before = datetime.combine(vandaag - timedelta(days=VERS_DAGEN), time(), tzinfo=TIJDZONE)
    region = verwerking(regio)
    with namens(region), connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM berichten_retour)")
        if cursor.fetchone()[0]:
            return 0
        found = Account.objects.filter(username=PORTAAL).first()
        portal = found.aanbieder if found else ""
        cursor.execute(_SENT, {"portaal": portal, "voor": before})
        sent = [one for one in (_Gestuurd(*row) for row in cursor.fetchall()) if one.antwoordt(portal)]
        cursor.execute(_FETCHED, {"portaal": portal, "open": NIET_OPGEHAALD})
    for begin in range(0, len(sent), BERICHTEN_PER_PARTIJ):
        neem_in(list(_antwoorden(sent[begin : begin + BERICHTEN_PER_PARTIJ], portal, regio)), regio=regio)
    return len(sent)


def _antwoorden(sent: Sequence[_Gestuurd], portal: str, regio: str) -> Iterator[Bericht]:
    keys = [(one.gemeente, one.bericht_id) for one in sent]
    originals = berichten.originelen(keys, on_behalf_of=verwerking(regio))
    for one, key in zip(sent, keys, strict=True):
        at = one.gemaakt_op + timedelta(days=1)
        refuses = one.keurt_af and one.aanbieder != portal
        xml = retourbericht(
            originals[key],
            identificatie=f"D{one.bericht_id}",
            dagtekening=at.date(),
            klasse_codes=FOUT if refuses else None,
        )
        kind = "JW302" if one.soort == "JW301" else "JW320"
        name = f"{kind}_{one.aanbieder}_{one.gemeente}_{one.bericht_id}.xml"
        yield Bericht(at, kind, one.aanbieder, one.gemeente, name, xml, Waarheid(juist=True))
