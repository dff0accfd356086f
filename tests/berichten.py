# SPDX-License-Identifier: EUPL-1.2
"""Random messages that are valid, and ways to write or damage them; everything follows from a seed."""

from __future__ import annotations

import copy
import random
import re
import string
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from lxml import etree

from jeugdregio.berichten.definities import BERICHTEN
from jeugdregio.berichten.definities.vorm import Blad, Dag, Geheel, Tekst, Tijdstip, Veld, velden
from jeugdregio.berichten.values import NAMESPACE_BASIS, Soort
from jeugdregio.codelijsten.lijsten import codelijst, namen

XSI = "http://www.w3.org/2001/XMLSchema-instance"

_VRIJ = string.ascii_letters + string.digits + " -.,'\"&<>éëüÅ€ß\u00a0/;#"


def dobbelsteen(zaad: object) -> random.Random:
    """Chance that falls the same way every time."""
    return random.Random(str(zaad))  # noqa: S311


def willekeurig(soort: Soort, rng: random.Random, *, breed: int = 3, kans: float = 0.5) -> Any:
    """A valid message: at most `breed` items in each list, every optional element with this `kans`."""
    return _Dobbelaar(rng, breed, kans).instantie(BERICHTEN[soort])


@dataclass
class _Dobbelaar:
    rng: random.Random
    breed: int
    kans: float

    def instantie(self, klasse: type) -> Any:
        waarden = {}
        for veld in velden(klasse):
            if not veld.verplicht and self.rng.random() >= self.kans:
                continue
            if veld.herhaald:
                waarden[veld.naam] = tuple(self.enkel(veld) for _ in range(self.rng.randint(1, self.breed)))
            else:
                waarden[veld.naam] = self.enkel(veld)
        return klasse(**waarden)

    def enkel(self, veld: Veld) -> Any:
        if veld.klasse:
            return self.instantie(veld.klasse)
        assert veld.blad
        if veld.patroon and veld.patroon.isdigit():
            return int(veld.patroon) if isinstance(veld.blad, Geheel) else veld.patroon
        if veld.patroon:
            return _tekens(string.ascii_letters + string.digits, 12, self.rng)
        return blad_waarde(veld.blad, self.rng)


def blad_waarde(blad: Blad, rng: random.Random) -> Any:
    """A value this leaf allows."""
    match blad:
        case Geheel():
            return rng.choice([blad.laagst, blad.hoogst, rng.randint(blad.laagst, blad.hoogst)])
        case Dag():
            uiterst = [date.min, date.max, date(2024, 2, 29)]
            return rng.choice([*uiterst, *[date(2024, 1, 1) + timedelta(rng.randint(0, 1500))] * 5])
        case Tijdstip():
            klok = time(rng.randint(0, 23), rng.randint(0, 59), rng.randint(0, 59))
            return klok.isoformat() + rng.choice(["", ".25"])
        case Tekst():
            return _tekst(blad, rng)


def _tekst(blad: Tekst, rng: random.Random) -> str:
    if blad.lijst:
        return rng.choice(list(codelijst(blad.lijst).codes))
    cijfers = re.fullmatch(r"\[0-9\]\{(\d)\}", blad.patroon or "")
    if cijfers:
        return "".join(rng.choices(string.digits, k=int(cijfers.group(1))))
    if blad.naam == "LDT_Versie":
        return ".".join(str(rng.choice([0, 1, 12])) for _ in range(3))
    if blad.naam == "LDT_Telefoonnummer":
        return _tekens(string.digits, 15, rng)
    if blad.naam == "LDT_Voorletters":
        return _tekens("abcXYZÀÉöỳ", 6, rng)
    if blad.naam == "LDT_Commentaar":
        return "x" + _tekens(_VRIJ + "\n\t\r", 300, rng)
    meer = "" if blad.patroon else "\n\r\t"
    return "x" + _tekens(_VRIJ + meer, (blad.maximaal or 40) - 1, rng, minstens=0)


def _tekens(alfabet: str, maximaal: int, rng: random.Random, *, minstens: int = 1) -> str:
    return "".join(rng.choices(alfabet, k=rng.randint(minstens, maximaal)))


# ---- the same message, written differently -------------------------------------------------------------


