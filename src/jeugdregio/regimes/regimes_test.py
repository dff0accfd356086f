# SPDX-License-Identifier: EUPL-1.2
"""The same question on two days has two answers with two sources (S01), and nothing is smoothed over (K01-K16)."""

from collections.abc import Iterator
from datetime import date
from importlib.resources import files

import pytest
from django.db import IntegrityError, transaction

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.regimes import actions, models, queries

REGIO = verwerking("ijsselland")
OUDE_DAG, NIEUWE_DAG = date(2016, 12, 31), date(2017, 1, 1)
REGISTER = files("jeugdregio.regimes").joinpath("data", "ijsselland.yaml").read_text(encoding="utf-8")
KLEIN = """
onderwerpen:
  - {code: proef, naam: Proef, vraag: 'Geldt dit?'}
regimes:
  - {onderwerp: proef, vanaf: 2015-01-01, tot_en_met: 2016-12-31, regel: A, bron: Boek, plaats: p. 1, zekerheid: vast}
"""
TWEEDE = "  - {onderwerp: proef, vanaf: %s, regel: Daarna, bron: Boek, plaats: p. 2, zekerheid: vast}\n"


@pytest.fixture
def leeg(db: None) -> Iterator[None]:
    with namens(REGIO):
        yield


@pytest.fixture
def register(leeg: None) -> None:
    actions.lees_register(REGISTER, on_behalf_of=REGIO)


@pytest.mark.usefixtures("register")
def test_two_days_two_answers_two_sources() -> None:
    before = queries.regels(queries.SOLIDARITEIT, OUDE_DAG)
    after = queries.regels(queries.SOLIDARITEIT, NIEUWE_DAG)
    assert [one.lezing for one in before] == ["85 procent van het budget", "totale kosten", "voor- en nadelen samen"]
    assert [one.lezing for one in after] == ["bijlage 1", "raadsvoorstel", "visie"]
    assert not {one.vindplaats for one in before} & {one.vindplaats for one in after}


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("subject", "day", "words"),
    [
        ("lichaam", OUDE_DAG, "bedrijfsvoeringsorganisatie"),
        ("lichaam", NIEUWE_DAG, "één jaar door"),
        ("visie", OUDE_DAG, "RTA"),
        ("visie", NIEUWE_DAG, "2017-2020"),
        ("visie", date(2021, 1, 1), "2021-2024"),
        ("woonplaats", date(2021, 12, 31), "het gezag heeft"),
        ("woonplaats", date(2022, 1, 1), "staat ingeschreven"),
        ("ouderbijdrage", date(2015, 12, 31), "Ouders betalen"),
        ("ouderbijdrage", date(2016, 1, 1), "afgeschaft"),
        ("lichaam", date(2026, 1, 1), "GGD"),
    ],
)
def test_what_held_on_a_day(subject: str, day: date, words: str) -> None:
    (found,) = queries.regels(subject, day)
    assert words in found.regel


@pytest.mark.usefixtures("register")
def test_where_no_source_speaks_nothing_is_invented() -> None:
    assert queries.regels("lichaam", date(2018, 6, 1)) == ()
    assert queries.regels("reele-prijs", date(2024, 6, 30)) == ()
    assert [one.regels for one in queries.antwoorden(date(2014, 12, 31))] == [()] * 14


@pytest.mark.usefixtures("register")
def test_every_contradiction_has_at_least_two_statements_with_a_source() -> None:
    found = {one.code: one for one in queries.tegenspraken()}
    assert set(found) == {"K01a", "K01b"} | {f"K{nr:02}" for nr in range(2, 17)}
    for one in found.values():
        assert len({(said.tekst, said.bron) for said in one.uitspraken}) == len(one.uitspraken) >= 2


@pytest.mark.usefixtures("register")
def test_reading_it_again_adds_nothing() -> None:
    assert actions.lees_register(REGISTER, on_behalf_of=REGIO) == 0


@pytest.mark.usefixtures("leeg")
def test_a_rule_that_overlaps_another_of_the_same_reading_is_refused_whole() -> None:
    with pytest.raises(actions.NietInTeLezen, match="overlappen"):
        actions.lees_register(KLEIN + TWEEDE % "2016-12-31", on_behalf_of=REGIO)
    assert not models.Onderwerp.objects.exists()
    assert actions.lees_register(KLEIN + TWEEDE % "2017-01-01", on_behalf_of=REGIO) == 2


@pytest.mark.usefixtures("leeg")
@pytest.mark.parametrize(
    "text", ["- een lijst", "regimes: [{onderwerp: proef}]", "a: [", KLEIN.replace("zekerheid: vast", "zekerheid: wis")]
)
def test_a_register_that_is_wrong_says_so_in_dutch(text: str) -> None:
    with pytest.raises(actions.NietInTeLezen, match=r"(?i)register klopt niet|overlappen"):
        actions.lees_register(text, on_behalf_of=REGIO)


@pytest.mark.usefixtures("leeg")
def test_the_database_refuses_a_rule_without_a_source() -> None:
    subject = models.Onderwerp.objects.create(code="x", naam="X", vraag="X?")
    rule = models.Regime(
        onderwerp=subject, geldig=(NIEUWE_DAG, None), regel="Iets", bron="", plaats="x", zekerheid="vast"
    )
    with pytest.raises(IntegrityError, match="regime_met_regel_en_bron"), transaction.atomic():
        rule.save()
