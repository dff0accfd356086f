# SPDX-License-Identifier: EUPL-1.2
"""What a municipality found out about the residence of the child of a request (OP359): outcome only, no facts."""

from collections.abc import Collection
from datetime import date, datetime

from jeugdregio.gebruikers.isolatie import lezend, namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.verzoeken.models import Woonplaatsonderzoek
from jeugdregio.verzoeken.values import OpenVerzoek, Vastgesteld
from jeugdregio.woonplaats.values import Woonplaats


def leg_woonplaats_vast(
    verzoek: OpenVerzoek,
    gevonden: Woonplaats,
    *,
    peildatum: date,
    door: str,
    moment: datetime,
    on_behalf_of: Machtiging,
) -> None:
    """Keep who is responsible for the child of this request, and by which rows of the table."""
    with namens(on_behalf_of):
        Woonplaatsonderzoek.objects.create(
            gemeente=verzoek.gemeente,
            bericht_id=verzoek.bericht_id,
            nr=verzoek.nr,
            verantwoordelijk=gevonden.gemeente,
            regels=list(gevonden.regels),
            peildatum=peildatum,
            door=door,
            vastgesteld_op=moment,
        )


def vastgesteld(berichten: Collection[int], *, on_behalf_of: Machtiging) -> dict[tuple[str, int, int], Vastgesteld]:
    """The last outcome per request (gemeente, bericht_id, nr) of these messages, for its municipality."""
    with lezend(on_behalf_of):
        rows = list(Woonplaatsonderzoek.objects.filter(bericht_id__in=berichten).order_by("vastgesteld_op", "id"))
    return {
        (r.gemeente, r.bericht_id, r.nr): Vastgesteld(
            r.verantwoordelijk, tuple(r.regels), r.peildatum, r.door, r.vastgesteld_op
        )
        for r in rows
    }
