# SPDX-License-Identifier: EUPL-1.2
"""Claims, corrections and solidarity become one amount per municipality: once, to the cent, and frozen."""

from datetime import UTC, date, datetime
from importlib.resources import files
from itertools import count

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from jeugdregio.boekhouding import actions, queries
from jeugdregio.boekhouding.models import Verevening, Vereveningsdeel, Verrekenpost, Verrekenronde, Verrekensaldo
from jeugdregio.core.money import Cent
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import AfgeschermdeSleutel
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.gebruikers.zicht import Sleutel as Schermsleutel
from jeugdregio.grootboek import actions as grootboek
from jeugdregio.grootboek.queries import proefbalans
from jeugdregio.regimes import actions as regimes
from jeugdregio.regio import actions as regio
from jeugdregio.regio.values import Deelnemer
from jeugdregio.verevening import actions as verevening
from jeugdregio.verevening.values import Gemeentecijfers, Jaarcijfers, Jaarstand, Sleutel, Slotaandeel
from jeugdregio.woonplaats import actions as woonplaats
from jeugdregio.woonplaats.models import Vorderingskind, Vorderingsregel, Woonplaatsbepaling, Woonplaatsvordering
from jeugdregio.woonplaats.values import NietTeVorderen
from tests.tellers import rood

pytestmark = pytest.mark.django_db
DALFSEN, ZWOLLE, KAMPEN, ALMELO = "0148", "0193", "0166", "0141"
TOWNS = (DALFSEN, ZWOLLE, KAMPEN)
OKTOBER = Maand(2026, 10)
IN_OKTOBER, MOMENT = datetime(2026, 10, 20, 10, tzinfo=UTC), datetime(2026, 11, 24, 10, tzinfo=UTC)
REGIO = Machtiging(rol=Rol.CONTROLLER, regio=settings.REGIO)
NUMMERS = count(1)
BRON = "vergadering van 1 mei 2016"


def controller(town: str) -> Machtiging:
    return Machtiging(rol=Rol.CONTROLLER, gemeente=town)


@pytest.fixture(autouse=True)
def region():
    with namens(verwerking(settings.REGIO)):
        grootboek.richt_rekeningen_in()
        towns = [Deelnemer(code, code, 1000, 200, date(2015, 1, 1), None) for code in TOWNS]
        regio.stel_deelnemers_vast(settings.REGIO, towns)


@pytest.fixture
def regels():
    """What held in which year, with its source."""
    text = files("jeugdregio.regimes").joinpath("data", "ijsselland.yaml").read_text(encoding="utf-8")
    regimes.lees_register(text, on_behalf_of=verwerking(settings.REGIO))


def claim(creditor: str, debtor: str, *cents: int, moment: datetime = IN_OKTOBER, extern: bool = False) -> int:
    """A claim that was acknowledged and booked, of one child in a month of care."""
    number = next(NUMMERS)
    with namens(Machtiging(rol=Rol.TOEGANG, gemeente=creditor)):
        outcome = Woonplaatsbepaling.objects.create(
            gemeente=creditor, bsn=b"x", persoon=f"{number:064x}", naam="Kind", feiten={},
            periode=(date(2026, 1, 1), date(2026, 2, 1)), door="t", begonnen_op=moment,
        )  # fmt: skip
    with namens(controller(creditor)):
        made = Woonplaatsvordering.objects.create(
            gemeente=creditor, nummer=outcome.pk, van=debtor, periode=(date(2026, 1, 1), date(2026, 2, 1)),
            bedrag_cent=sum(cents), extern=extern, bericht_id=outcome.pk, nr=1, grondslag="W01", door="c",
            voorgesteld_op=moment,
        )  # fmt: skip
        Vorderingskind.objects.create(
            gemeente=creditor, vordering=made, bepaling=outcome, persoon=outcome.persoon, naam="Kind",
            periode=made.periode,
        )  # fmt: skip
        Vorderingsregel.objects.bulk_create(
            Vorderingsregel(
                gemeente=creditor, van=debtor, vordering=made, bericht_id=outcome.pk, nr=nr, aanbieder="12345678",
                categorie="45", code="45A01", dienstmaand=date(2026, 1, 1), bedrag_cent=amount,
            )
            for nr, amount in enumerate(cents, 1)
        )  # fmt: skip
    who = creditor if extern else debtor
    woonplaats.erken(made.pk, bedrag_cent=sum(cents), moment=moment, on_behalf_of=controller(who))
    return made.pk


def settle(maand: Maand = OKTOBER, moment: datetime = MOMENT) -> Verrekenronde:
    read = queries.concept(maand, on_behalf_of=REGIO).sha256
    return actions.verreken_gemeenten(maand, gelezen=read, door="een en twee", moment=moment, on_behalf_of=REGIO)


