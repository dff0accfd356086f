# SPDX-License-Identifier: EUPL-1.2
"""Ticked off work: gone for who ticked it off, back when the fact changes, and never on behalf of another."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, ProgrammingError, connection
from django.utils import timezone

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.verzoeken.actions import NietNaTeZien, vink_af
from jeugdregio.verzoeken.queries import Nazien, afgevinkt, na_te_zien
from tests.wereld import PEILDATUM, Wereld

pytestmark = pytest.mark.django_db
WIE = verwerking("IJSSELLAND")
G1 = Machtiging(rol=Rol.TOEGANG, gemeente="0193")
G2 = Machtiging(rol=Rol.TOEGANG, gemeente="0148")
A1 = Machtiging(rol=Rol.AANBIEDER, aanbieder="99900001")
MOMENT = timezone.make_aware(datetime(2027, 6, 30, 12))


def tasks(who: Machtiging = G1, day: date = PEILDATUM) -> list[Nazien]:
    return na_te_zien(peildatum=day, on_behalf_of=who)


def tick(task: Nazien, who: Machtiging = G1) -> None:
    vink_af(
        task.afspraak.regel,
        task.toewijzing_nummer,
        task.feit,
        door="jansen",
        reden="De aanbieder stemt in.",
        moment=MOMENT,
        on_behalf_of=who,
    )


@pytest.fixture
def task(wereld: Wereld) -> Nazien:
    """A budget that was lowered; nobody asked for it (OP299)."""
    wereld.gegeven("JW301 | budget | einde\nT1 | 500000 | 2027-12-31")
    wereld.gegeven("JW301 | nummer | budget | einde | besluit\nT1b | T1 | 400000 | 2027-12-31 | 2027-06-01")
    (one,) = tasks()
    return one


def test_it_is_gone_for_everyone_and_says_who_and_why(task: Nazien):
    tick(task)

    assert tasks() == tasks(WIE) == []
    (one,) = afgevinkt("OP299", task.toewijzing_nummer, on_behalf_of=G1)
    assert (one.door, one.reden, one.gezien_op) == ("jansen", "De aanbieder stemt in.", MOMENT)


def test_a_later_change_brings_its_own_task(wereld: Wereld, task: Nazien):
    tick(task)
    wereld.gegeven("JW301 | nummer | budget | einde | besluit\nT1c | T1 | 300000 | 2027-12-31 | 2027-06-02")

    (again,) = tasks()
    assert (again.afspraak.regel, again.toewijzing_nummer) == ("OP299", task.toewijzing_nummer)
    assert again.feit != task.feit


def test_what_is_stacked_comes_back_when_one_of_both_changes(wereld: Wereld):
    wereld.gegeven("JW301 | einde\nT1 | 2027-12-31")
    wereld.gegeven("JW301 | begin | einde | besluit\nT2 | 2027-07-01 | 2028-12-31 | 2026-12-16")
    (stacked,) = [one for one in tasks() if one.afspraak.regel == "OP259"]
    tick(stacked)
    assert "OP259" not in {one.afspraak.regel for one in tasks()}

    wereld.gegeven("JW301 | nummer | begin | einde | besluit\nT2b | T2 | 2027-07-01 | 2028-11-30 | 2026-12-17")

    assert [one.feit != stacked.feit for one in tasks() if one.afspraak.regel == "OP259"] == [True]


def test_a_picture_that_is_left_out_again_comes_back(wereld: Wereld):
    wereld.gegeven("JW301 | bericht | product\nT1 | een | 45A14\nT2 | een | 45A16")
    for day in ("2027-06-01", "2027-06-02"):
        wereld.gegeven(f"JW301 | nummer | product | besluit\nT1-{day} | T1 | 45A14 | {day}")
        (missing,) = tasks()
        assert missing.toewijzing_nummer == wereld.nummer("T2")
        tick(missing)
        assert tasks() == []


@pytest.mark.parametrize("who", [G2, A1])
def test_another_organisation_ticks_off_nothing_of_this_one(task: Nazien, who: Machtiging):
    tick(task, who)

    assert tasks() == tasks(WIE) == [task]
    assert afgevinkt(on_behalf_of=G1) == []


def test_the_region_ticks_off_nothing(task: Nazien):
    with pytest.raises(NietNaTeZien):
        tick(task, WIE)


_INSERT = """
    INSERT INTO verzoeken_nagezien (gemeente, aanbieder, regel, nummer, feit, reden, door, gezien_op)
    VALUES (%s, %s, 'OP299', 1, 'x', %s, %s, now())
"""


@pytest.mark.parametrize(
    ("who", "values", "error"),
    [
        (WIE, ("0193", "", "x", "x"), ProgrammingError),
        (G2, ("0193", "", "x", "x"), ProgrammingError),
        (A1, ("0193", "", "x", "x"), ProgrammingError),
        (A1, ("0193", "99900001", "x", "x"), IntegrityError),
        (G1, ("0193", "99900001", "x", "x"), IntegrityError),
        (G1, ("0193", "", "", "x"), IntegrityError),
        (G1, ("0193", "", "x", ""), IntegrityError),
    ],
)
def test_the_database_lets_nobody_write_for_another(als_regio, who: Machtiging, values: tuple, error: type[Exception]):
    with pytest.raises(error):
        _execute(_INSERT, who, values)


@pytest.mark.parametrize(
    "statement", ["UPDATE verzoeken_nagezien SET reden = 'anders'", "DELETE FROM verzoeken_nagezien"]
)
def test_what_was_ticked_off_stays_as_it_is(task: Nazien, statement: str):
    tick(task)
    with pytest.raises(ProgrammingError):
        _execute(statement, G1)


def _execute(statement: str, who: Machtiging, values: tuple = ()) -> None:
    with namens(who), connection.cursor() as cursor:
        cursor.execute(statement, values or None)
