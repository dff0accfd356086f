# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. Look someone up in the BRP, for a purpose that the law names; each look-up is a row in the read log.

Nothing is kept of what was found. Without BRP_URL invented people answer, for numbers of the test range only.
"""

from datetime import date, datetime, timedelta

from django.conf import settings

from jeugdregio.core.bsn import persoon as persoon_van
from jeugdregio.core.bsn import zegel
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.logboek.actions import gelezen
from jeugdregio.logboek.values import Resultaat
from jeugdregio.personen.dubbel import Dubbel
from jeugdregio.personen.haalcentraal import HaalCentraal
from jeugdregio.personen.values import Doelbinding, Personenbron, PersonenbronFout, Persoon, Verblijfplaats

__all__ = ["is_verzonnen", "moeder_ingeschreven", "persoon", "verblijfplaatsen"]

PERSOON, HISTORIE = "brp-persoon", "brp-historie"


def is_verzonnen() -> bool:
    """Whether no BRP is set up: then a page says that these people are invented."""
    return not settings.BRP_URL


def persoon(verzegeld: bytes, *, doel: Doelbinding, moment: datetime, on_behalf_of: Machtiging) -> Persoon | None:
    """
    Someone as registered today, None when there is nobody with this (sealed) number.

    Raises `PersonenbronFout`; a look-up that failed is in the read log too, when the caller's transaction goes on.
    """
    try:
        found = _bron().personen(_open(verzegeld), wie=on_behalf_of.gemeente, doel=doel)
    except PersonenbronFout:
        _log(PERSOON, verzegeld, doel, Resultaat.GEWEIGERD, moment, on_behalf_of)
        raise
    _log(PERSOON, verzegeld, doel, Resultaat.GETOOND if found else Resultaat.NIETS, moment, on_behalf_of)
    return found


def verblijfplaatsen(
    verzegeld: bytes, *, van: date, tot: date, doel: Doelbinding, moment: datetime, on_behalf_of: Machtiging
) -> tuple[Verblijfplaats, ...]:
    """
    Where someone was registered in [`van`, `tot`), oldest first; one day is [day, day after).

    The first may begin before `van` and the last may end after `tot`. Raises `PersonenbronFout`.
    """
    try:
        found = _bron().verblijfplaatsen(_open(verzegeld), van=van, tot=tot, wie=on_behalf_of.gemeente, doel=doel)
    except PersonenbronFout:
        _log(HISTORIE, verzegeld, doel, Resultaat.GEWEIGERD, moment, on_behalf_of)
        raise
    _log(HISTORIE, verzegeld, doel, Resultaat.GETOOND if found else Resultaat.NIETS, moment, on_behalf_of)
    return found


def moeder_ingeschreven(kind: Persoon, *, doel: Doelbinding, moment: datetime, on_behalf_of: Machtiging) -> str:
    """
    The municipality where the mother was registered when this child was born (Jeugdwet, article 1.1).

    Empty when the BRP does not tell; raises `PersonenbronFout`.
    """
    mother, born = kind.moeder, kind.geboortedatum
    if mother is None or not mother.verzegeld or born is None:
        return ""
    places = verblijfplaatsen(
        mother.verzegeld,
        van=born,
        tot=born + timedelta(days=1),
        doel=doel,
        moment=moment,
        on_behalf_of=on_behalf_of,
    )
    return next((one.gemeente for one in places if one.geldt_op(born)), "")


def _bron() -> Personenbron:
    if not settings.BRP_URL:
        return Dubbel()
    return HaalCentraal(
        settings.BRP_URL,
        settings.BRP_HISTORIE_URL or settings.BRP_URL,
        settings.BRP_SLEUTEL,
        settings.BRP_CERTIFICAAT,
        settings.BRP_WACHTTIJD,
    )


def _open(verzegeld: bytes) -> str:
    return zegel(settings.BSN_KEY).ontzegel(verzegeld)


def _log(what: str, verzegeld: bytes, doel: str, result: Resultaat, moment: datetime, wie: Machtiging) -> None:
    """One row; where nothing was shown the log names nobody (`inzage_getoond_is_van_iemand`)."""
    shown = [persoon_van(verzegeld)] if result is Resultaat.GETOOND else []
    gelezen(wie, shown, wat=what, doel=doel, resultaat=result, moment=moment)
