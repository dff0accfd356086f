# SPDX-License-Identifier: EUPL-1.2
"""Who signs: every row of the decision table, and the days on which the answer changes."""

from datetime import date
from itertools import product

import pytest

from jeugdregio.gezinnen.ondertekenen import gezagsvormen, ondertekenaars, regel, regels, verjaardag
from jeugdregio.gezinnen.values import Gezagsregel, Gezagsvorm, Gezinslid, Maatregelregel, leeftijd

DAG = date(2026, 9, 1)
GI = "De Brug"


def mens(nummer: int, naam: str, soort: str = "ouder", geboren: date | None = None, **meer: object) -> Gezinslid:
    values = {"onbekwaam_op": None, "uit_gezin_op": None, **meer}
    return Gezinslid(nummer, 1, "0148", "", naam, geboren, soort, "", False, **values)


def kind(jaren: int, **meer: object) -> Gezinslid:
    return mens(1, "Sam", "jeugdige", date(DAG.year - jaren, DAG.month, DAG.day), **meer)


MOEDER, VADER = mens(2, "Moeder"), mens(3, "Vader")
BEIDE = Gezagsregel(1, 1, "beide_ouders", (MOEDER, VADER), "", date(2000, 1, 1), None, "register")


def maatregel(soort: str, van: date = date(2026, 1, 1), tot: date | None = None) -> list[Maatregelregel]:
    return [Maatregelregel(1, 1, soort, GI, van, tot, "uitspraak")] if soort else []


def namen(lid, gezag=(BEIDE,), maatregelen=(), peildatum=DAG, *, tekenen=True) -> list[str]:
    found = ondertekenaars(lid, gezag, maatregelen, peildatum=peildatum)
    return [one.naam for one in found if one.moet_tekenen == tekenen]


# age, able, measure -> who signs, who is told; with two parents who have custody
TABEL = [
    (11, True, "", "Moeder Vader", "Sam"),
    (11, False, "", "Moeder Vader", "Sam"),
    (11, True, "ondertoezicht", "Moeder Vader", "Sam De-Brug"),
    (11, False, "ondertoezicht", "Moeder Vader", "Sam De-Brug"),
    (11, True, "gezagsdeel", "De-Brug", "Sam Moeder Vader"),
    (11, False, "gezagsdeel", "De-Brug", "Sam Moeder Vader"),
    (12, True, "", "Sam Moeder Vader", ""),
    (12, False, "", "Moeder Vader", "Sam"),
    (12, True, "ondertoezicht", "Sam Moeder Vader", "De-Brug"),
    (12, False, "ondertoezicht", "Moeder Vader", "Sam De-Brug"),
    (15, True, "gezagsdeel", "Sam De-Brug", "Moeder Vader"),
    (15, False, "gezagsdeel", "De-Brug", "Sam Moeder Vader"),
    (16, True, "", "Sam", ""),
    (16, False, "", "Moeder Vader", "Sam"),
    (16, True, "ondertoezicht", "Sam", "De-Brug"),
    (17, False, "ondertoezicht", "Moeder Vader", "Sam De-Brug"),
    (17, True, "gezagsdeel", "Sam", "De-Brug"),
    (17, False, "gezagsdeel", "De-Brug", "Sam Moeder Vader"),
    (18, True, "", "Sam", ""),
    (18, False, "", "nog-niet-bekend-wie", "Sam"),
    (18, True, "ondertoezicht", "Sam", ""),
    (12, True, "reclassering", "Sam Moeder Vader", ""),
]


@pytest.mark.parametrize(("years", "able", "measure", "signs", "told"), TABEL)
def test_every_row_of_the_table(years, able, measure, signs, told):
    lid = kind(years, onbekwaam_op=None if able else DAG)

    found = [
        " ".join(name.replace(" ", "-") for name in namen(lid, maatregelen=maatregel(measure), tekenen=which))
        for which in (True, False)
    ]

    assert found == [signs, told]


def test_the_table_above_meets_every_row():
    met = {
        regel(years, bekwaam=able, maatregel=measure.replace("reclassering", "")) for years, able, measure, *_ in TABEL
    }

    assert met == set(regels())


def test_there_is_one_row_for_every_age_ability_and_measure_and_each_has_an_article():
    for years, able, measure in product(range(30), (True, False), ("", "ondertoezicht", "gezagsdeel")):
        assert regel(years, bekwaam=able, maatregel=measure).artikel


@pytest.mark.parametrize(
    ("form", "holders", "instelling", "signs", "known"),
    [
        ("een_ouder", (MOEDER,), "", ["Moeder"], True),
        ("beide_ouders", (MOEDER, VADER), "", ["Moeder", "Vader"], True),
        ("ouder_en_partner", (MOEDER, VADER), "", ["Moeder", "Vader"], True),
        ("voogd", (VADER,), "", ["Vader"], True),
        ("twee_voogden", (MOEDER, VADER), "", ["Moeder", "Vader"], True),
        ("gi", (), GI, [GI], True),
        ("geen", (), "", ["nog niet bekend wie"], False),
    ],
)
def test_every_form_of_custody(form, holders, instelling, signs, known):
    held = [Gezagsregel(1, 1, form, holders, instelling, date(2000, 1, 1), None, "register")]

    found = [one for one in ondertekenaars(kind(8), held, [], peildatum=DAG) if one.moet_tekenen]

    assert [one.naam for one in found] == signs
    assert {one.bekend for one in found} == {known}
    assert all("BW 1:" in one.artikel for one in found)


def test_every_form_of_custody_has_a_row():
    assert set(gezagsvormen()) == set(Gezagsvorm.values)


def test_without_custody_on_record_it_says_where_to_look():
    (found,) = [one for one in ondertekenaars(kind(8), [], [], peildatum=DAG) if one.moet_tekenen]

    assert (found.bekend, "gezagsregister" in found.waarom) == (False, True)


@pytest.mark.parametrize(
    ("years", "before", "after"),
    [(12, ["Moeder", "Vader"], ["Sam", "Moeder", "Vader"]), (16, ["Sam", "Moeder", "Vader"], ["Sam"])],
)
def test_the_answer_changes_on_the_birthday(years, before, after):
    lid = mens(1, "Sam", "jeugdige", date(2010, 5, 4))
    day = verjaardag(lid.geboortedatum, years)

    assert namen(lid, peildatum=day.replace(day=3)) == before
    assert namen(lid, peildatum=day) == after


def test_it_says_until_when_it_holds():
    lid, end = kind(11), date(2026, 10, 1)

    def until(**meer: object) -> date | None:
        return ondertekenaars(lid, [BEIDE], meer.get("maatregelen", []), peildatum=DAG)[0].tot

    assert until() == date(2027, 9, 1)
    assert until(maatregelen=maatregel("ondertoezicht", tot=end)) == end


def test_a_measure_that_is_over_changes_nothing():
    assert namen(kind(8), maatregelen=maatregel("gezagsdeel", tot=DAG)) == ["Moeder", "Vader"]
    assert namen(kind(8), maatregelen=maatregel("gezagsdeel", van=DAG)) == [GI]


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (date(2012, 2, 29), date(2024, 2, 28), 11),
        (date(2012, 2, 29), date(2024, 2, 29), 12),
        (date(2012, 2, 29), date(2030, 2, 28), 17),
        (date(2012, 2, 29), date(2030, 3, 1), 18),
        (date(2012, 9, 1), date(2024, 8, 31), 11),
    ],
)
def test_age_counts_whole_years(born, day, years):
    assert leeftijd(born, day) == years
    assert verjaardag(date(2012, 2, 29), 18) == date(2030, 3, 1)
