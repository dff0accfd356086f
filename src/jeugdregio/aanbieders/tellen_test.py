# SPDX-License-Identifier: EUPL-1.2
"""Counting with definitions (N15, S51): conditions as data, the names behind a number, what two counts differ in."""

import pytest

from jeugdregio.aanbieders.tellen import Feiten, OnleesbareVoorwaarden, in_woorden, lees_voorwaarden, tel, vergelijk
from jeugdregio.aanbieders.values import Definitie, Eenheid


def feiten(agb, leden=(), **kenmerken):
    return Feiten(agb, f"Aanbieder {agb}", {name: frozenset(values) for name, values in kenmerken.items()}, leden)


REGISTER = (
    feiten("A", lijst=["ggz", "lvb"], aanduiding=["ggz:groot", "lvb:klein"], rechtsvorm=["stichting"]),
    feiten("B", lijst=["ggz"], aanduiding=["ggz:klein"], rechtsvorm=["eenmanszaak"], contract=["GGZ"]),
    feiten("C", lijst=["lvb"], aanduiding=["lvb:groot"], rechtsvorm=["cooperatie"], leden=("D", "E")),
    feiten("D", keten=["lid"], rechtsvorm=["eenmanszaak"]),
    feiten("E", keten=["lid"], rechtsvorm=["eenmanszaak"]),
)


def telling(voorwaarden, eenheid=Eenheid.AANBIEDER, register=REGISTER):
    return tel(Definitie("x", "x", "", eenheid, lees_voorwaarden(voorwaarden), None, "test"), register)


def wie(voorwaarden, eenheid=Eenheid.AANBIEDER):
    return [one.agb for one in telling(voorwaarden, eenheid).geteld]


def kenmerk(naam, *waarden, niet=False):
    return {"kenmerk": naam, "een_van": list(waarden), "niet": niet}


def test_one_of_the_values_is_enough_and_every_condition_has_to_hold():
    assert wie([[kenmerk("lijst", "ggz", "lvb")]]) == ["A", "B", "C"]
    assert wie([[kenmerk("lijst", "ggz"), kenmerk("rechtsvorm", "stichting")]]) == ["A"]


def test_an_alternative_adds_and_a_provider_counts_once():
    assert wie([[kenmerk("lijst", "ggz")], [kenmerk("keten", "lid")], [kenmerk("contract")]]) == ["A", "B", "D", "E"]


def test_a_condition_can_be_turned_round_and_can_ask_for_any_value():
    assert wie([[kenmerk("lijst"), kenmerk("rechtsvorm", "eenmanszaak", niet=True)]]) == ["A", "C"]
    assert wie([[kenmerk("lijst", niet=True)]]) == ["D", "E"]


def test_lines_are_counted_as_often_as_a_provider_stands_on_a_list():
    found = telling([[kenmerk("lijst", "ggz", "lvb")]], Eenheid.VERMELDING)

    assert [(one.agb, one.regel) for one in found.geteld] == [("A", "ggz"), ("A", "lvb"), ("B", "ggz"), ("C", "lvb")]
    assert found.dubbel == ("Aanbieder A",)


def test_what_a_list_calls_a_provider_holds_for_that_line_alone():
    """K12."""
    found = telling([[kenmerk("aanduiding", "ggz:groot", "lvb:groot")]], Eenheid.VERMELDING)

    assert [(one.agb, one.regel) for one in found.geteld] == [("A", "ggz"), ("C", "lvb")]


def test_members_take_the_place_of_their_cooperative():
    assert wie([[kenmerk("lijst", "lvb")]], Eenheid.UITVOERDER) == ["A", "D", "E"]


def test_the_difference_adds_up_and_has_names():
    lines = telling([[kenmerk("lijst", "ggz", "lvb")]], Eenheid.VERMELDING)
    providers = telling([[kenmerk("lijst", "lvb")], [kenmerk("keten", "lid")]])

    found = vergelijk(lines, providers)

    assert [(one.agb, one.regel) for one in found.alleen_een] == [("A", "lvb"), ("B", "ggz")]
    assert [one.agb for one in found.alleen_ander] == ["D", "E"]
    assert lines.aantal == found.beide + len(found.alleen_een)
    assert providers.aantal == found.beide + len(found.alleen_ander)


def test_conditions_read_as_a_sentence():
    voorwaarden = lees_voorwaarden(
        [[kenmerk("lijst", "ggz"), kenmerk("rechtsvorm", "bv", niet=True)], [{"kenmerk": "contract"}]]
    )

    assert in_woorden(voorwaarden, {"ggz": "GGZ-tafel"}) == (
        "staat op de lijst GGZ-tafel en niet: heeft als rechtsvorm bv; of heeft een contract voor wat dan ook"
    )


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        [[]],
        [["lijst"]],
        [[{"een_van": ["ggz"]}]],
        [[{"kenmerk": "omzet"}]],
        [[{"kenmerk": "lijst", "een_van": "ggz"}]],
        [[{"kenmerk": "lijst", "waar": "altijd"}]],
    ],
)
def test_what_is_not_in_the_vocabulary_is_refused(data):
    with pytest.raises(OnleesbareVoorwaarden):
        lees_voorwaarden(data)
