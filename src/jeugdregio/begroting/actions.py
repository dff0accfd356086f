# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Recording the youth budget of a municipality."""

from jeugdregio.begroting.models import Budget


def stel_budget_vast(*, gemeente: str, jaar: int, bedrag_cent: int, bron: str) -> None:
    """Set the budget of a year and its source, in the transaction of the caller; again changes nothing."""
    row = Budget(gemeente=gemeente, jaar=jaar, bedrag_cent=bedrag_cent, bron=bron)
    Budget.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["gemeente", "jaar"],
        update_fields=["bedrag_cent", "bron"],
    )
