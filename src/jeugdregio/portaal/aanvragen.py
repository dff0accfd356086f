# SPDX-License-Identifier: EUPL-1.2
"""Ask a municipality for what a child does not have yet: a JW315, or a JW317 with a product beside what it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jeugdregio.berichten.actions import Briefhoofd, Gevraagdproduct, Persoon, Verwijzer, jw315, jw317_nieuw
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.contracten import queries as contracten
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.portaal.verzenden import Afzending, Verzonden, nummers, verstuur
from jeugdregio.portaal.wijzigen import is_actueel
from jeugdregio.toewijzingen import queries as toewijzingen
from jeugdregio.toewijzingen.values import Toegewezen


@dataclass(frozen=True)
class Keuze:
    """What a provider may ask for: a product of its contract in a unit, or with no `code` a whole category."""

    categorie: str
    code: str | None
    eenheid: str
    omschrijving: str

    @property
    def sleutel(self) -> str:
        """How a form names it."""
        return "-".join(part for part in (self.categorie, self.code, self.eenheid) if part)

    @property
    def frequenties(self) -> frozenset[str]:
        """How often a volume in this unit may be asked for (CS343)."""
        known = codelijst("eenheid").codes.get(self.eenheid)
        return frozenset(known.kenmerken["frequenties"].split()) if known else frozenset()


def keuzes(regio: str, *, dag: date, on_behalf_of: Machtiging) -> list[Keuze]:
    """The products of the contract on this day by code, and after them their categories."""
    names = contracten.productnamen(regio)
    tariffs = contracten.tarieven(regio, on_behalf_of.aanbieder, on_behalf_of=on_behalf_of)
    today = [one for one in tariffs if one.van <= dag < one.tot]
    pairs = {
        (category, one.code, one.eenheid)
        for one in today
        for category in ({one.categorie} if one.categorie else {c for c, code in names if code == one.code})
    }
    products = [Keuze(c, code, unit, names.get((c, code), "")) for c, code, unit in sorted(pairs)]
    described = codelijst("productcategorie").omschrijving
    return [*products, *(Keuze(c, None, "", described(c)) for c in sorted({c for c, _, _ in pairs}))]


def vraag_toewijzing(
    afzending: Afzending,
    gemeente: str,
    persoon: Persoon,
    producten: Sequence[Gevraagdproduct],
    verwijzer: Verwijzer,
) -> Verzonden:
    """Send the request for a child, dated the day of sending. Raises NietVerstuurd, OngeldigTeken."""

    def make() -> bytes:
        message, *references = nummers(1 + len(producten))
        head = Briefhoofd(afzending.wie.aanbieder, gemeente, message, afzending.peildatum)
        return jw315(head, persoon, list(zip(references, producten, strict=True)), verwijzer)

    return verstuur(afzending, f"JW315-{gemeente}.xml", make)


def vraag_erbij(afzending: Afzending, one: Toegewezen, reden: str, product: Gevraagdproduct) -> Verzonden:
    """Ask for a product beside what this child has; all of that stays as it is. Raises NietVerstuurd."""

    def make() -> bytes:
        message, reference = nummers(2)
        current = [
            other.nummer
            for other in toewijzingen.toewijzingen(gemeente=one.gemeente, on_behalf_of=afzending.wie)
            if other.kind.id == one.kind.id and is_actueel(other, afzending.peildatum)
        ]
        head = Briefhoofd(afzending.wie.aanbieder, one.gemeente, message, afzending.peildatum)
        bsn = afzending.zegel.ontzegel(one.kind.bsn)
        return jw317_nieuw(head, bsn, referentie=reference, reden=reden, nieuw=product, ongewijzigd=sorted(current))

    return verstuur(afzending, f"JW317-{one.gemeente}-{one.nummer}.xml", make)
