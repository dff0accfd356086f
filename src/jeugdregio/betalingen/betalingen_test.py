# SPDX-License-Identifier: EUPL-1.2
"""Every granted cent is paid once, by two people, to an account that two people know (S57, S64, W6)."""

from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import psycopg
import pytest
import sepaxml
import xmlschema
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jeugdregio.betalingen import actions, queries, ronden
from jeugdregio.betalingen.models import Bankbestand, Bankrekening, Betaalopdracht, Betaalregel, Betaalronde
from jeugdregio.betalingen.proefbank import afschrift, antwoord
from jeugdregio.betalingen.values import NietTeBetalen
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.grootboek.models import Boeking
from jeugdregio.grootboek.queries import saldo
from jeugdregio.regio.models import Taakbesluit
from tests import rijen
from tests.rijen import AANBIEDER, ANDER, DALFSEN, ZWOLLE

REGIO = "IJSSELLAND"
EEN = Machtiging(rol=Rol.CONTROLLER, regio=REGIO, account=101)
TWEE = Machtiging(rol=Rol.CONTROLLER, regio=REGIO, account=102)
PROGRAMMA = verwerking(REGIO)
SEPTEMBER, OKTOBER, NOVEMBER = Maand(2026, 9), Maand(2026, 10), Maand(2026, 11)
DAG = date(2026, 10, 15)
NU = datetime(2026, 10, 14, 9, tzinfo=UTC)
IBAN, NIEUW = "NL91ABNA0417164300", "NL02ABNA0123456789"


@pytest.fixture(autouse=True)
def world(als_regio, settings):
    settings.BETAAL_IBAN, settings.IBAN_WACHTDAGEN = "NL20INGB0001234567", 5
    rijen.wereld()


def rekening(aanbieder: str = AANBIEDER, iban: str = IBAN, moment: datetime = NU) -> date:
    number = actions.stel_rekening_voor(
        aanbieder, iban, "Stichting Trias", bron="brief", moment=moment, on_behalf_of=EEN
    )
    return actions.bevestig_rekening(number, iban=iban, moment=moment, on_behalf_of=TWEE)


_toewijzing = count(1)


def prestatie(bedrag_cent: int, **more) -> str:
    return rijen.prestatie(bedrag_cent, toewijzing_id=next(_toewijzing), **more)


def maak(maand: Maand = OKTOBER, moment: datetime = NU) -> int:
    return actions.maak_ronde(maand, betaaldag=max(DAG, moment.date()), moment=moment, on_behalf_of=EEN)


def verzonden(maand: Maand = OKTOBER, moment: datetime = NU) -> tuple[int, bytes]:
    number = maak(maand, moment)
    mark = actions.bevries(number, moment=moment, on_behalf_of=EEN)
    actions.keur_goed(number, gelezen=mark, moment=moment, on_behalf_of=TWEE)
    return number, actions.verzend(number, moment=moment, on_behalf_of=EEN)


def lees(data: bytes):
    return actions.lees_bankbestand(data, moment=NU, on_behalf_of=EEN)


def te_betalen(gemeente: str = ZWOLLE) -> int:
    with namens(PROGRAMMA):
        return -saldo(gemeente, "1600", Maand(2027, 12)).saldo_cent


