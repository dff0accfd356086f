# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Recording figures of the transition; an agreement is only added."""

from collections.abc import Iterable
from dataclasses import asdict

from jeugdregio.overgang.models import Instroom, Jeugdaandeel, Omzet, Overgangsafspraak, Overgangsuitgave
from jeugdregio.overgang.values import (
    Afspraak,
    Instroomgegevens,
    Jeugdaandeelgegevens,
    Omzetgegevens,
    Uitgavegegevens,
)

AFSPRAAK = "overgangsafspraak"
"""The kind of the proposal."""


class NietVastTeLeggen(Exception):
    """Raised when another agreement is there already; the text says what to do."""


def leg_omzetten_vast(rijen: Iterable[Omzetgegevens]) -> None:
    """Record turnover, in the transaction of the caller; a later figure takes the place of an earlier one."""
    Omzet.objects.bulk_create(
        [Omzet(**asdict(one)) for one in rijen],
        update_conflicts=True,
        unique_fields=["aanbieder", "jaar"],
        update_fields=["omzet_cent", "residentieel", "bron", "verzonnen"],
    )


def leg_instroom_vast(rijen: Iterable[Instroomgegevens]) -> None:
    """Record inflow in the same way."""
    Instroom.objects.bulk_create(
        [Instroom(**asdict(one)) for one in rijen],
        update_conflicts=True,
        unique_fields=["aanbieder", "jaar"],
        update_fields=["aantal", "verklaard", "toelichting", "bron", "verzonnen"],
    )


def leg_uitgaven_vast(rijen: Iterable[Uitgavegegevens]) -> None:
    """Record the spending of book years in the same way."""
    Overgangsuitgave.objects.bulk_create(
        [Overgangsuitgave(**asdict(one)) for one in rijen],
        update_conflicts=True,
        unique_fields=["aanbieder", "jaar"],
        update_fields=["uitgaven_cent", "eerder_cent", "bron", "verzonnen"],
    )


def leg_jeugdaandelen_vast(rijen: Iterable[Jeugdaandeelgegevens]) -> None:
    """Record youth shares in the same way."""
    Jeugdaandeel.objects.bulk_create(
        [Jeugdaandeel(**asdict(one)) for one in rijen],
        update_conflicts=True,
        unique_fields=["jaar"],
        update_fields=["cggz_cent", "jeugd_cent", "bron", "verzonnen"],
    )


def leg_afspraak_vast(one: Afspraak) -> None:
    """Add an agreement in the transaction of the caller; the same again changes nothing. Raises `NietVastTeLeggen`."""
    fields = {"maximum_cent": one.maximum_cent, "bron": one.bron}
    row, new = Overgangsafspraak.objects.get_or_create(aanbieder=one.aanbieder, jaar=one.jaar, defaults=fields)
    if not new and (row.maximum_cent, row.bron) != (one.maximum_cent, one.bron):
        raise NietVastTeLeggen(
            f"Met deze aanbieder is over {one.jaar} al een maximum afgesproken. Een afspraak verandert niet."
        )