def saldi(made: Verrekenronde) -> dict[str, int]:
    with namens(REGIO):
        return dict(Verrekensaldo.objects.filter(ronde=made).values_list("gemeente", "saldo_cent"))


def on_accounts() -> dict[str, dict[str, int]]:
    """Per municipality what is on the accounts between municipalities, and on the bank."""
    with namens(verwerking(settings.REGIO)):
        return {
            town: {
                one.rekening: one.saldo_cent
                for one in proefbalans([town], Maand(2027, 12))
                if one.saldo_cent and one.rekening in ("1000", "1300", "1610")
            }
            for town in TOWNS
        }


@pytest.fixture(autouse=True)
def counted(region):
    """After each test the counters of accounts say that all is well."""
    yield
    assert rood() == {}


class TestClaims:
    def test_each_municipality_gets_one_amount_and_one_account_with_it(self):
        claim(ZWOLLE, KAMPEN, 100_00, 50_01)
        claim(KAMPEN, ZWOLLE, 30_00)
        claim(DALFSEN, KAMPEN, 7_77)

        made = settle()

        assert saldi(made) == {ZWOLLE: 120_01, KAMPEN: -127_78, DALFSEN: 7_77}
        assert on_accounts() == {ZWOLLE: {"1300": 120_01}, KAMPEN: {"1610": -127_78}, DALFSEN: {"1300": 7_77}}
        with namens(REGIO):
            assert sum(Verrekenpost.objects.values_list("bedrag_cent", flat=True)) == 0

    def test_paying_it_goes_against_the_bank_and_leaves_nothing(self):
        claim(ZWOLLE, KAMPEN, 100_00)
        claim(DALFSEN, ZWOLLE, 40_00)
        made = settle()

        for town in TOWNS:
            actions.meld_betaald(made.pk, town, dag=date(2026, 11, 24), door="rc", moment=MOMENT, on_behalf_of=REGIO)

        assert on_accounts() == {ZWOLLE: {"1000": 60_00}, KAMPEN: {"1000": -100_00}, DALFSEN: {"1000": 40_00}}
        with pytest.raises(actions.NietTeVerrekenen, match="al betaald"):
            actions.meld_betaald(made.pk, ZWOLLE, dag=date(2026, 11, 24), door="x", moment=MOMENT, on_behalf_of=REGIO)

    def test_a_claim_is_settled_once(self):
        number = claim(ZWOLLE, KAMPEN, 100_00)
        settle()

        assert queries.concept(OKTOBER, on_behalf_of=REGIO).posten == ()
        with pytest.raises(NietTeVorderen):
            woonplaats.verreken(number, moment=MOMENT, on_behalf_of=controller(ZWOLLE))
        with namens(REGIO):
            row = {**Verrekenpost.objects.values().first(), "id": None}
            with pytest.raises(DatabaseError), transaction.atomic():
                Verrekenpost.objects.create(**row)

    def test_a_claim_that_was_paid_apart_is_not_in_it(self):
        number = claim(ZWOLLE, KAMPEN, 100_00)
        woonplaats.verreken(number, moment=MOMENT, on_behalf_of=controller(ZWOLLE))

        assert queries.concept(OKTOBER, on_behalf_of=REGIO).posten == ()

    def test_what_is_acknowledged_later_or_outside_the_region_is_not_in_it(self):
        claim(ZWOLLE, KAMPEN, 100_00, moment=datetime(2026, 11, 3, tzinfo=UTC))
        claim(ZWOLLE, ALMELO, 55_00, extern=True)

        assert queries.concept(OKTOBER, on_behalf_of=REGIO).posten == ()
        assert len(queries.concept(OKTOBER.volgende, on_behalf_of=REGIO).posten) == 2

    def test_what_was_credited_before_is_not_paid_and_after_goes_into_the_next(self):
        number = claim(ZWOLLE, KAMPEN, 100_00, 20_00, 5_00)
        alive = {(number, nr) for nr in (1, 2, 3)}
        with namens(controller(ZWOLLE)):
            (message,) = set(Vorderingsregel.objects.values_list("bericht_id", flat=True))
        alive = {(message, 1), (message, 2)}
        woonplaats.corrigeer(number, leeft=alive, moment=IN_OKTOBER, on_behalf_of=controller(ZWOLLE))
        first = settle()
        woonplaats.corrigeer(number, leeft={(message, 1)}, moment=MOMENT, on_behalf_of=controller(ZWOLLE))

        second = settle(Maand(2026, 11), datetime(2026, 12, 5, tzinfo=UTC))

        assert saldi(first) == {ZWOLLE: 120_00, KAMPEN: -120_00}
        assert saldi(second) == {ZWOLLE: -20_00, KAMPEN: 20_00}
        assert on_accounts()[ZWOLLE] == {"1300": 120_00, "1610": -20_00}
        assert queries.concept(Maand(2026, 12), on_behalf_of=REGIO).posten == ()
        with namens(REGIO):
            assert {one.soort for one in second.posten.all()} == {"correctie"}

    def test_what_changed_since_it_was_read_is_not_settled(self):
        claim(ZWOLLE, KAMPEN, 100_00)
        read = queries.concept(OKTOBER, on_behalf_of=REGIO).sha256
        claim(DALFSEN, KAMPEN, 1_00)

        with pytest.raises(actions.NietTeVerrekenen, match="stel opnieuw voor"):
            actions.verreken_gemeenten(OKTOBER, gelezen=read, door="x", moment=MOMENT, on_behalf_of=REGIO)

        assert not Verrekenronde.objects.exists()

    def test_a_shielded_child_counts_by_its_number_and_stays_unseen(self):
        number = claim(ZWOLLE, KAMPEN, 100_00)
        with namens(verwerking(settings.REGIO)):
            message = Vorderingsregel.objects.get(vordering=number).bericht_id
            AfgeschermdeSleutel.objects.create(soort=Schermsleutel.REGEL, sleutel=message, nr=1)

        made = settle()

        with namens(controller(KAMPEN)):
            assert not Woonplaatsvordering.objects.exists()
            (post,) = Verrekenpost.objects.filter(ronde=made)
        assert (post.bedrag_cent, post.kenmerk[:7], post.tegen) == (-100_00, "WV-0193", ZWOLLE)

    def test_a_municipality_sees_its_own_and_does_nothing(self):
        claim(ZWOLLE, KAMPEN, 100_00)
        made = settle()

        with namens(controller(DALFSEN)):
            assert not Verrekenpost.objects.exists()
            assert not Verrekensaldo.objects.exists()
        with namens(controller(KAMPEN)):
            assert [one.gemeente for one in Verrekensaldo.objects.filter(ronde=made)] == [KAMPEN]
        for act in (
            lambda: queries.concept(OKTOBER, on_behalf_of=controller(KAMPEN)),
            lambda: actions.verreken_gemeenten(
                OKTOBER, gelezen="", door="x", moment=MOMENT, on_behalf_of=controller(KAMPEN)
            ),
            lambda: actions.meld_betaald(
                made.pk, KAMPEN, dag=date(2026, 11, 24), door="x", moment=MOMENT, on_behalf_of=controller(KAMPEN)
            ),
        ):
            with pytest.raises(NietToegestaan):
                act()

    def test_a_running_month_and_an_empty_one_are_refused(self):
        who = Machtiging(rol=Rol.CONTROLLER, regio=settings.REGIO, account=1)
        for month, text in ((Maand(2026, 11), "nog niet voorbij"), (OKTOBER, "niets te verrekenen")):
            with pytest.raises(actions.NietTeVerrekenen, match=text):
                actions.stel_verrekening_voor(month, reden="x", moment=MOMENT, on_behalf_of=who)


