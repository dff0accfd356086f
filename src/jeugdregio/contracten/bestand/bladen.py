# SPDX-License-Identifier: EUPL-1.2
"""
The sheets of a contract file and their columns: the same list reads a file, writes the template and the export, and is
the help on the page.

A period is written with its last day; empty is without end. Codes are those of the program, in the words of the help.
"""

from collections.abc import Sequence

from django.db.models import TextChoices

from jeugdregio.aanbieders.values import Rechtsvorm
from jeugdregio.components.inlezen import JA_NEE, Blad, Kolom, bedrag, cijfers, dag, geheel, keuze, tekst
from jeugdregio.contracten.models import Bronfeit, Clausule, Contract, Contractoptie, Prijsregel

MEESTE_TEKENS = 8_000
"""In one cell; a clause is longer than a name."""


def _tekst(naam: str, hoogstens: int, uitleg: str, *, nodig: bool = True) -> Kolom:
    return Kolom(naam, tekst(hoogstens), uitleg, nodig=nodig, leeg="")


def _code(naam: str, aantal: int, uitleg: str, *, nodig: bool = True) -> Kolom:
    return Kolom(naam, cijfers(aantal), uitleg, nodig=nodig, leeg="")


def _keuze(naam: str, keuzes: type[TextChoices], uitleg: str, *, nodig: bool = False) -> Kolom:
    values = [value for value in keuzes.values if value]
    words = ", ".join(values[:-1]) + f" of {values[-1]}"
    return Kolom(naam, keuze({value: value for value in values}), f"{uitleg} Kies {words}.", nodig=nodig, leeg="")


def _dag(naam: str, uitleg: str, *, nodig: bool = False) -> Kolom:
    return Kolom(naam, dag, uitleg, nodig=nodig, soort="dag")


def _bedrag(naam: str, uitleg: str, *, nodig: bool = False) -> Kolom:
    return Kolom(naam, bedrag, f"{uitleg} In euro.", nodig=nodig, soort="bedrag")


def _getal(naam: str, uitleg: str, *, nodig: bool = True) -> Kolom:
    return Kolom(naam, geheel, uitleg, nodig=nodig, soort="getal")


def _ja_nee(naam: str, uitleg: str) -> Kolom:
    return Kolom(naam, JA_NEE, f"{uitleg} ja of nee.", nodig=False, leeg=False)


def _periode(*, nodig: bool = True) -> Sequence[Kolom]:
    begin = "De eerste dag." if nodig else "De eerste dag. Leeg: altijd al."
    return _dag("Van", begin, nodig=nodig), _dag("Tot en met", "De laatste dag. Leeg: zonder einde.")


_AANBIEDER = _code("Aanbieder", 8, "De AGB-code, acht cijfers. Staat op het blad Aanbieders, of al in het register.")
_BRON = _tekst("Bron", 200, "Waar het staat.", nodig=False)

