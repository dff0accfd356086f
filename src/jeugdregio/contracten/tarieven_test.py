# SPDX-License-Identifier: EUPL-1.2
"""S32: what a price may be follows from the segment of its profile; tariffs have no overlap and no hole."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from jeugdregio.contracten import actions
from jeugdregio.contracten.actions import UnableToPrice
from jeugdregio.contracten.models import Tarief
from jeugdregio.contracten.values import (
    Contractgegevens,
    Opvolging,
    Productgegevens,
    Profielgegevens,
    Segmentgegevens,
    Segmenttekst,
    Tariefgegevens,
)

pytestmark = pytest.mark.django_db

REGIO = "IJSSELLAND"
A, B = "99900001", "99900002"
JAN, JUL, NEXT = date(2026, 1, 1), date(2026, 7, 1), date(2027, 1, 1)
BRON = {"bron": "praktijkscan 2020, par. 2.3.1", "zekerheid": "hoog"}


@pytest.fixture(autouse=True)
def profielen(als_regio: None) -> None:
    actions.richt_prijzen_in(
        REGIO,
        segmenten=[
            Segmentgegevens("lokaal", "Lokaal", "geen"),
            Segmentgegevens("midden", "Midden", "per_profiel"),
            Segmentgegevens("top", "Top", "per_aanbieder"),
        ],
        profielen=[
            Profielgegevens(f"5:{segment}", 5, segment, "Profiel vijf", verzonnen=True, soort="herstel", **BRON)
            for segment in ("lokaal", "midden", "top")
        ],
    )
    actions.leg_producten_vast(
        REGIO,
        [
            product("50053", "5:midden"),
            product("50055", "5:top"),
            product("45A04", "", variant="inspanning"),
        ],
    )


def product(code: str, profiel: str, variant: str = "output") -> Productgegevens:
    return Productgegevens(code[:2], code, f"Product {code}", "82", variant, profiel)


def tarief(aanbieder: str, cent: int, code: str = "50053", van: date = JAN, tot: date = NEXT) -> Tariefgegevens:
    return Tariefgegevens(aanbieder, code[:2], code, "82", van, tot, cent)


def contract(aanbieder: str = A, van: date = JAN, tot: date = date(2028, 1, 1)) -> None:
    one = Contractgegevens(f"C-{aanbieder}", aanbieder, "J&O", "output", "output per profiel", "X", van, tot, None)
    actions.leg_contracten_vast(REGIO, [one])


def tarieven(code: str = "50053") -> list[tuple[str, int | None, date, date]]:
    rows = Tarief.objects.filter(code=code).order_by("aanbieder", "geldig")
    return [(row.aanbieder, row.tarief_cent, row.geldig.lower, row.geldig.upper) for row in rows]


def test_a_profile_in_midden_costs_the_same_at_two_providers():
    actions.leg_tarieven_vast(REGIO, [tarief(A, 151200), tarief(B, 151200)])

    with pytest.raises(UnableToPrice, match="één prijs voor alle aanbieders"):
        actions.leg_tarieven_vast(REGIO, [tarief("99900003", 151300)])

    assert [cent for _, cent, _, _ in tarieven()] == [151200, 151200]


def test_the_database_itself_refuses_another_price_in_midden():
    actions.leg_tarieven_vast(REGIO, [tarief(A, 151200)])

    with pytest.raises(IntegrityError, match="tarief_een_prijs_per_profiel"), transaction.atomic():
        Tarief.objects.create(
            regio=REGIO,
            aanbieder=B,
            categorie="50",
            code="50053",
            eenheid="82",
            geldig=(JUL, NEXT),
            tarief_cent=1,
            prijsregel="pxq",
        )


def test_a_price_in_top_differs_per_provider_and_so_does_a_price_per_unit():
    actions.leg_tarieven_vast(
        REGIO, [tarief(A, 245960, "50055"), tarief(B, 247000, "50055"), tarief(A, 8820, "45A04"), tarief(B, 1, "45A04")]
    )

    assert [cent for _, cent, _, _ in tarieven("50055")] == [245960, 247000]


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (product("50001", "13:midden"), "profiel dat er niet is"),
        (product("50001", "5:lokaal"), "wordt niet ingekocht"),
        (product("50001", "5:midden", variant="inspanning"), "outputgericht"),
    ],
)
def test_a_wrong_combination_is_refused(one: Productgegevens, why: str):
    with pytest.raises(IntegrityError, match=why), transaction.atomic():
        actions.leg_producten_vast(REGIO, [one])


def test_a_product_that_becomes_one_of_midden_may_not_have_two_prices():
    actions.leg_producten_vast(REGIO, [product("50099", "5:top")])
    actions.leg_tarieven_vast(REGIO, [tarief(A, 1, "50099"), tarief(B, 2, "50099")])

    with pytest.raises(IntegrityError, match="tarief_een_prijs_per_profiel"), transaction.atomic():
        actions.leg_producten_vast(REGIO, [product("50099", "5:midden")])


def test_what_a_price_is_in_a_segment_never_changes():
    with pytest.raises(IntegrityError, match="nieuw segment"), transaction.atomic():
        actions.richt_prijzen_in(REGIO, segmenten=[Segmentgegevens("midden", "Midden", "pxq")])


def test_two_sources_about_one_segment_stand_side_by_side():
    """K08: "Midden en Top: verblijf, pleegzorg en opname" against the pyramid of the vision."""
    texts = tuple(
        Segmenttekst(text, date(2017, 1, 1), date(2022, 1, 1), bron, "hoog")
        for text, bron in (
            ("individueel; hoge N, lage euro", "001 §2"),
            ("verblijf, pleegzorg en opname", "002 §2.3.1"),
        )
    )

    actions.richt_prijzen_in(REGIO, segmenten=[Segmentgegevens("midden", "Midden", "per_profiel", texts)])
    actions.richt_prijzen_in(REGIO, segmenten=[Segmentgegevens("midden", "Midden", "per_profiel", texts)])

    with connection.cursor() as cursor:
        cursor.execute("SELECT bron FROM contracten_segmentdefinitie ORDER BY bron")
        assert cursor.fetchall() == [("001 §2",), ("002 §2.3.1",)]


def test_a_hole_between_two_tariffs_of_a_running_contract_is_refused():
    contract()
    actions.leg_tarieven_vast(REGIO, [tarief(A, 1, tot=JUL)])

    with pytest.raises(UnableToPrice, match="gat"):
        actions.leg_tarieven_vast(REGIO, [tarief(A, 1, van=date(2026, 7, 2))])

    assert tarieven() == [(A, 1, JAN, JUL)]


def test_a_provider_that_comes_back_years_later_has_no_hole():
    contract(van=JAN, tot=JUL)
    actions.leg_tarieven_vast(REGIO, [tarief(A, 1, tot=JUL), tarief(A, 2, van=NEXT, tot=date(2028, 1, 1))])

    assert len(tarieven()) == 2


def test_a_tariff_is_followed_on_a_day_and_can_be_taken_back():
    contract()
    actions.leg_tarieven_vast(REGIO, [tarief(A, 100), tarief(B, 100)])
    before = tarieven()
    follow = [Opvolging(tarief(who, 105, van=JUL, tot=NEXT), 100, NEXT) for who in (A, B)]

    actions.volg_tarieven_op(REGIO, follow)

    assert tarieven() == [(A, 100, JAN, JUL), (A, 105, JUL, NEXT), (B, 100, JAN, JUL), (B, 105, JUL, NEXT)]
    actions.neem_tarieven_terug(REGIO, follow)
    assert tarieven() == before


def test_a_tariff_that_changed_since_is_not_followed():
    actions.leg_tarieven_vast(REGIO, [tarief(A, 100)])

    with pytest.raises(UnableToPrice, match="Intussen"):
        actions.volg_tarieven_op(REGIO, [Opvolging(tarief(A, 105, van=JUL, tot=NEXT), 99, NEXT)])

    assert tarieven() == [(A, 100, JAN, NEXT)]


def test_following_one_provider_alone_in_midden_is_refused_and_nothing_changes():
    actions.leg_tarieven_vast(REGIO, [tarief(A, 100), tarief(B, 100)])
    before = tarieven()

    with pytest.raises(UnableToPrice, match="één prijs"):
        actions.volg_tarieven_op(REGIO, [Opvolging(tarief(A, 105, van=JUL, tot=NEXT), 100, NEXT)])

    assert tarieven() == before
