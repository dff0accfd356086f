# SPDX-License-Identifier: EUPL-1.2
"""What a worker finds out: areas, signals, steps, places to live, who agrees, and talk between the teams."""

from collections.abc import Collection, Mapping
from datetime import datetime

from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.toegang.aanmelden import vertel_verwijzer
from jeugdregio.toegang.begeleiding import Stap
from jeugdregio.toegang.models import (
    OPEN,
    Aanmelding,
    Gebiedsoordeel,
    Ondertekening,
    Plaatsingsoptie,
    Stapuitkomst,
    Teamoverleg,
)
from jeugdregio.toegang.schrijven import naam_van, schrijf
from jeugdregio.toegang.values import NietMogelijk, Optie, Stapregel


def leg_gebieden_vast(
    aanmelding: int,
    oordelen: Mapping[str, tuple[str, str]],
    *,
    signalen: Collection[str],
    moment: datetime,
    on_behalf_of: Machtiging,
) -> None:
    """
    Keep what was found per area, {area: (oordeel, toelichting)}, and which expertise the question asks for (S83).

    An area that is not named stays missing; one that was not talked about is said to be so. Raises `NietMogelijk`.
    """
    who = naam_van(on_behalf_of)
    with schrijf(on_behalf_of, Recht.AANMELDEN):
        row = _open(aanmelding, moment)
        for area, (judgement, words) in oordelen.items():
            Gebiedsoordeel.objects.update_or_create(
                aanmelding=row,
                gebied=area,
                defaults={
                    "gemeente": row.gemeente, "oordeel": judgement, "toelichting": words, "door": who,
                    "gezet_op": moment,
                },
            )  # fmt: skip
        row.signalen = sorted(signalen)
        row.save(update_fields=["signalen"])


def leg_stappen_vast(
    aanmelding: int, stappen: Collection[Stapregel], *, moment: datetime, on_behalf_of: Machtiging
) -> None:
    """
    Keep how the steps a-b-c ended, in that order; the database refuses c without a and b, but in a crisis (S79).

    A step that is not named stays as it was. Raises `NietMogelijk`.
    """
    who = naam_van(on_behalf_of)
    with schrijf(on_behalf_of, Recht.AANMELDEN):
        row = _open(aanmelding, moment)
        named = {one.stap for one in stappen}
        if Stap.C not in named and any(one.uitkomst == "genoeg" for one in stappen):
            Stapuitkomst.objects.filter(aanmelding=row, stap=Stap.C).delete()
        for one in sorted(stappen, key=lambda step: step.stap):
            Stapuitkomst.objects.update_or_create(
                aanmelding=row,
                stap=one.stap,
                defaults={
                    "gemeente": row.gemeente, "uitkomst": one.uitkomst, "trede": one.trede,
                    "toelichting": one.toelichting, "door": who, "gezet_op": moment,
                },
            )  # fmt: skip


def leg_opties_vast(aanmelding: int, opties: Collection[Optie], *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """Keep which places to live were looked at, and why they fit or not (S90). Raises `NietMogelijk`."""
    who = naam_van(on_behalf_of)
    with schrijf(on_behalf_of, Recht.AANMELDEN):
        row = _open(aanmelding, moment)
        for one in opties:
            Plaatsingsoptie.objects.update_or_create(
                aanmelding=row,
                plek=one.plek,
                defaults={
                    "gemeente": row.gemeente, "past": one.past, "toelichting": one.toelichting, "door": who,
                    "gezet_op": moment,
                },
            )  # fmt: skip


def onderteken(
    aanmelding: int, lid_id: int, *, wijze: str, grond: str, moment: datetime, on_behalf_of: Machtiging
) -> None:
    """Keep that someone of the family agrees, or does not, and how; `grond` is why that person is asked."""
    who = naam_van(on_behalf_of)
    with schrijf(on_behalf_of, Recht.AANMELDEN):
        row = _open(aanmelding, moment)
        Ondertekening.objects.update_or_create(
            aanmelding=row,
            lid_id=lid_id,
            defaults={"gemeente": row.gemeente, "wijze": wijze, "grond": grond, "door": who, "gezet_op": moment},
        )


def vraag_raad(aanmelding: int, vraag: str, *, moment: datetime, on_behalf_of: Machtiging) -> int:
    """The neighbourhood team asks the core team of the CJG for advice; gives its number. Raises `NietMogelijk`."""
    who = naam_van(on_behalf_of)
    with schrijf(on_behalf_of, Recht.AANMELDEN):
        row = _open(aanmelding, None)
        return Teamoverleg.objects.create(
            gemeente=row.gemeente, aanmelding=row, soort="consult", vraag=vraag, door=who, gezet_op=moment
        ).pk


def antwoord(overleg: int, tekst: str, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """The CJG answers a question, or says that it has seen a notice. Raises `NietMogelijk`."""
    who = naam_van(on_behalf_of)
    with schrijf(on_behalf_of, Recht.AANMELDEN):
        row = Teamoverleg.objects.filter(pk=overleg, beantwoord_op=None).first()
        if row is None:
            raise NietMogelijk("Dit is al beantwoord, of het is er niet. Ververs de pagina.")
        row.antwoord, row.beantwoord_op, row.beantwoord_door = tekst, moment, who
        row.save(update_fields=["antwoord", "beantwoord_op", "beantwoord_door"])


def zet_team(aanmelding: int, team: str, *, on_behalf_of: Machtiging) -> None:
    """Which team has it; as soon as that is the neighbourhood team, the CJG has a notice of it (S84)."""
    with schrijf(on_behalf_of, Recht.AANMELDEN):
        row = _open(aanmelding, None)
        row.team = team
        row.save(update_fields=["team"])


def _open(aanmelding: int, moment: datetime | None) -> Aanmelding:
    """The application, locked; what is found out begins the investigation."""
    row = Aanmelding.objects.select_for_update().filter(pk=aanmelding, stand__in=OPEN).first()
    if row is None:
        raise NietMogelijk("Deze aanmelding is er niet, of is al klaar. Ververs de pagina.")
    if moment is not None and row.stand == Aanmelding.Stand.ONTVANGEN:
        row.stand, row.stand_op = Aanmelding.Stand.IN_ONDERZOEK, moment
        row.save(update_fields=["stand", "stand_op"])
        vertel_verwijzer(row)
    return row