class TestFrozen:
    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE boekhouding_verrekenpost SET bedrag_cent = 1",
            "DELETE FROM boekhouding_verrekenronde",
            "UPDATE boekhouding_verrekensaldo SET saldo_cent = 0, te_vorderen_cent = te_betalen_cent",
            "DELETE FROM boekhouding_verrekensaldo",
        ],
    )
    def test_what_was_settled_stays(self, change):
        claim(ZWOLLE, KAMPEN, 100_00)
        settle()

        with pytest.raises(DatabaseError), namens(REGIO), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)

    def test_its_fingerprint_is_that_of_its_entries(self):
        claim(ZWOLLE, KAMPEN, 100_00)
        made = settle()

        assert queries.ronde(made.pk, on_behalf_of=REGIO).klopt

    def test_a_round_that_is_not_nought_is_refused(self):
        with namens(REGIO):
            made = Verrekenronde.objects.create(
                regio=settings.REGIO, nummer=1, tot_en_met=OKTOBER.begin, sha256="0" * 64, vastgesteld_op=MOMENT,
                vastgesteld_door="x",
            )  # fmt: skip
            with pytest.raises(DatabaseError, match="samen nul"), transaction.atomic():
                Verrekenpost.objects.create(
                    gemeente=ZWOLLE, ronde=made, soort="vordering", bron=1, kenmerk="WV", tegen=KAMPEN,
                    rekening="1300", bedrag_cent=5,
                )  # fmt: skip


def figures(jaar: int, *, verzonnen: bool = False) -> None:
    with namens(verwerking(settings.REGIO)):
        verevening.leg_jaarcijfers_vast(
            Jaarcijfers(Gemeentecijfers(town, Cent(100_000), Cent(cents)), jaar, "jaarrekening", verzonnen)
            for town, cents in ((ZWOLLE, 120_000), (KAMPEN, 90_000), (DALFSEN, 80_001))
        )


