# SPDX-License-Identifier: EUPL-1.2
"""
What waits for a provider without software: opened here, and answered on its behalf with a JW302 or JW320.

Opening or downloading says that the provider has it. Answering takes the road of every message; each message of a
municipality is answered once, so its key is made of that message.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from jeugdregio.berichten import queries as berichten
from jeugdregio.berichten import verzenden
from jeugdregio.berichten.actions import ontleed, retourbericht
from jeugdregio.berichten.queries import Onderweg
from jeugdregio.berichten.values import Kenmerk, Soort
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, verwerking
from jeugdregio.ontvangst.values import XSLT_VERSIE
from jeugdregio.portaal.verzenden import Afzending, Brief, Verzonden, nummers, verstuur_alle
from jeugdregio.toewijzingen import queries as toewijzingen
from jeugdregio.toewijzingen.values import Toegewezen
from jeugdregio.verzoeken import queries as verzoeken
from jeugdregio.verzoeken.values import Gegeven

HELE_BERICHT, PRODUCT, WOONPLAATS = "Header", "ToegewezenProduct", "Woonplaatsbeginsel"
TECHNISCH = "0001"
_SOFTWARE = """
    SELECT EXISTS (SELECT FROM aansluiting_v_software WHERE organisatie = %(organisatie)s AND tot > %(moment)s)
"""


@dataclass(frozen=True)
class Post:
    """A message that waits for an answer of the provider, and what it says."""

    bericht: Onderweg
    toewijzingen: tuple[Toegewezen, ...]
    antwoord: Gegeven | None

    @property
    def sleutel(self) -> str:
        """How a form names it."""
        return f"{self.bericht.gemeente}-{self.bericht.bericht_id}"


@dataclass(frozen=True)
class Afkeurcode:
    """A code with which a provider may refuse a message: on which class it goes, and what it says."""

    code: str
    klasse: str
    omschrijving: str

    @property
    def sleutel(self) -> str:
        """How a form names it."""
        return f"{self.code}-{self.klasse}"


def post(*, on_behalf_of: Machtiging) -> list[Post]:
    """What waits for an answer, oldest first."""
    found = berichten.onbeantwoord(on_behalf_of=on_behalf_of)
    keys = [(one.gemeente, one.bericht_id) for one in found]
    allocated = toewijzingen.van_berichten(keys, on_behalf_of=on_behalf_of)
    answered = verzoeken.gegeven_antwoorden(keys, on_behalf_of=on_behalf_of)
    return [Post(one, tuple(allocated.get(key, ())), answered.get(key)) for one, key in zip(found, keys, strict=True)]


def bevestig(gemeente: str, bericht_id: int, stuk: str, *, wie: Machtiging, regio: str, moment: datetime) -> bool:
    """
    The provider has this (`bericht` or `antwoord`); false when there is no such thing for him.

    Not when software of his gets his messages: that has to have it, whatever somebody looks at here.
    """
    region = verwerking(regio)
    with namens(region), connection.cursor() as cursor:
        cursor.execute(_SOFTWARE, {"organisatie": wie.aanbieder, "moment": moment})
        if cursor.fetchone()[0]:
            return False
    mark = Kenmerk(gemeente, bericht_id, stuk)
    return verzenden.bevestig(mark, ontvanger=wie.aanbieder, moment=moment, on_behalf_of=region)


def ontvang(afzending: Afzending, wachtend: Sequence[Post]) -> list[Verzonden]:
    """Answer these messages: nothing is wrong with them. Raises NietVerstuurd."""
    return _answer(afzending, [(one, None) for one in wachtend])


def keur_af(afzending: Afzending, one: Post, code: Afkeurcode, nr: int) -> Verzonden:
    """Refuse a message with this code; `nr` is the how-maniest of its class (from 0). Raises NietVerstuurd."""
    (sent,) = _answer(afzending, [(one, (code, nr))])
    return sent


def _answer(afzending: Afzending, answers: Sequence[tuple[Post, tuple[Afkeurcode, int] | None]]) -> list[Verzonden]:
    keys = [(one.bericht.gemeente, one.bericht.bericht_id) for one, _ in answers]
    originals = berichten.originelen(keys, on_behalf_of=afzending.wie)
    letters = []
    for (one, refusal), key, number in zip(answers, keys, nummers(len(keys)), strict=True):
        name = f"{Soort(one.bericht.soort).antwoord}-{one.sleutel}.xml"

        def make(
            data: bytes = originals[key], number: str = number, refusal: tuple[Afkeurcode, int] | None = refusal
        ) -> bytes:
            return _retour(afzending, data, number, refusal)

        letters.append(Brief(f"retour-{one.sleutel}", name, make))
    return verstuur_alle(afzending, letters)


def _retour(afzending: Afzending, data: bytes, number: str, refusal: tuple[Afkeurcode, int] | None) -> bytes:
    on_header = [refusal[0].code] if refusal and refusal[0].klasse == HELE_BERICHT else []
    below = {(refusal[0].klasse, refusal[1]): (refusal[0].code,)} if refusal and not on_header else None
    return retourbericht(
        data,
        identificatie=number,
        dagtekening=afzending.peildatum,
        header_codes=on_header,
        klasse_codes=below,
        xslt_versie=XSLT_VERSIE if on_header == [TECHNISCH] else None,
    )


def afkeurcodes(one: Post, data: bytes) -> list[Afkeurcode]:
    """
    The codes with which this message may be refused: those of the rules that a receiver checks on it.

    What one message says against itself is 0001 on the whole (IV028).
    """
    words = codelijst("retourcode").omschrijving
    places = {
        (rule.retourcode, place.klasse)
        for rule in declaraties.regels().values()
        for place in rule.plaatsen
        if place.bericht == one.bericht.soort and rule.retourcode != TECHNISCH
    }
    if not _names_elsewhere(data):
        places = {(code, klasse) for code, klasse in places if klasse != WOONPLAATS}
    return [Afkeurcode(code, klasse, words(code)) for code, klasse in sorted({*places, (TECHNISCH, HELE_BERICHT)})]


def _names_elsewhere(data: bytes) -> bool:
    soort, message = ontleed(data)
    return soort is Soort.JW319 and message.antwoord.woonplaatsbeginsel is not None


def toewijzingnummers(data: bytes) -> list[int]:
    """The numbers of the allocations in a JW301, in the order of the message; none in another kind."""
    soort, message = ontleed(data)
    return [one.toewijzing_nummer for one in message.client.toegewezen_producten] if soort is Soort.JW301 else []
