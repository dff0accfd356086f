# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. What every figure of the month report means: one text for pages, spreadsheet and documentation.

`onder` names the rows that add up to the figure (`queries.regels_onder`); empty where there are none.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Definitie:
    """One figure. `eenheid` is euro, procent or aantal; `bron` says which rows it is counted from."""

    key: str
    naam: str
    eenheid: str
    definitie: str
    bron: str
    onder: str = ""


DEFINITIES = (
    Definitie(
        "budget",
        "Budget",
        "euro",
        "Het jeugdbudget van de gemeente voor het hele kalenderjaar, volgens de versie die op de laatste dag van de "
        "rapportmaand gold. Een versie komt uit een circulaire of een eigen begroting. Rondt de bron af, dan staat de "
        "band van die afronding erbij.",
        "Tabel Budget, met per versie de eerste dag en de vindplaats",
    ),
    Definitie(
        "ingediend",
        "Ingediend",
        "euro",
        "Som van de ingediende prestaties (debet min credit) voor hulp die is geleverd van "
        "januari tot en met de rapportmaand, ook als de prestatie is afgewezen. Declaraties die "
        "als geheel zijn afgekeurd tellen niet mee.",
        "declaraties_v_prestatie, op de maand waarin de hulp is geleverd",
        "ingediend",
    ),
    Definitie(
        "toegekend",
        "Toegekend",
        "euro",
        "Kosten in het grootboek (rekening 4100, debet min credit), geboekt van januari tot en "
        "met de rapportmaand. Een prestatie wordt geboekt in de maand van de hulp, of in de "
        "eerste open maand als die al is gesloten; hulp uit een vorig jaar die nu pas is "
        "gedeclareerd telt dus mee in dit jaar.",
        "grootboek_v_boeking, op boekmaand",
        "toegekend",
    ),
    Definitie(
        "afgewezen",
        "Afgewezen",
        "euro",
        "Som van de afgewezen prestaties (debet min credit) voor hulp van januari tot en met de "
        "rapportmaand. Een prestatie die opnieuw is ingediend en weer is afgewezen telt elke "
        "keer.",
        "declaraties_v_prestatie, op de maand waarin de hulp is geleverd",
        "afgewezen",
    ),
    Definitie(
        "elders_geboekt",
        "In een andere maand geboekt",
        "euro",
        "Ingediend min afgewezen min toegekend: toegekend voor hulp in deze maanden, maar geboekt "
        "in een latere maand omdat de maand al was gesloten. Negatief als dit jaar hulp van een "
        "vorig jaar is geboekt.",
        "Het verschil van drie cijfers hierboven",
    ),
    Definitie(
        "te_betalen",
        "Te betalen",
        "euro",
        "Saldo van rekening 1600: wat is toegekend en nog niet betaald, uit alle jaren tot en met de rapportmaand.",
        "grootboek_v_boeking, op boekmaand",
        "te_betalen",
    ),
    Definitie(
        "verplicht",
        "Verplicht",
        "euro",
        "Wat lopende toewijzingen dit jaar nog kunnen kosten, geteld vanaf de eerste dag na de "
        "rapportmaand. Lopend: niet verwijderd, besloten voor die dag en geldig op of na die dag "
        "en voor het einde van het jaar. Bij een omvang per dag, week of maand: de omvang keer "
        "het aantal dagen, ISO-weken of maanden tot het einde van de toewijzing of van het jaar, "
        "maar nooit meer dan wat van het maximum over is. Een gebroken maand die bij een maandtarief "
        "niet telt (RA002), kost niets. Bij een totaal of een budget: wat over "
        "is, naar rato van de dagen die in dit jaar vallen; zonder einddatum alles wat over is. "
        "Keer het tarief op de eerste dag die meetelt. Hulp die al is geleverd maar nog niet "
        "gedeclareerd telt niet mee.",
        "toewijzingen_v_versie, toewijzingen_v_toewijzing, contracten_v_tarief en contracten_v_maandafspraak",
        "verplicht",
    ),
    Definitie(
        "verwacht",
        "Toegekend en verplicht",
        "euro",
        "Toegekend plus verplicht: wat het jaar kost voor zover nu bekend. Nieuwe toewijzingen komen daar nog bij.",
        "De som van twee cijfers hierboven",
    ),
    Definitie(
        "uitputting",
        "Uitputting",
        "procent",
        "Toegekend gedeeld door het budget van het hele jaar, afgerond op een tiende procent.",
        "toegekend en budget",
    ),
    Definitie(
        "verwachte_uitputting",
        "Verwachte uitputting",
        "procent",
        "Toegekend plus verplicht, gedeeld door het budget van het hele jaar, afgerond op een tiende procent.",
        "verwacht en budget",
    ),
    Definitie(
        "open_einde",
        "Toewijzingen zonder maximum",
        "aantal",
        "Lopende toewijzingen waarvan de omvang over de hele looptijd niet vaststaat: geen "
        "einddatum bij een omvang per dag of maand, of helemaal geen omvang en geen budget.",
        "toewijzingen_v_versie",
        "open_einde",
    ),
    Definitie(
        "open_einde_verplicht",
        "Verplicht zonder maximum",
        "euro",
        "Het deel van verplicht dat bij toewijzingen zonder maximum hoort.",
        "toewijzingen_v_versie",
        "open_einde",
    ),
    Definitie(
        "zonder_waarde",
        "Toewijzingen zonder waarde",
        "aantal",
        "Lopende toewijzingen die niet te waarderen zijn, omdat een omvang of een tarief "
        "ontbreekt. Ze tellen voor nul mee in verplicht: het risico is onbekend.",
        "toewijzingen_v_versie en contracten_v_tarief",
        "zonder_waarde",
    ),
)

NAGEKOMEN = Definitie(
    "nagekomen",
    "Nagekomen",
    "euro",
    "Kosten in het grootboek die in deze maand zijn geboekt en over hulp in een eerdere maand gaan: die maand was al "
    "gesloten toen de declaratie of de correctie kwam. Negatief als er per saldo is teruggenomen.",
    "grootboek_v_boeking, boekmaand later dan dienstmaand",
    "nagekomen",
)
"""Beside the report of a month: it has no figure one month before."""
PER_KEY = {definitie.key: definitie for definitie in (*DEFINITIES, NAGEKOMEN)}