def proposal(jaar: int, **more: str) -> dict:
    found = queries.uitkomst(jaar, on_behalf_of=REGIO, **more)
    chosen = {"lezing": "", "bijdrage": "", "bron": ""} | more
    return {"jaar": jaar, "sha256": found.sha256, "bedragen": found.bedragen, **chosen}


def book(what: dict, moment: datetime = IN_OKTOBER) -> None:
    actions.boek_verevening(what, door="een en twee", moment=moment, on_behalf_of=REGIO)


GELEZEN = {"lezing": "eigen_deel", "bijdrage": "samen", "bron": BRON}


@pytest.mark.usefixtures("regels")
class TestSolidarity:
    def test_2015_is_booked_once_in_balance_and_goes_into_the_round(self):
        figures(2015)
        what = proposal(2015, **GELEZEN)

        book(what)

        assert sum(what["bedragen"].values()) == 0
        assert what["bedragen"][ZWOLLE] > 0 > what["bedragen"][DALFSEN]
        with namens(verwerking(settings.REGIO)):
            on = {
                town: {one.rekening: one.saldo_cent for one in proefbalans([town], Maand(2027, 1)) if one.saldo_cent}
                for town in TOWNS
            }
        assert on[ZWOLLE] == {"1300": what["bedragen"][ZWOLLE], "4900": -what["bedragen"][ZWOLLE]}
        assert on[DALFSEN] == {"1610": what["bedragen"][DALFSEN], "4900": -what["bedragen"][DALFSEN]}
        assert saldi(settle()) == what["bedragen"]
        assert queries.concept(OKTOBER, on_behalf_of=REGIO).posten == ()
        with pytest.raises(actions.NietTeVerrekenen, match="al geboekt"):
            book(what)

    def test_figures_that_change_after_the_proposal_are_not_booked(self):
        figures(2016)
        what = proposal(2016, **GELEZEN)
        with namens(verwerking(settings.REGIO)):
            verevening.leg_jaarcijfers_vast(
                [Jaarcijfers(Gemeentecijfers(ZWOLLE, Cent(100_000), Cent(1)), 2016, "nieuw")]
            )

        with pytest.raises(actions.NietTeVerrekenen, match="stel opnieuw voor"):
            book(what)

    def test_2017_is_refused_with_the_source(self):
        figures(2017)

        with pytest.raises(actions.NietTeVerrekenen, match="Over 2017 wordt niet verevend"):
            queries.uitkomst(2017, on_behalf_of=REGIO, **GELEZEN)

    def test_made_up_figures_are_not_booked(self):
        figures(2015, verzonnen=True)

        with pytest.raises(actions.NietTeVerrekenen, match="verzonnen"):
            queries.uitkomst(2015, on_behalf_of=REGIO, **GELEZEN)

    @pytest.mark.parametrize("missing", ["lezing", "bijdrage", "bron"])
    def test_a_reading_is_chosen_with_where_it_was_agreed(self, missing):
        figures(2015)

        with pytest.raises(actions.NietTeVerrekenen, match="waar dat is afgesproken"):
            queries.uitkomst(2015, on_behalf_of=REGIO, **GELEZEN | {missing: ""})

    def test_a_settlement_that_is_not_nought_is_refused_by_the_database(self):
        figures(2015)
        book(proposal(2015, **GELEZEN))

        with namens(REGIO):
            made = Verevening.objects.get()
            with pytest.raises(DatabaseError, match="samen nul"), transaction.atomic():
                Vereveningsdeel.objects.create(gemeente="0177", verevening=made, bedrag_cent=1)

    def test_the_four_os_are_booked_as_they_were_settled_and_not_before(self, monkeypatch):
        shares = (Slotaandeel(DALFSEN, 1, 0, 10_00), Slotaandeel(KAMPEN, 1, 0, 10_01), Slotaandeel(ZWOLLE, 1, 20_01, 0))
        with pytest.raises(actions.NietTeVerrekenen, match="Onder de vier O's is 2025 niet afgerekend"):
            queries.uitkomst(2025, on_behalf_of=REGIO)
        made = Jaarstand(2025, Sleutel.GELIJK, shares, IN_OKTOBER, "afspraak")
        monkeypatch.setattr("jeugdregio.verevening.queries.slot", lambda *_, **__: made)

        book(proposal(2025))

        assert on_accounts() == {ZWOLLE: {"1300": 20_01}, KAMPEN: {"1610": -10_01}, DALFSEN: {"1610": -10_00}}
        assert saldi(settle()) == {ZWOLLE: 20_01, KAMPEN: -10_01, DALFSEN: -10_00}
