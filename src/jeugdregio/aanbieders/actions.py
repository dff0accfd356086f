# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Keeping the register of providers."""

from collections.abc import Iterable

from jeugdregio.aanbieders.models import Aanbieder, Onderaanneming
from jeugdregio.aanbieders.values import Inschrijving


def schrijf_in(inschrijvingen: Iterable[Inschrijving]) -> None:
    """Make or update these providers, in the transaction of the caller; again changes nothing."""
    inschrijvingen = list(inschrijvingen)
    Aanbieder.objects.bulk_create(
        [Aanbieder(agb=i.agb, kvk=i.kvk, naam=i.naam, soort=i.soort) for i in inschrijvingen],
        update_conflicts=True,
        unique_fields=["agb"],
        update_fields=["kvk", "naam", "soort"],
    )
    Onderaanneming.objects.bulk_create(
        [
            Onderaanneming(onderaannemer_id=i.agb, hoofdaannemer_id=main)
            for i in inschrijvingen
            for main in i.hoofdaannemers
        ],
        ignore_conflicts=True,
    )
