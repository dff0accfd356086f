# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Keeping the register of providers."""

from collections.abc import Iterable

from jeugdregio.aanbieders.models import Aanbieder, Lidmaatschap, Onderaanneming
from jeugdregio.aanbieders.values import Inschrijving


def schrijf_in(inschrijvingen: Iterable[Inschrijving]) -> None:
    """
    Make or update these providers, in the transaction of the caller; again changes nothing.

    Two AGB codes with one KvK number are refused by the database (`IntegrityError`): that is one provider, and the
    second code is that of a branch.
    """
    inschrijvingen = list(inschrijvingen)
    fields = ["kvk", "naam", "rechtsvorm", "gecertificeerd", "begonnen_op", "gemeld_op"]
    Aanbieder.objects.bulk_create(
        [Aanbieder(agb=i.agb, **{name: getattr(i, name) for name in fields}) for i in inschrijvingen],
        update_conflicts=True,
        unique_fields=["agb"],
        update_fields=fields,
    )
    Onderaanneming.objects.bulk_create(
        [
            Onderaanneming(onderaannemer_id=i.agb, hoofdaannemer_id=main)
            for i in inschrijvingen
            for main in i.hoofdaannemers
        ],
        ignore_conflicts=True,
    )
    Lidmaatschap.objects.bulk_create(
        [Lidmaatschap(lid_id=i.agb, cooperatie_id=whole) for i in inschrijvingen for whole in i.cooperaties],
        ignore_conflicts=True,
    )
