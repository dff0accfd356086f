# SPDX-License-Identifier: EUPL-1.2
"""The forecasts of the demo: one for every first of a month that has come, as the worker would have made them."""

from contextlib import suppress
from datetime import date, datetime

from django.utils import timezone

from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.prognose.actions import NietTeVoorspellen, maak_prognose


def maak_prognoses(eerste: date, *, regio: str, moment: datetime) -> int:
    """Make those of the year of `eerste`, from the month after it up to today; gives how many are new."""
    last = min(timezone.localdate(moment), date(eerste.year, 12, 31))
    month, made = Maand.van(eerste).volgende, 0
    while month.begin <= last:
        with suppress(NietTeVoorspellen):  # with one month of claims there is nothing to forecast from
            made += maak_prognose(month.begin, moment=moment, on_behalf_of=verwerking(regio)).nieuw
        month = month.volgende
    return made
