# SPDX-License-Identifier: EUPL-1.2
"""Offer one file as if a provider had sent it, and say in four words and an amount what became of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from time import perf_counter

from django.db import connection, transaction
from django.utils import timezone

from jeugdregio.berichten.actions import lees
from jeugdregio.declaraties.values import OORZAAK
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ketentest.context import REGIO
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.values import GEWEIGERD, Aanlevering, Uitkomst

ACCEPTED, PARTLY, REJECTED, REFUSED, DUPLICATE = "accepted", "partly", "rejected", "refused", "duplicate"
IN_ORDE = {"0200", "0233", "8001"}
OORDEEL = {
    "geaccepteerd": ACCEPTED,
    "deels_afgewezen": PARTLY,
    "alles_afgewezen": REJECTED,
    "afgekeurd": REJECTED,
    "herhaling": DUPLICATE,
    GEWEIGERD: REFUSED,
}


@dataclass(frozen=True)
class Bod:
    """
    The verdict on one file.

    `outcome`: accepted, partly, rejected, refused or duplicate; `codes`: the distinct return codes
    other than those of approval; `booked_cents`: what it added to the costs, credits subtracted; `uitleg`:
    Dutch, for who was turned away; `tijden`: seconds per step.
    """

    outcome: str
    codes: Sequence[str] = ()
    booked_cents: int = 0
    uitleg: Sequence[str] = ()
    tijden: dict[str, float] = field(default_factory=dict)


def bied(data: bytes, *, naam: str, aanbieder: str, vandaag: date) -> Bod:
    """
    Offer `data` as a file of `aanbieder` at twelve o'clock on `vandaag`.

    All in one transaction: should it fail on a bug, nothing of the file stays behind.
    """
    noon = timezone.make_aware(datetime.combine(vandaag, time(12)))
    began = perf_counter()
    with transaction.atomic():
        (receipt,) = leg_vast(
            [Aanlevering(naam, data, aanbieder, "ketentest")], moment=noon, on_behalf_of=verwerking(REGIO)
        )
        stored = perf_counter()
        report = verwerk(regio=REGIO, peildatum=vandaag, moment=noon)
    processed = perf_counter()
    outcomes = [u for u in report.uitkomsten if u.bestand_id == receipt.bestand_id]
    verdict = _verdict(outcomes) if outcomes else _again(receipt.bestand_id)
    times = {
        "vastleggen": stored - began,
        "verwerken": processed - stored,
        "oordeel": perf_counter() - processed,
    }
    return Bod(verdict.outcome, verdict.codes, verdict.booked_cents, verdict.uitleg, times)


def _verdict(outcomes: Sequence[Uitkomst]) -> Bod:
    return Bod(
        outcome=samen(OORDEEL[u.uitkomst] for u in outcomes),
        codes=sorted({code for u in outcomes for code in _codes(u)}),
        booked_cents=_booked([u.bericht_id for u in outcomes if u.bericht_id is not None]),
        uitleg=list(dict.fromkeys(u.uitleg for u in outcomes if u.uitleg)),
    )


def samen(verdicts: Iterable[str]) -> str:
    """
    One verdict for all messages of a file.

    A repeat among others does not count. All accepted is accepted; something accepted beside something
    that is not, is partly; without anything accepted, one that was answered makes it rejected.
    """
    found = set(verdicts)
    rest = found - {DUPLICATE}
    if len(rest) <= 1:
        return rest.pop() if rest else DUPLICATE
    return PARTLY if rest & {ACCEPTED, PARTLY} else REJECTED


def _codes(outcome: Uitkomst) -> set[str]:
    if not outcome.antwoord:
        return set()
    assert outcome.soort is not None
    assert outcome.soort.antwoord is not None
    codes = lees(outcome.soort.antwoord, [outcome.antwoord])["retour_codes"].column("retour_code").to_pylist()
    return set(codes) - IN_ORDE


def _booked(messages: Sequence[int]) -> int:
    with namens(verwerking(REGIO)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(kosten_cent), 0)::bigint FROM grootboek_v_boeking"
            " WHERE oorzaak = %s AND oorzaak_id = ANY (%s::bigint[])",
            [OORZAAK, list(messages)],
        )
        (cents,) = cursor.fetchone()
    return int(cents)


def _again(bestand_id: int) -> Bod:
    """The same bytes as before: a duplicate, or turned away again for the same reason."""
    with namens(verwerking(REGIO)), connection.cursor() as cursor:
        cursor.execute("SELECT status FROM berichten_bestand WHERE id = %s", [bestand_id])
        (status,) = cursor.fetchone()
        cursor.execute("SELECT uitleg FROM berichten_weigering WHERE bestand_id = %s ORDER BY nr", [bestand_id])
        reasons = list(dict.fromkeys(reason for (reason,) in cursor.fetchall()))
    if status == GEWEIGERD:
        return Bod(REFUSED, uitleg=reasons)
    return Bod(DUPLICATE, uitleg=["Dit bestand is al eerder ontvangen en heeft geen nieuw gevolg."])
