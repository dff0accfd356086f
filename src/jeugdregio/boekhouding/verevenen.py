# SPDX-License-Identifier: EUPL-1.2
"""
Booking what municipalities bear of each other's costs, once per year: solidarity of 2015 and 2016, and the four O's.

What is booked is what `verevening` works out or settled; here it is frozen with its fingerprint, so that a figure that
is corrected later does not change it. A year without solidarity is refused with its source (S61).
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils import timezone

from jeugdregio.boekhouding.models import Verevening, Vereveningsdeel
from jeugdregio.core.money import Cent
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers import vier_ogen
from jeugdregio.gebruikers.actions import reden_van
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Voorstel
from jeugdregio.gebruikers.values import Machtiging, Recht, verwerking
from jeugdregio.gebruikers.weigering import in_woorden
from jeugdregio.grootboek import actions as grootboek
from jeugdregio.grootboek.values import (
    TE_BETALEN_AAN_GEMEENTEN,
    TE_VORDEREN_VAN_GEMEENTEN,
    VEREVENING,
    Journaal,
)
from jeugdregio.regimes import queries as regimes
from jeugdregio.verevening import queries
from jeugdregio.verevening.values import LEZINGEN, Bijdrage, Lab, Lezing, NietTeVerevenen, Sleutel

SOORT = "verevening"
SOLIDARITEIT, VIER_O = "solidariteit", "vier-o"
ALGEMEEN = (2015, 2016)


class NietTeVerrekenen(Exception):
    """Raised with a Dutch text that says what to do."""


@dataclass(frozen=True)
class Uitkomst:
    """What each municipality receives (above zero) or pays, by which reading or key; sums to zero."""

    soort: str
    jaar: int
    grondslag: str
    bedragen: dict[str, int]

    @property
    def sha256(self) -> str:
        """By which two people know that they read the same."""
        what = [self.soort, self.jaar, self.grondslag, sorted(self.bedragen.items())]
        return sha256(json.dumps(what, separators=(",", ":")).encode()).hexdigest()


def uitkomst(jaar: int, *, lezing: str = "", bijdrage: str = "", bron: str = "", on_behalf_of: Machtiging) -> Uitkomst:
    """
    What would be booked of a year; of 2015 and 2016 by a reading, with where the region agreed on it.

    Raises `NietTeVerrekenen` for a year that is not settled, with the source, and for figures that are made up.
    """
    if jaar not in ALGEMEEN:
        now = queries.slot(jaar, Sleutel.BUDGET, on_behalf_of=on_behalf_of) if jaar > max(ALGEMEEN) else None
        if now is None or now.vastgesteld_op is None:
            why = _weigering(jaar, on_behalf_of)
            raise NietTeVerrekenen(f"{why} Onder de vier O's is {jaar} niet afgerekend.")
        found = {one.gemeente: -one.saldo_cent for one in now.aandelen}
        return Uitkomst(VIER_O, jaar, f"verdeeld {now.sleutel.label}; {now.bron}"[:400], found)
    if lezing not in set(Lezing) or bijdrage not in set(Bijdrage) or not bron.strip():
        raise NietTeVerrekenen("Kies een lezing en wie de ouderbijdrage draagt, en schrijf op waar dat is afgesproken.")
    try:
        lab = queries.lab(jaar, Bijdrage(bijdrage), on_behalf_of=on_behalf_of)
    except NietTeVerevenen as refusal:
        raise NietTeVerrekenen(str(refusal)) from refusal
    if lab.weigering:
        raise NietTeVerrekenen(lab.weigering)
    if any(one.verzonnen for one in lab.cijfers) or not lab.cijfers:
        raise NietTeVerrekenen(f"De cijfers van {jaar} zijn verzonnen of ontbreken. Leg eerst de echte vast.")
    chosen = next(one for one in lab.uitkomsten if one.lezing == lezing)
    basis = f"{LEZINGEN[Lezing(lezing)].naam}; ouderbijdrage: {bijdrage}; {reden_van(bron)}"
    return Uitkomst(SOLIDARITEIT, jaar, basis[:400], {one.gemeente: -one.verrekening_cent for one in chosen.aandelen})


def _weigering(jaar: int, wie: Machtiging) -> str:
    """Why a year has no general settlement, with where that stands."""
    with namens(wie):
        rules = regimes.regels(regimes.SOLIDARITEIT, date(jaar, 12, 31))
    return Lab(jaar, (), (), rules, (), ()).weigering


def stel_verevening_voor(
    jaar: int,
    *,
    lezing: str = "",
    bijdrage: str = "",
    bron: str = "",
    reden: str,
    moment: datetime,
    on_behalf_of: Machtiging,
) -> Voorstel:
    """Propose to book a year; raises `NietToegestaan` and `NietTeVerrekenen`, also when it was booked."""
    found = uitkomst(jaar, lezing=lezing, bijdrage=bijdrage, bron=bron, on_behalf_of=on_behalf_of)
    with namens(on_behalf_of):
        if Verevening.objects.filter(regio=on_behalf_of.regio, soort=found.soort, jaar=jaar).exists():
            raise NietTeVerrekenen(f"De verevening over {jaar} is al geboekt. Zij wordt één keer geboekt.")
    what = {
        "jaar": jaar,
        "lezing": lezing,
        "bijdrage": bijdrage,
        "bron": bron,
        "grondslag": found.grondslag,
        "sha256": found.sha256,
        "bedragen": found.bedragen,
    }
    return vier_ogen.stel_voor(
        SOORT, what, recht=Recht.BOEKHOUDING_BIJHOUDEN, reden=reden, moment=moment, on_behalf_of=on_behalf_of
    )


def boek_verevening(what: dict[str, Any], *, door: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Book as was proposed, at every municipality; in the transaction of whoever confirms.

    Raises `NietTeVerrekenen` when the outcome is not what was read, or was booked.
    """
    found = uitkomst(
        what["jaar"],
        lezing=what["lezing"],
        bijdrage=what["bijdrage"],
        bron=what["bron"],
        on_behalf_of=on_behalf_of,
    )
    if found.sha256 != what["sha256"]:
        raise NietTeVerrekenen("Sinds het voorstel is de uitkomst veranderd. Wijs het af en stel opnieuw voor.")
    twice = f"De verevening over {found.jaar} is al geboekt. Zij wordt één keer geboekt."
    with in_woorden(NietTeVerrekenen, {}, dubbel=twice), namens(on_behalf_of):
        made = Verevening.objects.create(
            regio=on_behalf_of.regio,
            soort=found.soort,
            jaar=found.jaar,
            grondslag=found.grondslag,
            sha256=found.sha256,
            geboekt_op=moment,
            geboekt_door=door,
        )
        Vereveningsdeel.objects.bulk_create(
            Vereveningsdeel(gemeente=town, verevening=made, bedrag_cent=cents)
            for town, cents in sorted(found.bedragen.items())
        )
        _boek(found, made.pk, Maand.van(timezone.localdate(moment)))


def _boek(found: Uitkomst, number: int, maand: Maand) -> None:
    moves = {town: cents for town, cents in sorted(found.bedragen.items()) if cents}
    with namens(verwerking(settings.REGIO)):
        months = grootboek.open_maanden(moves, maand)
        grootboek.boek(
            [
                Journaal(
                    gemeente=town,
                    aanbieder="",
                    categorie="",
                    code="",
                    oorzaak=found.soort,
                    oorzaak_id=number,
                    oorzaak_nr=1,
                    debet=TE_VORDEREN_VAN_GEMEENTEN if cents > 0 else VEREVENING,
                    credit=VEREVENING if cents > 0 else TE_BETALEN_AAN_GEMEENTEN,
                    bedrag_cent=Cent(abs(cents)),
                    boekmaand=months[town],
                    dienstmaand=Maand(found.jaar, 12),
                )
                for town, cents in moves.items()
            ]
        )
