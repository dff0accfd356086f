# SPDX-License-Identifier: EUPL-1.2
"""
A contract file from bytes to record: read, laid beside what is there, checked, kept as a proposal, and taken in whole.

What is proposed is the rows that change, as texts, with what stood there: whoever confirms confirms those, and when
something of it changed meanwhile nothing is taken in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction

from jeugdregio.components.inlezen import Gelezen, Rijfout, lees_bestand
from jeugdregio.components.werkboek import als_teksten, lees_teksten, schrijf_werkboek
from jeugdregio.contracten.bestand.bewaren import bewaar
from jeugdregio.contracten.bestand.bladen import BLADEN, PER_NAAM
from jeugdregio.contracten.bestand.stand import stand
from jeugdregio.contracten.bestand.toetsen import toets
from jeugdregio.contracten.bestand.vergelijken import Telling, Vergelijking, Wijziging, vergelijk
from jeugdregio.contracten.tarieven import UnableToPrice
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging

INTUSSEN = "Intussen is veranderd wat dit bestand wijzigt. Wijs het voorstel af en lees het bestand opnieuw in."
Inhoud = dict[str, Any]


class NietInTeLezen(Exception):
    """Raised when a contract file is not taken in; the text says what to do."""


@dataclass(frozen=True)
class Voorbeeld:
    """What a file would change, and every fault in it; with one fault nothing is taken in."""

    vergelijking: Vergelijking
    fouten: tuple[Rijfout, ...]


def schrijf_contractbestand(regio: str, *, on_behalf_of: Machtiging) -> bytes:
    """The whole contract file as an .xlsx, as far as it exists for the asker."""
    with namens(on_behalf_of):
        found = stand(regio)
    return schrijf_werkboek((blad, found[blad.naam].values()) for blad in BLADEN)


def contractsjabloon() -> bytes:
    """The same workbook without rows."""
    return schrijf_werkboek((blad, ()) for blad in BLADEN)


def lees_contractbestand(data: bytes, regio: str, *, peildatum: date, on_behalf_of: Machtiging) -> Voorbeeld:
    """Read a file and lay it beside what is recorded; nothing is stored. Raises `OnleesbaarBestand`."""
    return _vergelijk(lees_bestand(data, BLADEN), regio, peildatum=peildatum, on_behalf_of=on_behalf_of)


def _vergelijk(gelezen: Mapping[str, Gelezen], regio: str, *, peildatum: date, on_behalf_of: Machtiging) -> Voorbeeld:
    with namens(on_behalf_of):
        found = vergelijk(gelezen, stand(regio))
    wrong = [fault for blad in BLADEN if blad.naam in gelezen for fault in gelezen[blad.naam].fouten]
    # Rows with a fault of their own are not in it: what they would give others is not known, so cells come first.
    return Voorbeeld(found, tuple(wrong or toets(found, peildatum=peildatum)))


def contractbestand_als_voorstel(voorbeeld: Voorbeeld, *, naam: str, data: bytes) -> Inhoud:
    """What is proposed; raises `NietInTeLezen` while there is a fault, or when nothing changes."""
    if voorbeeld.fouten:
        raise NietInTeLezen("Er staan fouten in het bestand. Verbeter de rijen en lees het opnieuw in.")
    changes = voorbeeld.vergelijking.wijzigingen
    if not changes:
        raise NietInTeLezen("Dit bestand verandert niets: alles staat er al zo.")
    rows: dict[str, list[Any]] = {}
    for one in changes:
        before = None if one.oud is None else als_teksten(one.blad, one.oud)
        rows.setdefault(one.blad.naam, []).append([one.rij, als_teksten(one.blad, one.nieuw), before])
    counts = [[one.blad, one.nieuw, one.gewijzigd, one.gelijk] for one in voorbeeld.vergelijking.tellingen]
    return {
        "bestand": naam[:120],
        "sha256": sha256(data).hexdigest(),
        "tellingen": [count for count in counts if any(count[1:])],
        "geld": [list(one) for one in voorbeeld.vergelijking.geld],
        "rijen": rows,
    }


def wijzigingen_van(inhoud: Inhoud) -> list[Wijziging]:
    """The rows of a proposal."""
    found = []
    for blad in BLADEN:
        rows = inhoud["rijen"].get(blad.naam, ())
        after = lees_teksten(blad, [(number, new) for number, new, _ in rows]).rijen
        before = dict(lees_teksten(blad, [(number, old) for number, _, old in rows if old]).rijen)
        found += [Wijziging(blad, number, new, before.get(number)) for number, new in after]
    return found


def tellingen_van(inhoud: Inhoud) -> list[Telling]:
    """How many rows per sheet are new, change or stay."""
    return [Telling(*one) for one in inhoud["tellingen"]]


def neem_contractbestand_in(inhoud: Inhoud, regio: str, *, peildatum: date, on_behalf_of: Machtiging) -> None:
    """
    Take in what was proposed, whole, in one transaction.

    Raises `NietInTeLezen` when what it changes is no longer what was proposed, or when the database refuses.
    """
    wanted = wijzigingen_van(inhoud)
    read = {
        name: lees_teksten(PER_NAAM[name], [(number, new) for number, new, _ in rows])
        for name, rows in inhoud["rijen"].items()
    }
    with namens(on_behalf_of), transaction.atomic():
        found = _vergelijk(read, regio, peildatum=peildatum, on_behalf_of=on_behalf_of)
        seen = {(one.blad.naam, one.sleutel): (one.nieuw, one.oud) for one in found.vergelijking.wijzigingen}
        if seen != {(one.blad.naam, one.sleutel): (one.nieuw, one.oud) for one in wanted}:
            raise NietInTeLezen(INTUSSEN)
        if found.fouten:
            raise NietInTeLezen(f"{found.fouten[0]} Wijs het voorstel af en lees een verbeterd bestand in.")
        try:
            with transaction.atomic():
                bewaar(regio, found.vergelijking)
        except UnableToPrice as refusal:
            raise NietInTeLezen(str(refusal)) from refusal
        except IntegrityError as refusal:
            raise NietInTeLezen(_waarom(refusal)) from refusal


def _waarom(refusal: IntegrityError) -> str:
    found = getattr(refusal.__cause__, "diag", None)
    name = found.constraint_name if found else None
    return f"De database weigert dit ({name or 'een regel'}). Er is niets ingelezen. Kijk de wijzigingen na."
