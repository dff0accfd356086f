# SPDX-License-Identifier: EUPL-1.2
"""
Waiting times as figures that everyone may know: what providers say, and what the room `wachttijden` counted.

They are kept here because a decision, which is made on a lower floor than where is counted, chooses a provider by them.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import Error, transaction

from jeugdregio.contracten.models import Wachttijd
from jeugdregio.contracten.values import Wachttijdcijfer, Wachttijdkeuze
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging

RECENT = timedelta(weeks=8)
"""How long what a provider says goes before what was counted. A choice of this house: the sources name no term."""
INTAKE, START = Wachttijd.Maat.AANMELDING_INTAKE, Wachttijd.Maat.INTAKE_START
GETELD = (Wachttijd.Maat.VERZOEK_START, Wachttijd.Maat.BESLUIT_START)
"""Which counted measure says how long it takes until help starts; the longest one first."""
HOOGSTE = Decimal("520")


class GeenWachttijd(Exception):
    """Raised with a Dutch text that says what to do."""


def wachttijdcijfers(
    regio: str, *, peildatum: date, profiel: str = "", aanbieder: str | None = None
) -> list[Wachttijdcijfer]:
    """
    The last figure of every provider, profile, measure and origin, on or before a day. For anyone, also without login.

    `aanbieder` empty gives the figures of all providers together.
    """
    rows = Wachttijd.objects.filter(regio=regio, peildatum__lte=peildatum)
    rows = rows.filter(profiel=profiel) if profiel else rows
    rows = rows if aanbieder is None else rows.filter(aanbieder=aanbieder)
    keys = ("profiel", "aanbieder", "maat", "herkomst")
    return [
        Wachttijdcijfer(
            one.aanbieder,
            one.profiel,
            one.maat,
            one.herkomst,
            one.weken,
            one.weken_p80,
            one.aantal,
            one.peildatum,
            one.bron,
        )
        for one in rows.order_by(*keys, "-peildatum").distinct(*keys)
    ]


def wachttijd(regio: str, aanbieder: str, profiel: str, *, peildatum: date) -> Wachttijdkeuze | None:
    """
    The best known waiting time of a provider for a profile, until help starts; None when nothing is known.

    First what the provider said in the last eight weeks, then what was counted, then what it said before that.
    """
    found = wachttijdcijfers(regio, peildatum=peildatum, profiel=profiel, aanbieder=aanbieder)
    said = {one.maat: one for one in found if one.herkomst == Wachttijd.Herkomst.OPGAVE}
    counted = {one.maat: one for one in found if one.herkomst == Wachttijd.Herkomst.GEMETEN}
    told = _opgave([said[maat] for maat in (INTAKE, START) if maat in said], peildatum)
    if told and not told.oud:
        return told
    for maat in GETELD:
        if one := counted.get(maat):
            return Wachttijdkeuze(one.weken, one.peildatum, f"{one.bron}, {Wachttijd.Maat(maat).label}")
    return told


def _opgave(said: list[Wachttijdcijfer], today: date) -> Wachttijdkeuze | None:
    if not said:
        return None
    oldest = min(one.peildatum for one in said)
    known = {one.maat for one in said}
    missing = "" if len(known) > 1 else f"onbekend: {(START if INTAKE in known else INTAKE).label}"
    weeks = sum((one.weken for one in said), Decimal(0))
    return Wachttijdkeuze(weeks, oldest, said[0].bron, oud=today - oldest > RECENT, deel=missing)


def geef_wachttijd_op(
    regio: str,
    profiel: str,
    weken: dict[str, Decimal | None],
    *,
    peildatum: date,
    door: str,
    moment: datetime,
    on_behalf_of: Machtiging,
) -> None:
    """
    A provider says how long one waits now: {measure: weeks}, None where it does not know; unknown is not zero.

    Raises `NietToegestaan` for who is no provider, `GeenWachttijd` when nothing was filled in or it was said today.
    """
    if not on_behalf_of.aanbieder:
        raise NietToegestaan("Alleen een aanbieder geeft de eigen wachttijd op.")
    filled = {maat: weeks for maat, weeks in weken.items() if weeks is not None}
    if not filled or any(not 0 <= weeks <= HOOGSTE for weeks in filled.values()):
        raise GeenWachttijd("Vul bij minstens één van de twee het aantal weken in, van 0 tot 520.")
    try:
        with namens(on_behalf_of), transaction.atomic():
            Wachttijd.objects.bulk_create(
                Wachttijd(
                    regio=regio,
                    aanbieder=on_behalf_of.aanbieder,
                    profiel=profiel,
                    maat=maat,
                    herkomst=Wachttijd.Herkomst.OPGAVE,
                    weken=weeks,
                    peildatum=peildatum,
                    bron=Wachttijd.Herkomst.OPGAVE.label,
                    door=door,
                    gepubliceerd_op=moment,
                )
                for maat, weeks in filled.items()
            )
    except Error as refusal:
        raise GeenWachttijd("U gaf dit vandaag al op. Morgen kunt u een nieuwe wachttijd opgeven.") from refusal


def publiceer_wachttijden(
    regio: str, cijfers: Collection[Wachttijdcijfer], *, moment: datetime, on_behalf_of: Machtiging
) -> None:
    """Keep what was counted, in the transaction of the caller; for the room `wachttijden`. Again changes nothing."""
    with namens(on_behalf_of):
        Wachttijd.objects.bulk_create(
            [
                Wachttijd(
                    regio=regio,
                    aanbieder=one.aanbieder,
                    profiel=one.profiel,
                    maat=one.maat,
                    herkomst=Wachttijd.Herkomst.GEMETEN,
                    weken=one.weken,
                    weken_p80=one.weken_p80,
                    aantal=one.aantal,
                    peildatum=one.peildatum,
                    bron=one.bron,
                    gepubliceerd_op=moment,
                )
                for one in cijfers
            ],
            ignore_conflicts=True,
        )
