# SPDX-License-Identifier: EUPL-1.2
"""
The test oracles TO-01 to TO-32: what sources and worked examples say comes out, of the project's own code.

The table (../shared/referentie/toetsorakels.csv) gives per oracle what goes in, what comes out and how far off it may
be. Every check reads those from its row; a row that is added has no check, and a test says so. TO-05 to TO-16 are done
by `jeugdregio.gebruik.orakels_test`.
"""

import csv
import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from jeugdregio.aanbieders.values import Jaarcijfers, Rechtsvorm
from jeugdregio.begroting.macro import pgb
from jeugdregio.besluiten import termijnen
from jeugdregio.continuiteit.indicatoren import GRENS_CENT, PUBLICATIE
from jeugdregio.continuiteit.tabel import continuiteitstabel
from jeugdregio.continuiteit.values import Klasse
from jeugdregio.contracten import actions as contracten
from jeugdregio.contracten.models import Bronfeit
from jeugdregio.contracten.situatie import budgetsom
from jeugdregio.contracten.values import (
    Betaling,
    Bronregel,
    Maandafspraakgegevens,
    Profielgegevens,
    Segmentgegevens,
    minuuttarief,
)
from jeugdregio.core.money import Cent, allocate
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties.models import Prestatie
from jeugdregio.gebruik.orakels_test import ORAKELS
from jeugdregio.prijzen.indexeren import gewogen, percentage
from jeugdregio.prijzen.pleegvergoeding import pleegvergoeding
from jeugdregio.prijzen.values import DEFINITIEF, QUOTIENT, VERSCHIL, VOORLOPIG, Cijfer
from jeugdregio.verevening.lezingen import PROMILLE, SOLIDAIR, Bijdrage, Gemeentecijfers, Lezing, vereven
from jeugdregio.verevening.vier_o import O, toewijsbaar
from tests.shared import SHARED, needs_shared
from tests.wereld import Wereld
from tests.wereld_oordeel import REGIO

TABEL = SHARED / "referentie" / "toetsorakels.csv"
GEBRUIK = {f"TO-{number:02}" for number in range(5, 17)}
"""Done by the room `gebruik`."""
HIER = [f"TO-{number:02}" for number in range(1, 33)]
MILJOEN = 100_000_000
MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)

Rij = dict[str, str]


def rijen() -> dict[str, Rij]:
    with TABEL.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def getallen(text: str) -> list[Decimal]:
    """The numbers in a Dutch text: a comma is a decimal sign."""
    return [Decimal(found.replace(",", ".")) for found in re.findall(r"\d+(?:,\d+)?", text)]


def verwacht(rij: Rij) -> list[Decimal]:
    """The numbers that come out: a dot is a decimal sign."""
    return [Decimal(found) for found in re.findall(r"\d+(?:\.\d+)?", rij["verwacht"])]


def gelijk(rij: Rij, *found: Decimal | int) -> None:
    """All numbers of the row came out, within its tolerance."""
    margin = Decimal(rij["tolerantie"].split(" ")[0])
    assert len(found) == len(verwacht(rij))
    for expected, actual in zip(verwacht(rij), found, strict=True):
        assert abs(expected - actual) <= margin, (rij["id"], expected, actual)


# --- prices and tariffs ---------------------------------------------------------------------------------------------


def reeks(rij: Rij) -> dict[tuple[int, str], Cijfer]:
    kinds = {"vrl": VOORLOPIG, "def": DEFINITIEF}
    given = rijen()["TO-02"]["invoer"] if rij["invoer"] == "zelfde invoer" else rij["invoer"]
    found = re.findall(r"(vrl|def) (\d{4}) (\d+,\d+)/(\d+,\d+)", given)
    return {
        (int(year), kinds[kind]): Cijfer(int(year), kinds[kind], *getallen(f"{ova} {ppc}"), None, rij["bron"])
        for kind, year, ova, ppc in found
    }


def indexatie_gewogen(rij: Rij) -> None:
    gelijk(rij, gewogen(*getallen(rij["invoer"])))


def indexatie(methode: str) -> Callable[[Rij], None]:
    def check(rij: Rij) -> None:
        year = int(rij["onderwerp"].split(" ")[-1])
        gelijk(rij, percentage(year, methode, reeks(rij)).precies)

    return check


