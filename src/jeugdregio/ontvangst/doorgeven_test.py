# SPDX-License-Identifier: EUPL-1.2
"""A municipality that does its own invoicing gets its claims as they came; nothing is judged or booked twice."""

from datetime import date, datetime, time
from itertools import count

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from jeugdregio.berichten import verzenden
from jeugdregio.declaraties.models import Declaratie
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.invarianten import meet
from jeugdregio.ontvangst.values import Aanlevering
from jeugdregio.regio.actions import NietVastTeLeggen, leg_taakbesluit_vast
from jeugdregio.regio.queries import besluiten, deelnemers, doet_zelf
from tests.wereld import GEMEENTEN, PEILDATUM, Wereld
from tests.wereld_oordeel import REGIO

pytestmark = pytest.mark.django_db
WIE = verwerking(REGIO)
G1, G2 = GEMEENTEN["G1"], GEMEENTEN["G2"]
MOMENT = timezone.make_aware(datetime.combine(PEILDATUM, time(12)))
NEXT, TODAY = date(2027, 6, 1), date(2027, 5, 15)
names = count(1)


@pytest.fixture
def wereld(als_regio: None) -> Wereld:
    world = Wereld()
    world.gegeven(
        "JW301 | gemeente | begin | einde\nT1 | G1 | 2026-01-01 | 2028-12-31\nT2 | G2 | 2026-01-01 | 2028-12-31"
    )
    return world


def decide(taak: str = "facturatie", *, neemt_af: bool = False, vanaf: date = NEXT, **more: object) -> None:
    facts = {"gemeente": G1, "besluit": "Raad van 3 mei 2027", "peildatum": TODAY, "on_behalf_of": WIE} | more
    leg_taakbesluit_vast(taak=taak, vanaf=vanaf, neemt_af=neemt_af, door="jansen", moment=MOMENT, **facts)


def send(world: Wereld, *rows: str, dag: date = PEILDATUM) -> list[str]:
    """Claims by (allocation, municipality, month), as one batch; gives what became of each."""
    lines = [f"D{next(names)} | b{next(names)} | {row}" for row in rows]
    messages = world.teken("JW323 | bericht | toewijzing | gemeente | maand | declaratiemaand\n" + "\n".join(lines))
    moment = timezone.make_aware(datetime.combine(dag, time(12)))
    leg_vast(
        [Aanlevering(f"{m.naam}.xml", m.data, m.afzender, "test") for m in messages], moment=moment, on_behalf_of=WIE
    )
    outcomes = verwerk(regio=REGIO, peildatum=dag, moment=moment).uitkomsten
    world.laatste = messages  # type: ignore[attr-defined]
    return [outcome.uitkomst for outcome in outcomes]


def all_right() -> bool:
    return all(one.fout == 0 for one in meet(on_behalf_of=WIE))


