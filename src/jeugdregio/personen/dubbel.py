# SPDX-License-Identifier: EUPL-1.2
"""
The local test double: invented people with numbers from the test range 9999nnnnn, in the JSON of the BRP API.

It answers the same questions, and its answers go through the same reader, so what works here works on the BRP. Nobody
is kept: a person follows from the number and from who asks (the demo gives one number to a child in each
municipality). Numbers of 99999nnnn are parents, all others youths. `VERHALEN` are youths with a story of their own.
"""

import hashlib
from datetime import date, timedelta
from functools import cache
from typing import Any

from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.core.bsn import voldoet_aan_elfproef
from jeugdregio.personen.haalcentraal import VELDEN, vraag_historie
from jeugdregio.personen.lezen import lees_persoon, lees_verblijfplaatsen
from jeugdregio.personen.values import NietAangesloten, Persoon, Verblijfplaats
from jeugdregio.personen.verhalen import BUREN, VERHALEN, Plek, Verhaal

BEGIN = "9999"
OUDERS, LAATSTE = range(999_990_000, 1_000_000_000), 999_999_999
EERSTE_GEBOORTE, GEBOORTEDAGEN = date(2009, 1, 1), 5_400
VOORNAMEN = {
    "V": ("Noa", "Liv", "Evi", "Mila", "Saar", "Zoë", "Fenna", "Yara", "Isa", "Jet"),
    "M": ("Sem", "Mats", "Boaz", "Finn", "Tygo", "Levi", "Siem", "Rayan", "Guus", "Abel"),
}
FAMILIES = (
    ("", "Dijkman"),
    ("van der", "Wal"),
    ("", "Okafor"),
    ("", "Bosch"),
    ("", "Yildirim"),
    ("de", "Groot"),
    ("", "Nijland"),
)
STRATEN = ("Testlaan", "Proefweg", "Voorbeeldstraat", "Verzonnenhof", "Oefenpad")
Json = dict[str, Any]


class Dubbel:
    """A `Personenbron` of invented people. Raises `NietAangesloten` for a number that may be of someone real."""

    def personen(self, bsn: str, *, wie: str, doel: str) -> Persoon | None:
        """See `Personenbron`."""
        return lees_persoon(self.antwoord({"burgerservicenummer": [bsn], "fields": [*VELDEN]}, wie=wie))

    def verblijfplaatsen(self, bsn: str, *, van: date, tot: date, wie: str, doel: str) -> tuple[Verblijfplaats, ...]:
        """See `Personenbron`."""
        return lees_verblijfplaatsen(self.historie(vraag_historie(bsn, van, tot), wie=wie))

    def antwoord(self, vraag: Json, *, wie: str) -> Json:
        """What POST /personen answers, only the fields that were asked for."""
        people = [_persoon(_tested(bsn), wie) for bsn in vraag["burgerservicenummer"]]
        return {
            "type": "RaadpleegMetBurgerservicenummer",
            "personen": [{key: one[key] for key in vraag["fields"] if key in one} | _always(one) for one in people],
        }

    def historie(self, vraag: Json, *, wie: str) -> Json:
        """What POST /verblijfplaatshistorie answers, newest first as the BRP does."""
        van = date.fromisoformat(vraag.get("peildatum") or vraag["datumVan"])
        tot = van + timedelta(days=1) if "peildatum" in vraag else date.fromisoformat(vraag["datumTot"])
        places = _plekken(_tested(vraag["burgerservicenummer"]), wie)
        ends = [*(date.fromisoformat(one.van) for one in places[1:]), None]
        shown = [
            _verblijfplaats(one, end)
            for one, end in zip(places, ends, strict=True)
            if date.fromisoformat(one.van) < tot and (end is None or end > van)
        ]
        return {"verblijfplaatsen": shown[::-1]}


