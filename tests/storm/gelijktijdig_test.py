# SPDX-License-Identifier: EUPL-1.2
"""
Two at the same moment, on real connections, round after round: the outcome is always one that they could have had
one after the other, and the invariants hold after every round.

With the lock that keeps batches of a region apart, and without it (`zonder slot`), so that what lies under it is
seen to hold by itself.
"""

import gzip
from collections import Counter
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, OperationalError, connection
from django.utils import timezone
from psycopg.errors import DeadlockDetected

from jeugdregio.afsluiting.actions import UnableToCloseOutOfOrder, sluit_maand
from jeugdregio.afsluiting.models import Momentopname
from jeugdregio.begroting.queries import regiorapport
from jeugdregio.begroting.values import MaandRapport
from jeugdregio.berichten.models import Apart, Bestand
from jeugdregio.berichten.partij import Stuk
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.ontvangst import actions
from jeugdregio.ontvangst.apart import tel_mislukking
from jeugdregio.ontvangst.queries import meet
from jeugdregio.ontvangst.values import Aanlevering
from jeugdregio.ontvangst.verwerking import verwerk_stukken
from tests.storm.parallel import rounds, together
from tests.wereld import PEILDATUM, STUKTARIEF
from tests.wereld_oordeel import REGIO

WIE = verwerking(REGIO)
MOMENT = timezone.make_aware(datetime.combine(PEILDATUM, datetime.min.time().replace(hour=12)))
MET, ZONDER = "met slot", "zonder slot"


def receive(sender, data):
    (receipt,) = actions.leg_vast([Aanlevering("", data, sender, "test")], moment=MOMENT, on_behalf_of=WIE)
    return receipt


def store(sender, data):
    return receive(sender, data).bestand_id


def process():
    """What a worker does, once; gives the outcomes."""
    report = actions.verwerk(regio=REGIO, peildatum=PEILDATUM, moment=MOMENT)
    assert report.mislukt == ()
    return report.uitkomsten


def take_in(message, number):
    """Judge one message in a transaction of its own, without the lock of the region."""
    while True:
        try:
            with namens(WIE):
                (outcome,) = verwerk_stukken(
                    [Stuk(number, 0, message.afzender, MOMENT, message.data)], peildatum=PEILDATUM, moment=MOMENT
                )
        except OperationalError as error:
            if not isinstance(error.__cause__, DeadlockDetected):
                raise
        else:
            return [outcome]


def deliver_and_process(sender, data):
    store(sender, data)
    return process()


def at_once(messages, how):
    """Take these messages in at the same moment; gives the outcome of each, an `IntegrityError` where it met one."""
    if how == MET:
        found = together(*(partial(deliver_and_process, message.afzender, message.data) for message in messages))
        assert not [one for one in found if isinstance(one, Exception)], found
        return [outcome for outcomes in found for outcome in outcomes]
    numbers = [store(message.afzender, message.data) for message in messages]
    found = together(*(partial(take_in, *pair) for pair in zip(messages, numbers, strict=True)))
    with namens(WIE):
        Bestand.objects.filter(id__in=numbers).update(status="verwerkt", verwerkt_op=MOMENT)
    return [one for outcomes in found for one in (outcomes if isinstance(outcomes, list) else [outcomes])]


def rows(statement, *parameters):
    with namens(WIE), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def used(world, label):
    (row,) = rows(
        "SELECT gebruikt, prestaties FROM toewijzingen_stand s JOIN toewijzingen_toewijzing t"
        " ON t.gemeente = s.gemeente AND t.id = s.toewijzing_id WHERE t.nummer = %s",
        world.nummer(label),
    )
    return row


def granted(world, *labels):
    """Which of these lines were granted, in this order."""
    return [
        rows(
            "SELECT coalesce(bool_or(toegekend), false) FROM declaraties_prestatie WHERE referentie = %s",
            world.prestaties[label][1].product_referentie.referentie_nummer,
        )[0][0]
        for label in labels
    ]


def draw(world, drawing):
    with namens(WIE):
        return world.teken(drawing)


def given(world, drawing):
    with namens(WIE):
        world.gegeven(drawing)


def all_is_well():
    assert {m.invariant.code: m.fout for m in meet(on_behalf_of=WIE) if m.fout} == {}


def allocation(world, label, volume):
    given(
        world,
        f"""
        JW301 | nummer | product | volume | eenheid | frequentie | einde
        {label} | | 45A14 | {volume} | 14 | 6 | 2026-12-31
        """,
    )


LINE = "JW323 | bericht | toewijzing | maand | volume | vorige"


