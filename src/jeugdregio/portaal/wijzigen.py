# SPDX-License-Identifier: EUPL-1.2
"""Ask a municipality to change an allocation: a JW317 that names every current allocation of the child (TR349)."""

from dataclasses import dataclass
from datetime import date

from jeugdregio.berichten.actions import Briefhoofd, Wijziging, jw317
from jeugdregio.portaal.verzenden import Afzending, Verzonden, nummers, verstuur
from jeugdregio.toewijzingen import queries as toewijzingen
from jeugdregio.toewijzingen.values import Toegewezen

TOTAAL = "6"


@dataclass(frozen=True)
class Wens:
    """What a provider wants of an allocation; `hoeveel` is a volume in its unit, or a budget in cents."""

    reden: str
    ingang: date
    einde: date | None
    hoeveel: int | None


def is_actueel(one: Toegewezen, peildatum: date) -> bool:
    """Whether an allocation holds now or later; one that has ended cannot be changed (TR351)."""
    return one.einde is None or one.einde >= peildatum


def alleen_vanaf_begin(one: Toegewezen) -> bool:
    """Whether a change counts from the first day of the allocation: with a budget or a total (TR373)."""
    return one.budget_cent is not None or one.frequentie == TOTAAL


def vraag_wijziging(afzending: Afzending, one: Toegewezen, wens: Wens) -> Verzonden:
    """Send the request, dated the day of sending. Raises NietVerstuurd."""

    def make() -> bytes:
        message, reference = nummers(2)
        others = [
            other.nummer
            for other in toewijzingen.toewijzingen(gemeente=one.gemeente, on_behalf_of=afzending.wie)
            if other.kind.id == one.kind.id and other.nummer != one.nummer and is_actueel(other, afzending.peildatum)
        ]
        size = None
        if one.eenheid and one.frequentie and wens.hoeveel is not None:
            size = (wens.hoeveel, one.eenheid, one.frequentie)
        asked = Wijziging(
            referentie=reference,
            reden=wens.reden,
            toewijzing_nummer=one.nummer,
            ingang=wens.ingang,
            einde=wens.einde,
            omvang=size,
            budget_cent=wens.hoeveel if one.budget_cent is not None else None,
            ongewijzigd=sorted(others),
        )
        head = Briefhoofd(afzending.wie.aanbieder, one.gemeente, message, afzending.peildatum)
        return jw317(head, afzending.zegel.ontzegel(one.kind.bsn), asked)

    return verstuur(afzending, f"JW317-{one.gemeente}-{one.nummer}.xml", make)
