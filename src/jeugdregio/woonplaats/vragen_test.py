# SPDX-License-Identifier: EUPL-1.2
"""The questions about residence: only those that are needed, and each row of the decision table has a way there."""

import csv
from datetime import date

import pytest

from jeugdregio.woonplaats.uitleg import WOONPLAATSREGELS
from jeugdregio.woonplaats.values import NietVastTeStellen, Woonplaats
from jeugdregio.woonplaats.vragen import ONBEKEND, VRAGEN, Vraag, zoek_uit
from tests.shared import SHARED, needs_shared

TEN = date(2016, 5, 5)
KAMPEN, ZWOLLE, ALMELO = "0166", "0193", "0141"


def ask(answers: str, geboren: date | None = TEN) -> tuple[list[str], Woonplaats]:
    """Answer one question at a time; gives what was asked, and the outcome."""
    given = dict(pair.split("=") for pair in answers.split())
    said: dict[str, str] = {}
    for _ in VRAGEN:
        found = zoek_uit(said, geboren=geboren)
        if not isinstance(found, Vraag):
            break
        said[found.naam] = given[found.naam]
    assert isinstance(found, Woonplaats)
    assert said == given, "nothing was asked for nothing"
    return list(said), found


NOW = "moment=2026-06-01 hulp=ambulant"
PLACES = {
    "W01": f"{NOW} waar=thuis brp={ZWOLLE}",
    "W02": f"moment=2026-06-01 hulp=verblijf waar=W02 aansluitend=nee ervoor={KAMPEN}",
    "W03": f"moment=2026-06-01 hulp=verblijf waar=W03 aansluitend=nee ervoor={KAMPEN}",
    "W04": f"moment=2026-06-01 hulp=verblijf waar=W04 aansluitend=nee ervoor={KAMPEN}",
    "W05": f"moment=2026-06-01 hulp=verblijf waar=W05 aansluitend=nee ervoor={KAMPEN}",
    "W06": f"moment=2026-06-01 hulp=verblijf waar=W06 aansluitend=nee ervoor={KAMPEN}",
    "W07": f"moment=2026-06-01 hulp=verblijf waar=W03 aansluitend=ja ervoor={KAMPEN}",
    "W08": f"{NOW} waar=W03 aansluitend=nee ervoor={KAMPEN}",
    "W10": f"{NOW} waar=aantekening moeder={ALMELO}",
    "W11": f"{NOW} waar=zonder moeder={ALMELO}",
    "W12": f"{NOW} waar=thuis brp={ONBEKEND} moeder={ONBEKEND} werkelijk={ZWOLLE}",
    "W13": f"{NOW} waar=buitenland werkelijk={ZWOLLE}",
    "W15": f"moment=2026-06-01 hulp=maatregel waar=thuis brp={ZWOLLE}",
    "W25": f"{NOW} waar=deeltijd brp={ZWOLLE}",
    "V01": f"moment=2021-12-31 gezag=ouder gezagsdrager={KAMPEN}",
    "V02": f"moment=2021-12-31 gezag=voogdij werkelijk={ZWOLLE}",
    "V04": f"moment=2021-12-31 gezag=ouder gezagsdrager={ONBEKEND} werkelijk={ZWOLLE}",
}


@pytest.mark.parametrize("rule", PLACES)
def test_every_situation_leads_to_its_rule(rule: str):
    asked, found = ask(PLACES[rule])

    assert found.regels[-1] == rule
    assert found.gemeente == PLACES[rule].rsplit("=", 1)[1]
    assert len(asked) <= 6


@pytest.mark.parametrize(
    ("born", "answers", "rules"),
    [
        (date(2008, 1, 1), f"{NOW} voortgezet=ja waar=thuis brp={ZWOLLE}", ("W16", "W01")),
        (
            date(2007, 1, 1),
            f"moment=2026-06-01 hulp=verblijf voortgezet=ja waar=W02 aansluitend=nee ervoor={KAMPEN}",
            ("W17", "W02"),
        ),
        (date(2003, 1, 1), f"moment=2021-06-01 brp={ZWOLLE}", ("V03",)),
        (None, f"moment=2026-06-01 leeftijd=10 hulp=ambulant waar=thuis brp={ZWOLLE}", ("W01",)),
    ],
)
def test_who_is_grown_up_or_has_no_known_birthday(born: date | None, answers: str, rules: tuple[str, ...]):
    assert ask(answers, born)[1].regels == rules


@pytest.mark.parametrize("answers", [f"{NOW} voortgezet=nee", f"{NOW} voortgezet=ja waar=thuis brp={ZWOLLE}"])
def test_the_law_ends_somewhere(answers: str):
    said = dict(pair.split("=") for pair in answers.split())
    with pytest.raises(NietVastTeStellen, match="18 jaar"):
        zoek_uit(said, geboren=date(2008, 1, 1) if "nee" in answers else date(2000, 1, 1))


@pytest.mark.parametrize("answer", ["hulp=anders", "hulp=ambulant waar=W99", "hulp=ambulant waar=W99 aansluitend=nee"])
def test_an_answer_that_is_none_is_refused(answer: str):
    with pytest.raises(ValueError, match=r"anders|W99"):
        zoek_uit({"moment": "2026-06-01", **dict(pair.split("=") for pair in answer.split())}, geboren=TEN)


@needs_shared
def test_every_row_about_a_residence_is_explained():
    with (SHARED / "referentie" / "woonplaatsbeginsel.csv").open(encoding="utf-8") as file:
        rows = {row["regel"] for row in csv.DictReader(file) if row["volgorde"] != "9"}

    assert {rule for rule in WOONPLAATSREGELS if rule.startswith("W")} == rows