def moeder_van(bsn: str) -> str:
    """The number of the mother of a youth."""
    adults = ouders()
    if bsn in VERHALEN:
        return adults[2 * list(VERHALEN).index(bsn)]
    free = len(adults) - 2 * len(VERHALEN)
    return adults[2 * len(VERHALEN) + 2 * (_number(bsn, "moeder") % (free // 2))]


@cache
def ouders() -> tuple[str, ...]:
    """The numbers of parents: mother and father by turns."""
    return tuple(bsn for bsn in map(str, OUDERS) if voldoet_aan_elfproef(bsn))


def _tested(bsn: str) -> str:
    if not (bsn.startswith(BEGIN) and voldoet_aan_elfproef(bsn)):
        raise NietAangesloten
    return bsn


def _number(*parts: str) -> int:
    """A number that is always the same for the same words."""
    return int.from_bytes(hashlib.sha256("/".join(parts).encode()).digest()[:6])


def _family(mother: str) -> tuple[str, str]:
    return FAMILIES[_number(mother, "familie") % len(FAMILIES)]


def _persoon(bsn: str, wie: str) -> Json:
    grown = int(bsn) in OUDERS
    place = _plekken(bsn, wie)[-1]
    mother = (bsn if ouders().index(bsn) % 2 == 0 else _partner(bsn)) if grown else moeder_van(bsn)
    sex = ("V" if bsn == mother else "M") if grown else "VM"[_number(bsn, "geslacht") % 2]
    born = _born(bsn, grown=grown)
    prefix, family = _family(mother)
    found: Json = {
        "burgerservicenummer": bsn,
        "naam": {
            "voornamen": VOORNAMEN[sex][_number(bsn, wie, "naam") % len(VOORNAMEN[sex])],
            **({"voorvoegsel": prefix} if prefix else {}),
            "geslachtsnaam": family,
        },
        "geboorte": {"datum": _datum(born)},
        "geslacht": {"code": sex, "omschrijving": {"V": "vrouw", "M": "man"}[sex]},
        "verblijfplaats": _verblijfplaats(place, None),
    }
    if place.gemeente:
        found["gemeenteVanInschrijving"] = _gemeente(place.gemeente)
    if not grown:
        story = VERHALEN.get(bsn)
        father = _partner(mother)
        found["ouders"] = [_ouder(mother, "1", wie), _ouder(father, "2", wie)]
        found["gezag"] = [_gezag(story.gezag if story else "GezamenlijkOuderlijkGezag", bsn, mother, father)]
        if story and story.geheim:
            found["geheimhoudingPersoonsgegevens"] = True
    return found


def _always(person: Json) -> Json:
    """What the API gives without being asked: that an address is secret."""
    return {key: person[key] for key in ("geheimhoudingPersoonsgegevens",) if key in person}


def _born(bsn: str, *, grown: bool) -> date:
    if bsn in VERHALEN:
        return date.fromisoformat(VERHALEN[bsn].geboren)
    if grown:
        return date(1975, 1, 1) + timedelta(days=_number(bsn, "geboren") % 5_000)
    return EERSTE_GEBOORTE + timedelta(days=_number(bsn, "geboren") % GEBOORTEDAGEN)


def _partner(bsn: str) -> str:
    adults = ouders()
    return adults[adults.index(bsn) ^ 1]


def _story_of(parent: str) -> tuple[Verhaal, bool] | None:
    """The story that a parent is in, and whether as the mother."""
    place = ouders().index(parent)
    stories = tuple(VERHALEN.values())
    return (stories[place // 2], place % 2 == 0) if place // 2 < len(stories) else None


def _plekken(bsn: str, wie: str) -> tuple[Plek, ...]:
    """Every place of someone, oldest first; whoever has no story lives with its mother."""
    if bsn in VERHALEN:
        return VERHALEN[bsn].plekken
    if int(bsn) not in OUDERS:
        born = _born(bsn, grown=False)
        home = _plekken(moeder_van(bsn), wie)
        last = max((one for one in home if date.fromisoformat(one.van) <= born), key=lambda one: one.van)
        return (Plek(born.isoformat(), last.gemeente), *(one for one in home if date.fromisoformat(one.van) > born))
    if story := _story_of(bsn):
        return story[0].moeder if story[1] else story[0].vader or story[0].moeder
    mother = bsn if ouders().index(bsn) % 2 == 0 else _partner(bsn)
    here = wie if wie in codelijst("gemeente").codes else BUREN[_number(mother) % len(BUREN)]
    if _number(mother, "verhuisd") % 6:
        return (Plek("1980-01-01", here),)
    before = BUREN[_number(mother, "eerder") % len(BUREN)]
    moved = date(2016, 1, 1) + timedelta(days=_number(mother, "wanneer") % 3_300)
    return Plek("1980-01-01", before), Plek(moved.isoformat(), here)


def _verblijfplaats(one: Plek, end: date | None) -> Json:
    period = {"datumVan": _datum(date.fromisoformat(one.van)), **({"datumTot": _datum(end)} if end else {})}
    if not one.gemeente:
        return {"type": "VerblijfplaatsOnbekend" if one.onbekend else "VerblijfplaatsBuitenland", **period}
    town = _gemeente(one.gemeente)
    street = STRATEN[_number(one.van, one.gemeente) % len(STRATEN)]
    number = _number(one.gemeente, one.van, "huisnummer") % 180 + 1
    found: Json = {
        "type": "Adres",
        "verblijfadres": {"officieleStraatnaam": street, "huisnummer": number, "woonplaats": town["omschrijving"]},
        "adressering": {"adresregel1": f"{street} {number}", "adresregel2": town["omschrijving"].upper()},
        "gemeenteVanInschrijving": town,
        **period,
    }
    if one.niet_op_adres_vanaf:
        since = _datum(date.fromisoformat(one.niet_op_adres_vanaf))
        found["verblijftNietOpAdresVanaf"] = since
        found["inOnderzoek"] = {"type": True, "datumIngangOnderzoek": since}
        found["indicatieVastgesteldVerblijftNietOpAdres"] = True
    return found


def _ouder(bsn: str, which: str, wie: str) -> Json:
    person = _persoon(bsn, wie)
    return {
        "burgerservicenummer": bsn,
        "ouderAanduiding": which,
        "geslacht": person["geslacht"],
        "naam": person["naam"],
    }


def _gezag(kind: str, bsn: str, mother: str, father: str) -> Json:
    found: Json = {"type": kind, "minderjarige": {"burgerservicenummer": bsn}}
    if kind == "GezamenlijkOuderlijkGezag":
        found["ouders"] = [{"burgerservicenummer": mother}, {"burgerservicenummer": father}]
    elif kind == "EenhoofdigOuderlijkGezag":
        found["ouder"] = {"burgerservicenummer": mother}
    elif kind == "Voogdij":
        found["derden"] = []
    return found


def _gemeente(code: str) -> Json:
    return {"code": code, "omschrijving": codelijst("gemeente").omschrijving(code)}


def _datum(day: date) -> Json:
    return {"type": "Datum", "datum": day.isoformat()}
