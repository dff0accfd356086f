# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Asking whether waiting harms, and publishing what was counted (S94, W10)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from jeugdregio.contracten import actions as contracten
from jeugdregio.contracten.values import Wachttijdcijfer
from jeugdregio.core.bsn import noemt_bsn
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.wachttijden import queries, tellen
from jeugdregio.wachttijden.models import Wachtvraag
from jeugdregio.wachttijden.values import SCHAADT

DAGEN_PER_WEEK = 7
BRON = "geteld in berichten (JW315, JW301, JW305) over twaalf maanden"


class NietTeVragen(Exception):
    """Raised with a Dutch text that says what to do."""


@dataclass(frozen=True)
class Vraag:
    """What was asked and answered about waiting for one allocation."""

    nummer: int
    schaadt: str
    gevraagd_aan: str
    overbrugging: str = ""
    toelichting: str = ""


def leg_antwoord_vast(regio: str, vraag: Vraag, *, door: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Keep whether waiting harms a child, who said so, and what is done meanwhile.

    Raises `NietToegestaan` without the right, `NietTeVragen` when nobody waits for that allocation any more, nobody
    was asked, or waiting harms and nothing is said about what is done.
    """
    if not on_behalf_of.mag(Recht.WACHTEN_VASTLEGGEN):
        raise NietToegestaan(f"Uw rol heeft het recht ‘{Recht.WACHTEN_VASTLEGGEN.label}’ niet.")
    if vraag.schaadt not in SCHAADT or not vraag.gevraagd_aan.strip():
        raise NietTeVragen("Kies een antwoord, en schrijf op aan wie u het vroeg.")
    if vraag.schaadt == "ja" and not (vraag.overbrugging.strip() or vraag.toelichting.strip()):
        raise NietTeVragen("Wachten schaadt. Schrijf op wat u intussen doet, of waarom er niets kan.")
    if any(map(noemt_bsn, (vraag.gevraagd_aan, vraag.overbrugging, vraag.toelichting))):
        raise NietTeVragen("Er staat een burgerservicenummer in. Laat dat weg.")
    with namens(on_behalf_of):
        child = queries.wachtende(regio, vraag.nummer, peildatum=moment.date(), on_behalf_of=on_behalf_of)
        if child is None:
            raise NietTeVragen("Op deze toewijzing wacht niemand meer. Ververs de lijst.")
        Wachtvraag.objects.create(
            gemeente=child.gemeente,
            persoon=child.persoon,
            toewijzing_nummer=child.toewijzing_nummer,
            schaadt=vraag.schaadt,
            gevraagd_aan=vraag.gevraagd_aan.strip(),
            overbrugging=vraag.overbrugging.strip(),
            toelichting=vraag.toelichting.strip(),
            door=door,
            gevraagd_op=moment,
        )


def publiceer(regio: str, *, peildatum: date, moment: datetime, on_behalf_of: Machtiging) -> int:
    """
    Count the twelve months before a day and publish what is not small; gives how many figures. Again changes nothing.

    Raises `NietToegestaan` for who may not.
    """
    if not (on_behalf_of.regio and on_behalf_of.mag(Recht.WACHTTIJDEN_PUBLICEREN)):
        raise NietToegestaan(f"Uw rol heeft het recht ‘{Recht.WACHTTIJDEN_PUBLICEREN.label}’ niet.")
    begin = peildatum.replace(year=peildatum.year - 1, day=min(peildatum.day, 28))
    figures = [
        Wachttijdcijfer(
            one.aanbieder,
            one.profiel,
            one.maat,
            "gemeten",
            _weken(one.mediaan),
            _weken(one.p80),
            one.aantal,
            peildatum,
            BRON,
        )
        for one in tellen.tel(regio, begin, peildatum, on_behalf_of=on_behalf_of)
        if one.profiel and one.aantal and one.mediaan is not None and one.p80 is not None
    ]
    contracten.publiceer_wachttijden(regio, figures, moment=moment, on_behalf_of=on_behalf_of)
    return len(figures)


def _weken(dagen: int) -> Decimal:
    return (Decimal(dagen) / DAGEN_PER_WEEK).quantize(Decimal("0.1"))
