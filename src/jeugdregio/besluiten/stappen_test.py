# SPDX-License-Identifier: EUPL-1.2
"""What the database holds about decisions, against whoever goes round the actions; and the clocks that go with them."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from jeugdregio.besluiten import actions, models, queries
from jeugdregio.besluiten.conftest import DAG, MOMENT, ONTVANGEN, Zaak
from jeugdregio.besluiten.values import AFWIJZING, NietBesloten
from jeugdregio.gebruikers.isolatie import namens
from tests.paginawereld import machtiging_van


def run(zaak: Zaak, statement: str, *values: object) -> None:
    with namens(zaak.wie), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE besluiten_besluit SET motivering = 'anders' WHERE id = %s",
        "UPDATE besluiten_besluit SET stand = 'concept', bekendgemaakt_op = NULL WHERE id = %s",
        "UPDATE besluiten_voorziening SET volume = 9 WHERE besluit_id = %s",
        "UPDATE besluiten_voorziening SET toewijzing_nummer = 9 WHERE besluit_id = %s",
        "DELETE FROM besluiten_voorziening WHERE besluit_id = %s",
        "DELETE FROM besluiten_besluit WHERE id = %s",
        "UPDATE besluiten_brief SET naam = 'x' WHERE besluit_id = %s",
        "UPDATE besluiten_zending SET stand = 'klaar' WHERE besluit_id = %s",
        "UPDATE besluiten_zending SET bestand = 1 WHERE besluit_id = %s",
    ],
)
def test_what_was_made_known_stays_as_it_was(zaak: Zaak, statement: str):
    number = zaak.bekend()

    with pytest.raises(DatabaseError):
        run(zaak, statement, number)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE besluiten_besluit SET stand = 'akkoord' WHERE id = %s", "tweede naam"),
        ("UPDATE besluiten_besluit SET tweede_nodig = '[]' WHERE id = %s", "voorgelegd"),
        ("UPDATE besluiten_besluit SET makers = '[]' WHERE id = %s", "voorgelegd"),
        ("UPDATE besluiten_besluit SET motivering = 'anders' WHERE id = %s", "voorgelegd"),
        (
            "UPDATE besluiten_besluit SET stand = 'bekend', bekendgemaakt_op = now() WHERE id = %s",
            "kan dit besluit niet",
        ),
        ("UPDATE besluiten_voorziening SET volume = 9 WHERE besluit_id = %s", "voorgelegd"),
    ],
)
def test_what_waits_for_a_second_name_gets_nowhere_without_it(zaak: Zaak, statement: str, said: str):
    number = zaak.klaar("Groot bedrag.")

    with pytest.raises(DatabaseError, match=said):
        run(zaak, statement, number)


def test_a_second_name_of_a_maker_or_under_another_text_is_refused_by_the_database(zaak: Zaak):
    number = zaak.klaar("Groot bedrag.")
    insert = """
        INSERT INTO besluiten_toets (gemeente, persoon, besluit_id, uitkomst, sha256, inhoud, toelichting, door,
            gezet_op)
        SELECT gemeente, persoon, id, 'goed', {}, '{{}}', '', {}, now() FROM besluiten_besluit WHERE id = %s
    """
    other = machtiging_van("toetser.dalfsen").account

    with pytest.raises(DatabaseError, match="ander dan de maker"):
        run(zaak, insert.format("sha256", zaak.wie.account), number)
    with pytest.raises(DatabaseError, match="niet wat voorligt"):
        run(zaak, insert.format("repeat('0', 64)", other), number)


def test_a_row_of_another_child_cannot_be_hung_on_a_decision(zaak: Zaak, nieuwe_zaak):
    number, other = zaak.stel_op(), nieuwe_zaak()
    with pytest.raises(DatabaseError, match="andere jeugdige"):
        run(
            zaak,
            """INSERT INTO besluiten_voorziening (gemeente, persoon, besluit_id, nr, vorm, aanbieder, categorie, code,
                profiel, omschrijving, geldig, eenheid, frequentie, budget_cent, informeel, plafond_bereikt)
            SELECT gemeente, (SELECT persoon FROM besluiten_aanvraag WHERE id = %s), id, 9, 'pgb', '', '45', '', '',
                'x', '[2026-01-01,2026-02-01)', '', '', 5, false, false FROM besluiten_besluit WHERE id = %s""",
            other.aanvraag,
            number,
        )


class TestClock:
    def stil(self, zaak: Zaak, op: date, uiterlijk: date) -> int:
        return actions.schort_op(
            op=op, uiterlijk=uiterlijk, reden="Het verslag.", aanvraag=zaak.aanvraag, moment=MOMENT,
            gegevens=zaak.gegevens, on_behalf_of=zaak.wie,
        )  # fmt: skip

    def laatste(self, zaak: Zaak) -> date:
        found = queries.aanvraag(zaak.aanvraag, peildatum=DAG, on_behalf_of=zaak.wie)
        assert found is not None
        return found.termijn.laatste_dag

    def test_completion_and_extension_move_the_last_day_with_a_letter_each(self, zaak: Zaak):
        assert self.laatste(zaak) == ONTVANGEN + timedelta(weeks=8)  # 30 November
        fact = self.stil(zaak, date(2026, 10, 12), date(2026, 10, 26))
        assert self.laatste(zaak) == date(2026, 12, 14)
        actions.vul_aan(fact, date(2026, 10, 20), on_behalf_of=zaak.wie)
        assert self.laatste(zaak) == date(2026, 12, 7)
        actions.verleng(
            zaak.aanvraag, op=DAG, naar=date(2027, 1, 11), reden="Wij wachten.", moment=MOMENT,
            gegevens=zaak.gegevens, on_behalf_of=zaak.wie,
        )  # fmt: skip
        assert self.laatste(zaak) == date(2027, 1, 11)
        with namens(zaak.wie):
            kinds = list(
                models.Brief.objects.filter(aanvraag=zaak.aanvraag).order_by("pk").values_list("soort", flat=True)
            )
        assert kinds == ["opschorting", "verlenging"]

    def test_two_suspensions_never_overlap_also_not_in_the_database(self, zaak: Zaak):
        self.stil(zaak, date(2026, 10, 12), date(2026, 10, 26))
        with pytest.raises(NietBesloten):
            self.stil(zaak, date(2026, 10, 20), date(2026, 11, 3))
        with pytest.raises(DatabaseError, match="termijnfeit_niet_dubbel_stil"):
            run(
                zaak,
                """INSERT INTO besluiten_termijnfeit (gemeente, persoon, aanvraag_id, soort, op, uiterlijk, reden,
                    gezet_op)
                SELECT gemeente, persoon, id, 'opschorting', '2026-10-20', '2026-11-03', 'iets', now()
                FROM besluiten_aanvraag WHERE id = %s""",
                zaak.aanvraag,
            )

    @pytest.mark.parametrize("naar", [date(2026, 12, 26), date(2026, 12, 27), date(2026, 11, 30)])
    def test_an_extension_is_to_a_later_working_day(self, zaak: Zaak, naar: date):
        with pytest.raises(NietBesloten):
            actions.verleng(
                zaak.aanvraag, op=DAG, naar=naar, reden="Wij wachten.", moment=MOMENT, on_behalf_of=zaak.wie
            )

    def test_a_notice_of_default_that_is_too_early_is_not_written_down(self, zaak: Zaak):
        with pytest.raises(NietBesloten, match="te vroeg"):
            actions.stel_in_gebreke(
                op=DAG, reden="Te laat.", aanvraag=zaak.aanvraag, moment=MOMENT, on_behalf_of=zaak.wie
            )


class TestObjection:
    def bezwaar(self, zaak: Zaak, ontvangen: date, *, commissie: bool = False) -> int:
        decision = zaak.bekend(soort=AFWIJZING, voorzieningen=())
        return actions.maak_bezwaar(
            decision, van_wie="Kim van Dam", gronden="Te weinig.", verzonden_op=ontvangen, ontvangen_op=ontvangen,
            commissie=commissie, moment=MOMENT, gegevens=zaak.gegevens, on_behalf_of=zaak.wie,
        )  # fmt: skip

    def test_it_is_decided_once_after_a_hearing(self, zaak: Zaak):
        number = self.bezwaar(zaak, date(2026, 12, 1))
        found = queries.bezwaar(number, peildatum=DAG, on_behalf_of=zaak.wie)
        assert found is not None
        assert (found.op_tijd, found.termijn.laatste_dag) == (True, date(2027, 2, 16))
        actions.verdaag(number, op=date(2027, 2, 1), reden="Meer tijd.", moment=MOMENT, on_behalf_of=zaak.wie)
        with pytest.raises(NietBesloten):
            actions.verdaag(number, op=date(2027, 2, 2), reden="Nog meer.", moment=MOMENT, on_behalf_of=zaak.wie)
        later = queries.bezwaar(number, peildatum=DAG, on_behalf_of=zaak.wie)
        assert later is not None
        assert later.termijn.laatste_dag == date(2027, 3, 30)
        given = {"uitkomst": "gegrond", "motivering": "Klopt.", "op": date(2027, 2, 10), "on_behalf_of": zaak.wie}
        with pytest.raises(NietBesloten, match="gehoord"):
            actions.beslis_op_bezwaar(number, **given)  # type: ignore[arg-type]
        actions.hoor(number, date(2027, 1, 20), on_behalf_of=zaak.wie)
        actions.beslis_op_bezwaar(number, **given)  # type: ignore[arg-type]
        with pytest.raises(NietBesloten, match="al beslist"):
            actions.beslis_op_bezwaar(number, **given)  # type: ignore[arg-type]
        with pytest.raises(DatabaseError, match="al beslist"):
            run(zaak, "UPDATE besluiten_bezwaar SET uitkomst = 'ongegrond' WHERE id = %s", number)
        new = zaak.stel_op(vervangt=found.besluit_id, soort="herziening")
        actions.koppel_nieuw_besluit(number, new, on_behalf_of=zaak.wie)
        appeal = actions.stel_beroep_in(number, op=date(2027, 3, 1), rechtbank="Overijssel", on_behalf_of=zaak.wie)
        actions.leg_uitspraak_vast(
            appeal, uitkomst="ongegrond", op=date(2027, 9, 1), gevolg="Het besluit blijft.", on_behalf_of=zaak.wie
        )

    def test_late_is_not_heard_unless_that_is_excused(self, zaak: Zaak):
        number = self.bezwaar(zaak, date(2027, 2, 1), commissie=True)
        actions.hoor(number, date(2027, 2, 20), on_behalf_of=zaak.wie)
        given = {"motivering": "Daarom.", "op": date(2027, 3, 1), "on_behalf_of": zaak.wie}

        with pytest.raises(NietBesloten, match="te laat"):
            actions.beslis_op_bezwaar(number, uitkomst="ongegrond", **given)  # type: ignore[arg-type]
        actions.beslis_op_bezwaar(number, uitkomst="buiten", **given)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("verzonden", "ontvangen", "op_tijd"),
        [
            (date(2027, 1, 5), date(2027, 1, 5), True),
            (date(2027, 1, 5), date(2027, 1, 12), True),  # posted in time, a week later at the most (6:9)
            (date(2027, 1, 5), date(2027, 1, 13), False),
            (date(2027, 1, 6), date(2027, 1, 6), False),
        ],
    )
    def test_in_time_is_received_or_posted_by_the_last_day(self, verzonden, ontvangen, op_tijd):
        from jeugdregio.besluiten.lezen import op_tijd as in_time

        assert in_time(DAG, verzonden, ontvangen) is op_tijd


def test_another_municipality_sees_and_does_nothing(zaak: Zaak):
    from dataclasses import replace

    number = zaak.bekend()
    other = replace(zaak.wie, gemeente="0193")

    assert queries.besluit(number, on_behalf_of=other) is None
    assert queries.besluiten_van(persoon="x" * 64, on_behalf_of=other) == []
    with pytest.raises(NietBesloten):
        actions.haal_terug(number, on_behalf_of=other)