class TestTheAccount:
    def test_the_first_one_counts_at_once_and_a_change_waits(self):
        first = rekening()

        later = rekening(iban=NIEUW, moment=datetime(2026, 10, 20, 9, tzinfo=UTC))

        assert (first, later) == (date(2026, 10, 14), date(2026, 10, 25))
        assert [(one.iban, one.van, one.tot) for one in queries.rekeningen(on_behalf_of=EEN)] == [
            (NIEUW, later, None),
            (IBAN, first, later),
        ]

    def test_who_proposes_does_not_confirm(self):
        number = actions.stel_rekening_voor(AANBIEDER, IBAN, "Trias", bron="brief", moment=NU, on_behalf_of=EEN)

        with pytest.raises(NietTeBetalen, match="Een ander"):
            actions.bevestig_rekening(number, iban=IBAN, moment=NU, on_behalf_of=EEN)
        with pytest.raises(NietTeBetalen, match="ander nummer"):
            actions.bevestig_rekening(number, iban=NIEUW, moment=NU, on_behalf_of=TWEE)

    def test_not_even_the_database_lets_one_person_do_both(self):
        number = actions.stel_rekening_voor(AANBIEDER, IBAN, "Trias", bron="brief", moment=NU, on_behalf_of=EEN)

        for account, match in ((101, "bankrekening_vier_ogen"), (102, "wie besluit")):
            with pytest.raises(DatabaseError, match=match), namens(EEN):
                Bankrekening.objects.filter(pk=number).update(
                    stand="bevestigd", besloten_door=account, besloten_op=NU, geldig=(DAG, None)
                )

    def test_two_accounts_on_one_day_are_refused(self):
        rekening()
        number = actions.stel_rekening_voor(AANBIEDER, NIEUW, "Trias", bron="brief", moment=NU, on_behalf_of=EEN)

        with pytest.raises(IntegrityError, match="bankrekening_een_per_dag"), namens(TWEE):
            Bankrekening.objects.filter(pk=number).update(
                stand="bevestigd", besloten_door=102, besloten_op=NU, geldig=(DAG, None)
            )

    @pytest.mark.parametrize("iban", ["NL91ABNA0417164301", "XX91ABNA0417164300", "", "NL91"])
    def test_a_number_that_does_not_add_up_is_refused(self, iban):
        with pytest.raises(NietTeBetalen, match="klopt niet"):
            actions.stel_rekening_voor(AANBIEDER, iban, "Trias", bron="brief", moment=NU, on_behalf_of=EEN)

    def test_a_program_and_a_provider_may_not(self):
        provider = Machtiging(rol=Rol.AANBIEDER, aanbieder=AANBIEDER, account=7)

        for who in (PROGRAMMA, provider):
            with pytest.raises(NietToegestaan):
                actions.stel_rekening_voor(AANBIEDER, IBAN, "Trias", bron="brief", moment=NU, on_behalf_of=who)

    def test_the_provider_sees_its_own_change_and_no_other(self):
        rekening()
        rekening(ANDER, NIEUW)
        actions.stel_rekening_voor(AANBIEDER, NIEUW, "Trias", bron="mail", moment=NU, on_behalf_of=EEN)
        provider = Machtiging(rol=Rol.AANBIEDER, aanbieder=AANBIEDER)

        seen = queries.rekeningen(on_behalf_of=provider)

        assert [(one.iban, one.stand) for one in seen] == [(NIEUW, "voorgesteld"), (IBAN, "bevestigd")]

    def test_nothing_is_paid_while_a_change_waits(self):
        rekening()
        prestatie(100_00)
        actions.stel_rekening_voor(AANBIEDER, NIEUW, "Trias", bron="mail", moment=NU, on_behalf_of=EEN)

        with pytest.raises(NietTeBetalen, match="niets te betalen"):
            maak()

        (open_,) = queries.openstaand(OKTOBER, peildatum=NU.date(), betaaldag=DAG, on_behalf_of=EEN)
        assert (open_.bedrag_cent, "gewijzigd" in open_.reden) == (100_00, True)


