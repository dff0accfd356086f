# SPDX-License-Identifier: EUPL-1.2
"""The page with the contracts of a day: 2015, 2020 and today."""

import pytest

from tests.paginawereld import machtiging_van

INKOPER = "contracten.regio"


@pytest.fixture
def pagina(als):
    def get(query: str, name: str = INKOPER):
        return als(name).get(f"/contracten/{query}").context["page"]

    return get


def test_2015_shows_the_tables_with_what_the_source_says_beside_what_is_counted(pagina):
    page = pagina("?dag=2015-07-01")

    rows = {row[0].tekst: row for row in page.tafels.rijen}
    assert [row[1].tekst for row in rows.values()] == ["9", "113", "47"]
    assert rows["Jeugd- en opvoedhulp"][1].onder == "J&O 7, JZ+ 2"
    assert [row[4].tekst.replace("\xa0", " ") for row in rows.values()] == [
        "ruim € 41.000.000,00", "ruim € 30.000.000,00", "ruim € 15.000.000,00",
    ]  # fmt: skip
    assert page.tafels.voet[1:3] == ("169", "167")
    assert page.tafels.voet[5] == "29 onderaannemers, 41 leden van coöperaties"
    assert page.tafels.voet[4].replace("\xa0", " ") == "ten minste € 86.000.000,00"
    assert "Dimence" in rows["Jeugd-GGZ"][0].onder
    assert {row[4].tekst for row in page.bronnen.rijen} == {"klopt", "niet te tellen"}


def test_2020_shows_205_providers_three_managers_and_twelve_profiles(pagina):
    page = pagina("?dag=2020-10-15")

    figures = {one.naam: one.waarde for one in page.cijfers}
    assert [figures[name] for name in ("Aanbieders", "Contractmanagers", "Profielen")] == ["205", "3", "12"]
    assert {row[4].tekst for row in page.bronnen.rijen} == {"klopt"}


def test_one_goes_from_2015_to_2020_to_today_by_a_link(als, pagina):
    links = pagina("").dagen

    assert [(text, here) for text, _, here in links] == [
        ("Drie inkooptafels, 2015", False),
        ("Semi-open raamovereenkomst, 2020", False),
        ("Vandaag", True),
    ]
    assert [als(INKOPER).get(url).context["page"].blad.bladen.paginator.count for _, url, _ in links] == [169, 205, 178]


def test_a_filter_narrows_the_contracts_and_not_the_picture(pagina):
    page = pagina("?dag=2015-07-01&tafel=GGZ&perceel=dyslexie&omvang=groot")

    assert page.blad.bladen.paginator.count == 6
    assert page.tafels.voet[1] == "169"
    assert pagina("?dag=2015-07-01&aanbieder=karakter").blad.bladen.paginator.count == 2
    assert pagina("?dag=2015-07-01&rol=cooperatie").blad.bladen.paginator.count == 3


def test_a_day_without_contracts_says_what_to_do(pagina):
    page = pagina("?dag=2010-01-01")

    assert page.blad.bladen.paginator.count == 0
    assert page.meter is None
    assert "lees een contractbestand in" in page.tafels.leeg


def test_a_provider_sees_its_own_contracts_and_no_picture(als, pagina):
    own = machtiging_van("backoffice").aanbieder

    page = pagina("?dag=2015-07-01", "backoffice")
    lines = als("backoffice").get("/contracten/?als=csv").content.decode("utf-8-sig").splitlines()[1:]

    assert (page.tafels, page.bronnen, page.cijfers) == (None, None, ())
    assert lines
    assert all(own in line for line in lines)


def test_the_file_has_what_the_page_leaves_out(als):
    head, *lines = als(INKOPER).get("/contracten/?als=csv").content.decode("utf-8-sig").splitlines()

    assert len(lines) == 178
    assert {"AGB-code", "Omvang", "Rol", "Niveau", "Offerte"} <= set(head.split(";"))


def test_who_has_no_right_is_told(als):
    assert als("huisarts").get("/contracten/").status_code == 403
