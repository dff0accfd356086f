# SPDX-License-Identifier: EUPL-1.2
"""Counting in small regions of which one can see the answer, and in random ones beside a count day by day."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jeugdregio.core.kleine_aantallen import KLEINST
from jeugdregio.gebruik import queries
from jeugdregio.gebruik.tellen import bescherm
from jeugdregio.gebruik.values import FIGUREN, GROEPEN, Halfjaar, Telling
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.regio.models import Gemeente
from jeugdregio.toewijzingen.models import Client, Start, Stop, Toewijzing
from tests.aftrekken import af_te_leiden
from tests.rijen import AANBIEDER, ANDER, DALFSEN, ZWOLLE, wereld

EERSTE, TWEEDE = Halfjaar(2025, 1), Halfjaar(2025, 2)
BEGIN, MIDDEN, EINDE = date(2025, 1, 1), date(2025, 7, 1), date(2026, 1, 1)
PEIL = date(2026, 3, 10)
PEILDAG = date(2026, 3, 1)
REGIO = Machtiging(rol=Rol.CONTROLLER, regio="IJSSELLAND")
IN_ZWOLLE = Machtiging(rol=Rol.CONTROLLER, gemeente="0193")
BESTUUR = Machtiging(rol=Rol.BESTUUR, regio="IJSSELLAND")
EEN_DAG = timedelta(days=1)
_nr = count(1_000_000)


def hulp(
    kind,
    begin,
    tot=None,
    *,
    gemeente=ZWOLLE,
    aanbieder=AANBIEDER,
    toegewezen=None,
    reden="31",
    geboren=date(2015, 1, 1),
    verwijderd=False,
    gestart=True,
):
    """Help of a child from `begin` until `tot` (half-open; None: no stop), on an allocation of its own."""
    nr = next(_nr)
    child, _ = Client.objects.get_or_create(
        gemeente=gemeente,
        aanbieder=aanbieder,
        bsn=b"%d" % kind,
        defaults={"id": nr, "geboortedatum": geboren},
    )
    Toewijzing.objects.create(
        gemeente=gemeente,
        id=nr,
        nummer=nr,
        aanbieder=aanbieder,
        client_id=child.id,
        categorie="45",
        code="45A05",
        geldig=(begin, toegewezen),
        vastgesteld_op="2024-01-01T12:00:00Z",
        maat="volume",
        bericht_id=nr,
        reden_wijziging="13" if verwijderd else "",
        verwijderd=verwijderd,
    )
    one = {
        "gemeente": gemeente,
        "bericht_id": nr,
        "nr": 1,
        "aanbieder": aanbieder,
        "client_id": child.id,
        "toewijzing_nummer": nr,
        "begin": begin,
    }
    if gestart:
        Start.objects.create(**one)
    if gestart and tot is not None:
        Stop.objects.create(**one, einde=tot - EEN_DAG, reden=reden)


def geteld(gemeente=ZWOLLE, halfjaar=EERSTE, wie=REGIO):
    """(begin, in, out, end, active) of a half-year; nobody is five times nought."""
    found = [
        one for one in queries.tellingen(PEIL, on_behalf_of=wie) if (one.gemeente, one.halfjaar) == (gemeente, halfjaar)
    ]
    return tuple(found[0].getal(name) for name in FIGUREN) if found else (0, 0, 0, 0, 0)


@pytest.mark.usefixtures("als_regio")
class TestOneChild:
    def test_help_before_and_after_is_at_the_begin_and_at_the_end(self):
        hulp(1, date(2024, 3, 1))

        assert geteld() == geteld(halfjaar=TWEEDE) == (1, 0, 0, 1, 1)

    def test_help_within_comes_and_goes(self):
        hulp(1, date(2025, 2, 1), date(2025, 5, 1))

        assert geteld() == (0, 1, 1, 0, 1)
        assert geteld(halfjaar=TWEEDE) == (0, 0, 0, 0, 0)

    def test_the_first_day_of_the_half_year_is_inflow_and_the_last_one_outflow(self):
        hulp(1, BEGIN, MIDDEN)

        assert geteld() == (0, 1, 1, 0, 1)
        assert geteld(halfjaar=Halfjaar(2024, 2)) == geteld(halfjaar=TWEEDE) == (0, 0, 0, 0, 0)

    def test_another_product_the_day_after_is_no_change(self):
        hulp(1, date(2024, 3, 1), date(2025, 4, 1))
        hulp(1, date(2025, 4, 1), aanbieder=ANDER)

        assert geteld() == (1, 0, 0, 1, 1)

    def test_another_product_on_the_first_day_of_the_half_year_is_no_change_either(self):
        hulp(1, date(2024, 3, 1), BEGIN)
        hulp(1, BEGIN)

        assert geteld() == (1, 0, 0, 1, 1)
        assert geteld(halfjaar=Halfjaar(2024, 2)) == (1, 0, 0, 1, 1)

    def test_a_gap_over_the_first_day_is_outflow_and_inflow_again(self):
        hulp(1, date(2024, 3, 1), date(2024, 12, 31))
        hulp(1, date(2025, 1, 2))

        assert geteld(halfjaar=Halfjaar(2024, 2))[2:4] == (1, 0)
        assert geteld() == (0, 1, 0, 1, 1)

    def test_who_comes_back_within_the_half_year_counts_once(self):
        hulp(1, date(2025, 2, 1), date(2025, 3, 1))
        hulp(1, date(2025, 5, 1))
        hulp(2, date(2024, 5, 1), date(2025, 2, 1))
        hulp(2, date(2025, 6, 1))

        assert geteld() == (1, 1, 0, 2, 2)

    def test_overlapping_help_counts_once(self):
        hulp(1, date(2025, 2, 1), date(2025, 5, 1))
        hulp(1, date(2025, 3, 1), date(2025, 6, 1), aanbieder=ANDER)
        hulp(1, date(2025, 3, 15), date(2025, 4, 1))

        assert geteld() == (0, 1, 1, 0, 1)

    def test_without_a_stop_help_lasts_as_long_as_its_allocation(self):
        hulp(1, date(2025, 2, 1), toegewezen=date(2025, 8, 1))
        hulp(2, date(2025, 2, 1))

        assert geteld() == (0, 2, 0, 2, 2)
        assert geteld(halfjaar=TWEEDE) == (2, 0, 1, 1, 2)

    def test_a_temporary_stop_is_no_end(self):
        hulp(1, date(2025, 2, 1), date(2025, 3, 1), reden="20")

        assert geteld() == (0, 1, 0, 1, 1)

    def test_an_allocation_that_did_not_begin_or_was_taken_back_is_no_help(self):
        hulp(1, date(2025, 2, 1), gestart=False)
        hulp(2, date(2025, 2, 1), verwijderd=True)

        assert geteld() == (0, 0, 0, 0, 0)

    def test_of_a_half_year_that_still_runs_the_end_is_the_first_of_the_month(self):
        hulp(1, date(2026, 2, 1))
        hulp(2, date(2025, 2, 1), PEILDAG)
        hulp(3, PEILDAG)
        hulp(4, date(2025, 2, 1), PEIL)

        assert geteld(halfjaar=Halfjaar(2026, 1)) == (2, 1, 1, 2, 3)


@pytest.mark.usefixtures("als_regio")
class TestPlace:
    def test_who_moves_leaves_one_municipality_and_enters_another_but_not_the_region(self):
        hulp(1, date(2024, 3, 1), date(2025, 4, 1))
        hulp(1, date(2025, 4, 1), gemeente=DALFSEN)

        assert geteld(ZWOLLE) == (1, 0, 1, 0, 1)
        assert geteld(DALFSEN) == (0, 1, 0, 1, 1)
        assert geteld("") == (1, 0, 0, 1, 1)

    def test_a_municipality_counts_its_own_and_no_region(self):
        hulp(1, date(2025, 2, 1))
        hulp(2, date(2025, 2, 1), gemeente=DALFSEN)

        for rol in (Rol.CONTROLLER, Rol.BESTUUR):
            found = queries.tellingen(PEIL, on_behalf_of=Machtiging(rol=rol, gemeente=ZWOLLE))
            assert {one.gemeente for one in found} == {ZWOLLE}
        assert geteld(ZWOLLE, wie=IN_ZWOLLE) == (0, 1, 0, 1, 1)

    def test_the_rows_under_a_figure_are_as_many_as_it_says(self):
        hulp(1, date(2024, 3, 1), date(2025, 4, 1))
        hulp(1, date(2025, 4, 1), aanbieder=ANDER)
        hulp(2, date(2025, 2, 1), date(2025, 5, 1))
        hulp(3, date(2025, 2, 1), gemeente=DALFSEN)

        for figure, many in zip(FIGUREN, geteld(), strict=True):
            found = queries.regels(ZWOLLE, EERSTE, figure, PEIL, on_behalf_of=REGIO)
            assert (len(found.rijen), found.niet_getoond) == (many, 0)

    @pytest.mark.parametrize(
        ("gemeente", "cijfer", "wie"),
        [
            (DALFSEN, "begin", IN_ZWOLLE),
            ("", "begin", REGIO),
            (ZWOLLE, "alles", REGIO),
            (ZWOLLE, "begin", Machtiging(rol=Rol.AANBIEDER, aanbieder=AANBIEDER)),
        ],
    )
    def test_rows_of_another_are_not_there(self, gemeente, cijfer, wie):
        with pytest.raises(queries.NietTeZien):
            queries.regels(gemeente, EERSTE, cijfer, PEIL, on_behalf_of=wie)


@pytest.mark.usefixtures("als_regio")
class TestAge:
    def test_the_age_is_that_on_the_last_day_and_groups_are_sums_of_their_parts(self):
        for kind, born in enumerate(
            (date(2025, 6, 30), date(2015, 7, 1), date(2015, 6, 30), date(2007, 6, 30), date(2002, 6, 30), None), 1
        ):
            hulp(kind, date(2025, 2, 1), geboren=born)

        (one,) = [
            one for one in queries.tellingen(PEIL, on_behalf_of=REGIO) if not one.gemeente and one.halfjaar == EERSTE
        ]

        assert [one.leeftijd[group] for group in GROEPEN] == [2, 1, 1, 3, 4]
        assert one.actief == 6
        assert one.leeftijd["anders"] == 2

    def test_a_percentage_has_the_residents_of_its_own_municipality_and_group(self):
        hulp(1, date(2025, 2, 1))

        (one,) = [one for one in queries.tellingen(PEIL, on_behalf_of=IN_ZWOLLE) if one.halfjaar == EERSTE]

        for share in queries.gebruik(one):
            assert (share.noemer.gemeente, share.noemer.groep) == (ZWOLLE, share.groep)
            assert share.procent == 100 * Decimal(share.teller) / share.noemer.inwoners

    def test_the_residents_of_the_region_are_those_of_its_municipalities_or_not_known(self):
        one = Telling("", EERSTE, 0, 0, 0, 0, 0, dict.fromkeys(GROEPEN, 0))
        assert [share.noemer for share in queries.gebruik(one)] == [None] * 5

        wereld()
        assert queries.gebruik(one)[-1].noemer.inwoners == 36000 + 7673
        Gemeente.objects.create(
            code="9999", regio="IJSSELLAND", naam="X", inwoners=1, jeugdigen=1, deelname=(BEGIN, None)
        )
        assert [share.procent for share in queries.gebruik(one)] == [None] * 5


SOMMEN = (
    ("begin", "instroom", "actief"),
    ("eind", "uitstroom", "actief"),
    ("0-9", "10-17", "0-17"),
    ("0-17", "18-22", "0-22"),
    ("0-22", "anders", "actief"),
)
STUK = st.tuples(
    st.integers(1, 4),
    st.sampled_from([ZWOLLE, DALFSEN]),
    st.sampled_from([AANBIEDER, ANDER]),
    st.integers(-8, 24),
    st.one_of(st.none(), st.integers(1, 16)),
)
STAP = timedelta(days=23)


def dag_voor_dag(stukken, gemeente, van, tot):
    """The five figures by looking at every day: an oracle that joins nothing."""
    until = date(2027, 1, 1)
    days = {}
    for kind, town, _, begin, length in stukken:
        first = BEGIN + begin * STAP
        last = until if length is None else first + length * STAP
        if gemeente in ("", town):
            days.setdefault(kind, set()).update(first + EEN_DAG * one for one in range((last - first).days))
    at = {edge: {kind for kind, had in days.items() if {edge - EEN_DAG, edge} <= had} for edge in (van, tot)}
    active = {kind for kind, had in days.items() if any(van <= one < tot for one in had)}
    return len(at[van]), len(active - at[van]), len(active - at[tot]), len(at[tot]), len(active)


@pytest.mark.usefixtures("als_regio")
@given(stukken=st.lists(STUK, min_size=1, max_size=8, unique_by=lambda one: one[:4]))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_begin_in_out_end_and_active_fit_and_are_what_one_counts_day_by_day(stukken):
    with transaction.atomic():
        for kind, town, provider, begin, length in stukken:
            first = BEGIN + begin * STAP
            hulp(kind, first, None if length is None else first + length * STAP, gemeente=town, aanbieder=provider)
        found = {(one.gemeente, one.halfjaar): one for one in queries.tellingen(PEIL, on_behalf_of=REGIO)}
        transaction.set_rollback(True)

    for place in ("", ZWOLLE, DALFSEN):
        for half in (EERSTE, TWEEDE):
            expected = dag_voor_dag(stukken, place, half.van, half.einde)
            one = found.get((place, half))
            assert (tuple(one.getal(name) for name in FIGUREN) if one else (0,) * 5) == expected
    assert all(one.sluitverschil == one.actiefverschil == 0 for one in found.values())


class TestSmallNumbers:
    @pytest.mark.usefixtures("als_regio")
    def test_who_sees_no_children_sees_no_small_number(self):
        for kind in range(30):
            hulp(kind, date(2024, 3, 1))
        for kind in range(30, 33):
            hulp(kind, date(2025, 2, 1))
        for kind in range(33, 53):
            hulp(kind, date(2024, 3, 1), gemeente=DALFSEN)

        assert geteld(ZWOLLE) == (30, 3, 0, 33, 33)
        shown = geteld(ZWOLLE, wie=BESTUUR)
        assert shown[1] is None
        assert None in (shown[0], shown[4])
        for one in queries.tellingen(PEIL, on_behalf_of=BESTUUR):
            numbers = [*(one.getal(name) for name in FIGUREN), *one.leeftijd.values()]
            assert [number for number in numbers if number is not None and 0 < number < 10] == []

    @given(
        st.lists(
            st.tuples(
                st.integers(0, 40), st.integers(0, 25), st.integers(0, 25), st.lists(st.integers(0, 30), min_size=3)
            ),
            min_size=2,
            max_size=4,
        )
    )
    def test_from_what_is_shown_no_small_number_follows(self, towns):
        counts = [tel(f"000{nr}", *one) for nr, one in enumerate(towns)]
        every = [*counts, samen(counts)]
        shown = bescherm(every, PEIL)

        assert volgt_uit(every, shown) == []


def tel(gemeente, begin, inflow, outflow, ages):
    """A count that closes: of nobody more leave than there are, and all have an age."""
    active = begin + inflow
    parts, left = [], active
    for one in ages[:3]:
        parts.append(min(one, left))
        left -= parts[-1]
    young, teens, grown = parts
    groups = {"0-9": young, "10-17": teens, "18-22": grown, "0-17": young + teens, "0-22": sum(parts), "anders": left}
    outflow = min(outflow, active)
    return Telling(gemeente, EERSTE, begin, inflow, outflow, active - outflow, active, groups)


def samen(counts):
    """The region of these municipalities, when nobody moved."""
    figures = [sum(one.getal(name) for one in counts) for name in FIGUREN]
    return Telling(
        "", EERSTE, *figures, {name: sum(one.leeftijd[name] for one in counts) for name in counts[0].leeftijd}
    )


def volgt_uit(echt, getoond):
    """The small numbers of `echt` that follow from what is shown, by what adds up to what."""
    names = (*FIGUREN, *echt[0].leeftijd)
    true = {(nr, name): number(one, name) for nr, one in enumerate(echt) for name in names}
    hidden = [(nr, name) for nr, one in enumerate(getoond) for name in names if number(one, name) is None]
    sums = [[(nr, name) for name in line] for nr in range(len(echt)) for line in SOMMEN]
    sums += [[(nr, name) for nr in range(len(echt))] for name in names]
    return [(key, true[key]) for key in af_te_leiden(sums, hidden) if 0 < true[key] < KLEINST]


def number(one, name):
    return one.getal(name) if name in FIGUREN else one.leeftijd[name]