class TestTheRun:
    def test_pays_every_booking_once_per_provider_and_municipality(self):
        rekening()
        rekening(ANDER, NIEUW)
        prestatie(100_01)
        prestatie(20_00, maand=OKTOBER)
        prestatie(5_00, gemeente=DALFSEN)
        prestatie(7_00, aanbieder=ANDER)
        prestatie(9_00, maand=NOVEMBER)

        number = maak()

        found = {(o.gemeente, o.aanbieder): o.bedrag_cent for o in queries.opdrachten(ronde=number, on_behalf_of=EEN)}
        assert found == {(ZWOLLE, AANBIEDER): 120_01, (DALFSEN, AANBIEDER): 5_00, (ZWOLLE, ANDER): 7_00}
        assert queries.openstaand(OKTOBER, peildatum=NU.date(), betaaldag=DAG, on_behalf_of=EEN) == []

    def test_a_credit_is_netted_and_what_is_below_nought_is_carried(self):
        rekening()
        first = prestatie(100_00)
        sent, _ = verzonden()
        prestatie(100_00, dc="C", vorige=first)
        prestatie(30_00, maand=OKTOBER)
        lees(afschrift(queries.bestand(sent, on_behalf_of=EEN)[0], dag=DAG))

        with pytest.raises(NietTeBetalen, match="niets te betalen"):
            maak()

        prestatie(90_00, maand=OKTOBER)
        (order,) = queries.opdrachten(ronde=maak(), on_behalf_of=EEN)
        assert order.bedrag_cent == 20_00
        assert len(queries.regels(order.id, on_behalf_of=EEN)) == 3

    def test_a_second_run_waits_for_the_first_and_a_dropped_one_frees_its_lines(self):
        rekening()
        prestatie(100_00)
        number = maak()

        with pytest.raises(NietTeBetalen, match="nog een ronde"):
            maak()
        actions.laat_vervallen(number, on_behalf_of=EEN)

        (order,) = queries.opdrachten(ronde=maak(), on_behalf_of=EEN)
        assert order.bedrag_cent == 100_00

    def test_what_the_municipality_pays_itself_is_in_exactly_one_of_both(self):
        rekening()
        Taakbesluit.objects.create(
            gemeente_id=ZWOLLE,
            taak="facturatie",
            vanaf=OKTOBER.begin,
            neemt_af=False,
            besluit="b",
            door="d",
            gezet_op=NU,
        )
        for place, maand in enumerate((SEPTEMBER, OKTOBER)):
            prestatie(10_00 + place, maand=maand)
            prestatie(50_00 + place, maand=maand, gemeente=DALFSEN)

        paid = {o.gemeente: o.bedrag_cent for o in queries.opdrachten(ronde=maak(), on_behalf_of=EEN)}
        local = queries.lokaal(on_behalf_of=EEN)

        assert paid == {ZWOLLE: 10_00, DALFSEN: 100_01}
        assert [(one.gemeente, one.dienstmaand, one.bedrag_cent) for one in local] == [(ZWOLLE, OKTOBER, 10_01)]


