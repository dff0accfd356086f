# SPDX-License-Identifier: EUPL-1.2
"""Money without a reference gets its place by two people, once and never more than there is, or goes back (S57)."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jeugdregio.betalingen import actions, queries
from jeugdregio.betalingen.betalingen_test import DAG, EEN, NU, TWEE, lees, world
from jeugdregio.betalingen.models import Bankbestand, Bankregel, Koppeling, Ontvangst, Vordering
from jeugdregio.betalingen.proefbank import afschrijvingen, bijschrijvingen
from jeugdregio.betalingen.values import NietTeBetalen
from jeugdregio.betalingen.vorderingen_test import stand, te_vorderen, vordering
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol
from tests.tellers import rood

__all__ = ["vordering", "world"]
MORGEN = date(2026, 10, 16)


@pytest.fixture(autouse=True)
def counted(world):
    """After each test the counters of accounts say that all is well."""
    yield
    assert rood() == {}


def regel(cents: int, text: str = "terugbetaling", dag: date = DAG, nummer: str = "1") -> int:
    """Money that came in with a text that names nothing; gives the line."""
    lees(bijschrijvingen([(text, cents)], dag=dag, nummer=nummer))
    return max(one.id for one in queries.niet_verwerkt(on_behalf_of=EEN))


def koppel(line: int, cents: int, *, soort: str = "vordering", doel: int | None = None, wie: Machtiging = EEN) -> int:
    return actions.stel_koppeling_voor(
        line, soort, doel=doel, bedrag_cent=cents, reden="de tekst", moment=NU, on_behalf_of=wie
    )


def beslis(number: int, cents: int, *, bevestigen: bool = True, wie: Machtiging = TWEE) -> None:
    actions.besluit_koppeling(number, bevestigen=bevestigen, bedrag_cent=cents, moment=NU, on_behalf_of=wie)


def test_two_people_give_it_its_place_and_it_is_booked_once(vordering):
    line = regel(400_00)
    number = koppel(line, 400_00, doel=vordering.pk)
    assert (stand(), te_vorderen()) == ((0, 1_000_00), 1_000_00), "a proposal moves nothing"

    with pytest.raises(NietTeBetalen, match="zelf voorgesteld"):
        beslis(number, 400_00, wie=EEN)
    with pytest.raises(NietTeBetalen, match="ander bedrag"):
        beslis(number, 400_01)
    beslis(number, 400_00)
    with pytest.raises(NietTeBetalen, match="al over besloten"):
        beslis(number, 400_00)

    assert (stand(), te_vorderen()) == ((400_00, 600_00), 600_00)
    assert queries.niet_verwerkt(on_behalf_of=EEN) == []
    with pytest.raises(NietTeBetalen, match="nog over"):
        koppel(line, 1, doel=vordering.pk)


def test_never_more_than_the_line_nor_than_the_claim(vordering):
    line, other = regel(400_00), regel(800_00, nummer="2")
    with pytest.raises(NietTeBetalen, match="nog over"):
        koppel(line, 400_01, doel=vordering.pk)
    with pytest.raises(NietTeBetalen, match="minder open"):
        koppel(line, 1_000_01, doel=vordering.pk)
    first, second = koppel(line, 400_00, doel=vordering.pk), koppel(other, 800_00, doel=vordering.pk)
    beslis(second, 800_00)

    with pytest.raises(NietTeBetalen, match="minder open"):
        beslis(first, 400_00)

    assert stand() == (800_00, 200_00)


def test_too_much_is_a_part_for_the_claim_and_a_part_that_goes_back(vordering):
    line = regel(1_000_01, vordering.kenmerk)
    beslis(koppel(line, 1_000_00, doel=vordering.pk), 1_000_00)
    back = koppel(line, 1, soort="terugboeken")
    beslis(back, 1)

    assert (stand(), te_vorderen()) == ((1_000_00, 0), 0)
    (waits,) = queries.koppelingen(on_behalf_of=EEN)
    assert (waits.id, waits.bedrag_cent, waits.teruggeboekt_op) == (back, 1, None)


def test_the_same_money_in_a_next_statement_is_no_second_line(vordering):
    line = regel(400_00)

    again = lees(bijschrijvingen([("terugbetaling", 400_00), (vordering.kenmerk, 5_00)], dag=DAG))

    assert again.aantallen == {"bekend": 1, "verwerkt": 1}
    assert [one.id for one in queries.niet_verwerkt(on_behalf_of=EEN)] == [line]


def test_a_line_that_was_read_before_marks_were_kept_is_told_by_its_file(vordering):
    line = regel(400_00)
    with namens(EEN):
        kept = Bankregel.objects.select_related("bestand").get(pk=line).bestand
        file = Bankbestand.objects.create(
            regio=kept.regio, soort=kept.soort, sha256="0" * 64, inhoud=kept.inhoud, vastgelegd_op=NU, door=101
        )
        old = Bankregel.objects.create(
            regio=kept.regio, bestand=file, nr=1, gebeurtenis="terug", bedrag_cent=400_00, dag=DAG, uitkomst="onbekend"
        )
    koppel(line, 400_00, doel=vordering.pk)

    with pytest.raises(NietTeBetalen, match="nog over"):
        koppel(old.pk, 400_00, doel=vordering.pk)


def test_what_is_not_ours_goes_back_and_the_statement_finds_it():
    back = koppel(regel(25_00, "huur"), 25_00, soort="terugboeken")
    beslis(back, 25_00)
    with namens(EEN):
        mark = Koppeling.objects.get(pk=back).kenmerk

    wrong = lees(afschrijvingen([(mark, 24_99)], dag=MORGEN))
    right = lees(afschrijvingen([(mark, 25_00)], dag=MORGEN, nummer="2"))
    twice = lees(afschrijvingen([(mark, 25_00)], dag=MORGEN, nummer="3"))

    assert (wrong.aantallen, right.aantallen, twice.aantallen) == ({"onbekend": 1}, {"verwerkt": 1}, {"onbekend": 1})
    assert queries.koppelingen(on_behalf_of=EEN) == []
    with namens(EEN):
        assert Koppeling.objects.get(pk=back).teruggeboekt_op == MORGEN


def test_without_the_reference_two_people_say_which_debit_it_was():
    back = koppel(regel(25_00, "huur"), 25_00, soort="terugboeken")
    lees(afschrijvingen([("retour", 25_00), ("kosten", 1_00)], dag=MORGEN, nummer="9"))
    fee, debit = sorted(queries.niet_verwerkt(on_behalf_of=EEN), key=lambda one: one.bedrag_cent)[:2]
    with pytest.raises(NietTeBetalen, match="bedrag dat terug moest"):
        koppel(debit.id, 25_00, soort="teruggeboekt", doel=back)
    beslis(back, 25_00)
    with pytest.raises(NietTeBetalen, match="bedrag dat terug moest"):
        koppel(fee.id, 1_00, soort="teruggeboekt", doel=back)
    with pytest.raises(NietTeBetalen, match="Een bijschrijving betaalt"):
        koppel(fee.id, 1_00, soort="terugboeken")

    beslis(koppel(debit.id, 25_00, soort="teruggeboekt", doel=back), 25_00)

    assert [one.id for one in queries.niet_verwerkt(on_behalf_of=EEN)] == [fee.id]
    assert queries.koppelingen(on_behalf_of=EEN) == []


def test_turned_down_it_is_free_again(vordering):
    line = regel(400_00)
    beslis(koppel(line, 400_00, soort="terugboeken"), 400_00, bevestigen=False, wie=EEN)

    beslis(koppel(line, 400_00, doel=vordering.pk), 400_00)

    assert stand() == (400_00, 600_00)


def test_it_takes_a_person_with_the_right_and_a_reason(vordering):
    line = regel(400_00)
    for who in (Machtiging(rol=Rol.CONTROLLER, gemeente="0193", account=7), Machtiging(rol=Rol.CONTROLLER, regio="X")):
        with pytest.raises(NietToegestaan):
            koppel(line, 400_00, doel=vordering.pk, wie=who)
    with pytest.raises(NietTeBetalen, match="waaraan u ziet"):
        actions.stel_koppeling_voor(
            line, "terugboeken", doel=None, bedrag_cent=1, reden=" ", moment=NU, on_behalf_of=EEN
        )
    with pytest.raises(NietTeBetalen, match="Kies waar"):
        koppel(line, 400_00, doel=None)


@pytest.mark.parametrize(
    "change", [{"bedrag_cent": 1}, {"stand": "bevestigd", "besloten_door": 101}, {"teruggeboekt_op": DAG}]
)
def test_the_database_holds_what_was_proposed(vordering, change):
    number = koppel(regel(400_00), 400_00, soort="terugboeken")

    with pytest.raises(DatabaseError), namens(EEN):
        Koppeling.objects.filter(pk=number).update(**change)


def test_a_receipt_names_what_two_people_confirmed(vordering):
    number = koppel(regel(400_00), 400_00, doel=vordering.pk)

    with pytest.raises(DatabaseError, match="twee mensen"), namens(EEN):
        Ontvangst.objects.create(
            gemeente=vordering.gemeente, aanbieder=vordering.aanbieder, vordering=vordering, verwijzing="x",
            koppeling_id=number, bedrag_cent=400_00, dag=DAG,
        )  # fmt: skip


@given(
    lines=st.lists(st.integers(1, 700_00), min_size=1, max_size=4),
    parts=st.lists(st.tuples(st.integers(0, 3), st.integers(1, 700_00), st.booleans(), st.booleans()), max_size=8),
)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_people_say_no_cent_is_made_or_lost(vordering, lines, parts):
    with transaction.atomic():
        keys = [regel(cents, f"regel {nr}", nummer=str(nr)) for nr, cents in enumerate(lines)]
        for at, cents, claims, confirm in parts:
            kind, goal = ("vordering", vordering.pk) if claims else ("terugboeken", None)
            try:
                with transaction.atomic():
                    number = koppel(keys[at % len(keys)], cents, soort=kind, doel=goal)
                    beslis(number, cents, bevestigen=confirm)
            except NietTeBetalen:
                continue

        came, left = stand()
        with namens(EEN):
            said = Koppeling.objects.filter(stand="bevestigd")
            back = sum(said.filter(soort="terugboeken").values_list("bedrag_cent", flat=True))
            claimed = Vordering.objects.get().bedrag_cent
        rest = sum(one.open_cent for one in queries.niet_verwerkt(on_behalf_of=EEN))
        assert came + back + rest == sum(lines)
        assert (came + left, te_vorderen(), rood()) == (claimed, left, {})
        transaction.set_rollback(True)
