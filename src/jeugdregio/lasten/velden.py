# SPDX-License-Identifier: EUPL-1.2
"""
Which fields are known already, and from what: a message of the standard, or a table of this house (N17, S77).

A source is written down by hand with the words by which people ask for it; a test lays every element beside the message
definitions and every table beside the models.
"""

import re
import unicodedata
from dataclasses import dataclass

from jeugdregio.berichten.values import Soort

_WOORD = re.compile(r"[a-z0-9]+")
_ZONDER = frozenset(
    [
        "de",
        "het",
        "een",
        "van",
        "der",
        "den",
        "voor",
        "per",
        "in",
        "op",
        "met",
        "en",
        "of",
        "is",
        "bij",
        "naar",
        "aan",
        "door",
        "wat",
        "welke",
        "hoeveel",
    ]
)


@dataclass(frozen=True)
class Bekend:
    """
    One thing that is known; `woorden` are the names by which it is asked, the first one is shown.

    From a message: `soort`, the class and the element in it. From a table: `tabel`, and `plek` is where people see it.
    """

    woorden: tuple[str, ...]
    soort: Soort | None = None
    klasse: str = ""
    element: str = ""
    tabel: str = ""
    plek: str = ""

    @property
    def naam(self) -> str:
        """How it is called."""
        return self.woorden[0]

    @property
    def vindplaats(self) -> str:
        """Where it is known from, in words: JW305 (StartProduct, Begindatum)."""
        return f"{self.soort} ({self.klasse}, {self.element})" if self.soort else self.plek


@dataclass(frozen=True)
class Oordeel:
    """What is known of a field that someone wants to ask: `bekend` answers it, `lijkt` comes near."""

    veld: str
    bekend: Bekend | None = None
    lijkt: tuple[Bekend, ...] = ()

    @property
    def weigering(self) -> str:
        """Why it is not asked, in Dutch; empty when it may be."""
        if self.bekend is None:
            return ""
        return f"‘{self.veld}’ is al bekend uit {self.bekend.vindplaats}. Vraag het niet nog eens; haal het daar."

    @property
    def elders(self) -> str:
        """Where something like it is known."""
        return "; ".join(f"{one.naam}: {one.vindplaats}" for one in self.lijkt)


def _bericht(soort: Soort, klasse: str, element: str, *woorden: str) -> Bekend:
    return Bekend(woorden, soort, klasse, element)


def _tabel(tabel: str, plek: str, *woorden: str) -> Bekend:
    return Bekend(woorden, tabel=tabel, plek=plek)