class TestFourEyesAndTheFreeze:
    @pytest.fixture
    def frozen(self):
        rekening()
        prestatie(100_00)
        number = maak()
        return number, actions.bevries(number, moment=NU, on_behalf_of=EEN)

    def test_the_maker_does_not_approve(self, frozen):
        number, mark = frozen

        with pytest.raises(NietTeBetalen, match="Een ander"):
            actions.keur_goed(number, gelezen=mark, moment=NU, on_behalf_of=EEN)
        with pytest.raises(NietTeBetalen, match="niet wat u hebt gelezen"):
            actions.keur_goed(number, gelezen="0" * 64, moment=NU, on_behalf_of=TWEE)
        with pytest.raises(IntegrityError, match="betaalronde_vier_ogen"), namens(EEN):
            Betaalronde.objects.filter(pk=number).update(stand="akkoord", akkoord_door=101, akkoord_op=NU)
        with pytest.raises(DatabaseError, match="wie bevriest of akkoord"), namens(EEN):
            Betaalronde.objects.filter(pk=number).update(stand="akkoord", akkoord_door=102, akkoord_op=NU)

    def test_nothing_in_it_changes(self, frozen):
        number, _ = frozen
        order = Betaalopdracht.objects.get(ronde=number)

        for rows, change in (
            (Betaalopdracht.objects.filter(pk=order.pk), {"bedrag_cent": 1}),
            (Betaalopdracht.objects.filter(pk=order.pk), {"iban": NIEUW}),
            (Betaalregel.objects.filter(opdracht=order), {"bedrag_cent": 1}),
            (Betaalregel.objects.filter(opdracht=order), {"vervallen": True}),
            (Betaalronde.objects.filter(pk=number), {"sha256": "0" * 64}),
            (Betaalronde.objects.filter(pk=number), {"betaaldag": date(2026, 12, 1)}),
            (Betaalronde.objects.filter(pk=number), {"stand": "concept"}),
            (Betaalronde.objects.filter(pk=number), {"stand": "verzonden"}),
        ):
            with pytest.raises(DatabaseError, match="verandert niet"), transaction.atomic():
                rows.update(**change)

    def test_nothing_is_added_or_taken_away(self, frozen):
        number, _ = frozen
        order = Betaalopdracht.objects.get(ronde=number)
        line = Betaalregel.objects.get(opdracht=order)
        line.pk, line.oorzaak_nr = None, line.oorzaak_nr + 1

        with pytest.raises(DatabaseError, match="komt niets meer bij"), transaction.atomic():
            line.save()
        order.pk, order.kenmerk, order.gemeente = None, "x", DALFSEN
        with pytest.raises(DatabaseError, match="komt niets meer bij"), transaction.atomic():
            order.save()
        with pytest.raises(DatabaseError, match="gaat niet weg"), transaction.atomic():
            Betaalregel.objects.filter(opdracht__ronde=number).delete()

    def test_a_booking_is_in_one_order_that_lives(self):
        rekening()
        prestatie(100_00)
        line = Betaalregel.objects.get(opdracht__ronde=maak())
        line.pk = None

        with pytest.raises(IntegrityError, match="betaalregel_een_keer"), transaction.atomic():
            line.save()

    def test_unapproved_is_not_sent(self, frozen):
        with pytest.raises(NietTeBetalen, match="wacht op akkoord"):
            actions.verzend(frozen[0], moment=NU, on_behalf_of=EEN)


class TestTheFile:
    def test_is_valid_and_the_same_bytes_again(self):
        rekening()
        prestatie(1_234_05)
        number, data = verzonden()
        schema = xmlschema.XMLSchema(Path(sepaxml.__file__).with_name("schemas") / "pain.001.001.09.xsd")

        schema.validate(data.decode())

        later = datetime(2026, 12, 1, tzinfo=UTC)
        assert actions.verzend(number, moment=later, on_behalf_of=TWEE) == data
        assert ronden.maak_bestand(Betaalronde.objects.get(pk=number)) == data
        assert b"<CtrlSum>1234.05</CtrlSum>" in data
        assert Bankbestand.objects.filter(soort="pain.001").count() == 1

    def test_is_never_changed(self):
        rekening()
        prestatie(100_00)
        verzonden()

        with pytest.raises(DatabaseError, match="verandert niet"), transaction.atomic():
            Bankbestand.objects.update(inhoud=b"x")

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"geen xml",
            b"<a/>",
            b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
            b"<Document><CstmrPmtStsRpt/></Document",
        ],
    )
    def test_what_is_no_file_of_a_bank_is_refused(self, data):
        with pytest.raises(NietTeBetalen):
            lees(data)


