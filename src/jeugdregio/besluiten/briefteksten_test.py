# SPDX-License-Identifier: EUPL-1.2
"""Every letter says what it has to, in short sentences; made again it is the same, and it names nobody by number."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest

from jeugdregio.besluiten import briefteksten as b
from jeugdregio.besluiten import brieven, termijnen
from jeugdregio.besluiten.values import PGB, ZIN, Ontvanger, Voorziening

DAG = date(2026, 11, 24)
MOMENT = datetime(2026, 11, 24, 9, tzinfo=UTC)
OUDER, JONGERE = Ontvanger(8, "Kim van Dam", ("Verzonnenstraat 12",)), Ontvanger(7, "Sam van Dam", (), is_jeugdige=True)
ZORG = Voorziening(
    ZIN, "45", "Begeleiding thuis", date(2026, 12, 1), date(2027, 6, 1), "99900001", "45A04", volume=2, eenheid="04",
    frequentie="2", wachttijd_weken=6,
)  # fmt: skip
GELD = Voorziening(PGB, "45", "Oppas na school", date(2026, 12, 1), date(2027, 6, 1), budget_cent=250_000)


def kop(aan: Ontvanger) -> b.Briefgegevens:
    return b.Briefgegevens("Dalfsen", "Sam van Dam", "Sam", "B00012", DAG, aan)


def besluit(aan: Ontvanger = OUDER, **anders: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "soort": "toekenning",
        "gevraagd_op": date(2026, 10, 5),
        "grondslag": "artikel 2.3 van de Jeugdwet",
        "motivering": "Sam gaat niet naar school. Thuis lukt het niet.",
        "aanbieder": "De Beer",
        "voorzieningen": [ZORG],
    }
    return b.beschikking(kop(aan), b.Besluitgegevens(**(given | anders)))


TERMIJN = termijnen.termijn(termijnen.BESLISSEN, date(2026, 10, 5), [termijnen.Verlenging(DAG, tot=date(2027, 1, 11))])
BRIEVEN = {
    "toekenning": besluit(),
    "jongere": besluit(JONGERE),
    "deels": besluit(soort="gedeeltelijk"),
    "pgb": besluit(voorzieningen=[GELD]),
    "afwijzing": besluit(soort="afwijzing", voorzieningen=[]),
    "intrekking": besluit(soort="intrekking", voorzieningen=[], oud=[ZORG], ingang=date(2027, 2, 1)),
    "herziening": besluit(soort="herziening"),
    "aanvulling": b.vraag_om_aanvulling(kop(OUDER), vraag="Het verslag.", uiterlijk=date(2026, 12, 8), termijn=TERMIJN),
    "verlenging": b.verlenging(kop(OUDER), waarom="Wij wachten.", oud=date(2026, 11, 30), termijn=TERMIJN),
    "bezwaar": b.ontvangst_bezwaar(
        kop(JONGERE), ontvangen=DAG, besluit_van=date(2026, 11, 2), termijn=TERMIJN, commissie=True, op_tijd=False
    ),
}


def words(letter: dict[str, Any]) -> str:
    found = [letter["titel"], letter["aanhef"]]
    for part in letter["delen"]:
        found += [part["kop"], *part["alineas"], *(" ".join(pair) for pair in part["feiten"]), *part["punten"]]
        found += part["slot"]
    return "\n".join(found)


@pytest.mark.parametrize(
    ("brief", "staat_erin"),
    [
        ("toekenning", ["2 uur per week", "De Beer", "31 mei 2027", "ongeveer 6 weken", "5 januari 2027"]),
        ("jongere", ["Je krijgt deze hulp", "Ben je het niet eens", "je handtekening"]),
        ("deels", ["Niet alles wat is gevraagd"]),
        ("pgb", ["€ 2.500,00".replace(" ", "\xa0"), "Sociale Verzekeringsbank", "zorgovereenkomst"]),
        ("afwijzing", ["Wij geven de gevraagde hulp niet", "Vraag dan opnieuw", "5 januari 2027"]),
        ("intrekking", ["tot en met **31 januari 2027**", "Daarna stopt de hulp"]),
        ("herziening", ["wat er verandert"]),
        ("aanvulling", ["8 december 2026", "11 januari 2027", "staat stil"]),
        ("verlenging", ["30 november 2026", "11 januari 2027"]),
        ("bezwaar", ["na de laatste dag", "commissie", "11 januari 2027"]),
    ],
)
def test_a_letter_says_what_it_has_to(brief, staat_erin):
    text = words(BRIEVEN[brief])

    assert [part for part in staat_erin if part not in text] == []


@pytest.mark.parametrize("brief", BRIEVEN)
def test_sentences_are_short_and_nothing_is_left_open(brief):
    text = words(BRIEVEN[brief]).replace("www.jeugdstem.nl", "adres").replace("2.500,00", "2500")
    sentences = [part for line in text.splitlines() for part in re.split(r"(?<=[.?!:]) ", line)]

    assert [one for one in sentences if len(one.split()) > 20] == []
    assert "{" not in text


@pytest.mark.parametrize("brief", BRIEVEN)
def test_made_again_it_is_the_same_file(brief):
    pdf = brieven.zet(BRIEVEN[brief], MOMENT)

    assert pdf.startswith(b"%PDF")
    assert pdf == brieven.zet(BRIEVEN[brief], MOMENT)


def test_a_number_of_a_person_in_a_letter_is_a_bug():
    with pytest.raises(AssertionError, match="burgerservicenummer"):
        brieven.zet(besluit(motivering="Het gaat om 999990019."), MOMENT)


@pytest.mark.parametrize(
    ("volume", "eenheid", "frequentie", "staat"),
    [
        (1, "14", "2", "1 dag per week"),
        (3, "16", "4", "3 dagdelen per maand"),
        (90, "01", "2", "90 minuten per week"),
        (1, "82", "6", "1 keer in de hele periode"),
    ],
)
def test_how_much_in_words(volume, eenheid, frequentie, staat):
    from dataclasses import replace

    assert b.omvang(replace(ZORG, volume=volume, eenheid=eenheid, frequentie=frequentie)) == staat
