# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Recording the figures of a year."""

from collections.abc import Iterable

from jeugdregio.verevening.models import Jaarcijfer
from jeugdregio.verevening.values import Jaarcijfers


def leg_jaarcijfers_vast(cijfers: Iterable[Jaarcijfers]) -> None:
    """Record figures, in the transaction of the caller; again replaces those of the same municipality and year."""
    Jaarcijfer.objects.bulk_create(
        [
            Jaarcijfer(
                gemeente=one.cijfers.gemeente,
                jaar=one.jaar,
                budget_cent=one.cijfers.budget_cent,
                kosten_cent=one.cijfers.kosten_cent,
                misgelopen_cent=one.cijfers.misgelopen_cent,
                bron=one.bron,
                verzonnen=one.verzonnen,
            )
            for one in cijfers
        ],
        update_conflicts=True,
        unique_fields=["gemeente", "jaar"],
        update_fields=["budget_cent", "kosten_cent", "misgelopen_cent", "bron", "verzonnen"],
    )