BEKEND = (
    _bericht(Soort.JW301, "Client", "Bsn", "burgerservicenummer", "bsn"),
    _bericht(Soort.JW301, "Client", "Geboortedatum", "geboortedatum", "leeftijd", "geboortejaar", "geboortedag"),
    _bericht(Soort.JW301, "Client", "Geslacht", "geslacht", "jongen of meisje"),
    _bericht(Soort.JW301, "Client", "Naam", "naam van de jeugdige", "achternaam", "voornaam", "naam cliënt"),
    _bericht(Soort.JW301, "Client", "JuridischeStatus", "juridische status", "maatregel"),
    _bericht(
        Soort.JW301, "Client", "WettelijkeVertegenwoordiging", "wettelijke vertegenwoordiging", "gezag", "gezagsdrager"
    ),
    _bericht(Soort.JW301, "Client", "Contactgegevens", "adres van de jeugdige", "woonadres", "postcode", "woonplaats"),
    _bericht(Soort.JW301, "ToegewezenProduct", "ToewijzingNummer", "toewijzingnummer", "nummer toewijzing"),
    _bericht(Soort.JW301, "ToegewezenProduct", "Product", "toegewezen product", "productcode", "zorgvorm", "profiel"),
    _bericht(
        Soort.JW301,
        "ToegewezenProduct",
        "Toewijzingsdatum",
        "toewijzingsdatum",
        "datum besluit",
        "datum beschikking",
    ),
    _bericht(Soort.JW301, "ToegewezenProduct", "Ingangsdatum", "ingangsdatum toewijzing", "ingangsdatum"),
    _bericht(Soort.JW301, "ToegewezenProduct", "Einddatum", "einddatum toewijzing", "geldig tot"),
    _bericht(Soort.JW301, "ToegewezenProduct", "Omvang", "toegewezen omvang", "toegewezen uren", "toegewezen volume"),
    _bericht(Soort.JW301, "ToegewezenProduct", "Budget", "toegewezen budget"),
    _bericht(
        Soort.JW305,
        "StartProduct",
        "Begindatum",
        "begindatum van de hulp",
        "begindatum",
        "startdatum",
        "startdatum hulp",
        "datum start zorg",
        "aanvang hulp",
        "eerste zorgdag",
    ),
    _bericht(Soort.JW305, "Client", "StartProducten", "aantal gestarte jeugdigen", "aantal starts", "instroom"),
    _bericht(
        Soort.JW307,
        "StopProduct",
        "Einddatum",
        "einddatum van de hulp",
        "einddatum",
        "einddatum hulp",
        "stopdatum",
        "datum einde zorg",
        "laatste zorgdag",
    ),
    _bericht(
        Soort.JW307,
        "StopProduct",
        "RedenBeeindiging",
        "reden van beëindiging",
        "reden einde",
        "reden stop",
        "voortijdig beëindigd",
        "uitval jeugdigen",
    ),
    _bericht(Soort.JW307, "Client", "StopProducten", "aantal beëindigde trajecten", "aantal stops", "uitstroom"),
    _bericht(
        Soort.JW315,
        "AangevraagdProduct",
        "Verwijzer",
        "verwijzer",
        "wie verwees",
        "type verwijzer",
        "huisarts",
    ),
    _bericht(Soort.JW315, "AangevraagdProduct", "Raamcontract", "raamcontract", "onder contract"),
    _bericht(Soort.JW315, "Client", "GezagsdragerBekend", "gezagsdrager bekend"),
    _bericht(Soort.JW317, "Verzoek", "RedenVerzoek", "reden van het verzoek", "reden wijziging"),
    _bericht(Soort.JW319, "Antwoord", "RedenAfwijzingVerzoek", "reden van afwijzing", "reden afwijzing"),
    _bericht(Soort.JW323, "Prestatie", "ProductPeriode", "periode van de hulp", "geleverde periode", "maand van hulp"),
    _bericht(
        Soort.JW323,
        "Prestatie",
        "GeleverdVolume",
        "geleverd volume",
        "geleverde uren",
        "aantal geleverde uren",
        "aantal dagen",
        "productie",
    ),
    _bericht(Soort.JW323, "Prestatie", "ProductTarief", "gedeclareerd tarief"),
    _bericht(
        Soort.JW323,
        "Prestatie",
        "IngediendBedrag",
        "gedeclareerd bedrag",
        "ingediend bedrag",
        "omzet jeugdhulp",
        "kosten jeugdhulp",
        "omzet gemeente",
    ),
    _bericht(
        Soort.JW323,
        "Client",
        "Prestaties",
        "aantal jeugdigen in zorg",
        "aantal cliënten",
        "aantal unieke cliënten",
        "aantal jeugdigen",
    ),
    _tabel(
        "toewijzingen_toewijzing",
        "de toewijzingen in dit programma (Toewijzingen)",
        "aantal toewijzingen",
        "aantal open toewijzingen",
        "onderhanden werk",
    ),
    _tabel(
        "declaraties_bevinding", "de uitval in dit programma (Uitval)", "aantal afgewezen regels", "uitval declaraties"
    ),
    _tabel(
        "wachttijden_wachtvraag",
        "de wachttijden, geteld uit berichten (Wachttijden)",
        "wachttijd",
        "wachtlijst",
        "aantal wachtenden",
        "wachttijd per profiel",
    ),
    _tabel("continuiteit_vrijeplaatsen", "de vrije plaatsen die een aanbieder opgeeft", "vrije plaatsen", "bezetting"),
    _tabel(
        "aanbieders_jaarrekening",
        "de openbare jaarrekening (Continuïteit)",
        "jaarrekening",
        "resultaat",
        "eigen vermogen",
        "solvabiliteit",
        "liquiditeit",
    ),
    _tabel("aanbieders_interntoezicht", "het register (intern toezicht)", "intern toezicht", "raad van toezicht"),
    _tabel("aanbieders_onderaanneming", "het register (ketens)", "onderaannemers", "onderaannemer"),
    _tabel("aanbieders_vestiging", "het register (vestigingen)", "vestigingen", "locaties"),
    _tabel("contracten_contract", "het contract (Contracten)", "contractduur", "looptijd contract", "plafond"),
    _tabel("contracten_tarief", "de tarieven bij het contract (Producten)", "tarief", "tarieven"),
    _tabel("prijzen_kostprijs", "de kostprijzen die de aanbieder opgaf (Kostprijzen)", "kostprijs", "kostprijzen"),
    _tabel(
        "contractbeheer_meting",
        "de uitkomsten per aanbieder (Uitkomsten)",
        "cliënttevredenheid",
        "klanttevredenheid",
        "tevredenheid",
        "doelrealisatie",
        "uitkomsten",
    ),
)
"""Everything that is known, the message that says it first before others."""


def _stam(text: str) -> tuple[str, ...]:
    """The words that count, without accents: Begindatum van de hulp is (begindatum, hulp)."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return tuple(one for one in _WOORD.findall(plain) if one not in _ZONDER)


def _camel(text: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)


_NAMEN = [(frozenset(_stam(word)), one) for one in BEKEND for word in (*one.woorden, _camel(one.element)) if word]


def beoordeel(veld: str) -> Oordeel:
    """Whether a field is known already (the same words), or something near it is (the words of one in the other)."""
    asked = frozenset(_stam(veld))
    if not asked:
        return Oordeel(veld.strip())
    same = next((one for words, one in _NAMEN if words == asked), None)
    near = {one.vindplaats: one for words, one in _NAMEN if words and (words < asked or asked < words)}
    return Oordeel(veld.strip(), same, () if same else tuple(near.values())[:3])