def vermom(data: bytes, rng: random.Random) -> bytes:
    """The same message with CDATA, comments, references, other prefixes, line ends and loose white space."""
    tekst = data.decode()
    getallen, datums = _namen_van(Geheel), _namen_van(Dag, Tijdstip)

    def vervang(gevonden: re.Match[str]) -> str:
        naam, inhoud = gevonden["naam"], gevonden["inhoud"]
        if naam in {"BerichtVersie", "BerichtSubversie"}:
            return gevonden.group()
        if naam in getallen:
            inhoud = (
                rng.choice(["", " ", "\n\t "]) + rng.choice(["", "+", "0", "+000"]) + inhoud + rng.choice(["", " "])
            )
        elif naam in datums:
            inhoud = rng.choice(["", " ", "\r\n"]) + inhoud + rng.choice(["", "\t"])
        return f"{gevonden['open']}{_anders_geschreven(inhoud, rng)}</"

    tekst = re.sub(r"(?P<open><(?:\w+:)(?P<naam>\w+)>)(?P<inhoud>[^<]+)</", vervang, tekst)
    nieuw = rng.choice(["ijw", "b", "JW-1", "_x.y"])
    tekst = re.sub(r"(</?|xmlns:)ijw\b", rf"\g<1>{nieuw}", tekst)
    if rng.random() < 0.5:  # the message's own namespace as the default one
        tekst = re.sub(r"(</?)jw\d+:", r"\1", tekst)
        tekst = re.sub(r"xmlns:jw\d+=", "xmlns=", tekst)
    if rng.random() < 0.3:
        tekst = re.sub(r"<\?xml[^>]*\?>\s*", "", tekst)
    if rng.random() < 0.3:
        tekst = tekst.replace("\r\n", "\n")
    if rng.random() < 0.3:
        tekst += "<!-- klaar --><?einde ja?>"
    return (b"\xef\xbb\xbf" if rng.random() < 0.3 else b"") + tekst.encode()


def _anders_geschreven(inhoud: str, rng: random.Random) -> str:
    """`inhoud` is already escaped; the text it stands for must stay the same."""
    stukken = re.findall(r"&[^;]+;|\r\n|.|\n", inhoud)
    resultaat = []
    for stuk in stukken:
        keuze = rng.random()
        if len(stuk) == 1 and keuze < 0.04 and stuk not in "\r\n":
            resultaat.append(f"&#{ord(stuk)};")
        elif len(stuk) == 1 and keuze < 0.08 and stuk not in "\r\n":
            resultaat.append(f"&#x{ord(stuk):x};")
        elif keuze < 0.10:
            resultaat.append(f"{stuk}<!-- & < > weg -->")
        elif keuze < 0.12:
            resultaat.append(f"<?weg ?>{stuk}")
        elif len(stuk) == 1 and keuze < 0.15:
            resultaat.append(f"<![CDATA[{stuk}]]>")
        elif keuze < 0.16:
            resultaat.append(f"<![CDATA[]]>{stuk}")
        else:
            resultaat.append(stuk)
    return "".join(resultaat)


def _namen_van(*soorten: type) -> frozenset[str]:
    gevonden: set[str] = set()

    def loop(klasse: type) -> None:
        for veld in velden(klasse):
            if isinstance(veld.blad, soorten):
                gevonden.add(veld.element)
            if veld.klasse:
                loop(veld.klasse)

    for klasse in BERICHTEN.values():
        loop(klasse)
    return frozenset(gevonden)


# ---- damage -----------------------------------------------------------------------------------------------

