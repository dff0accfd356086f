# SPDX-License-Identifier: EUPL-1.2
"""
Money beside claims in the demo: the pgb of Zwolle in 2015, a task and a subsidy, lump sums.

Holders, obligations and the prognosis are as the source gives them (S65, K06); what the SVB paid is invented, and comes
to the obligations that ran. It is entered long after, so the ledger has it in the first open month.
"""

from datetime import date, datetime

from django.utils import timezone

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.begroting.macro import pgb as prognose
from jeugdregio.bekostiging import actions as bekostiging
from jeugdregio.bekostiging import queries as afspraken
from jeugdregio.bekostiging.values import Afspraakgegevens
from jeugdregio.betalingen import actions as betalingen
from jeugdregio.betalingen import queries as betaald
from jeugdregio.betalingen.proefbank import bijschrijvingen
from jeugdregio.core.money import Cent, allocate
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.queries import account_met_naam
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.pgb import actions, queries
from jeugdregio.regio import queries as gemeenten
from jeugdregio.teambudget import lumpsum

EERSTE, TWEEDE = "controller.regio", "financien.regio"
TAAK_CENT, SUBSIDIE_CENT, VASTGESTELD_CENT = 600_000_00, 80_000_00, 71_250_50
DALFSEN = "0148"
WACHT = 12
"""The advance of this month waits for a second person."""


def controllers(regio: str) -> tuple[Machtiging, Machtiging]:
    """The two people of the region who book and decide."""
    one, two = (
        Machtiging(rol=Rol.CONTROLLER, regio=regio, account=account_met_naam(name, regio=regio))
        for name in (EERSTE, TWEEDE)
    )
    return one, two


def speel_pgb(*, regio: str, moment: datetime) -> int:
    """Play the pgb chain, once; gives how many bookings of it were made."""
    one, two = controllers(regio)
    given = prognose()
    if queries.voorschotten(given.gemeente, given.jaar, on_behalf_of=one):
        return 0
    months = [Maand(given.jaar, number) for number in range(1, 13)]
    actions.leg_houders_vast(
        given.gemeente,
        date.fromisoformat(given.peildatum),
        houders=given.houders,
        verplichting_cent=given.lopend_cent,
        bron=str(given.bron),
        moment=moment,
        on_behalf_of=one,
    )
    advances = allocate(Cent(given.prognose_cent), {month.maand: 1 for month in months})
    for month in months:
        cents = advances[month.maand]
        number = actions.stel_voorschot_voor(
            given.gemeente, month, cents, bron="twaalfde deel van de prognose", moment=moment, on_behalf_of=one
        )
        if month.maand != WACHT:
            actions.besluit_voorschot(number, ontvangen=True, bedrag_cent=cents, moment=moment, on_behalf_of=two)
            actions.betaal_door(number, moment=moment, on_behalf_of=two)
    paid = allocate(Cent(given.lopend_cent), {month.maand: 1 for month in months})
    lines = [f"{given.gemeente};{month};{given.houders};{paid[month.maand] / 100:.2f}" for month in months]
    file = "\n".join(["gemeente;maand;houders;betaald", *lines]).encode()
    actions.lees_overzicht(file, "verzonnen-svb.csv", moment=moment, on_behalf_of=one)
    return len(queries.regels(given.gemeente, given.jaar, on_behalf_of=one))


def speel_termijnen(*, regio: str, moment: datetime) -> int:
    """Play a task that runs and a subsidy that was determined, and book what is due; gives how many instalments."""
    one, two = controllers(regio)
    if afspraken.afspraken(on_behalf_of=one):
        return 0
    today = timezone.localdate(moment)
    with namens(one):
        first, second = sorted(aanbieders.namen())[:2]
    weights = gemeenten.jeugdigen(today)
    for what in (
        Afspraakgegevens(
            first,
            "taakgericht",
            today.year,
            "Crisisdienst, dag en nacht bereikbaar",
            TAAK_CENT,
            weights,
            tuple(date(today.year, month, 1) for month in range(1, 13)),
            "verzonnen: raamcontract in de demo, artikel 4",
        ),
        Afspraakgegevens(
            second,
            "subsidie",
            today.year - 1,
            "Van zwaar naar licht: proef met ambulante hulp",
            SUBSIDIE_CENT,
            {DALFSEN: 1, given_town(): 3},
            tuple(date(today.year - 1, month, 1) for month in (1, 4, 7, 10)),
            "verzonnen: beschikking in de demo",
        ),
    ):
        number = bekostiging.stel_afspraak_voor(what, moment=moment, on_behalf_of=one)
        bekostiging.besluit_afspraak(
            number, bevestigen=True, bedrag_cent=what.bedrag_cent, moment=moment, on_behalf_of=two
        )
    booked = bekostiging.boek_termijnen(today, moment=moment)
    end = bekostiging.stel_vaststelling_voor(
        number, VASTGESTELD_CENT, bron="verzonnen: verslag in de demo", moment=moment, on_behalf_of=one
    )
    bekostiging.besluit_vaststelling(
        end, vaststellen=True, bedrag_cent=VASTGESTELD_CENT, moment=moment, on_behalf_of=two
    )
    claim, *_ = betaald.vorderingen(on_behalf_of=one)
    lines = [(f"terug {claim.kenmerk}", claim.bedrag_cent), ("restitutie, zie onze brief", 12_34)]
    betalingen.lees_bankbestand(bijschrijvingen(lines, dag=today), moment=moment, on_behalf_of=one)
    unknown = next(row for row in betaald.niet_verwerkt(on_behalf_of=one) if row.bedrag_cent == lines[1][1])
    betalingen.stel_koppeling_voor(
        unknown.id,
        "terugboeken",
        doel=None,
        bedrag_cent=unknown.open_cent,
        reden="verzonnen: de brief is van een andere regio",
        moment=moment,
        on_behalf_of=one,
    )
    return booked


def speel_lumpsum(*, moment: datetime) -> int:
    """Book what is due of the lump sums of this year, and pay the first; gives how many amounts."""
    made, today = 0, timezone.localdate(moment)
    for town in (DALFSEN, given_town()):
        money = Machtiging(rol=Rol.CONTROLLER, gemeente=town)
        if lumpsum.betalingen(today.year, on_behalf_of=money):
            continue
        made += lumpsum.boek(today.year, moment=moment, on_behalf_of=money)
        for first in lumpsum.betalingen(today.year, on_behalf_of=money)[:1]:
            lumpsum.meld_betaald(first.id, today, moment=moment, on_behalf_of=money)
    return made


def given_town() -> str:
    """The municipality that the sources give the pgb of."""
    return prognose().gemeente
