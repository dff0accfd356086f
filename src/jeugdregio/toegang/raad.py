# SPDX-License-Identifier: EUPL-1.2
"""Reports to the Raad voor de Kinderbescherming (S88; 004 §2.9), and those the municipality never was told of."""

from dataclasses import dataclass
from datetime import date, datetime

from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.toegang.models import Meldaanwijzing, Raadsmelding, Signaal
from jeugdregio.toegang.schrijven import naam_van, schrijf
from jeugdregio.toegang.values import NietMogelijk


@dataclass(frozen=True)
class NieuweMelding:
    """A report as it is recorded; `bekend_op` empty is that the reporter never told the municipality."""

    melder: str
    gemeld_op: date
    bekend_op: date | None
    zorgen: str
    persoon: str = ""
    gezin_id: int | None = None
    lid_id: int | None = None
    aanbieder: str = ""
    gehoord: str = ""
    kenmerk: str = ""


def meld(nieuw: NieuweMelding, *, moment: datetime, on_behalf_of: Machtiging) -> int:
    """
    Record a report; gives its number. What the advice point did not tell becomes a signal in the same statement.

    Raises `NietMogelijk`, also for a provider that was not appointed on that day.
    """
    who = naam_van(on_behalf_of)
    with schrijf(on_behalf_of, Recht.RAADSMELDINGEN):
        return Raadsmelding.objects.create(
            gemeente=on_behalf_of.gemeente,
            gezin_id=nieuw.gezin_id,
            lid_id=nieuw.lid_id,
            persoon=nieuw.persoon or None,
            melder=nieuw.melder,
            aanbieder=nieuw.aanbieder,
            gemeld_op=nieuw.gemeld_op,
            bekend_op=nieuw.bekend_op,
            gehoord=nieuw.gehoord,
            kenmerk=nieuw.kenmerk,
            zorgen=nieuw.zorgen,
            door=who,
            gezet_op=moment,
        ).pk


def handel_af(melding: int, wat_gedaan: str, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """What was done about a signal; it stays. Raises `NietMogelijk`."""
    who = naam_van(on_behalf_of)
    with schrijf(on_behalf_of, Recht.RAADSMELDINGEN):
        row = Signaal.objects.select_for_update().filter(raadsmelding_id=melding, afgehandeld_op=None).first()
        if row is None:
            raise NietMogelijk("Dit signaal is al afgehandeld, of het is er niet. Ververs de pagina.")
        row.afgehandeld_op, row.afgehandeld_door, row.wat_gedaan = moment, who, wat_gedaan
        row.save(update_fields=["afgehandeld_op", "afgehandeld_door", "wat_gedaan"])


def wijs_aan(aanbieder: str, *, vanaf: date, tot: date | None, grond: str, on_behalf_of: Machtiging) -> None:
    """Appoint a provider that may report to the Raad itself, by a decision (`grond`). Raises `NietMogelijk`."""
    with schrijf(on_behalf_of, Recht.RAADSMELDINGEN):
        Meldaanwijzing.objects.create(
            gemeente=on_behalf_of.gemeente, aanbieder=aanbieder, vanaf=vanaf, tot=tot, grond=grond
        )