AANBIEDERS = Blad(
    "Aanbieders",
    (
        _code("AGB", 8, "De hoofdcode van de aanbieder, acht cijfers. Een tweede code hoort bij een vestiging."),
        _code("KvK", 8, "Het nummer in het handelsregister, acht cijfers. Elk nummer staat er één keer."),
        _tekst("Naam", 120, "De naam van de aanbieder."),
        _keuze("Rechtsvorm", Rechtsvorm, "De rechtsvorm.", nodig=True),
        _ja_nee("GI", "Of het een gecertificeerde instelling is."),
        _dag("Begonnen op", "De eerste dag van de aanbieder, als die bekend is."),
        _dag("Gemeld op", "De dag van de melding als nieuwe aanbieder (Jeugdwet 4.0.1)."),
    ),
    sleutel=("AGB",),
)
ONDERAANNEMING = Blad(
    "Onderaanneming",
    (
        _code("Onderaannemer", 8, "De AGB-code van wie het werk doet."),
        _code("Hoofdaannemer", 8, "De AGB-code van wie wordt betaald."),
        *_periode(nodig=False),
    ),
    sleutel=("Onderaannemer", "Hoofdaannemer", "Van"),
)
LIDMAATSCHAP = Blad(
    "Lidmaatschap",
    (
        _code("Lid", 8, "De AGB-code van het lid, zoals een zorgboerderij."),
        _code("Coöperatie", 8, "De AGB-code van de coöperatie met het contract."),
        *_periode(nodig=False),
    ),
    sleutel=("Lid", "Coöperatie", "Van"),
)
VESTIGINGEN = Blad(
    "Vestigingen",
    (
        _code("Vestigingsnummer", 12, "Het nummer in het handelsregister, twaalf cijfers."),
        _AANBIEDER,
        _tekst("Naam", 120, "De naam van de vestiging."),
        _tekst("Plaats", 80, "De plaats."),
        _code("AGB van de vestiging", 8, "Een eigen AGB-code, als de vestiging die heeft.", nodig=False),
        *_periode(nodig=False),
    ),
    sleutel=("Vestigingsnummer",),
)
CONTRACTEN = Blad(
    "Contracten",
    (
        _tekst("Nummer", 30, "Het nummer van het contract. Elk nummer staat er één keer."),
        _AANBIEDER,
        _tekst("Perceel", 20, "Welke hulp er is ingekocht."),
        _keuze("Soort", Contract.Soort, "De vorm van de afspraak."),
        _keuze("Tafel", Contract.Tafel, "De inkooptafel."),
        _tekst("Procedure", 40, "De code van de inkoopprocedure.", nodig=False),
        _keuze("Omvang", Contract.Omvang, "Hoe de aanbieder in dit contract is ingedeeld."),
        _keuze("Rol", Contract.Aanbiederrol, "Wat de aanbieder in dit contract is."),
        _keuze("Niveau", Contract.Niveau, "Voor wie de hulp in dit contract is."),
        _tekst("Variant", 20, "De uitvoeringsvariant: inspanning, output of taak."),
        _tekst("Bekostiging", 40, "Hoe er wordt betaald, zoals PxQ."),
        _tekst("Contractmanager", 80, "Wie namens de regio het contract beheert."),
        *_periode(),
        _bedrag("Plafond", "Het hoogste bedrag. Leeg: er is geen plafond afgesproken; leeg is niet nul."),
        _bedrag("Offerte", "Wat de aanbieder vroeg, als dat bekend is."),
        _getal("Gunning", "Alleen uit de inkoop van dit programma. Laat leeg bij een nieuw contract.", nodig=False),
        _tekst("Reden van de looptijd", 400, "Waarom het contract zo lang loopt.", nodig=False),
        _tekst("Besluit voor langer", 200, "Nodig als een raamovereenkomst langer dan vier jaar loopt.", nodig=False),
        _BRON,
    ),
    sleutel=("Nummer",),
)
OPTIES = Blad(
    "Opties",
    (
        _tekst("Contract", 30, "Het nummer van het contract."),
        _getal("Volgnummer", "1 is de eerste optie."),
        _dag("Tot en met", "De laatste dag van het contract als de optie wordt gelicht.", nodig=True),
        _dag("Besluit uiterlijk", "De laatste dag om te beslissen, als die is afgesproken."),
        _keuze("Stand", Contractoptie.Stand, "Of er al is beslist.", nodig=True),
        _tekst("Besluit", 200, "Nodig als er is beslist: welk besluit.", nodig=False),
        _dag("Besloten op", "De dag van dat besluit, als die bekend is."),
        _BRON,
    ),
    sleutel=("Contract", "Volgnummer"),
)
CLAUSULES = Blad(
    "Clausules",
    (
        _tekst("Contract", 30, "Het nummer van het contract."),
        _getal("Volgnummer", "De plaats in het contract."),
        _tekst("Code", 30, "De code van de standaardclausule, of een eigen code."),
        _keuze("Soort", Clausule.Soort, "Waar de clausule over gaat.", nodig=True),
        _tekst("Titel", 120, "De kop."),
        _tekst("Tekst", MEESTE_TEKENS, "De tekst zoals die in het contract staat."),
    ),
    sleutel=("Contract", "Volgnummer"),
)
SEGMENTEN = Blad(
    "Segmenten",
    (
        _tekst("Code", 12, "De code van het segment."),
        _tekst("Naam", 60, "De naam."),
        _keuze("Prijsregel", Prijsregel, "Hoe een prijs tot stand komt.", nodig=True),
    ),
    sleutel=("Code",),
)
PROFIELEN = Blad(
    "Profielen",
    (
        _tekst("Code", 40, "De code van het profiel, zoals 5:midden."),
        _getal("Nummer", "Het nummer van het profiel."),
        _tekst("Segment", 12, "De code van het segment."),
        _tekst("Naam", 80, "De naam."),
        _ja_nee("Verzonnen", "Of de naam is verzonnen omdat de bron er geen geeft."),
        _tekst("Soort", 10, "herstel of duurzaam.", nodig=False),
        _tekst("Bron", 200, "Waar het staat."),
        _tekst("Zekerheid", 80, "Hoe zeker dat is, zoals hoog."),
    ),
    sleutel=("Code",),
)
PRODUCTEN = Blad(
    "Producten",
    (
        _code("Categorie", 2, "De productcategorie van iJw, twee cijfers."),
        _tekst("Code", 5, "De productcode."),
        _tekst("Omschrijving", 120, "Wat het is."),
        _code("Eenheid", 2, "De eenheid van iJw, twee cijfers."),
        _tekst("Variant", 20, "De uitvoeringsvariant: inspanning, output of taak."),
        _tekst("Profiel", 40, "De code van het profiel, als het product erbij hoort.", nodig=False),
    ),
    sleutel=("Code", "Categorie"),
)
TARIEVEN = Blad(
    "Tarieven",
    (
        _AANBIEDER,
        _code("Categorie", 2, "De productcategorie, twee cijfers."),
        _tekst("Code", 5, "De productcode; staat op het blad Producten, of al in de productcodelijst."),
        _code("Eenheid", 2, "De eenheid, twee cijfers."),
        *_periode(),
        _bedrag("Tarief", "Het bedrag per eenheid. Leeg bij eenheid 83: die heeft geen tarief."),
        _ja_nee("Per uur", "Of het bedrag per uur is; dan mag in minuten en in uren worden gedeclareerd."),
    ),
    sleutel=("Aanbieder", "Categorie", "Code", "Eenheid", "Van"),
)
MAANDAFSPRAKEN = Blad(
    "Maandafspraken",
    (
        _code("Categorie", 2, "De productcategorie, twee cijfers."),
        _tekst("Code", 5, "De productcode; staat op het blad Producten, of al in de productcodelijst."),
        *_periode(),
        Kolom("Eerste gebroken maand", JA_NEE, "Telt de maand waarin hulp na de eerste dag begint? ja of nee."),
        Kolom("Laatste gebroken maand", JA_NEE, "Telt de maand waarin hulp voor de laatste dag eindigt? ja of nee."),
        _tekst("Bron", 200, "Waar de afspraak staat."),
    ),
    sleutel=("Categorie", "Code", "Van"),
)
BRONFEITEN = Blad(
    "Bronfeiten",
    (
        _tekst("Situatie", 60, "Hoe de cijfers van één dag samen heten."),
        _dag("Peildatum", "De dag waarover de bron het heeft.", nodig=True),
        _keuze("Maat", Bronfeit.Maat, "Wat er is geteld.", nodig=True),
        _keuze("Tafel", Contract.Tafel, "De inkooptafel. Leeg: alle."),
        _tekst("Perceel", 20, "Het perceel. Leeg: alle.", nodig=False),
        _getal("Waarde", "Het aantal; bij budget het bedrag in hele eurocenten."),
        _ja_nee("Meer dan", "Of de bron ‘ruim’ zegt."),
        _tekst("Tekst", 200, "Wat de bron zegt."),
        _tekst("Bron", 200, "Waar het staat."),
    ),
    sleutel=("Peildatum", "Maat", "Tafel", "Perceel"),
)
BLADEN: tuple[Blad, ...] = (
    AANBIEDERS,
    ONDERAANNEMING,
    LIDMAATSCHAP,
    VESTIGINGEN,
    CONTRACTEN,
    OPTIES,
    CLAUSULES,
    SEGMENTEN,
    PROFIELEN,
    PRODUCTEN,
    TARIEVEN,
    MAANDAFSPRAKEN,
    BRONFEITEN,
)
"""In the order in which they are taken in: what is pointed at comes first."""
PER_NAAM = {blad.naam: blad for blad in BLADEN}
GELD: dict[str, tuple[str, ...]] = {"Contracten": ("Plafond",), "Tarieven": ("Tarief",)}
"""The columns that are money, for the summary of what changes."""
