# SPDX-License-Identifier: EUPL-1.2
"""
From the JSON of the BRP API (Personen and Verblijfplaatshistorie, version 2) to our values.

Only what is asked for is read, so fields that come later do no harm. Raises `BrpGaf` for what does not have the shape.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings

from jeugdregio.core.bsn import voldoet_aan_elfproef, zegel
from jeugdregio.personen.values import (
    Adressoort,
    BrpGaf,
    Gezagsdrager,
    Gezagsoort,
    Gezagsrelatie,
    Ouder,
    Persoon,
    Verblijfplaats,
)

SOORTEN = {
    "Adres": Adressoort.ADRES,
    "Locatie": Adressoort.ADRES,
    "VerblijfplaatsBuitenland": Adressoort.BUITENLAND,
    "VerblijfplaatsOnbekend": Adressoort.ONBEKEND,
}
GEZAG = {
    "GezamenlijkOuderlijkGezag": Gezagsoort.GEZAMENLIJK_OUDERLIJK,
    "TweehoofdigOuderlijkGezag": Gezagsoort.GEZAMENLIJK_OUDERLIJK,
    "EenhoofdigOuderlijkGezag": Gezagsoort.EENHOOFDIG_OUDERLIJK,
    "GezamenlijkGezag": Gezagsoort.GEZAMENLIJK,
    "Voogdij": Gezagsoort.VOOGDIJ,
    "TijdelijkGeenGezag": Gezagsoort.TIJDELIJK_GEEN,
    "GezagNietTeBepalen": Gezagsoort.NIET_TE_BEPALEN,
}
_GEEN_GEMEENTE = ("", "0000", "1999")
"""Codes of the BRP for nowhere known, and for who is registered as not living here."""
Json = Mapping[str, Any]


def lees_persoon(answer: object) -> Persoon | None:
    """The person in the answer of `personen`; None when it names nobody."""
    people = _list(_mapping(answer), "personen")
    try:
        return _person(people[0]) if people else None
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise BrpGaf from wrong


def lees_verblijfplaatsen(answer: object) -> tuple[Verblijfplaats, ...]:
    """The places in the answer of `verblijfplaatshistorie`, oldest first."""
    places = _list(_mapping(answer), "verblijfplaatsen")
    try:
        found = [lees_verblijfplaats(one) for one in places]
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise BrpGaf from wrong
    return tuple(sorted(found, key=lambda one: one.van or date.min))


def _person(json: Json) -> Persoon:
    name, place = json.get("naam", {}), json.get("verblijfplaats")
    custody = json.get("gezag", [])
    parents = tuple(_parent(one) for one in json.get("ouders", []))
    names = {one.verzegeld: one.naam for one in parents if one.verzegeld}
    return Persoon(
        verzegeld=_sealed(json),
        voornamen=str(name.get("voornamen", "")),
        voorvoegsel=str(name.get("voorvoegsel", "")),
        achternaam=str(name.get("geslachtsnaam", "")),
        geboortedatum=lees_datum(json.get("geboorte", {}).get("datum")),
        vrouw=_woman(json),
        gemeente=_town(json),
        verblijfplaats=lees_verblijfplaats(place, _town(json)) if place else None,
        ouders=tuple(sorted(parents, key=lambda one: one.aanduiding)),
        gezag=tuple(_custody(one, names) for one in custody),
        geheim=bool(json.get("geheimhoudingPersoonsgegevens", False)),
        overleden="overlijden" in json,
    )


def lees_verblijfplaats(json: Json, gemeente: str = "") -> Verblijfplaats:
    """One place; `gemeente` is that of the person, where the place itself does not say so."""
    kind = SOORTEN[json["type"]]
    mail = json.get("adressering", {})
    lines = tuple(line for key in ("adresregel1", "adresregel2", "adresregel3") if (line := mail.get(key)))
    return Verblijfplaats(
        soort=kind,
        gemeente=(_town(json) or gemeente) if kind is Adressoort.ADRES else "",
        van=lees_datum(json.get("datumVan")),
        tot=lees_datum(json.get("datumTot")),
        regels=lines or _lines(json.get("verblijfadres", {})),
        in_onderzoek=bool(json.get("inOnderzoek")),
        niet_op_adres_vanaf=_not_there(json),
    )


def _not_there(json: Json) -> date | None:
    """Since when it is known that someone does not live there: a date in the history, a mark without one today."""
    if since := json.get("verblijftNietOpAdresVanaf"):
        return lees_datum(since) or date.min
    if json.get("indicatieVastgesteldVerblijftNietOpAdres"):
        return lees_datum((json.get("inOnderzoek") or {}).get("datumIngangOnderzoek")) or date.min
    return None


def _lines(address: Json) -> tuple[str, ...]:
    street = str(address.get("officieleStraatnaam") or address.get("korteStraatnaam") or "")
    number = "".join(
        str(address.get(key, "")) for key in ("huisnummer", "huisletter", "huisnummertoevoeging") if address.get(key)
    )
    first = " ".join(filter(None, (street or str(address.get("locatiebeschrijving", "")), number)))
    second = "  ".join(filter(None, (str(address.get("postcode", "")), str(address.get("woonplaats", "")))))
    return tuple(filter(None, (first, second)))


def lees_datum(json: Json | None) -> date | None:
    """A date of the API; None for one of which only the month or year is known, and for none."""
    if json is None or json["type"] != "Datum":
        return None
    return date.fromisoformat(json["datum"])


def _parent(json: Json) -> Ouder:
    return Ouder(_sealed(json), _name(json), _woman(json), str(json.get("ouderAanduiding", "")))


def _custody(json: Json, names: Mapping[bytes, str]) -> Gezagsrelatie:
    parents: list[Json] = [*json.get("ouders", []), *([json["ouder"]] if json.get("ouder") else [])]
    others: list[Json] = [*json.get("derden", []), *([json["derde"]] if json.get("derde") else [])]
    known = [one for one in others if "burgerservicenummer" in one]

    def holder(one: Json, *, parent: bool) -> Gezagsdrager:
        sealed = _sealed(one)
        return Gezagsdrager(sealed, _name(one) or names.get(sealed, ""), parent)

    return Gezagsrelatie(
        GEZAG.get(json["type"], Gezagsoort.NIET_TE_BEPALEN),
        (*(holder(one, parent=True) for one in parents), *(holder(one, parent=False) for one in known)),
        str(json.get("toelichting", "")),
    )


def _name(json: Json) -> str:
    name = json.get("naam", {})
    parts = (name.get("voornamen"), name.get("voorvoegsel"), name.get("geslachtsnaam"))
    return " ".join(str(part) for part in parts if part)


def _woman(json: Json) -> bool | None:
    code = (json.get("geslacht") or {}).get("code")
    return {"V": True, "M": False}.get(code) if code else None


def _town(json: Json) -> str:
    code = str((json.get("gemeenteVanInschrijving") or {}).get("code", ""))
    return "" if code in _GEEN_GEMEENTE else code


def _sealed(json: Json) -> bytes:
    bsn = str(json.get("burgerservicenummer", ""))
    if not bsn:
        return b""
    if not voldoet_aan_elfproef(bsn):
        raise ValueError("no number of a person")
    return zegel(settings.BSN_KEY).verzegel(bsn)


def _mapping(answer: object) -> Json:
    if not isinstance(answer, Mapping):
        raise BrpGaf
    return answer


def _list(answer: Json, key: str) -> Sequence[Json]:
    found = answer.get(key)
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise BrpGaf
    return found