@pytest.mark.parametrize("how", [MET, ZONDER])
def test_two_that_fit_and_not_together(wereld, how):
    for number in rounds(8, 100):
        t, one, other = f"T{number}", f"A{number}", f"B{number}"
        allocation(wereld, t, 10)
        messages = draw(wereld, f"{LINE}\n{one} | {one} | {t} | 2026-03 | 6 |\n{other} | {other} | {t} | 2026-04 | 6 |")

        outcomes = at_once(messages, how)

        assert sorted(o.uitkomst for o in outcomes) == ["alles_afgewezen", "geaccepteerd"]
        assert sorted(granted(wereld, one, other)) == [False, True]
        assert used(wereld, t) == (6, 1)
    all_is_well()


@pytest.mark.parametrize("how", [MET, ZONDER])
def test_a_credit_and_a_debit_that_fits_only_after_it(wereld, how):
    seen = Counter()
    for number in rounds(8, 100):
        t, first, credit, debit = f"T{number}", f"A{number}", f"C{number}", f"B{number}"
        allocation(wereld, t, 10)
        given(wereld, f"{LINE}\n{first} | {first} | {t} | 2026-03 | 8 |")
        messages = draw(
            wereld, f"{LINE}\n{debit} | {debit} | {t} | 2026-04 | 6 |\n{credit} | {credit} | {t} | | | {first}"
        )

        at_once(messages, how)

        outcome = (*granted(wereld, credit, debit), *used(wereld, t))
        assert outcome in {(True, True, 6, 1), (True, False, 0, 0)}
        seen[outcome] += 1
    all_is_well()
    assert seen.total() == len(rounds(8, 100))


@pytest.mark.parametrize("how", [MET, ZONDER])
def test_two_credits_of_one_line(wereld, how):
    for number in rounds(8, 100):
        t, first, one, other = f"T{number}", f"A{number}", f"C{number}", f"D{number}"
        allocation(wereld, t, 10)
        given(wereld, f"{LINE}\n{first} | {first} | {t} | 2026-03 | 8 |")
        messages = draw(wereld, f"{LINE}\n{one} | {one} | {t} | | | {first}\n{other} | {other} | {t} | | | {first}")

        outcomes = at_once(messages, how)

        assert sorted(granted(wereld, one, other)) == [False, True]
        assert used(wereld, t) == (0, 0)
        assert how == ZONDER or sorted(o.uitkomst for o in outcomes) == ["alles_afgewezen", "geaccepteerd"]
        assert all(not isinstance(o, Exception) or isinstance(o, IntegrityError) for o in outcomes)
    assert rows("SELECT sum(kosten_cent)::bigint FROM grootboek_v_boeking") == [(0,)]
    all_is_well()


def test_the_same_bytes_at_the_same_moment_are_one_file(wereld):
    for number in rounds(30, 400):
        data = b"<bericht nummer='%d'/>" % number

        receipts = together(*[partial(receive, "99900001", data)] * 3)

        assert not [one for one in receipts if isinstance(one, Exception)], receipts
        assert len({one.bestand_id for one in receipts}) == 1
        assert sorted(one.herhaling for one in receipts) == [False, True, True]


def test_the_same_message_in_two_files_at_the_same_moment_counts_once(wereld):
    for number in rounds(8, 100):
        label = f"A{number}"
        allocation(wereld, f"T{number}", 10)
        (message,) = draw(wereld, f"{LINE}\n{label} | {label} | T{number} | 2026-03 | 1 |")
        contents = (gzip.compress(message.data, mtime=number), message.data)

        found = together(*(partial(deliver_and_process, message.afzender, data) for data in contents))

        assert not [one for one in found if isinstance(one, Exception)], found
        assert sorted(o.uitkomst for outcomes in found for o in outcomes) == ["geaccepteerd", "herhaling"]
        expected = [(number + 1, (number + 1) * STUKTARIEF)]
        assert rows("SELECT count(*), sum(bedrag_cent)::bigint FROM grootboek_boeking") == expected
    all_is_well()


FIRST = Maand(2022, 7)
"""No older care can be declared (TR335), so a world has some fifty months to close; the night has more worlds."""
AGAIN = pytest.mark.parametrize("again", rounds(1, 4))


