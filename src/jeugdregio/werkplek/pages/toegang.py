# SPDX-License-Identifier: EUPL-1.2
"""What comes next for a worker of the access: late applications, what waits for a decision, and signals."""

from django.urls import reverse

from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.toegang import queries
from jeugdregio.toegang.values import Bordkaart
from jeugdregio.werkplek.pages.blokken import Blok, Dag, Regel


def blok(wie: Machtiging, dag: Dag) -> Blok | None:
    """The block of the access on the start page; None where nobody works for a municipality."""
    if not wie.gemeente:
        return None
    cards = queries.bord(alle=False, peildatum=dag.vandaag, on_behalf_of=wie)
    board = reverse("caseloadbord")
    lines = [
        _line("Te laat", [one for one in cards if one.te_laat], "te laat"),
        _line("Nieuw: nog niet begonnen", [one for one in cards if one.aanmelding.stand == "ontvangen"]),
        _line("In onderzoek", [one for one in cards if one.aanmelding.stand == "in_onderzoek"]),
        _line("Klaar voor een besluit", [one for one in cards if one.aanmelding.stand == "klaar_voor_besluit"]),
        _talk(wie),
        *_signals(wie),
    ]
    return Blok(
        "Toegang: wat nu komt",
        tuple(line for line in lines if line is not None),
        leeg="Er loopt geen aanmelding van u. Kies ‘Aanmelden’ als er een vraag binnenkomt.",
        verder=("Naar het caseloadbord", board),
    )


def _line(text: str, cards: list[Bordkaart], late: str = "") -> Regel | None:
    """How many there are, and the first last day; nothing when there are none."""
    if not cards:
        return None
    first = min(card.aanmelding.uiterlijk for card in cards)
    state = late or f"eerste termijn {dag_kort(first)}"
    return Regel(text, reverse("caseloadbord"), str(len(cards)), state, "negatief" if late else "neutraal")


def _talk(wie: Machtiging) -> Regel | None:
    waiting = queries.overleg_open(on_behalf_of=wie)
    if not waiting:
        return None
    url = reverse("aanmelding", args=[waiting[0].aanmelding_id])
    return Regel("Wijkteam wacht op het CJG", url, str(len(waiting)), "overleg", "info")


def _signals(wie: Machtiging) -> list[Regel]:
    found: list[Regel] = []
    if wie.mag(Recht.RAADSMELDINGEN):
        signals = [one for one in queries.raadsmeldingen(on_behalf_of=wie) if one.signaal_op and not one.afgehandeld_op]
        if signals:
            text, url = "Melding bij de Raad die niemand vertelde", reverse("raadsmeldingen")
            found.append(Regel(text, url, str(len(signals)), "signaal", "negatief"))
    if wie.mag(Recht.CENTRALE_NUMMER):
        calls = [
            one
            for one in queries.oproepen(on_behalf_of=wie)
            if one.crisisdienst_op and one.gemeente == wie.gemeente and one.aanmelding_id is None
        ]
        if calls:
            text = "Crisis zonder aanmelding"
            found.append(Regel(text, reverse("telefoon"), str(len(calls)), "nu", "negatief"))
    return found
