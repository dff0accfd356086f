# SPDX-License-Identifier: EUPL-1.2
"""An option of a contract: lifted or dropped by two people, in time, in order, once, and never a silent fifth year."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from jeugdregio.beheer import voorstellen
from jeugdregio.contracten import actions, queries
from jeugdregio.contracten.models import Contract, Contractoptie
from jeugdregio.contracten.opties import door_te_lopen
from jeugdregio.contracten.values import (
    Contractgegevens,
    Optiegegevens,
    Optievoorstel,
    Productgegevens,
    Tariefgegevens,
)
from jeugdregio.gebruikers.aanstelling_test import NU, person
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account, Voorstel
from jeugdregio.gebruikers.queries import machtigingen
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking

pytestmark = pytest.mark.django_db
REGIO, A, B = "IJSSELLAND", "71000001", "71000002"
EINDE, OPTIE_TOT, NOG_EEN = date(2027, 1, 1), date(2028, 1, 1), date(2029, 1, 1)
UITERLIJK = date(2026, 11, 5)
WIE = verwerking(REGIO)
CONTRACT = Contractgegevens(
    "T-1", A, "GGZ", "inspanning", "PxQ", "M. (verzonnen)", date(2024, 1, 1), EINDE, None, soort="raam"
)
WEGENS = "directieoverleg van 3 november 2026, punt 4 (verzonnen)"


def op(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def works(name: str, rol: Rol, **bij: str) -> Machtiging:
    (found,) = machtigingen(person(name, rol, **(bij or {"regio": REGIO})).pk, moment=NU)
    return found


@pytest.fixture
def twee(als_regio: None) -> tuple[Machtiging, Machtiging]:
    """Two people of the region, and a contract with two options and tariffs that end with it."""
    actions.leg_producten_vast(
        REGIO, [Productgegevens("45", code, code, "04", "inspanning") for code in ("45P01", "45P02", "45P03")]
    )
    actions.leg_contracten_vast(REGIO, [CONTRACT])
    actions.leg_opties_vast(
        REGIO,
        [Optiegegevens("T-1", A, 1, OPTIE_TOT, UITERLIJK), Optiegegevens("T-1", A, 2, NOG_EEN, date(2027, 11, 1))],
    )
    actions.leg_tarieven_vast(
        REGIO,
        [
            Tariefgegevens(A, "45", "45P01", "04", CONTRACT.van, EINDE, 60_00, per_uur=True),
            Tariefgegevens(A, "45", "45P02", "04", CONTRACT.van, EINDE, 70_00, per_uur=True),
            Tariefgegevens(A, "45", "45P03", "04", CONTRACT.van, date(2026, 1, 1), 80_00, per_uur=True),
            Tariefgegevens(A, "45", "45P03", "04", date(2026, 1, 1), date(2030, 1, 1), 81_00, per_uur=True),
        ],
    )
    return works("inkoper", Rol.CONTRACTMANAGER), works("controller", Rol.CONTROLLER)


def wat(*, lichten: bool = True, volgnummer: int = 1, tarieven: bool = True, **fields: object) -> Optievoorstel:
    found = queries.contract("T-1", on_behalf_of=WIE)
    tot = found.opties[volgnummer - 1].tot
    going = door_te_lopen(found.contract, tot, on_behalf_of=WIE) if lichten and tarieven else []
    made = Optievoorstel("T-1", volgnummer, lichten, WEGENS, found.contract.tot, tuple(going))
    return replace(made, **fields)


def propose(what: Optievoorstel, wie: Machtiging) -> Voorstel:
    content = {"optie": what.als_inhoud(), "aanbieder": A, "tot": "2028-01-01", "uiterlijk": "05-11-2026"}
    return voorstellen.stel_voor("optie", content, reden="voldoet", moment=NU, on_behalf_of=wie)


def decide(what: Optievoorstel, twee: tuple[Machtiging, Machtiging], day: date = UITERLIJK) -> None:
    one = propose(what, twee[0])
    voorstellen.bevestig(one, one.sha256, moment=op(day), on_behalf_of=twee[1])


def now() -> tuple[date, list[str], str]:
    found = queries.contract("T-1", on_behalf_of=WIE)
    return found.contract.tot, [one.stand for one in found.opties], found.contract.verlengingsbesluit


class TestLifting:
    def test_moves_the_end_of_the_contract_and_the_tariffs_that_end_with_it(self, twee):
        decide(wat(), twee)

        assert now() == (OPTIE_TOT, ["gelicht", "open"], "")
        rows = queries.tarieven(REGIO, A, on_behalf_of=WIE, op=date(2027, 6, 1))
        assert [(one.code, one.tot, one.tarief_cent) for one in rows] == [
            ("45P01", OPTIE_TOT, 6000),
            ("45P02", OPTIE_TOT, 7000),
            ("45P03", date(2030, 1, 1), 8100),
        ]
        assert queries.tariefgaten(REGIO, date(2026, 1, 1), OPTIE_TOT, on_behalf_of=WIE) == []
        option = Contractoptie.objects.get(volgnummer=1)
        assert (option.besluit, option.besloten_op) == (WEGENS, UITERLIJK)

    def test_without_the_tariffs_leaves_holes_that_are_reported(self, twee):
        decide(wat(tarieven=False), twee)

        holes = queries.tariefgaten(REGIO, date(2026, 1, 1), OPTIE_TOT, on_behalf_of=WIE)
        assert [(one.code, one.van, one.tot) for one in holes] == [
            ("45P01", EINDE, OPTIE_TOT),
            ("45P02", EINDE, OPTIE_TOT),
        ]

    @pytest.mark.parametrize("late", [date(2026, 11, 6), date(2027, 6, 1)])
    def test_is_refused_after_the_day_to_decide_even_when_it_was_proposed_in_time(self, twee, late):
        with pytest.raises(NietToegestaan, match="kon tot en met 05-11-2026"):
            decide(wat(), twee, late)
        assert now() == (EINDE, ["open", "open"], "")

    def test_without_a_day_in_the_contract_is_possible_until_its_last_day(self, twee):
        Contractoptie.objects.filter(volgnummer=1).update(besluit_uiterlijk=None)

        with pytest.raises(NietToegestaan, match="kon tot en met 31-12-2026"):
            decide(wat(), twee, EINDE)
        decide(replace(wat(), besluit="dag erna"), twee, date(2026, 12, 31))
        assert now()[0] == OPTIE_TOT

    def test_is_done_once(self, twee):
        first, second = propose(wat(), twee[0]), propose(wat(tarieven=False), twee[0])
        voorstellen.bevestig(first, first.sha256, moment=op(UITERLIJK), on_behalf_of=twee[1])

        with pytest.raises(NietToegestaan, match="al besloten"):
            voorstellen.bevestig(second, second.sha256, moment=op(UITERLIJK), on_behalf_of=twee[1])
        assert now()[0] == OPTIE_TOT

    def test_goes_in_order(self, twee):
        with pytest.raises(NietToegestaan, match="op volgorde"):
            decide(wat(volgnummer=2), twee)

    def test_of_a_fifth_year_asks_for_the_decision_that_allows_it(self, twee):
        """S33: four years are up on 1 January 2028."""
        decide(wat(), twee)
        with pytest.raises(NietToegestaan, match="hoogstens 4 jaar"):
            decide(wat(volgnummer=2), twee, date(2027, 11, 1))
        decide(wat(volgnummer=2, verlengingsbesluit="bestuur 4 (verzonnen)"), twee, date(2027, 11, 1))

        assert now() == (NOG_EEN, ["gelicht", "gelicht"], "bestuur 4 (verzonnen)")

    def test_stops_when_a_tariff_or_the_contract_is_not_what_was_read(self, twee):
        stale = wat()
        assert stale.tarieven[0][4] == 6000
        wrong = replace(stale, tarieven=((*stale.tarieven[0][:4], 6001), *stale.tarieven[1:]))
        with pytest.raises(NietToegestaan, match="Intussen is een tarief veranderd"):
            decide(wrong, twee)
        with pytest.raises(NietToegestaan, match="Intussen is het contract"):
            decide(replace(stale, einde=date(2026, 12, 1)), twee)
        assert now() == (EINDE, ["open", "open"], "")

    def test_another_price_of_a_provider_on_those_days_is_said(self, twee):
        """A tariff that begins in the option is not overlapped: it does not go on."""
        actions.leg_tarieven_vast(
            REGIO, [Tariefgegevens(A, "45", "45P01", "04", EINDE, OPTIE_TOT, 99_00, per_uur=True)]
        )

        assert [row[1] for row in wat().tarieven] == ["45P02"]


class TestDropping:
    def test_leaves_the_contract_as_it_was_and_takes_later_options_with_it(self, twee):
        decide(wat(lichten=False), twee)

        assert now() == (EINDE, ["vervallen", "vervallen"], "")
        assert "vervalt met optie 1" in Contractoptie.objects.get(volgnummer=2).besluit

    def test_can_be_written_down_after_the_day(self, twee):
        decide(wat(lichten=False), twee, date(2027, 6, 1))

        assert now()[1] == ["vervallen", "vervallen"]

    def test_is_not_followed_by_lifting(self, twee):
        decide(wat(lichten=False), twee)

        with pytest.raises(NietToegestaan, match="al besloten"):
            decide(wat(), twee)


class TestTwoPeople:
    def test_the_maker_does_not_confirm_it(self, twee):
        one = propose(wat(), twee[0])

        with pytest.raises(NietToegestaan, match="zelf"):
            voorstellen.bevestig(one, one.sha256, moment=op(UITERLIJK), on_behalf_of=twee[0])

    def test_nobody_moves_a_contract_or_an_option_alone(self, twee):
        with pytest.raises(DatabaseError, match="vier ogen"), transaction.atomic():
            actions.beslis_optie(wat(), moment=op(UITERLIJK), on_behalf_of=twee[0])
        for table in ("contracten_contract", "contracten_contractoptie"):
            with pytest.raises(DatabaseError, match="vier ogen"), transaction.atomic(), namens(twee[0]):
                Contract.objects.raw(f"UPDATE {table} SET bron = 'x' RETURNING id")[0]
        assert now()[1] == ["open", "open"]

    def test_a_municipality_and_a_provider_cannot_propose_it(self, twee):
        for wie in (works("inkoop", Rol.CONTRACTMANAGER, gemeente="0193"), works("a", Rol.AANBIEDER, aanbieder=A)):
            with pytest.raises(NietToegestaan, match="heeft het recht"):
                propose(wat(), wie)

    def test_what_was_proposed_reads_in_words(self, twee):
        shown = dict(voorstellen.SOORTEN["optie"].toon(propose(wat(), twee[0]).inhoud))

        assert shown["Besluit"] == "De optie lichten"
        assert "2 tarieven lopen ongewijzigd door" in shown["Tarieven"]
        assert shown["Uiterlijk te bevestigen"] == "05-11-2026"


class TestTheDatabase:
    """Whoever writes it, past the actions."""

    def refused(self, name: str, volgnummer: int = 1, **fields: object) -> None:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            self.write(volgnummer, fields)

    def write(self, volgnummer: int, fields: dict[str, object]) -> None:
        Contractoptie.objects.filter(volgnummer=volgnummer).update(besluit="x", **fields)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def test_holds_when_and_in_which_order_an_option_is_lifted(self, twee):
        Contract.objects.update(geldig=(CONTRACT.van, OPTIE_TOT))
        self.refused("contractoptie_op_tijd_gelicht", stand="gelicht", besloten_op=date(2026, 11, 6))
        self.refused("contractoptie_open_is_niet_besloten", besloten_op=UITERLIJK)
        Contract.objects.update(geldig=(CONTRACT.van, NOG_EEN), verlengingsbesluit="x")
        self.refused("kan pas als die ervoor", 2, stand="gelicht", besloten_op=UITERLIJK)

    def test_holds_that_the_contract_lasts_as_long_as_a_lifted_option(self, twee):
        self.refused("eindigt voor optie", stand="gelicht", besloten_op=UITERLIJK)

    def test_holds_that_a_decision_stays(self, twee):
        decide(wat(lichten=False), twee)
        self.refused("al besloten", stand="gelicht", besloten_op=UITERLIJK)
        self.refused("al besloten", stand="open", besloten_op=None)


class TestThePage:
    VANDAAG = timezone.localdate()

    @pytest.fixture
    def vandaag(self, twee):
        """The same contract, with a day to decide that is still to come."""
        ends = self.VANDAAG.replace(month=1, day=1, year=self.VANDAAG.year + 1)
        Contract.objects.update(geldig=(self.VANDAAG.replace(month=1, day=1), ends))
        Contractoptie.objects.filter(volgnummer=2).delete()
        Contractoptie.objects.update(besluit_uiterlijk=self.VANDAAG, tot=ends.replace(year=ends.year + 1))

    def client(self, name: str) -> Client:
        client = Client()
        with namens(WIE):
            client.force_login(Account.objects.get(username=name))
        return client

    def see(self, name: str):
        client = self.client(name)
        with namens(WIE):
            return client.get("/contracten/T-1/").context["page"]

    def send(self, name: str, **fields: str):
        data = {"besluit": "lichten", "waar": WEGENS, "reden": "voldoet", "tarieven": "on"} | fields
        client = self.client(name)
        with namens(WIE):
            return client.post("/contracten/T-1/", data)

    def test_a_proposal_is_made_on_the_page_of_the_contract(self, vandaag):
        page = self.see("inkoper")
        assert page.optie.formulier is not None

        response = self.send("inkoper")

        assert response.status_code == 302
        made = Voorstel.objects.get()
        assert (made.soort, made.besluit, made.inhoud["optie"]["volgnummer"]) == ("optie", "open", 1)

    @pytest.mark.parametrize("field", ["besluit", "waar", "reden"])
    def test_what_is_left_out_is_asked_for(self, vandaag, field):
        response = self.send("inkoper", **{field: ""})

        assert response.status_code == 422
        assert response.context["page"].optie.open
        assert not Voorstel.objects.exists()

    def test_the_same_twice_and_after_the_day_is_said(self, vandaag):
        self.send("inkoper")
        again = self.send("inkoper")
        assert (again.status_code, "al voorgesteld" in again.context["page"].fout) == (422, True)

        with namens(WIE):
            Contractoptie.objects.update(besluit_uiterlijk=date(2026, 1, 5))
        late = self.send("inkoper", reden="anders")
        assert (late.status_code, "kon tot en met 05-01-2026" in late.context["page"].fout) == (422, True)

    def test_who_may_not_decide_sees_the_day_but_no_form_and_another_provider_sees_nothing(self, vandaag):
        works("eigen", Rol.AANBIEDER, aanbieder=A)
        works("ander", Rol.AANBIEDER, aanbieder=B)

        page = self.see("eigen")
        assert (page.optie is not None, page.optie.formulier) == (True, None)
        assert self.send("eigen").status_code == 403
        assert self.send("ander").status_code == 404
        assert not Voorstel.objects.exists()
