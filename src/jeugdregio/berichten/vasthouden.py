# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What is held before it leaves, and the one decision about it (`Vasthouding`); the database holds the steps."""

from datetime import datetime

from jeugdregio.berichten.models import Bericht, Vasthouding, Verzending
from jeugdregio.berichten.values import Vastgehouden
from jeugdregio.gebruikers.isolatie import lezend, namens
from jeugdregio.gebruikers.values import Machtiging

VRIJGEGEVEN, INGETROKKEN = Vasthouding.Besluit.VRIJGEGEVEN, Vasthouding.Besluit.INGETROKKEN


class NietVastgehouden(Exception):
    """Raised when a message is decided on that does not wait (any more), or not for the asker."""

    def __str__(self) -> str:
        return "Dit bericht wacht niet op een besluit van uw gemeente, of er is al besloten. Kijk in de lijst."


def vastgehouden(*, on_behalf_of: Machtiging, besloten: bool = False) -> list[Vastgehouden]:
    """What waits for a decision, oldest first; with `besloten` what was decided, newest first."""
    with lezend(on_behalf_of):
        found = Vasthouding.objects.exclude(besluit="") if besloten else Vasthouding.objects.filter(besluit="")
        rows = list(found.order_by("-besloten_op" if besloten else "gehouden_op", "bericht_id"))
        messages = {
            (one.gemeente, one.id): one for one in Bericht.objects.filter(id__in={row.bericht_id for row in rows})
        }
    return [
        Vastgehouden(
            gemeente=row.gemeente,
            bericht_id=row.bericht_id,
            aanbieder=row.aanbieder,
            soort=messages[row.gemeente, row.bericht_id].soort,
            identificatie=messages[row.gemeente, row.bericht_id].identificatie,
            regels=tuple(row.regels),
            gehouden_op=row.gehouden_op,
            besluit=row.besluit,
            besloten_op=row.besloten_op,
            door=row.door,
            reden=row.reden,
        )
        for row in rows
    ]


def besluit_over(
    gemeente: str, bericht_id: int, besluit: str, *, door: str, reden: str, moment: datetime, on_behalf_of: Machtiging
) -> None:
    """Write down what the municipality decided, with a reason. Raises `NietVastgehouden`."""
    with namens(on_behalf_of):
        changed = on_behalf_of.gemeente == gemeente and Vasthouding.objects.filter(
            gemeente=gemeente, bericht_id=bericht_id, besluit=""
        ).update(besluit=besluit, besloten_op=moment, door=door, reden=reden)
    if not changed:
        raise NietVastgehouden


def voer_uit(gemeente: str, bericht_id: int, besluit: str, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """Let the message go, or take it back, as was decided; by the region, in the transaction of the decision."""
    with namens(on_behalf_of):
        waiting = Verzending.objects.filter(
            gemeente=gemeente, bericht_id=bericht_id, stuk=Verzending.Stuk.BERICHT, stand=Verzending.Stand.VASTGEHOUDEN
        )
        if besluit == VRIJGEGEVEN:
            # It is there for its receiver from now on: his days count from here.
            changed = waiting.update(stand=Verzending.Stand.VRIJ, volgende_op=moment, gemaakt_op=moment)
        else:
            changed = waiting.update(stand=Verzending.Stand.INGETROKKEN)
    if not changed:
        raise NietVastgehouden


def niet_weg(gemeenten: set[str], berichten: set[int], *, on_behalf_of: Machtiging) -> set[tuple[str, int]]:
    """Which of these messages of municipalities (gemeente, id) are held, or were taken back."""
    with lezend(on_behalf_of):
        return set(
            Verzending.objects.filter(gemeente__in=gemeenten, bericht_id__in=berichten)
            .exclude(stand=Verzending.Stand.VRIJ)
            .values_list("gemeente", "bericht_id")
        )