class TestMonthClose:
    REGION = Machtiging(rol=Rol.CONTROLLER, regio=REGIO)

    def allocate(self, world):
        given(
            world,
            """
            JW301 | nummer | product | volume | eenheid | frequentie | begin | einde | besluit
            T | | 45A14 | 100000 | 14 | 6 | 2022-01-01 | 2026-12-31 | 2021-12-01
            """,
        )

    def close(self, month):
        return sluit_maand(month, moment=MOMENT, namens=self.REGION)

    @AGAIN
    def test_a_booking_is_in_the_frozen_month_or_in_a_later_one(self, wereld, again):
        self.allocate(wereld)
        seen: Counter[bool] = Counter()
        month = FIRST
        for number in rounds(10, 50):
            label = f"A{number}"
            (message,) = draw(wereld, f"{LINE}\n{label} | {label} | T | {month} | 1 |")

            closed, outcomes = together(
                partial(self.close, month), partial(deliver_and_process, message.afzender, message.data)
            )

            assert not isinstance(closed, Exception), closed
            assert [o.uitkomst for o in outcomes] == ["geaccepteerd"], [o.regels for o in outcomes]
            ((booked,),) = rows("SELECT boekmaand FROM grootboek_boeking WHERE dienstmaand = %s", month.begin)
            assert booked in (month.begin, month.volgende.begin)
            seen[booked == month.begin] += 1
            self.frozen_is_what_is_booked(month)
            month = month.volgende
        all_is_well()

    @AGAIN
    def test_no_booked_month_stays_open_before_a_closed_one(self, wereld, again):
        """A batch books in a month while the month after it is closed."""
        self.allocate(wereld)
        seen: Counter[bool] = Counter()
        month = FIRST
        for number in rounds(10, 25):
            label = f"A{number}"
            (message,) = draw(wereld, f"{LINE}\n{label} | {label} | T | {month} | 1 |")

            closed, outcomes = together(
                partial(self.close, month.volgende), partial(deliver_and_process, message.afzender, message.data)
            )

            assert [o.uitkomst for o in outcomes] == ["geaccepteerd"]
            ((booked,),) = rows("SELECT boekmaand FROM grootboek_boeking WHERE dienstmaand = %s", month.begin)
            if isinstance(closed, UnableToCloseOutOfOrder):
                assert booked == month.begin
                self.close(month)
                self.close(month.volgende)
            else:
                assert closed.gesloten
                assert booked == month.volgende.volgende.begin
            seen[booked == month.begin] += 1
            month = month.volgende.volgende
        all_is_well()

    def frozen_is_what_is_booked(self, month):
        """Figures on the month of booking stay; what was handed in for older care may still grow."""
        now = {one.gemeente: one.totaal.nu for one in regiorapport(month, on_behalf_of=self.REGION).gemeenten}
        with namens(WIE):
            contents = list(
                Momentopname.objects.filter(soort="maandrapport", maand=month.begin).values_list("inhoud", flat=True)
            )
        frozen = {one.gemeente: one.totaal.nu for one in map(MaandRapport.uit_json, contents)}
        assert frozen.keys() == now.keys()
        for town, figures in frozen.items():
            assert figures.toegekend_cent == now[town].toegekend_cent
            assert figures.te_betalen_cent == now[town].te_betalen_cent

    def test_two_who_close_a_month_at_once_close_it_once(self, wereld):
        month = FIRST
        for _ in rounds(10, 50):
            found = together(partial(self.close, month), partial(self.close, month))

            assert not [one for one in found if isinstance(one, Exception)], found
            assert sorted(len(one.gesloten) for one in found) == [0, 2]
            month = month.volgende


def test_two_who_release_a_file_at_once_release_it_once(wereld):
    for number in rounds(15, 200):
        file = store("99900001", b"gif %d" % number)
        for _ in range(3):
            tel_mislukking(file, fout="Fout", regio=REGIO, moment=MOMENT)
        release = [partial(actions.geef_vrij, file, door=who, moment=MOMENT, on_behalf_of=WIE) for who in ("an", "bo")]

        outcomes = together(*release)

        assert sorted(type(one).__name__ for one in outcomes) == ["NietApart", "NoneType"]
        with namens(WIE):
            assert Apart.objects.filter(bestand_id=file).count() == 1
            assert Bestand.objects.get(id=file).status == "ontvangen"
        process()
    all_is_well()


def test_two_failures_are_counted_twice_and_set_aside_once(wereld):
    """Two workers fail on the same file at the same moment, round after round."""
    for number in rounds(10, 100):
        file = store("99900001", b"gif %d" % number)
        work = partial(tel_mislukking, file, fout="Fout", regio=REGIO, moment=MOMENT + timedelta(days=number))

        found = together(work, work, work, work)

        assert sorted((one.poging, one.apart) for one in found) == [(0, False), (1, False), (2, False), (3, True)]
        with namens(WIE):
            assert Apart.objects.filter(bestand_id=file).count() == 1
    all_is_well()