def pleegvergoedingen(rij: Rij) -> None:
    day, month, year = re.search(r"\((\d+)-(\d+)-(\d{4})\)", rij["bron"]).groups()  # type: ignore[union-attr]
    found = pleegvergoeding(date(int(year), int(month), int(day)))
    assert found is not None
    assert [Decimal(one.dag_cent) / 100 for one in found.bedragen] == getallen(rij["invoer"])
    gelijk(rij, *(Decimal(one.maand_cent) / 100 for one in found.bedragen))


def uurtarief(rij: Rij) -> None:
    hour = int(100 * getallen(rij["invoer"])[-1])
    found = minuuttarief(hour)
    gelijk(rij, Decimal(found.cent) / 100)
    assert found.past
    assert hour == 60 * found.cent
    assert not minuuttarief(hour + 1).past


# --- money of municipalities ----------------------------------------------------------------------------------------


def pgb_gemiddeld(rij: Rij) -> None:
    amount, holders = getallen(rij["invoer"])
    one = replace(pgb(), lopend_cent=int(100 * amount), houders=int(holders))
    gelijk(rij, Decimal(one.gemiddeld_cent) / 100)


def pgb_verhouding(rij: Rij) -> None:
    forecast, running = getallen(rij["invoer"])
    one = replace(pgb(), prognose_cent=int(100 * forecast), lopend_cent=int(100 * running))
    gelijk(rij, *getallen(one.verhouding))


def regionaal_totaal(rij: Rij) -> None:
    tables = ("J&O", "GGZ", "LVB")
    said = [
        Bronregel("2015", date(2015, 7, 1), Bronfeit.Maat.BUDGET, table, "", int(part) * MILJOEN, True, "", rij["bron"])
        for table, part in zip(tables, getallen(rij["invoer"]), strict=True)
    ]
    found = budgetsom(said, tables)
    assert found is not None
    assert Decimal(found.cent) / 100 == verwacht(rij)[0]
    assert (found.ten_minste, rij["tolerantie"]) == (True, "ondergrens")
    certain = budgetsom([replace(one, meer_dan=False) for one in said], tables)
    assert certain is not None
    assert not certain.ten_minste


def benchmark(rij: Rij) -> None:
    year, size, count, name = re.match(r"(\d{4}), (boven|onder) 2 mln, n=(\d+), ([a-z ]+)", rij["invoer"]).groups()  # type: ignore[union-attr]
    met, known = getallen(rij["berekening"])
    assert known == int(count)
    turnover, klasse = {"boven": (GRENS_CENT + 1, Klasse.GROOT), "onder": (GRENS_CENT, Klasse.KLEIN)}[size]

    def accounts(place: int) -> Jaarcijfers:
        good = place < met
        return Jaarcijfers(
            f"{place:08}", int(year), PUBLICATIE, turnover, opbrengsten_cent=100, nettoresultaat_cent=0,
            eigen_vermogen_cent=30 if good else 20, balanstotaal_cent=100,
            vlottende_activa_cent=2 if good else 1, kortlopende_schulden_cent=1, bron="proef",
        )  # fmt: skip

    every = [accounts(place) for place in range(int(count))]
    forms = dict.fromkeys((one.agb for one in every), Rechtsvorm.STICHTING)
    table = continuiteitstabel(int(year), PUBLICATIE, every, forms, None)
    line = next(one for one in table.regels if one.klasse is klasse)
    score = next(one for one in line.scores if one.indicator.startswith(name.strip().removesuffix(" boven")))
    assert (len(line.aanbieders), score.aandeel.wel) == (int(count), met)
    gelijk(rij, Decimal(score.aandeel.promille or 0) / 10)


def miljoenen(rij: Rij) -> dict[str, Gemeentecijfers]:
    budgets, costs = (
        [int(part) for part in re.search(rf"{word} ([\d/]+)", rij["invoer"])[1].split("/")]  # type: ignore[index]
        for word in ("budget", "kosten")
    )
    return {
        f"{place:04}": Gemeentecijfers(f"{place:04}", budget * MILJOEN, cost * MILJOEN)
        for place, (budget, cost) in enumerate(zip(budgets, costs, strict=True))
    }