LASTIG = [
    *[
        "",
        " ",
        "\n",
        "\t\t",
        " x",
        "x ",
        "a\nb",
        "a\tb",
        "a\rb",
        "x" * 13,
        "x" * 12,
        "x" * 20,
        "x" * 21,
        "x" * 24,
    ],
    *[
        "x" * 35,
        "x" * 36,
        "x" * 37,
        "x" * 80,
        "x" * 81,
        "x" * 200,
        "x" * 201,
        "x" * 5000,
        "é" * 12,
        "\U0001f600" * 12,
    ],
    *["0", "1", "+5", " 5 ", "005", "-0", "-1", "1e3", "1.0", "5.", "٣", "99", "100", "99999", "100000"],
    *["99999999", "100000000", "999999999", "1000000000", "999999999999", "1000000000000", "0" * 40 + "7"],
    *[
        "2026-02-28",
        "2026-02-30",
        "2024-02-29",
        "2026-02-28Z",
        "2026-02-28+01:00",
        " 2026-02-28 ",
        "26-02-28",
    ],
    *[
        "12026-01-01",
        "-0001-01-01",
        "0000-01-01",
        "02026-01-01",
        "2026-1-1",
        "2026-01-01T00:00:00",
        "20260101",
    ],
    *["12:00:00", "24:00:00", "12:00:00.5", "12:00:00Z", "12:00:00+01:00", "12:00", " 12:00:00 ", "25:00:00"],
    *[
        "1.0.0",
        "01.0.0",
        "1.0",
        "1.0.0.0",
        "v1.0.0",
        "ABC",
        "A-1",
        "0193",
        "01930",
        "12345678",
        "1234567",
        "999900006",
    ],
    *["À", "ỳ", "ỹ", "a.b", "ABCDEF", "ABCDEFG", "NL", "nl", "D", "C", "X", "45A03", "\u00a0", "\u2003"],
]

LENGTES = ["x" * lengte for lengte in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 15, 16, 25, 26, 64, 65)]
CODES = sorted({code for naam in namen() if naam != "gemeente" for code in codelijst(naam).codes})

Mutatie = Callable[[etree._Element, random.Random], None]


def _alle(wortel: etree._Element) -> list[etree._Element]:
    return list(wortel.iter(etree.Element))


def _kind(wortel: etree._Element, rng: random.Random) -> tuple[etree._Element, etree._Element]:
    element = rng.choice(_alle(wortel)[1:])
    ouder = element.getparent()
    assert ouder is not None
    return ouder, element


def _blad(wortel: etree._Element, rng: random.Random) -> etree._Element:
    return rng.choice([element for element in _alle(wortel) if not len(element)])


def _weg(wortel: etree._Element, rng: random.Random) -> None:
    ouder, element = _kind(wortel, rng)
    ouder.remove(element)


def _dubbel(wortel: etree._Element, rng: random.Random) -> None:
    ouder, element = _kind(wortel, rng)
    ouder.insert(ouder.index(element) + rng.randint(0, 1), copy.deepcopy(element))


def _verplaatst(wortel: etree._Element, rng: random.Random) -> None:
    ouder, element = _kind(wortel, rng)
    ouder.remove(element)
    ouder.insert(rng.randint(0, len(ouder)), element)


def _elders(wortel: etree._Element, rng: random.Random) -> None:
    _, element = _kind(wortel, rng)
    rng.choice(_alle(wortel)).append(copy.deepcopy(element))


def _andere_naam(wortel: etree._Element, rng: random.Random) -> None:
    element, ander = rng.choice(_alle(wortel)), rng.choice(_alle(wortel))
    naam = rng.choice([etree.QName(ander).localname, "Onbekend", etree.QName(element).localname.lower()])
    element.tag = etree.QName(etree.QName(element).namespace, naam).text


def _andere_namespace(wortel: etree._Element, rng: random.Random) -> None:
    element = rng.choice(_alle(wortel))
    ruimtes = [NAMESPACE_BASIS, rng.choice(list(Soort)).namespace, "urn:x", None]
    element.tag = etree.QName(rng.choice(ruimtes), etree.QName(element).localname).text


def _onbekend(wortel: etree._Element, rng: random.Random) -> None:
    ouder = rng.choice(_alle(wortel))
    ouder.insert(rng.randint(0, len(ouder)), etree.Element(etree.QName(etree.QName(wortel).namespace, "Extra")))


def _waarde(wortel: etree._Element, rng: random.Random) -> None:
    _blad(wortel, rng).text = rng.choice(LASTIG)


def _code(wortel: etree._Element, rng: random.Random) -> None:
    _blad(wortel, rng).text = rng.choice(list(codelijst(rng.choice(namen())).codes))


def _verwisseld(wortel: etree._Element, rng: random.Random) -> None:
    een, twee = _blad(wortel, rng), _blad(wortel, rng)
    een.text, twee.text = twee.text, een.text


