# SPDX-License-Identifier: EUPL-1.2
"""One case under three texts: the same expense passes one and fails another (K02, TO-31, TO-32)."""

import pytest

from jeugdregio.verevening.vier_o import TEKSTEN, Feiten, Grond, O, Tekst, beoordeel, toewijsbaar

NOODZAKELIJK_DOOR_EIGEN_BELEID = Feiten(
    begroot=False,
    te_voorzien=False,
    verschuifbaar=False,
    grond=Grond.VERPLICHTING,
    alternatief=False,
    eigen_beleid=True,
    te_veranderen=False,
)
ALLES_GOED = Feiten(
    begroot=False,
    te_voorzien=False,
    verschuifbaar=False,
    grond=Grond.ONVERMIJDELIJK,
    alternatief=False,
    eigen_beleid=False,
    te_veranderen=False,
)


def test_an_unavoidable_cost_of_own_policy_passes_the_annex_and_fails_the_vision() -> None:
    found = {text: toewijsbaar(beoordeel(NOODZAKELIJK_DOOR_EIGEN_BELEID, text)) for text in Tekst}
    assert found == {Tekst.RAADSVOORSTEL: None, Tekst.VISIE: False, Tekst.BIJLAGE: True}


@pytest.mark.parametrize(
    ("text", "facts", "which", "holds"),
    [
        (Tekst.VISIE, Feiten(begroot=False, te_voorzien=True), O.ONVOORZIEN, False),
        (Tekst.BIJLAGE, Feiten(begroot=False, te_voorzien=True), O.ONVOORZIEN, True),
        (Tekst.RAADSVOORSTEL, Feiten(begroot=True, te_voorzien=False), O.ONVOORZIEN, True),
        (Tekst.VISIE, Feiten(verschuifbaar=True), O.ONUITSTELBAAR, False),
        (Tekst.RAADSVOORSTEL, Feiten(verschuifbaar=True), O.ONUITSTELBAAR, None),
        (Tekst.BIJLAGE, Feiten(grond=Grond.VERPLICHTING, alternatief=True), O.ONONTKOOMBAAR, True),
        (Tekst.BIJLAGE, Feiten(grond=Grond.AANSPRAKELIJKHEID), O.ONONTKOOMBAAR, True),
        (Tekst.BIJLAGE, Feiten(grond=Grond.ONVERMIJDELIJK, alternatief=True), O.ONONTKOOMBAAR, False),
        (Tekst.BIJLAGE, Feiten(grond=Grond.ONVERMIJDELIJK), O.ONONTKOOMBAAR, None),
        (Tekst.BIJLAGE, Feiten(grond=Grond.GEEN), O.ONONTKOOMBAAR, False),
        (Tekst.VISIE, Feiten(grond=Grond.VERPLICHTING, alternatief=True), O.ONONTKOOMBAAR, False),
        (Tekst.BIJLAGE, Feiten(te_veranderen=True), O.ONBEINVLOEDBAAR, False),
        (Tekst.VISIE, Feiten(te_veranderen=True, eigen_beleid=False), O.ONBEINVLOEDBAAR, True),
    ],
)
def test_what_a_text_makes_of_a_fact(text: Tekst, facts: Feiten, which: O, holds: bool | None) -> None:
    assert beoordeel(facts, text)[which] is holds


@pytest.mark.parametrize("text", Tekst)
def test_what_is_not_known_is_no_yes(text: Tekst) -> None:
    assert set(beoordeel(Feiten(), text).values()) == {None}
    assert toewijsbaar(beoordeel(Feiten(), text)) is None


def test_every_text_speaks_of_all_four() -> None:
    for text in TEKSTEN.values():
        assert set(text.uitleg) == set(text.toetsen) == set(O)


@pytest.mark.parametrize("failing", O)
def test_to_31_all_four_have_to_hold(failing: O) -> None:
    votes: dict[O, bool | None] = dict.fromkeys(O, True)
    assert toewijsbaar(votes) is True
    assert toewijsbaar(votes | {failing: None}) is None
    assert toewijsbaar(votes | {failing: False}) is False
    assert toewijsbaar({one: vote for one, vote in votes.items() if one is not failing}) is None


def test_all_is_well_under_each_text_that_explains_itself() -> None:
    assert toewijsbaar(beoordeel(ALLES_GOED, Tekst.VISIE)) is True
    assert toewijsbaar(beoordeel(ALLES_GOED, Tekst.BIJLAGE)) is True