def verevening(rij: Rij) -> None:
    assert int(getallen(rij["invoer"])[-1]) * PROMILLE == SOLIDAIR * 100
    found = vereven(miljoenen(rij), Lezing.EIGEN_DEEL, Bijdrage.SAMEN)
    gelijk(rij, *(Decimal(one.na_cent) / MILJOEN for one in found.aandelen))


def willekeurig(dice: random.Random) -> dict[str, Gemeentecijfers]:
    return {
        f"{place:04}": Gemeentecijfers(f"{place:04}", dice.randrange(1, 10**10), dice.randrange(1, 10**10))
        for place in range(11)
    }


def nulsom(rij: Rij) -> None:
    dice = random.Random(29)  # noqa: S311
    for _ in range(200):
        found = vereven(willekeurig(dice), Lezing.EIGEN_DEEL, Bijdrage.SAMEN)
        gelijk(rij, Decimal(found.som_cent) / 100)


def voordeel(rij: Rij) -> None:
    """Under every reading a municipality below its share pays in, by more than the rounding of a cent."""
    assert rij["verwacht"].startswith("betaalt na verevening meer dan eigen kosten")
    dice, tried = random.Random(30), 0  # noqa: S311
    for _ in range(200):
        figures = willekeurig(dice)
        budget, costs = (sum(getattr(one, name) for one in figures.values()) for name in ("budget_cent", "kosten_cent"))
        below = {
            code for code, one in figures.items() if one.kosten_cent * budget < (one.budget_cent * costs - 100 * budget)
        }
        tried += len(below)
        for reading in Lezing:
            shares = vereven(figures, reading, Bijdrage.SAMEN).aandelen
            assert all(one.na_cent > one.eigen_cent for one in shares if one.gemeente in below), reading
    assert tried > 500


def vier_o(rij: Rij) -> None:
    names = {one.name.lower(): one for one in O}
    said = {names[name]: answer == "ja" for name, answer in re.findall(r"(on\w+) (ja|nee)", rij["invoer"])}
    said = said or dict.fromkeys(O, rij["invoer"].startswith("alle vier ja"))
    assert set(said) == set(O)
    assert {True: "toewijsbaar", False: "niet toewijsbaar"}[bool(toewijsbaar(said))] == rij["verwacht"]


def dwangsom(rij: Rij) -> None:
    late, notice = date(2026, 4, 28), date(2026, 5, 4)
    found = termijnen.dwangsom(late, notice, date(2027, 5, 4))
    parts = [step.tekst for step in found.stappen if step.tekst.endswith("euro") and " dagen van " in step.tekst]
    given = getallen(rij["invoer"])
    assert [tuple(getallen(text)[:2]) for text in parts] == [*zip(given[::2], given[1::2], strict=True)]
    assert found.maximum_bereikt
    gelijk(rij, Decimal(found.bedrag_cent) / 100)


ZONDER_DATABASE: dict[str, Callable[[Rij], None]] = {
    "TO-01": indexatie_gewogen,
    "TO-02": indexatie(VERSCHIL),
    "TO-03": indexatie(QUOTIENT),
    "TO-04": indexatie(QUOTIENT),
    "TO-17": pgb_gemiddeld,
    "TO-18": pgb_verhouding,
    "TO-19": regionaal_totaal,
    "TO-20": benchmark,
    "TO-21": benchmark,
    "TO-22": pleegvergoedingen,
    "TO-23": uurtarief,
    "TO-24": dwangsom,
    "TO-28": verevening,
    "TO-29": nulsom,
    "TO-30": voordeel,
    "TO-31": vier_o,
    "TO-32": vier_o,
}


# --- claims along the real road -------------------------------------------------------------------------------------

PRIJS = Cent(2_160_01)


