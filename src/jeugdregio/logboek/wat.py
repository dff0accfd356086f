# SPDX-License-Identifier: EUPL-1.2
"""What was looked at, as people say it: the read log keeps the name of the page."""

WOORDEN = {
    "toewijzing": "toewijzing",
    "toewijzing-inzien": "toewijzing",
    "toewijzing-wijziging": "verzoek om wijziging",
    "toewijzing-erbij": "verzoek om een product erbij",
    "toewijzingen": "lijst met toewijzingen",
    "verzoek": "verzoek om hulp",
    "verzoeken": "lijst met verzoeken",
    "woonplaats": "welke gemeente verantwoordelijk is",
    "werk": "lijst met werk",
    "nazien": "toewijzing om na te zien",
    "vastgehouden-besluit": "bericht dat wacht op een besluit",
    "gestuurd-bericht": "bericht aan de aanbieder",
    "post": "bericht van de gemeente",
    "post-xml": "bericht van de gemeente",
    "postvak": "lijst met berichten",
    "declaratie": "declaratie",
    "uitval": "lijst met afgewezen declaraties",
    "weekbrief": "brief over afgewezen declaraties",
    "weekbrief-pdf": "brief over afgewezen declaraties",
    "declareren-maand": "declaratie van een maand",
    "declareren-inlezen": "declaratie van een maand",
    "declareren-sjabloon": "declaratie van een maand",
    "maandrapport-regels": "regels onder een bedrag",
    "jeugdhulpgebruik-jeugdigen": "regels onder een aantal jeugdigen",
    "dossier-gezien": "dit overzicht",
    "dossier-gezien-pdf": "dit overzicht",
    "vertrouwensdossiers": "lijst met dossiers van de vertrouwenspersoon",
    "vertrouwensdossier": "dossier van de vertrouwenspersoon",
    "vertrouwensdossier-sluiten": "dossier van de vertrouwenspersoon",
    "verwijzingen": "lijst met eigen verwijzingen",
    "verwijzing": "eigen verwijzing",
    "woonplaatsen": "lijst met uitgezochte woonplaatsen",
    "woonplaats-bepaling": "welke gemeente verantwoordelijk is, over de tijd",
    "woonplaats-gezinslid": "welke gemeente verantwoordelijk is, over de tijd",
    "verrekening": "lijst met vorderingen tussen gemeenten",
    "vordering": "vordering tussen gemeenten",
    "vordering-brief": "vordering tussen gemeenten",
    "brp-persoon": "gegevens uit de BRP",
    "brp-historie": "adressen uit de BRP",
    "mijn-gezin": "eigen dossier",
    "gezinsinlog": "lijst met gezinnen",
    "gezinsinlog-gezin": "wie van het gezin mag inloggen",
    "rechtsverzoeken": "lijst met verzoeken over een dossier",
    "rechtsverzoek": "verzoek over het dossier",
    "rechtsverzoek-nieuw-gezin": "verzoek over het dossier",
    "rechtsverzoek-nieuw": "verzoek over het dossier",
    "klachten": "lijst met klachten",
    "calamiteiten": "lijst met calamiteiten",
    "melding": "klacht of calamiteit",
    "melding-nieuw-kind": "klacht of calamiteit",
    "logboek-nazicht": "nazicht van het logboek",
}


def woorden(wat: str) -> str:
    """The words for a page; of one that has none, its name."""
    found = WOORDEN.get(wat)
    if found:
        return found
    if wat.startswith(("declaratie-", "antwoord")):
        return "bericht over een declaratie"
    return "bericht, opgehaald door een programma" if wat.startswith("api-") else wat