class TestRouting:
    def test_from_its_month_on_a_claim_passes_as_it_came(self, wereld: Wereld):
        decide()

        found = send(
            wereld,
            "T1 | G1 | 2027-05 | 2027-05",
            "T1 | G1 | 2027-06 | 2027-06",
            "T2 | G2 | 2027-06 | 2027-06",
        )

        assert found == ["geaccepteerd", "doorgegeven", "geaccepteerd"]
        town = Machtiging(rol=Rol.TOEGANG, gemeente=G1)
        waiting = verzenden.te_ontvangen(ontvanger=G1, on_behalf_of=town)
        (mark,) = [mark for mark, kind, _ in waiting if kind == "JW323"]
        passed = verzenden.zending(mark, on_behalf_of=town, ontvanger=G1)
        assert passed is not None
        assert (passed.data, passed.afzender) == (wereld.laatste[1].data, wereld.laatste[1].afzender)  # type: ignore[attr-defined]
        assert Declaratie.objects.filter(gemeente=G1).count() == 1
        assert all_right()

    def test_a_month_of_before_stays_with_the_region_however_late(self, wereld: Wereld):
        decide()

        assert send(wereld, "T1 | G1 | 2027-05 | 2027-05", dag=date(2027, 12, 1)) == ["geaccepteerd"]

    def test_a_repeat_passes_once(self, wereld: Wereld):
        decide()
        send(wereld, "T1 | G1 | 2027-06 | 2027-06")
        (again,) = wereld.laatste  # type: ignore[attr-defined]
        moment = timezone.make_aware(datetime(2027, 7, 2, 9))
        zipped = Aanlevering("nog eens.xml", again.data + b"\n", again.afzender, "test")
        leg_vast([zipped], moment=moment, on_behalf_of=WIE)
        same = leg_vast(
            [Aanlevering("zelfde.xml", again.data, again.afzender, "test")], moment=moment, on_behalf_of=WIE
        )

        assert same[0].herhaling
        assert [one.uitkomst for one in verwerk(regio=REGIO, peildatum=date(2027, 7, 2), moment=moment).uitkomsten] == [
            "doorgegeven"
        ]
        assert all_right()

    def test_who_comes_back_is_judged_here_again(self, wereld: Wereld):
        decide(vanaf=date(2027, 5, 1), peildatum=date(2027, 4, 1))
        decide(neemt_af=True)

        found = send(wereld, "T1 | G1 | 2027-05 | 2027-05", "T1 | G1 | 2027-06 | 2027-06")

        assert found == ["doorgegeven", "geaccepteerd"]

    def test_another_task_changes_nothing(self, wereld: Wereld):
        decide("monitoring")

        assert send(wereld, "T1 | G1 | 2027-06 | 2027-06") == ["geaccepteerd"]


class TestDecision:
    def test_the_last_decision_about_a_day_counts(self, wereld: Wereld):
        decide()
        decide(neemt_af=True)

        assert doet_zelf("facturatie", NEXT) == frozenset()
        assert [one.neemt_af for one in besluiten(G1)] == [True, False]

    def test_holds_from_its_day(self, wereld: Wereld):
        decide()

        assert doet_zelf("facturatie", date(2027, 5, 31)) == frozenset()
        assert doet_zelf("facturatie", NEXT) == {G1}

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"vanaf": date(2027, 6, 2)}, "eerste dag"),
            ({"vanaf": date(2027, 5, 1)}, "nog moet beginnen"),
            ({"besluit": "  "}, "waar het besluit staat"),
            ({"taak": "betalingen"}, "niet op de lijst"),
            ({"gemeente": "9999"}, "doet op die dag niet mee"),
            ({"on_behalf_of": Machtiging(rol=Rol.CONTROLLER, gemeente=G1)}, "Alleen de regio"),
        ],
    )
    def test_what_cannot_be_recorded(self, wereld: Wereld, change: dict[str, object], why: str):
        with pytest.raises(NietVastTeLeggen, match=why):
            decide(**change)

    def test_the_database_keeps_every_decision(self, wereld: Wereld):
        decide()

        for statement in ("UPDATE regio_taakbesluit SET neemt_af = true", "DELETE FROM regio_taakbesluit"):
            with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO regio_taakbesluit (gemeente, taak, vanaf, neemt_af, besluit, door, gezet_op)"
                " VALUES (%s, 'facturatie', '2027-07-15', false, 'x', 'x', now())",
                [G1],
            )


def test_the_report_of_the_region_leaves_out_who_watches_itself(wereld: Wereld):
    decide("monitoring")
    send(wereld, "T1 | G1 | 2027-06 | 2027-06", "T2 | G2 | 2027-06 | 2027-06")

    assert set(deelnemers(REGIO, date(2027, 5, 31), taak="monitoring")) >= {G1, G2}
    assert G1 not in deelnemers(REGIO, date(2027, 6, 30), taak="monitoring")
    assert G1 in deelnemers(REGIO, date(2027, 6, 30))
