# SPDX-License-Identifier: EUPL-1.2
"""
A municipality answers a request from the screen: a JW319 of our own, along the road of every other message.

The rules of the standard are the guards before sending: an answer that breaks one is kept, refused, and
changes nothing.
"""

from datetime import date, datetime

from jeugdregio.berichten import queries as berichten
from jeugdregio.berichten.queries import Bewijs
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.ontvangst.actions import laat_verwerken, leg_vast
from jeugdregio.ontvangst.values import Aanlevering
from jeugdregio.regio import queries as gemeenten
from jeugdregio.verzoeken import actions as verzoeken
from jeugdregio.verzoeken import queries
from jeugdregio.verzoeken.values import AFWIJZEN, WOONPLAATSBEGINSEL, Besluit, OpenVerzoek

GEEN_OPEN_VERZOEK = "Dit verzoek staat niet meer open. Bekijk de lijst met open verzoeken."
ALLEEN_DE_GEMEENTE = "Alleen de gemeente waaraan het verzoek is gericht, kan het beantwoorden."
NIET_OVER_TE_DRAGEN = (
    "Alleen een verzoek om toewijzing kan worden overgedragen, aan een andere gemeente die nu meedoet in de regio."
)
NOG_NIET = "Het antwoord is bewaard, maar nog niet verwerkt. Kijk straks in de lijst met open verzoeken."


class NietBeantwoord(Exception):
    """Raised when an answer was not sent; the text says why and what to do."""


class NogNietBeantwoord(NietBeantwoord):
    """The answer is on its way; the worker did not get to it yet."""


def beantwoord(
    gemeente: str,
    bericht_id: int,
    nr: int,
    besluit: Besluit,
    *,
    regio: str,
    peildatum: date,
    moment: datetime,
    on_behalf_of: Machtiging,
) -> Bewijs:
    """
    Answer one open request with a JW319 dated `peildatum`; gives the receipt of that message.

    Raises NietBeantwoord when the request is not open (any more), or when the answer breaks a rule; then nothing
    has changed. Raises NogNietBeantwoord when the answer was kept and still waits.
    """
    verzoek = _eigen_verzoek(gemeente, bericht_id, nr, on_behalf_of)
    data = verzoeken.maak_jw319(verzoek, besluit, dagtekening=peildatum)
    delivery = Aanlevering(f"JW319-{bericht_id}-{nr}.xml", data, gemeente, "scherm")
    (kept,) = leg_vast([delivery], moment=moment, on_behalf_of=on_behalf_of)
    laat_verwerken([kept.bestand_id], regio=regio, peildatum=peildatum, moment=moment)
    (file,) = berichten.bestanden([kept.bestand_id], on_behalf_of=on_behalf_of)
    if file.status in ("ontvangen", "apart"):
        raise NogNietBeantwoord(NOG_NIET)
    if not file.berichten:
        raise NietBeantwoord(" ".join(file.uitleg))
    (receipt,) = file.berichten
    if receipt.uitkomst != "geaccepteerd":
        raise NietBeantwoord(_why(receipt))
    return receipt


def draag_over(
    gemeente: str,
    bericht_id: int,
    nr: int,
    naar: str,
    *,
    regio: str,
    peildatum: date,
    moment: datetime,
    on_behalf_of: Machtiging,
) -> Bewijs:
    """
    Hand a request over to the municipality of the region that is responsible, and refuse it naming that one.

    Either both happen or neither: the other municipality gets to see the request in the transaction that accepts
    the refusal. Raises NietBeantwoord like `beantwoord`, and when there is nothing to hand over to.
    """
    verzoek = _eigen_verzoek(gemeente, bericht_id, nr, on_behalf_of)
    with namens(on_behalf_of):
        possible = gemeenten.deelnemers(regio, peildatum)
    if verzoek.soort != "JW315" or naar == gemeente or naar not in possible:
        raise NietBeantwoord(NIET_OVER_TE_DRAGEN)
    verzoeken.bied_aan(verzoek, naar, moment=moment, on_behalf_of=on_behalf_of)
    refusal = Besluit(AFWIJZEN, WOONPLAATSBEGINSEL, naar)
    try:
        return beantwoord(
            gemeente,
            bericht_id,
            nr,
            refusal,
            regio=regio,
            peildatum=peildatum,
            moment=moment,
            on_behalf_of=on_behalf_of,
        )
    except NogNietBeantwoord:
        raise  # the refusal that still waits makes it so, or the next hand-over replaces it
    except NietBeantwoord:
        verzoeken.trek_in(verzoek, on_behalf_of=on_behalf_of)
        raise


def _eigen_verzoek(gemeente: str, bericht_id: int, nr: int, on_behalf_of: Machtiging) -> OpenVerzoek:
    if on_behalf_of.gemeente != gemeente:
        raise NietBeantwoord(ALLEEN_DE_GEMEENTE)
    verzoek = queries.open_verzoek(gemeente, bericht_id, nr, on_behalf_of=on_behalf_of)
    if verzoek is None:
        raise NietBeantwoord(GEEN_OPEN_VERZOEK)
    return verzoek


def _why(receipt: Bewijs) -> str:
    rules = declaraties.regels()
    return " ".join(f"{rules[code].algemeen} {rules[code].wat_te_doen} (Regel {code}.)" for code in receipt.regels)
