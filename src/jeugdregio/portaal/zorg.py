# SPDX-License-Identifier: EUPL-1.2
"""Start and stop care on an allocation from the screen: a JW305 or JW307, and the deletion of one."""

from dataclasses import dataclass
from datetime import date

from jeugdregio.berichten.actions import Briefhoofd, Geleverd, Persoon, jw305, jw307
from jeugdregio.core.bsn import BsnZegel
from jeugdregio.portaal.verzenden import Afzending, NietVerstuurd, Verzonden, nummers, verstuur
from jeugdregio.toewijzingen.values import Kind, Toegewezen

GEEN_GEBOORTEDATUM = (
    "De gemeente gaf geen geboortedatum van deze jeugdige. Vraag de gemeente de toewijzing opnieuw te sturen."
)
EERSTE, VERWIJDEREN = "1", "3"


@dataclass(frozen=True)
class Melding:
    """What the provider tells: a start, or a stop when `einde` and `reden` are there; or that it was wrong."""

    begin: date
    einde: date | None = None
    reden: str = ""
    verwijderen: bool = False

    @property
    def soort(self) -> str:
        """The message that says it."""
        return "JW307" if self.einde else "JW305"


def meld(afzending: Afzending, one: Toegewezen, melding: Melding) -> Verzonden:
    """Send a start or a stop of care on this allocation. Raises NietVerstuurd, OngeldigTeken."""

    def make() -> bytes:
        (number,) = nummers(1)
        head = Briefhoofd(afzending.wie.aanbieder, one.gemeente, number, afzending.peildatum)
        care = Geleverd(
            toewijzing_nummer=one.nummer,
            categorie=one.categorie,
            code=one.code,
            ingangsdatum=one.begin,
            begin=melding.begin,
            status=VERWIJDEREN if melding.verwijderen else EERSTE,
            einde=melding.einde,
            reden=melding.reden,
        )
        write = jw307 if melding.einde else jw305
        return write(head, _person(one.kind, afzending.zegel), care)

    return verstuur(afzending, f"{melding.soort}-{one.gemeente}-{one.nummer}.xml", make)


def _person(child: Kind, zegel: BsnZegel) -> Persoon:
    if child.geboortedatum is None:
        raise NietVerstuurd(GEEN_GEBOORTEDATUM)
    return Persoon(
        bsn=zegel.ontzegel(child.bsn),
        geboortedatum=child.geboortedatum,
        geslacht=child.geslacht,
        achternaam=child.achternaam,
        voorvoegsel=child.voorvoegsel,
        voornamen=child.voornamen,
    )
