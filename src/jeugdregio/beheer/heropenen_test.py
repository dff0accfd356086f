# SPDX-License-Identifier: EUPL-1.2
"""A closed month opens again by two people and for a reason, the last one first; what was frozen stays (ADR 0046)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from jeugdregio.afsluiting import actions, queries
from jeugdregio.afsluiting.models import Momentopname
from jeugdregio.beheer import voorstellen
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.actions import NietToegestaan, geef_rol
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Voorstel
from jeugdregio.gebruikers.queries import account_met_naam, machtigingen
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.grootboek.models import GeslotenJaar, GeslotenMaand, Heropening
from jeugdregio.grootboek.queries import eerste_open_maand, gesloten_maanden, saldo
from jeugdregio.verevening.models import Solidariteitsverzoek
from tests import rijen
from tests.rijen import DALFSEN, ZWOLLE, prestatie

REGIO = verwerking("IJSSELLAND")
OKTOBER, NOVEMBER, DECEMBER, JANUARI = Maand(2026, 10), Maand(2026, 11), Maand(2026, 12), Maand(2027, 1)
MOMENT = datetime(2027, 2, 10, 9, tzinfo=UTC)
LATER = MOMENT + timedelta(days=1)
REDEN = "een factuur van een aanbieder lag in de verkeerde map"


@pytest.fixture(autouse=True)
def world(als_regio):
    rijen.wereld()
    for name in ("een", "twee"):
        geef_rol(
            name, rol=Rol.CONTROLLER, bij={"regio": "IJSSELLAND"}, vanaf=date(2026, 1, 1), regio="IJSSELLAND",
            moment=MOMENT - timedelta(days=400),
        )  # fmt: skip


def wie(name: str) -> Machtiging:
    return machtigingen(account_met_naam(name, regio="IJSSELLAND"), moment=MOMENT)[0]


def sluit(*maanden: Maand, moment: datetime = MOMENT) -> None:
    for maand in maanden:
        actions.sluit_maand(maand, moment=moment, namens=REGIO)


def bevestig(made: Voorstel, name: str = "twee", moment: datetime = MOMENT) -> None:
    voorstellen.bevestig(made, made.sha256, moment=moment, on_behalf_of=wie(name))


def stel_voor(maand: Maand, *gemeenten: str) -> Voorstel:
    return actions.stel_heropenen_voor(
        maand, gemeenten or (ZWOLLE,), reden=REDEN, moment=MOMENT, on_behalf_of=wie("een")
    )


def heropen(maand: Maand, *gemeenten: str) -> None:
    bevestig(stel_voor(maand, *gemeenten))


class TestReopening:
    def test_two_people_open_the_month_of_one_municipality(self):
        prestatie(10_00, maand=OKTOBER)
        sluit(OKTOBER)
        heropen(OKTOBER)

        assert gesloten_maanden([ZWOLLE, DALFSEN]) == {DALFSEN: {OKTOBER}}
        assert eerste_open_maand([ZWOLLE], OKTOBER) == {ZWOLLE: OKTOBER}
        assert queries.rapport(ZWOLLE, OKTOBER, on_behalf_of=REGIO).definitief is False
        for asker, people in ((wie("een"), ("een", "twee")), (Machtiging(Rol.CONTROLLER, ZWOLLE), ("", ""))):
            (one,) = queries.heropeningen(ZWOLLE, OKTOBER, on_behalf_of=asker).values()
            assert (one.reden, (one.voorgesteld_door, one.bevestigd_door)) == (REDEN, people)
        prestatie(5_00, maand=OKTOBER, toewijzing_id=2)
        assert saldo(ZWOLLE, "4100", OKTOBER).saldo_cent == 15_00

    def test_closing_again_makes_an_edition_and_the_first_stays(self):
        prestatie(10_00, maand=OKTOBER)
        sluit(OKTOBER)
        first = [(one.soort, one.sha256) for one in queries.stukken(ZWOLLE, OKTOBER, on_behalf_of=REGIO)]
        heropen(OKTOBER)
        prestatie(5_00, maand=OKTOBER, toewijzing_id=2)
        sluit(OKTOBER, moment=LATER)

        old, new = queries.edities_van(ZWOLLE, OKTOBER, on_behalf_of=REGIO)
        again = queries.stukken(ZWOLLE, OKTOBER, on_behalf_of=REGIO, keer=1)
        assert [(one.soort, one.sha256) for one in again] == first
        assert ((old.keer, old.geldig), (new.keer, new.geldig)) == ((1, False), (2, True))
        current = queries.rapport(ZWOLLE, OKTOBER, on_behalf_of=REGIO)
        assert (current.keer, current.rapport.totaal.nu.toegekend_cent) == (2, 15_00)
        assert (
            queries.momentopname(ZWOLLE, OKTOBER, keer=1, on_behalf_of=REGIO).rapport.totaal.nu.toegekend_cent == 10_00
        )
        assert queries.edities(ZWOLLE, on_behalf_of=REGIO) == [OKTOBER]

    def test_what_changed_is_told_line_by_line(self):
        prestatie(10_00, maand=OKTOBER)
        sluit(OKTOBER)
        heropen(OKTOBER)
        prestatie(5_00, maand=OKTOBER, toewijzing_id=2)
        sluit(OKTOBER, moment=LATER)
        old, new = (queries.momentopname(ZWOLLE, OKTOBER, keer=turn, on_behalf_of=REGIO).rapport for turn in (1, 2))

        found = {(one.groep, one.naam): (one.was, one.nu, one.verschil) for one in queries.verschillen(old, new)}

        for line in (("Cijfer", "Toegekend"), ("Cijfer", "Te betalen"), ("Aanbieder", "Trias: toegekend")):
            assert found[line] == (10_00, 15_00, 5_00)
        assert ("Cijfer", "Afgewezen") not in found
        assert queries.verschillen(new, new) == []

    def test_the_last_one_first(self):
        sluit(OKTOBER, NOVEMBER)
        with pytest.raises(actions.UnableToReopen, match="2026-11 is voor Zwolle ook gesloten"):
            stel_voor(OKTOBER)

        heropen(NOVEMBER)
        heropen(OKTOBER)

        assert gesloten_maanden([ZWOLLE]) == {}

    def test_a_month_can_go_round_twice(self):
        for turn in (1, 2, 3):
            sluit(OKTOBER)
            assert GeslotenMaand.objects.filter(gemeente=ZWOLLE).count() == turn
            if turn < 3:
                heropen(OKTOBER)
        assert [one.keer for one in queries.edities_van(ZWOLLE, OKTOBER, on_behalf_of=REGIO)] == [1, 2, 3]


class TestRefusals:
    def test_alone_without_a_reason_or_without_a_closed_month(self):
        sluit(OKTOBER)
        made = stel_voor(OKTOBER)
        with pytest.raises(NietToegestaan, match="zelf voorgesteld"):
            bevestig(made, "een")
        with pytest.raises(actions.UnableToReopen, match="niet gesloten"):
            stel_voor(NOVEMBER)
        with pytest.raises(NietToegestaan, match="Schrijf op waarom"):
            actions.stel_heropenen_voor(OKTOBER, [DALFSEN], reden=" ", moment=MOMENT, on_behalf_of=wie("een"))
        with pytest.raises(actions.UnableToReopen, match="twee mensen"):
            actions.heropen_maand(OKTOBER, [ZWOLLE], reden=REDEN, voorgesteld_door=1, moment=MOMENT, on_behalf_of=REGIO)

    def test_a_later_month_that_was_closed_in_the_meantime(self):
        sluit(OKTOBER)
        made = stel_voor(OKTOBER)
        sluit(NOVEMBER)

        with pytest.raises(NietToegestaan, match="Heropen eerst de laatste"):
            bevestig(made)
        assert not Heropening.objects.exists()

    @pytest.mark.parametrize(
        ("row", "text"),
        [
            ({}, "vier ogen"),
            ({"maand": NOVEMBER.begin}, "vier ogen"),
            ({"bevestigd_door": 1}, r"doet wie bevestigt, zelf|vier ogen"),
        ],
    )
    def test_the_database_refuses_a_person_without_this_proposal(self, row, text):
        sluit(OKTOBER, NOVEMBER)
        who = wie("twee")
        content = {
            "gemeente": ZWOLLE, "maand": NOVEMBER.begin, "keer": 1, "reden": "x", "voorgesteld_door": 1,
            "bevestigd_door": who.account, "heropend_op": MOMENT,
        }  # fmt: skip
        with pytest.raises(DatabaseError, match=text), transaction.atomic(), namens(who):
            Heropening.objects.create(**content | row)

    def test_the_database_refuses_other_than_was_proposed_and_the_processing(self):
        sluit(OKTOBER)
        made = stel_voor(OKTOBER)
        Voorstel.objects.filter(pk=made.pk).update(
            besluit="bevestigd", besloten_op=MOMENT, besloten_door=wie("twee").account
        )
        content = {"maand": OKTOBER.begin, "keer": 1, "reden": "x", "heropend_op": MOMENT}
        who = wie("twee")

        def create(gemeente: str, maker: int) -> None:
            with namens(who), connection.cursor() as cursor:
                cursor.execute("SELECT set_config('jr.voorstel', %s, true)", [str(made.pk)])
                Heropening.objects.create(
                    gemeente=gemeente, voorgesteld_door=maker, bevestigd_door=who.account, **content
                )

        for town, maker in ((DALFSEN, made.voorgesteld_door_id), (ZWOLLE, 999)):
            with pytest.raises(DatabaseError, match="niet wat is voorgesteld"), transaction.atomic():
                create(town, maker)
        with pytest.raises(DatabaseError, match="zelf"), transaction.atomic():
            Heropening.objects.create(gemeente=ZWOLLE, voorgesteld_door=1, bevestigd_door=2, **content)

    def test_history_does_not_change(self):
        sluit(OKTOBER)
        heropen(OKTOBER)
        for change in (
            lambda: Heropening.objects.update(reden="anders"),
            lambda: Heropening.objects.filter(keer=1).delete(),
            lambda: GeslotenMaand.objects.update(keer=9),
            lambda: Momentopname.objects.update(keer=9),
            lambda: GeslotenMaand.objects.create(gemeente=ZWOLLE, maand=OKTOBER.begin, keer=7, gesloten_op=MOMENT),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


class TestYear:
    """Closed for good, when every month is; what comes later stands beside it."""

    def close(self, jaar: int = 2026) -> None:
        bevestig(actions.stel_jaar_voor(jaar, reden="alles is binnen", moment=MOMENT, on_behalf_of=wie("een")))

    def report(self, gemeente: str = ZWOLLE) -> dict:
        found = queries.stuk("jaarrapport", gemeente, DECEMBER, on_behalf_of=Machtiging(Rol.BESTUUR, gemeente))
        return dict(found.inhoud)

    def test_not_while_a_month_is_open(self):
        prestatie(10_00, maand=OKTOBER)
        sluit(OKTOBER, NOVEMBER)

        with pytest.raises(actions.UnableToCloseYear, match=r"Rond eerst af: Open maanden \(1\)"):
            self.close()
        for name in (REGIO, wie("een")):
            with pytest.raises(DatabaseError, match=r"nog open|vier ogen"), transaction.atomic(), namens(name):
                GeslotenJaar.objects.create(gemeente=ZWOLLE, jaar=2026, gesloten_op=MOMENT, gesloten_door="x")

    def test_a_request_that_is_undecided_blocks_and_says_so(self):
        sluit(DECEMBER)
        with namens(Machtiging(Rol.CONTROLLER, ZWOLLE)):
            Solidariteitsverzoek.objects.create(
                gemeente=ZWOLLE, jaar=2026, omschrijving="zwaar", kosten_cent=2, gevraagd_cent=1, tekst="visie",
                waarom={}, ingediend_op=MOMENT, ingediend_door="x",
            )  # fmt: skip

        with pytest.raises(actions.UnableToCloseYear, match="Verzoeken onder de vier O's zonder besluit"):
            self.close()
        found = {one.code: one for one in queries.jaarbeeld(2026, moment=MOMENT, on_behalf_of=REGIO).punten}
        assert (found["vier_o"].aantal, found["vier_o"].blokkeert, found["voorschotten"].blokkeert) == (1, True, False)

    def test_the_report_adds_up_to_the_ledger(self):
        prestatie(7_00, maand=Maand(2025, 12), geboekt_in=OKTOBER)
        prestatie(10_01, maand=OKTOBER, toewijzing_id=2)
        prestatie(4_00, maand=NOVEMBER, code="44A01", eenheid="14", toewijzing_id=3)
        sluit(OKTOBER, NOVEMBER, DECEMBER)
        self.close()

        found = self.report()

        assert found["kosten_cent"] == sum(one["kosten_cent"] for one in found["categorieen"]) == 21_01
        assert found["eerdere_jaren_cent"] == 7_00
        assert {one["categorie"]: one["kosten_cent"] for one in found["categorieen"]} == {"44": 4_00, "45": 17_01}
        saldi = {one["rekening"]: one["saldo_cent"] for one in found["rekeningen"]}
        assert (saldi["4100"], saldi["1600"], sum(saldi.values())) == (21_01, -21_01, 0)
        assert [(one["rekening"], one["kosten_cent"]) for one in found["lasten"]] == [("4100", 21_01)]
        assert (found["budget_cent"], self.report(DALFSEN)["kosten_cent"]) == (1_000_000_00, 0)

    def test_no_month_of_it_opens_or_is_booked_in_and_what_is_late_is_told(self):
        prestatie(10_00, maand=DECEMBER)
        sluit(DECEMBER)
        self.close()

        with pytest.raises(actions.UnableToReopen, match="Het jaar 2026 is voor Zwolle gesloten"):
            stel_voor(DECEMBER)
        for month in (OKTOBER, DECEMBER):
            with pytest.raises(DatabaseError, match="gesloten"), transaction.atomic():
                prestatie(1_00, maand=month, toewijzing_id=5)
        before = self.report()
        prestatie(3_00, maand=DECEMBER, geboekt_in=JANUARI, toewijzing_id=4)

        found = queries.jaarbeeld(2026, moment=MOMENT, on_behalf_of=Machtiging(Rol.BESTUUR, ZWOLLE))
        assert [(one.maand, one.regels, one.bedrag_cent) for one in found.later[ZWOLLE]] == [(JANUARI, 1, 3_00)]
        assert (found.gesloten, list(found.namen), found.punten) == ({ZWOLLE}, [ZWOLLE], ())
        assert self.report() == before

    def test_by_the_region_alone_and_once(self):
        sluit(DECEMBER)
        self.close()
        again = actions.sluit_jaar(2026, moment=LATER, on_behalf_of=REGIO)

        assert (again.gesloten, again.was_al_gesloten) == ((), (DALFSEN, ZWOLLE))
        with pytest.raises(actions.UnableToCloseYear, match="Alleen de regio"):
            actions.sluit_jaar(2026, moment=MOMENT, on_behalf_of=Machtiging(Rol.CONTROLLER, ZWOLLE))
