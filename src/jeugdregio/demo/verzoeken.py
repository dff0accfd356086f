# SPDX-License-Identifier: EUPL-1.2
"""
Requests of providers in the days before the demo is shown, so that there is work that waits for a decision.

Made from what the region knows after the traffic was played: children with one running allocation, of whom a
provider asks for more (JW317) or for something else beside it (JW315). Some are looked into already (JW319).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.conf import settings
from django.db import connection

from jeugdregio.berichten.actions import jw319
from jeugdregio.core.bsn import zegel
from jeugdregio.demo.afspelen import neem_in
from jeugdregio.demo.berichten_xml import Client, Kop, ProductRegel, jw315, jw317
from jeugdregio.demo.laden import HUISARTS
from jeugdregio.demo.nummering import TIJDZONE
from jeugdregio.demo.waarheid import Bericht, Waarheid
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking

DAGEN_TERUG = 12
PER_GEMEENTE = 6

# One child per provider and municipality, so that the list shows many names; a running total is left as it is.
_LOPEND = """
    SELECT gemeente, aanbieder, bsn, geboortedatum, geslacht, achternaam, nummer, categorie, volume, eenheid,
        frequentie, einde, row_number() OVER (PARTITION BY gemeente ORDER BY md5(nummer::text)) AS plaats
    FROM (
        SELECT DISTINCT ON (p.gemeente, p.aanbieder) p.gemeente, p.aanbieder, c.bsn, c.geboortedatum, c.geslacht,
            c.achternaam, p.nummer, p.categorie, p.volume, p.eenheid, p.frequentie, upper(p.geldig) - 1 AS einde
        FROM toewijzingen_v_verzonden p
        JOIN toewijzingen_client c ON c.gemeente = p.gemeente AND c.id = p.client_id
        WHERE NOT p.verwijderd AND p.code IS NOT NULL AND p.volume IS NOT NULL AND p.frequentie IN ('1', '2', '4')
            AND p.geldig @> %(dag)s::date AND upper(p.geldig) > %(dag)s::date + 60
            AND NOT EXISTS (
                SELECT FROM toewijzingen_v_verzonden o
                WHERE o.gemeente = p.gemeente AND o.client_id = p.client_id AND o.nummer <> p.nummer
                    AND coalesce(upper(o.geldig), 'infinity') > %(dag)s::date - 60
            )
        ORDER BY p.gemeente, p.aanbieder, md5(p.nummer::text)
    ) een
"""


@dataclass(frozen=True, slots=True)
class _Lopend:
    gemeente: str
    aanbieder: str
    bsn: str
    geboortedatum: date
    geslacht: str
    achternaam: str
    nummer: int
    categorie: str
    volume: int
    eenheid: str
    frequentie: str
    einde: date
    plaats: int


def speel_verzoeken(*, regio: str, vandaag: date) -> int:
    """
    Let providers ask, spread over the days before `vandaag`; gives the number of requests.

    Does nothing when the region holds requests already: a child has one open request at a provider (TR374).
    """
    with namens(verwerking(regio)), connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM verzoeken_verzoek)")
        if cursor.fetchone()[0]:
            return 0
        cursor.execute(_LOPEND, {"dag": vandaag - timedelta(days=DAGEN_TERUG)})
        open_ = zegel(settings.BSN_KEY).ontzegel
        running = [_Lopend(row[0], row[1], open_(row[2]), *row[3:]) for row in cursor.fetchall()]
    messages = sorted(_berichten([r for r in running if r.plaats <= PER_GEMEENTE], vandaag), key=lambda b: b.moment)
    for _, day in groupby(messages, key=lambda b: b.moment.date()):
        neem_in(list(day), regio=regio)
    return sum(message.soort != "JW319" for message in messages)


def _berichten(running: list[_Lopend], vandaag: date) -> Iterator[Bericht]:
    for number, one in enumerate(running):
        asked = vandaag - timedelta(days=1 + number * 5 % DAGEN_TERUG)
        at = datetime.combine(asked, time(9 + number % 8, number % 60), tzinfo=TIJDZONE)
        kind = "JW315" if number % 3 == 0 else "JW317"
        reference = f"V{one.nummer}"
        make = _nieuw if kind == "JW315" else _meer
        yield _bericht(kind, at, one.aanbieder, one.gemeente, make(one, reference, asked))
        if number % 4 == 1 and vandaag - asked > timedelta(days=3):
            later = at + timedelta(days=2)
            answer = jw319(
                gemeente=one.gemeente,
                aanbieder=one.aanbieder,
                identificatie=f"A{one.nummer}",
                dagtekening=later.date(),
                referentie=reference,
                antwoord="2",
                reden=None,
                woonplaats=None,
            )
            yield _bericht("JW319", later, one.gemeente, one.aanbieder, answer)


def _bericht(kind: str, at: datetime, sender: str, receiver: str, xml: bytes) -> Bericht:
    name = f"{kind}_{sender}_{receiver}_{at:%m%d%H%M}.xml"
    return Bericht(at, kind, sender, receiver, name, xml, Waarheid(juist=True))


def _kop(kind: str, one: _Lopend, reference: str, dagtekening: date) -> Kop:
    return Kop(kind, one.aanbieder, one.gemeente, reference, dagtekening)


def _meer(one: _Lopend, reference: str, dagtekening: date) -> bytes:
    """A quarter more of what runs, from two weeks later."""
    size = (one.volume + max(1, one.volume // 4), one.eenheid, one.frequentie)
    wanted = ProductRegel(one.nummer, "", "", dagtekening + timedelta(days=14), one.einde, omvang=size)
    return jw317(_kop("JW317", one, reference, dagtekening), one.bsn, wanted, referentie=reference)


def _nieuw(one: _Lopend, reference: str, dagtekening: date) -> bytes:
    """A budget of the same category beside what runs, on the word of a general practitioner."""
    wanted = ProductRegel(0, one.categorie, "", dagtekening + timedelta(days=21), one.einde, budget_cent=250_000)
    client = Client(one.bsn, one.geboortedatum, one.geslacht, one.achternaam)
    kop = _kop("JW315", one, reference, dagtekening)
    return jw315(kop, client, wanted, referentie=reference, verwijzer=HUISARTS)
