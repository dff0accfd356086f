# SPDX-License-Identifier: EUPL-1.2
"""Parts of a budget: they are the whole to the cent, in whatever order they come, and a fault says where it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio.begroting.delen import HEEL, REST, NietTeVerdelen, controleer, naar_aandeel, plaats
from jeugdregio.begroting.inlezen import BLAD, lees_delen
from jeugdregio.begroting.values import Budgetdeel

SEGMENTEN = {("45", "45A04"): "Midden", ("45", "45A05"): "Midden", ("44", "44A01"): "Top"}
KEYS = [("Midden", "45", "45A04"), ("Midden", "45", ""), ("Top", "", ""), ("Top", "44", "44A01"), ("Top", "44", "")]
AANDELEN = st.dictionaries(st.sampled_from(KEYS), st.integers(0, HEEL // len(KEYS)), min_size=1)
KOP = ";".join(kolom.naam for kolom in BLAD.kolommen)


def csv(*rows: str) -> bytes:
    return "\n".join([KOP, *rows]).encode()


@given(amount=st.integers(-(10**13), 10**13), shares=AANDELEN)
def test_shares_lose_no_cent_and_a_correction_below_nought_mirrors(amount, shares):
    parts = naar_aandeel(amount, shares)

    assert sum(one.bedrag_cent for one in parts) == amount
    assert parts[-1].sleutel == REST
    assert [-one.bedrag_cent for one in naar_aandeel(-amount, shares)] == [one.bedrag_cent for one in parts]


@given(
    amounts=st.dictionaries(st.sampled_from(KEYS), st.integers(0, 10**12), min_size=1),
    rest=st.integers(0, 10**12),
    shuffle=st.randoms(),
)
def test_in_whatever_order_parts_come_they_are_the_budget(amounts, rest, shuffle):
    rows = [f"{';'.join(key)};{cents // 100},{cents % 100:02};" for key, cents in amounts.items()]
    whole = sum(amounts.values()) + rest
    parts, faults = lees_delen(csv(*rows), whole, SEGMENTEN)
    shuffle.shuffle(rows)

    assert faults == []
    assert sum(one.bedrag_cent for one in parts) == whole
    assert {one.sleutel: one.bedrag_cent for one in parts} == {**amounts, REST: rest}
    assert lees_delen(csv(*rows), whole, SEGMENTEN)[0] == parts


def test_a_third_each_leaves_what_is_not_divided_on_a_line_of_its_own():
    parts, faults = lees_delen(csv("Midden;;;;33,33", "Top;;;;33,33"), 100_01, SEGMENTEN)

    assert faults == []
    assert [(one.segment, one.bedrag_cent) for one in parts] == [("Midden", 33_33), ("Top", 33_33), ("", 33_35)]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["Laag;;;10;"], "Blad Budgetdelen, rij 2, kolom Segment: dit segment kent de regio niet. Kies uit: Midden"),
        (["Midden;44;;10;"], "rij 2, kolom Productcategorie: deze categorie heeft geen product in dit segment"),
        (["Top;44;45A04;10;"], "rij 2, kolom Productcode: dit product hoort niet"),
        (["Top;;44A01;10;"], "rij 2, kolom Productcategorie: dit veld is leeg"),
        (["Top;;;10;", "Top;;;5;"], "rij 3, kolom Segment: dit staat ook op rij 2"),
        (["Top;;;veel;"], "rij 2, kolom Bedrag: dit is geen getal"),
        (["Top;;;10;20"], "rij 2, kolom Aandeel: vul een bedrag in of een aandeel, niet allebei"),
        (["Top;;;;"], "rij 2, kolom Bedrag: vul een bedrag in of een aandeel."),
        (["Top;;;;20", "Midden;;;10;"], "rij 3, kolom Aandeel: in dit bestand staan aandelen"),
        (["Top;;;;33,333"], "rij 2, kolom Aandeel: dit is geen percentage"),
        (["Top;;;-1;"], "rij 2, kolom Bedrag: een deel is niet minder dan nul"),
        (["Top;;;60;", "Midden;;;60;"], "rij 3, kolom Bedrag: de delen zijn samen niet het budget"),
        (["Top;;;;60", "Midden;;;;60"], "rij 3, kolom Aandeel: de aandelen zijn samen meer dan honderd procent"),
        ([], "rij 2, kolom Segment: er staat geen deel"),
    ],
)
def test_a_fault_has_its_row_its_column_and_what_to_do(rows, said):
    parts, faults = lees_delen(csv(*rows), 100_00, SEGMENTEN)

    assert parts == ()
    assert [said in str(one) for one in faults] == [True], [str(one) for one in faults]


def test_a_product_falls_in_the_finest_part_that_it_fits():
    parts = [("Midden", "45", "45A04"), ("Midden", "", "")]

    assert plaats(parts, "Midden", "45", "45A04") == ("Midden", "45", "45A04")
    assert plaats(parts, "Midden", "45", "45A05") == ("Midden", "", "")
    assert plaats(parts, "Top", "44", "44A01") == REST


@pytest.mark.parametrize(
    "parts",
    [
        [Budgetdeel("Top", "", "", -1)],
        [Budgetdeel("", "44", "", 1)],
        [Budgetdeel("Top", "", "44A01", 1)],
        [Budgetdeel("Top", "", "", 1), Budgetdeel("Top", "", "", 1)],
        [Budgetdeel("Top", "", "", 11)],
        [Budgetdeel("Top", "", "", 1), Budgetdeel("", "", "", 1)],
    ],
)
def test_what_does_not_fit_is_refused(parts):
    with pytest.raises(NietTeVerdelen):
        controleer(10, parts)
