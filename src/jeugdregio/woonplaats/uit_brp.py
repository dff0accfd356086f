# SPDX-License-Identifier: EUPL-1.2
"""A history as far as the BRP tells it: addresses, custody as it is today, and the registration of the mother."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.personen import queries as brp
from jeugdregio.personen.values import Adressoort, Doelbinding, Gezagsrelatie, Persoon, Verblijfplaats
from jeugdregio.woonplaats.values import Adresperiode, Geschiedenis, Gezag, Gezagsperiode, NietVastTeLeggen

BRON = "BRP"
DOEL = Doelbinding.WOONPLAATS


@dataclass(frozen=True)
class Vraag:
    """Who asks, and when; looks up in [birth, `dag`]."""

    moment: datetime
    dag: date
    wie: Machtiging

    def persoon(self, verzegeld: bytes) -> Persoon | None:
        """Someone as registered now."""
        return brp.persoon(verzegeld, doel=DOEL, moment=self.moment, on_behalf_of=self.wie)

    def plaatsen(self, verzegeld: bytes, vanaf: date) -> tuple[Verblijfplaats, ...]:
        """Where someone was registered since a day."""
        return brp.verblijfplaatsen(
            verzegeld,
            van=vanaf,
            tot=max(self.dag, vanaf) + timedelta(days=1),
            doel=DOEL,
            moment=self.moment,
            on_behalf_of=self.wie,
        )


def haal_op(verzegeld: bytes, vraag: Vraag) -> tuple[Persoon, Geschiedenis]:
    """
    Who it is and what the BRP tells of where that person belongs.

    Raises `PersonenbronFout`, and `NietVastTeLeggen` when there is nobody or the birthday is not known.
    """
    person = vraag.persoon(verzegeld)
    if person is None:
        raise NietVastTeLeggen("De BRP kent niemand met dit nummer. Controleer het nummer.")
    born = person.geboortedatum
    if born is None:
        raise NietVastTeLeggen("De BRP kent de geboortedatum niet volledig. Vraag burgerzaken om hulp.")
    mother = brp.moeder_ingeschreven(person, doel=DOEL, moment=vraag.moment, on_behalf_of=vraag.wie)
    return person, Geschiedenis(
        geboren=born,
        adressen=tuple(adressen(vraag.plaatsen(verzegeld, born), born)),
        gezag=tuple(one for relation in person.gezag for one in _custody(relation, born, vraag)),
        moeder_bij_geboorte=mother,
    )


def adressen(plaatsen: Iterable[Verblijfplaats], geboren: date) -> Iterable[Adresperiode]:
    """The addresses; one of which it was found that nobody lives there is two, from that day with the remark."""
    for place in plaatsen:
        begin = place.van or geboren
        abroad = place.soort is Adressoort.BUITENLAND
        remark = place.niet_op_adres_vanaf
        if remark is None:
            yield Adresperiode(begin, place.tot, place.gemeente, buitenland=abroad, bron=BRON)
            continue
        since = max(remark, begin)
        if begin < since:
            yield Adresperiode(begin, since, place.gemeente, bron=BRON)
        yield Adresperiode(since, place.tot, place.gemeente, aantekening=True, bron=BRON)


def _custody(relation: Gezagsrelatie, born: date, vraag: Vraag) -> Iterable[Gezagsperiode]:
    """
    Custody as it is now, with where the first that has it lived over time.

    What custody was before, and with whom a child of parents who live apart lived, people fill in.
    """
    if relation.instelling:
        yield Gezagsperiode(born, None, Gezag.GECERTIFICEERDE_INSTELLING, bron=f"{BRON}, nu")
        return
    known = [holder.verzegeld for holder in relation.dragers if holder.verzegeld]
    for place in vraag.plaatsen(known[0], born) if known else ():
        if place.gemeente:
            yield Gezagsperiode(max(place.van or born, born), place.tot, Gezag.OUDER, place.gemeente, f"{BRON}, nu")