class TestWhatTheBankSays:
    @pytest.fixture
    def sent(self):
        rekening()
        rekening(ANDER, NIEUW)
        prestatie(100_00)
        prestatie(40_00, code="44A01", eenheid="14")
        prestatie(7_00, aanbieder=ANDER)
        return verzonden()

    def test_paid_is_booked_and_te_betalen_is_nought(self, sent):
        _, data = sent
        lees(antwoord(data))
        before = te_betalen()

        done = lees(afschrift(data, dag=DAG))

        assert (before, te_betalen(), done.aantallen) == (147_00, 0, {"verwerkt": 2})
        with namens(PROGRAMMA):
            assert saldo(ZWOLLE, "1000", OKTOBER).saldo_cent == -147_00
            per_category = Boeking.objects.filter(oorzaak="betaling", aanbieder=AANBIEDER)
            assert sorted(per_category.values_list("categorie", "bedrag_cent")) == [("44", 40_00), ("45", 100_00)]

    def test_the_same_file_or_the_same_news_again_changes_nothing(self, sent):
        _, data = sent
        lees(afschrift(data, dag=DAG))

        again = lees(afschrift(data, dag=DAG))
        other = lees(afschrift(data, dag=DAG, nummer="2"))

        assert (again.was_bekend, other.was_bekend, other.aantallen) == (True, False, {"bekend": 2})
        assert te_betalen() == 0

    def test_what_the_bank_rejects_can_be_paid_again_exactly_once(self, sent):
        _, data = sent

        lees(antwoord(data, afgewezen={f"JR000001-{ZWOLLE}-{AANBIEDER}": "AC04"}))
        lees(afschrift(data, dag=DAG, zonder={f"JR000001-{ZWOLLE}-{AANBIEDER}"}))
        second, again = verzonden()
        lees(afschrift(again, dag=DAG, nummer="2"))

        (order,) = queries.opdrachten(ronde=second, on_behalf_of=EEN)
        assert (order.bedrag_cent, te_betalen()) == (140_00, 0)
        assert Betaalregel.objects.filter(aanbieder=AANBIEDER).count() == 4
        with pytest.raises(NietTeBetalen, match="niets te betalen"):
            maak()

    def test_what_comes_back_is_booked_back_and_can_be_paid_again(self, sent):
        _, data = sent
        mark = f"JR000001-{ZWOLLE}-{ANDER}"

        lees(afschrift(data, dag=DAG, terug={mark: "AC01"}))

        order = Betaalopdracht.objects.get(kenmerk=mark)
        assert (order.stand, order.redencode, te_betalen()) == ("terug", "AC01", 7_00)
        (open_,) = queries.openstaand(OKTOBER, peildatum=NU.date(), betaaldag=DAG, on_behalf_of=EEN)
        assert (open_.aanbieder, open_.bedrag_cent) == (ANDER, 7_00)

    def test_another_amount_or_a_stranger_moves_nothing(self, sent):
        _, data = sent
        strange = afschrift(data, dag=DAG).replace(b">7.00<", b">7.01<").replace(b"-99900001<", b"-99900009<")

        done = lees(strange)

        assert done.aantallen == {"anders": 1, "onbekend": 1}
        assert te_betalen() == 147_00
        assert len(queries.niet_verwerkt(on_behalf_of=EEN)) == 2

    def test_a_word_on_the_whole_file_is_one_on_every_order(self, sent):
        number, data = sent

        done = lees(antwoord(data, alles="RJCT"))

        assert done.aantallen == {"verwerkt": 2}
        assert {one.stand for one in queries.opdrachten(ronde=number, on_behalf_of=EEN)} == {"afgewezen"}

    def test_paid_in_a_closed_month_is_booked_in_the_first_open_one(self, sent):
        from jeugdregio.grootboek import actions as grootboek

        grootboek.sluit([ZWOLLE], OKTOBER, moment=NU, door="test")

        lees(afschrift(sent[1], dag=DAG))

        assert set(Boeking.objects.filter(oorzaak="betaling").values_list("boekmaand", flat=True)) == {NOVEMBER.begin}

    def test_a_provider_sees_its_own_payments_and_the_lines_in_them(self, sent):
        lees(afschrift(sent[1], dag=DAG))
        provider = Machtiging(rol=Rol.AANBIEDER, aanbieder=AANBIEDER)

        (mine,) = queries.opdrachten(on_behalf_of=provider)

        assert (mine.bedrag_cent, mine.betaald_op) == (140_00, DAG)
        assert sorted(one.bedrag_cent for one in queries.regels(mine.id, on_behalf_of=provider)) == [40_00, 100_00]
        assert queries.ronden(on_behalf_of=Machtiging(rol=Rol.AANBIEDER, aanbieder=ANDER)) == []

    def test_a_board_reads_figures_and_no_line(self, sent):
        order = Betaalopdracht.objects.first()

        assert queries.regels(order.pk, on_behalf_of=Machtiging(rol=Rol.BESTUUR, regio=REGIO)) == []


