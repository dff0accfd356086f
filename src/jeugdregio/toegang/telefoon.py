# SPDX-License-Identifier: EUPL-1.2
"""The central number for crisis and reports (S87; 004 §2.8): one call, two exits, both at once if need be."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.toegang.aanmelden import meld_aan
from jeugdregio.toegang.kanalen import CRISIS
from jeugdregio.toegang.models import Oproep
from jeugdregio.toegang.schrijven import naam_van, schrijf
from jeugdregio.toegang.values import Bewijs, NietMogelijk, Nieuw

ADVIESPUNT, CRISISDIENST = "adviespunt", "crisisdienst"


@dataclass(frozen=True)
class Gesprek:
    """What is asked in a call: as little as can be. `gemeente` and `persoon` are empty when they are not known."""

    beller: str
    situatie: str
    gevaar: bool = False
    gemeente: str = ""
    persoon: str = ""
    lid_id: int | None = None
    gezin_id: int | None = None
    terug: str = ""


def neem_op(
    gesprek: Gesprek,
    *,
    adviespunt: str = "",
    crisisdienst: str = "",
    uitkomst: str = "",
    moment: datetime,
    on_behalf_of: Machtiging,
) -> int:
    """
    Keep a call and where it went; gives its number. `adviespunt` and `crisisdienst` are who took over there.

    The crisis exit makes an application by crisis, where the own municipality is the child's; another municipality
    finds the call on its list and makes one with one press (`naar_crisis`). Raises `NietMogelijk`.
    """
    if not (adviespunt or crisisdienst or uitkomst):
        raise NietMogelijk("Kies een uitgang, of schrijf op hoe het gesprek eindigde.")
    who = naam_van(on_behalf_of)
    with schrijf(on_behalf_of, Recht.CENTRALE_NUMMER):
        row = Oproep.objects.create(
            van=on_behalf_of.gemeente,
            gemeente=gesprek.gemeente,
            lid_id=gesprek.lid_id,
            persoon=gesprek.persoon or None,
            beller=gesprek.beller,
            terug=gesprek.terug,
            situatie=gesprek.situatie,
            gevaar=gesprek.gevaar,
            gebeld_op=moment,
            door=who,
            adviespunt_op=moment if adviespunt else None,
            adviespunt_wie=adviespunt,
            crisisdienst_op=moment if crisisdienst else None,
            crisisdienst_wie=crisisdienst,
            afgerond_op=moment,
            uitkomst=uitkomst,
        )
        if crisisdienst and gesprek.gemeente == on_behalf_of.gemeente:
            _meld_aan(row, gesprek.gezin_id, moment, on_behalf_of)
    return row.pk


def zet_uitgang(oproep: int, uitgang: str, wie: str, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """The other exit as well, later in the same call or after it. Raises `NietMogelijk` when it was taken already."""
    with schrijf(on_behalf_of, Recht.CENTRALE_NUMMER):
        row = Oproep.objects.select_for_update().filter(pk=oproep).first()
        if row is None or getattr(row, f"{uitgang}_op") is not None:
            raise NietMogelijk("Deze uitgang is al gekozen, of het gesprek is er niet. Ververs de pagina.")
        setattr(row, f"{uitgang}_op", moment)
        setattr(row, f"{uitgang}_wie", wie)
        row.save(update_fields=[f"{uitgang}_op", f"{uitgang}_wie"])
        if uitgang == CRISISDIENST and row.gemeente == on_behalf_of.gemeente:
            _meld_aan(row, None, moment, on_behalf_of)


def naar_crisis(oproep: int, *, moment: datetime, on_behalf_of: Machtiging) -> int:
    """An application by crisis of a call that another municipality took; gives its number. Raises `NietMogelijk`."""
    with schrijf(on_behalf_of, Recht.CENTRALE_NUMMER):
        row = Oproep.objects.select_for_update().filter(pk=oproep, gemeente=on_behalf_of.gemeente).first()
        if row is None or row.aanmeldingen.exists():
            raise NietMogelijk("Van dit gesprek is al een aanmelding gemaakt, of het is er niet. Ververs de pagina.")
        return _meld_aan(row, None, moment, on_behalf_of)


def _meld_aan(row: Oproep, gezin_id: int | None, moment: datetime, wie: Machtiging) -> int:
    called = row.gebeld_op
    return meld_aan(
        Nieuw(
            kanaal=CRISIS.code,
            onderwerp="veiligheid",
            vraag=row.situatie,
            ontvangen_op=called,
            persoon=row.persoon or "",
            gezin_id=gezin_id,
            lid_id=row.lid_id,
            bewijs=Bewijs("melding", timezone.localdate(called), f"oproep {row.pk}"),
            oproep_id=row.pk,
        ),
        moment=moment,
        on_behalf_of=wie,
    )
