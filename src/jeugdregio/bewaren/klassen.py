# SPDX-License-Identifier: EUPL-1.2
"""
How long which data are kept, from which moment, and on what ground.

A term is a choice of the organisation that keeps (the archive law asks for a selection list); the grounds here are the
laws that say how long at least. `zeker` is false where it is not settled which term holds; then ours is the longest.
"""

from dataclasses import dataclass
from enum import StrEnum

from jeugdregio.core.source import Source


class Klasse(StrEnum):
    """A class of data with one term."""

    DOSSIER = "dossier"
    BERICHTEN = "berichten"
    LEESLOG = "leeslog"
    TECHNIEK = "techniek"


@dataclass(frozen=True)
class Bewaartermijn:
    """
    How long: `jaren` after `vanaf`, in words. `wat` says what is in it, `daarna` what is left.

    `lijst`: destroyed by a list that two people decide on; otherwise it goes by itself.
    """

    klasse: Klasse
    naam: str
    wat: str
    jaren: int
    vanaf: str
    daarna: str
    source: Source
    lijst: bool
    zeker: bool = True


TERMIJNEN = (
    Bewaartermijn(
        Klasse.DOSSIER,
        "Dossier van een jeugdige",
        "De jeugdige, toewijzingen, verzoeken, start en stop van zorg, wie het dossier behandelt, en wat er aan het "
        "dossier is veranderd.",
        20,
        "de laatste dag waarop er iets gebeurde: zorg, een declaratie, een verzoek of een besluit",
        "Van een declaratieregel blijven product, maand en bedrag, zonder jeugdige; het grootboek blijft zoals het is.",
        Source("Jeugdwet", "artikel 7.3.8 lid 3"),
        lijst=True,
    ),
    Bewaartermijn(
        Klasse.BERICHTEN,
        "Berichten zoals ze kwamen en gingen",
        "De inhoud van elk ontvangen bestand en van elk antwoord.",
        7,
        "het einde van het jaar waarin het bestand kwam",
        "Dat het bestand er was: wie het stuurde, wanneer, hoe groot, en de vingerafdruk. Een herhaling wordt herkend.",
        Source("Algemene wet inzake rijksbelastingen", "artikel 52 lid 4"),
        lijst=True,
        zeker=False,
    ),
    Bewaartermijn(
        Klasse.LEESLOG,
        "Wie welk dossier bekeek",
        "De regels van het leeslogboek.",
        20,
        "het moment van kijken",
        "Het logboek gaat voorlopig niet weg: ook na twintig jaar kan iemand vragen wie er keek.",
        Source("NEN 7513", "bewaartermijn van logging; gelijk aan die van het dossier"),
        lijst=False,
        zeker=False,
    ),
    Bewaartermijn(
        Klasse.TECHNIEK,
        "Sessies en toegangsbewijzen",
        "Verlopen sessies van de site en verlopen toegangsbewijzen van software.",
        0,
        "het moment waarop ze verlopen",
        "Niets.",
        Source("AVG", "artikel 5 lid 1 onder e"),
        lijst=False,
    ),
)
PER_KLASSE = {termijn.klasse: termijn for termijn in TERMIJNEN}
