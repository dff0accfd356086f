# SPDX-License-Identifier: EUPL-1.2
"""
The control protocol as data: what an auditor looks at, what the system holds itself, and what a statement comes to.

Sources of the defaults, none of them in the documents of this region, so each is an assumption until a municipality
keeps its own: below 125.000 euro per act i-Sociaal Domein advises to ask no statement of an accountant
(i-sociaaldomein.nl, coulance kleine aanbieders), raised to 200.000 euro in 2026 (accountancyvanmorgen.nl, 19 February
2026); both are of all municipalities together, and each municipality keeps a limit of its own. One per cent of errors
and three of uncertainties is what accountants of municipalities approve by.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import eis
from jeugdregio.gebruikers.weigering import in_woorden
from jeugdregio.verantwoording.models import Controleprotocol
from jeugdregio.verantwoording.productiewaarden import NietTeVerantwoorden, Verantwoording, Verklaring

BRON, AANNAME = "bron", "aanname"
ZEKERHEDEN = {AANNAME: "Aanname", BRON: "Staat in de bron"}
GRENS_CENT, FOUT_PROMILLE, ONZEKER_PROMILLE, ANTWOORD_DAGEN = 200_000_00, 10, 30, 28
PROMILLE = 1000
STANDAARDBRON = (
    "aanname: omzetgrens van het Ketenbureau i-Sociaal Domein (2026, over alle gemeenten samen), 1 en 3 procent zoals "
    "bij de controle van gemeenten; dagen gekozen door dit programma"
)


@dataclass(frozen=True)
class Afspraak:
    """What holds for a provider in a year; `aanbieder` empty: for every other one."""

    gemeente: str
    aanbieder: str
    grens_cent: int
    fout_promille: int
    onzeker_promille: int
    reageren_voor: date
    verklaring_voor: date
    antwoord_dagen: int
    bron: str
    zekerheid: str


@dataclass(frozen=True)
class Afspraken:
    """What holds in a year: of a provider, else of the municipality, else what this program assumes."""

    jaar: int
    gemaakt: Mapping[tuple[str, str], Afspraak]

    def voor(self, gemeente: str, aanbieder: str) -> Afspraak:
        """What holds for this provider at this municipality."""
        own = self.gemaakt.get((gemeente, aanbieder)) or self.gemaakt.get((gemeente, ""))
        return own or Afspraak(
            gemeente,
            "",
            GRENS_CENT,
            FOUT_PROMILLE,
            ONZEKER_PROMILLE,
            date(self.jaar + 1, 3, 1),
            date(self.jaar + 1, 4, 1),
            ANTWOORD_DAGEN,
            STANDAARDBRON,
            AANNAME,
        )


@dataclass(frozen=True)
class Punt:
    """Something an auditor looks at: the rules that hold it on every line, and what is left to look at in a sample."""

    code: str
    vraag: str
    regels: tuple[str, ...]
    bewijs: str
    over: str


PUNTEN = (
    Punt(
        "toewijzing",
        "Is er een toewijzing van de gemeente?",
        ("TR338", "TR304", "TR339", "TR340"),
        "Een regel zonder toewijzing, van een andere jeugdige of een ander product wordt afgewezen.",
        "Of de toewijzing zelf op een geldig besluit of een verwijzing rust.",
    ),
    Punt(
        "geleverd",
        "Is de hulp gegeven?",
        ("RA001",),
        "Alleen dat een slotdeel pas mag na een stop met de afgesproken reden. Een bericht bewijst geen hulp.",
        "Alles: het dossier bij de aanbieder, in de steekproef van de materiële controle.",
    ),
    Punt(
        "tarief",
        "Is het tarief juist?",
        ("TR418", "TR346"),
        "Het tarief van het contract op die dag, en bedrag is volume keer tarief.",
        "Of het contract zelf juist is ingevoerd.",
    ),
    Punt(
        "volume",
        "Is het niet meer dan toegewezen?",
        ("TR321", "TR322", "TR369", "RA002"),
        "Meer dan het toegewezen volume of bedrag wordt afgewezen, ook samen over maanden.",
        "Of het gedeclareerde volume ook echt zo veel was.",
    ),
    Punt(
        "periode",
        "Is de periode juist?",
        ("TR307", "TR308", "TR318", "TR319"),
        "Hulp voor of na de toewijzing, of na de maand van de declaratie, wordt afgewezen.",
        "Of de dagen in het dossier dezelfde zijn.",
    ),
    Punt(
        "woonplaats",
        "Is deze gemeente verantwoordelijk?",
        (),
        "Geen regel op declaraties. Een verzoek zonder uitgezochte woonplaats is werk van de gemeente.",
        "De woonplaats van de jeugdigen in de steekproef, met de gegevens uit de BRP.",
    ),
    Punt(
        "dubbel",
        "Is niets twee keer betaald?",
        ("TR314", "TR333", "TR389", "TR390"),
        "Dezelfde referentie, declaratie of periode telt één keer; een regel wordt één keer gecrediteerd.",
        "Of dezelfde hulp niet ook onder een ander product is gedeclareerd.",
    ),
)


@dataclass(frozen=True)
class Oordeel:
    """
    What the statement of one provider means for a municipality, in cents.

    `nodig`: it has to have one. `past`: there is one, of this edition, with errors and uncertainties within tolerance.
    """

    verantwoording: Verantwoording
    afspraak: Afspraak
    verklaring: Verklaring | None
    nodig: bool
    past: bool
    waarom: str

    @property
    def fouten_cent(self) -> int:
        """Errors that were found."""
        return self.verklaring.fouten_cent if self.verklaring else 0

    @property
    def onzeker_cent(self) -> int:
        """Uncertainties that were found; of who had to have a statement and has none, all of it."""
        if self.verklaring:
            return self.verklaring.onzekerheden_cent
        return max(self.verantwoording.totaal_cent, 0) if self.nodig else 0


@dataclass(frozen=True)
class Eindoordeel:
    """All of it together for a municipality, in cents."""

    kosten_cent: int
    fouten_cent: int
    onzeker_cent: int
    zonder_verklaring_cent: int
    fout_grens_cent: int
    onzeker_grens_cent: int

    @property
    def past(self) -> bool:
        """Whether both are within what is allowed."""
        return self.fouten_cent <= self.fout_grens_cent and self.onzeker_cent <= self.onzeker_grens_cent


def beoordeel(one: Verantwoording, agreed: Afspraak, said: Verklaring | None) -> Oordeel:
    """Hold the statement of an accountant against what was agreed; exact, without rounding."""
    needed = one.totaal_cent > 0 and one.totaal_cent >= agreed.grens_cent
    if said is None:
        text = "Nog geen verklaring" if needed else "Onder de grens: geen verklaring nodig"
        return Oordeel(one, agreed, None, needed, not needed, text)
    whole = max(one.totaal_cent, 0)
    faults = said.fouten_cent * PROMILLE <= agreed.fout_promille * whole
    doubts = said.onzekerheden_cent * PROMILLE <= agreed.onzeker_promille * whole
    if said.verantwoording != one.nummer:
        return Oordeel(one, agreed, said, needed, False, "De verklaring is van een eerdere editie")
    if needed and said.soort == "bestuur":
        return Oordeel(one, agreed, said, needed, False, "Boven de grens is een accountant nodig")
    if not faults or not doubts:
        what = "fouten" if not faults else "onzekerheden"
        rest = " Dat past niet bij een goedkeurende verklaring." if said.soort == "goedkeurend" else ""
        return Oordeel(one, agreed, said, needed, False, f"Meer {what} dan toegestaan.{rest}")
    if said.soort not in ("goedkeurend", "bestuur"):
        return Oordeel(one, agreed, said, needed, False, "De bedragen passen, de verklaring is niet goedkeurend")
    return Oordeel(one, agreed, said, needed, True, "Binnen de grenzen")


def telt_op(judged: Sequence[Oordeel], agreed: Afspraak) -> Eindoordeel:
    """All statements of a municipality against its costs; the tolerances are those of the municipality."""
    costs = sum(one.verantwoording.totaal_cent for one in judged)
    whole = max(costs, 0)
    return Eindoordeel(
        costs,
        sum(one.fouten_cent for one in judged),
        sum(one.onzeker_cent for one in judged),
        sum(one.onzeker_cent for one in judged if one.verklaring is None),
        agreed.fout_promille * whole // PROMILLE,
        agreed.onzeker_promille * whole // PROMILLE,
    )


def afspraken(jaar: int, *, on_behalf_of: Machtiging) -> Afspraken:
    """What municipalities agreed for a year."""
    with namens(on_behalf_of):
        rows = Controleprotocol.objects.filter(jaar=jaar).values_list(
            "gemeente", "aanbieder", "grens_cent", "fout_promille", "onzeker_promille", "reageren_voor",
            "verklaring_voor", "antwoord_dagen", "bron", "zekerheid",
        )  # fmt: skip
        return Afspraken(jaar, {(row[0], row[1]): Afspraak(*row) for row in rows})


GRENZEN = {
    "controleprotocol_grenzen": "Vul bedragen en percentages van nul of meer in, en minstens één dag.",
    "controleprotocol_met_bron": "Vul in waar dit is afgesproken.",
}


def leg_afspraak_vast(one: Afspraak, jaar: int, *, on_behalf_of: Machtiging) -> None:
    """Keep what a municipality agreed for a year, instead of what it kept before. Raises `NietTeVerantwoorden`."""
    eis(on_behalf_of, Recht.MATERIELE_CONTROLE)
    with in_woorden(NietTeVerantwoorden, GRENZEN), namens(on_behalf_of):
        Controleprotocol.objects.update_or_create(
            gemeente=on_behalf_of.gemeente,
            jaar=jaar,
            aanbieder=one.aanbieder,
            defaults={
                "grens_cent": one.grens_cent,
                "fout_promille": one.fout_promille,
                "onzeker_promille": one.onzeker_promille,
                "reageren_voor": one.reageren_voor,
                "verklaring_voor": one.verklaring_voor,
                "antwoord_dagen": one.antwoord_dagen,
                "bron": one.bron.strip(),
                "zekerheid": one.zekerheid,
            },
        )