STAP = st.tuples(
    st.sampled_from(["declareer", "crediteer", "betaal", "afgewezen", "terug", "niets"]),
    st.integers(1, 999_99),
    st.sampled_from([AANBIEDER, ANDER]),
    st.sampled_from([ZWOLLE, DALFSEN]),
)


@given(st.lists(STAP, min_size=1, max_size=14))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_was_paid_is_what_was_granted_minus_what_is_still_open(als_regio, steps):
    with transaction.atomic():
        _speel(steps)
        transaction.set_rollback(True)


def _speel(steps) -> None:
    rekening()
    rekening(ANDER, NIEUW)
    granted: dict[tuple[str, str], int] = {}
    live: list[tuple[str, int, str, str]] = []
    for _place, (what, cents, provider, town) in enumerate(steps):
        key = town, provider
        if what == "declareer":
            mark = prestatie(cents, gemeente=town, aanbieder=provider)
            live.append((mark, cents, provider, town))
            granted[key] = granted.get(key, 0) + cents
        elif what == "crediteer" and live:
            mark, sum_, provider, town = live.pop(cents % len(live))
            prestatie(sum_, gemeente=town, aanbieder=provider, dc="C", vorige=mark)
            granted[town, provider] -= sum_
        elif what in ("betaal", "afgewezen", "terug"):
            try:
                number, data = verzonden()
            except NietTeBetalen:
                continue
            marks = [one.kenmerk for one in queries.opdrachten(ronde=number, on_behalf_of=EEN)]
            bad = {marks[cents % len(marks)]: "AC04"}
            if what == "afgewezen":
                lees(antwoord(data, afgewezen=bad))
            lees(
                afschrift(
                    data, dag=DAG, zonder=set(bad) if what == "afgewezen" else (), terug=bad if what == "terug" else {}
                )
            )

    paid = queries.betaald_per_aanbieder(on_behalf_of=EEN)
    open_ = {
        (one.gemeente, one.aanbieder): one.bedrag_cent
        for one in queries.openstaand(OKTOBER, peildatum=NU.date(), betaaldag=DAG, on_behalf_of=EEN)
    }
    assert all(order.bedrag_cent > 0 for order in Betaalopdracht.objects.all())
    for key in granted:
        assert paid.get(key, 0) == granted[key] - open_.get(key, 0), key
    for town in (ZWOLLE, DALFSEN):
        assert te_betalen(town) == sum(cents for (at, _), cents in open_.items() if at == town)


def test_a_superuser_cannot_change_a_frozen_run_either(server, own_database):
    database = psycopg.conninfo.conninfo_to_dict(own_database)["dbname"]
    with psycopg.connect(server.url("postgres", database), autocommit=True) as beheer:
        with pytest.raises(psycopg.errors.RestrictViolation, match="verandert niet"):
            beheer.execute("DELETE FROM betalingen_bankbestand")
        with pytest.raises(psycopg.errors.RestrictViolation, match="begint als concept"):
            beheer.execute(
                "INSERT INTO betalingen_betaalronde (regio, nummer, boekmaand, betaaldag, stand, gemaakt_door,"
                " gemaakt_op) VALUES ('R', 1, '2026-09-01', '2026-10-01', 'verzonden', 1, now())"
            )