def _rand(wortel: etree._Element, rng: random.Random) -> None:
    """Make a value one character or one unit different, or put white space around it."""
    element = _blad(wortel, rng)
    tekst = element.text or ""
    plus = str(int(tekst) + rng.choice([-1, 1, 10**8])) if re.fullmatch(r"\d{1,12}", tekst) else tekst * 2
    element.text = rng.choice([tekst[:-1], tekst + rng.choice("0xé "), f" {tekst} ", plus, tekst.lower()])


def _losse_tekst(wortel: etree._Element, rng: random.Random) -> None:
    _kind(wortel, rng)[1].tail = rng.choice(["los", " \n ", "\u00a0", "0"])


def _commentaar(wortel: etree._Element, rng: random.Random) -> None:
    element = rng.choice(_alle(wortel))
    element.insert(rng.randint(0, len(element)), rng.choice([etree.Comment("x"), etree.PI("x", "y")]))


def _cdata(wortel: etree._Element, rng: random.Random) -> None:
    element = rng.choice(_alle(wortel))
    element.text = etree.CDATA(element.text or rng.choice(["", " ", "los"]))


def _kinderen_weg(wortel: etree._Element, rng: random.Random) -> None:
    element = rng.choice(_alle(wortel))
    for kind in list(element):
        element.remove(kind)
    element.text = rng.choice([None, "", " ", "tekst"])


def _attribuut(wortel: etree._Element, rng: random.Random) -> None:
    naam, waarde = rng.choice(
        [
            ("id", "x"),
            ("{http://www.w3.org/XML/1998/namespace}lang", "nl"),
            ("{http://www.w3.org/XML/1998/namespace}space", "preserve"),
            (f"{{{XSI}}}schemaLocation", "urn:x http://localhost/nergens.xsd"),
            (f"{{{XSI}}}noNamespaceSchemaLocation", "http://localhost/nergens.xsd"),
            (f"{{{XSI}}}nil", "true"),
            (f"{{{XSI}}}nil", "false"),
            ("{urn:x}y", "z"),
        ]
    )
    rng.choice(_alle(wortel)).set(naam, waarde)


def _xsi_type(wortel: etree._Element, rng: random.Random) -> None:
    """Name a type: half of the time the type the standard gives this element, else some other."""
    element = rng.choice(_alle(wortel))
    lokaal = etree.QName(element).localname
    eigen = {kort: lang for lang, kort in _TYPENAMEN.items()}.get(lokaal)
    ander = rng.choice([*_TYPENAMEN, "Client", "Header", "Root", "Bestaat_Niet", "LDT_JaNee"])
    naam = eigen if eigen and rng.random() < 0.6 else rng.choice([ander, lokaal])
    prefix = "ijw" if naam[1:].startswith("DT_") else rng.choice(["ijw", wortel.prefix])
    element.set(f"{{{XSI}}}type", f"{prefix}:{naam}")


_TYPENAMEN = {
    "LDT_BurgerServicenummer": "Bsn",
    "LDT_Datum": "Begindatum",
    "CDT_Geboortedatum": "Geboortedatum",
    "CDT_Omvang": "Omvang",
    "CDT_Product": "Product",
    "CDT_VerkorteNaam": "Naam",
    "CDT_BerichtIdentificatie": "BerichtIdentificatie",
    "LDT_Nummer": "ToewijzingNummer",
    "LDT_Eenheid": "Eenheid",
    "LDT_Gemeente": "Afzender",
    "LDT_BerichtCode": "BerichtCode",
    "LDT_Bedrag": "Bedrag",
    "LDT_RetourCode": "RetourCode",
}

MUTATIES: list[Mutatie] = [
    _weg,
    _dubbel,
    _verplaatst,
    _elders,
    _andere_naam,
    _andere_namespace,
    _onbekend,
    *[_waarde] * 6,
    _code,
    _verwisseld,
    *[_rand] * 3,
    _losse_tekst,
    _commentaar,
    _cdata,
    _kinderen_weg,
    _attribuut,
    _xsi_type,
]


def beschadig(wortel: etree._Element, rng: random.Random) -> etree._Element:
    """A copy of a message with one to three random changes; it may still be valid."""
    kopie = copy.deepcopy(wortel)
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        if len(_alle(kopie)) > 1:
            rng.choice(MUTATIES)(kopie, rng)
    # written and read again, so that both schemas judge what would really arrive
    return etree.fromstring(etree.tostring(kopie))