def profiel_vijf(rij: Rij, wereld: Wereld) -> None:
    """What is granted of a profile that is paid 70 per cent at the start, once the help stopped with this reason."""
    reason = re.search(r"gestopt met reden (\d\d)", rij["invoer"])[1]  # type: ignore[index]
    share = {"P": 100, "0.7P": 70}[rij["verwacht"]]
    parts = allocate(PRIJS, {"50053": 70, "50054": 30})
    source, code = rij["bron"], "5:midden"
    contracten.richt_prijzen_in(
        REGIO,
        segmenten=[Segmentgegevens("midden", "Midden", "per_profiel")],
        profielen=[Profielgegevens(code, 5, "midden", "Vijf", True, "herstel", source, rij["zekerheid"])],
        delen=[Betaling(code, "50", "50053", 70, "", source), Betaling(code, "50", "50054", 30, "31", source)],
    )
    for product, cent in parts.items():
        wereld.product(product, "82", categorie="50", variant="output")
        wereld.tarief(product, "82", cent)
    wereld.gegeven("""
        JW301 | product | eenheid | volume | frequentie | einde
        S     | 50053   | 82      | 1      | 6          | 2026-12-31
        R     | 50054   | 82      | 1      | 6          | 2026-12-31
    """)
    wereld.gegeven("""
        JW305 | toewijzing
        start | S
        rest  | R
    """)
    wereld.gegeven(f"""
        JW307 | toewijzing | einde      | reden
        stop  | S          | 2026-06-20 | {reason}
    """)
    wereld.neem_in("""
        JW323 | toewijzing | maand
        start | S          | 2026-01
        rest  | R          | 2026-06
    """)
    granted = sum(Prestatie.objects.filter(toegekend=True).values_list("bedrag_cent", flat=True))
    assert granted == {100: PRIJS, 70: parts["50053"]}[share]


def maandtarief(rij: Rij, wereld: Wereld) -> None:
    """Every month of a measure is declared; what is granted is the months that count."""
    text = re.match(r"maatregel (\d+) (\w+) tot en met (\d+) (\w+)", rij["invoer"])
    assert text
    begin, end = (date(2026, MAANDEN.index(text[place + 1]) + 1, int(text[place])) for place in (1, 3))
    wereld.product("48A01", "82", categorie="48", variant="output")
    wereld.tarief("48A01", "82", 885_00)
    contracten.leg_maandafspraken_vast(
        REGIO, [Maandafspraakgegevens("48", "48A01", date(2025, 1, 1), None, False, True, rij["bron"])]
    )
    wereld.gegeven(f"""
        JW301 | product | eenheid | volume | frequentie | begin   | einde
        OTS   | 48A01   | 82      | 1      | 4          | {begin} | {end}
    """)
    months = [Maand(begin.year, number) for number in range(begin.month, end.month + 1)]
    lines = "\n".join(f"{month} | OTS | {month} | 1" for month in months)
    wereld.neem_in(f"JW323 | toewijzing | maand | volume\n{lines}")
    granted = Prestatie.objects.filter(toegekend=True).order_by("begin")
    assert [MAANDEN[one.begin.month - 1] for one in granted] == rij["berekening"].split(": ")[1].split(", ")
    gelijk(rij, len(granted))


MET_DATABASE: dict[str, Callable[[Rij, Wereld], None]] = {
    "TO-25": profiel_vijf,
    "TO-26": profiel_vijf,
    "TO-27": maandtarief,
}


@needs_shared
@pytest.mark.parametrize("code", ZONDER_DATABASE)
def test_what_the_oracle_says_comes_out(code: str):
    ZONDER_DATABASE[code](rijen()[code])


@needs_shared
@pytest.mark.django_db
@pytest.mark.parametrize("code", MET_DATABASE)
def test_what_the_oracle_says_comes_out_of_claims(code: str, als_regio: None):
    MET_DATABASE[code](rijen()[code], Wereld())


def test_every_oracle_up_to_32_has_one_check():
    places = (GEBRUIK, set(ZONDER_DATABASE), set(MET_DATABASE))
    assert sorted(code for place in places for code in place) == HIER


@needs_shared
def test_the_table_knows_all_of_them_and_no_other_before_them():
    known = [*rijen()]
    assert known[: len(HIER)] == HIER
    assert all(first < second for first, second in pairwise(known))


def test_the_room_gebruik_does_what_is_left_to_it():
    assert {*ORAKELS} == GEBRUIK
