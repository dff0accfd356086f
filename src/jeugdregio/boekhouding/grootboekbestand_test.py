# SPDX-License-Identifier: EUPL-1.2
"""A program of others counts the ledger again: no errors, the same balances, and what is changed in it is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO
from itertools import count, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jeugdregio.boekhouding import queries
from jeugdregio.boekhouding.beancount import Schrijver, rekeningnaam
from jeugdregio.boekhouding.values import Post
from jeugdregio.core.money import Cent
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import AfgeschermdeSleutel
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.gebruikers.zicht import Sleutel
from jeugdregio.grootboek import actions
from jeugdregio.grootboek.queries import proefbalans
from jeugdregio.grootboek.values import (
    BANK,
    KOSTEN,
    REKENINGEN,
    TE_BETALEN,
    TE_BETALEN_AAN_GEMEENTEN,
    TE_VORDEREN_VAN_AANBIEDERS,
    TE_VORDEREN_VAN_GEMEENTEN,
    VOORSCHOTTEN,
    Journaal,
)
from tests.bean import bean_check
from tests.rijen import AANBIEDER, ANDER, DALFSEN, REGIO, ZWOLLE

MOMENT = datetime(2026, 11, 1, tzinfo=UTC)
SEPTEMBER, OKTOBER, NOVEMBER = Maand(2026, 9), Maand(2026, 10), Maand(2026, 11)
CONTROLLER = Machtiging(rol=Rol.CONTROLLER, regio=REGIO)
VERHAAL = (
    ("prestatie", KOSTEN, TE_BETALEN, 123_45, SEPTEMBER),
    ("prestatie", KOSTEN, TE_BETALEN, 7_01, SEPTEMBER),
    ("prestatie", KOSTEN, TE_BETALEN, 0, SEPTEMBER),
    ("prestatie", TE_BETALEN, KOSTEN, 99, OKTOBER),
    ("voorschot", VOORSCHOTTEN, TE_BETALEN, 500_00, SEPTEMBER),
    ("verrekening", TE_BETALEN, VOORSCHOTTEN, 100_10, OKTOBER),
    ("terugvorder", TE_VORDEREN_VAN_AANBIEDERS, VOORSCHOTTEN, 399_90, NOVEMBER),
    ("betaling", TE_BETALEN, BANK, 29_36, OKTOBER),
    ("betaalretour", BANK, TE_BETALEN, 29_36, NOVEMBER),
    ("woonplaats", TE_VORDEREN_VAN_GEMEENTEN, KOSTEN, 50_05, NOVEMBER),
    ("woonplaats", KOSTEN, TE_BETALEN_AAN_GEMEENTEN, 12_34, NOVEMBER),
)


def afgedwongen(gemeenten: list[str], maand: Maand) -> str:
    """What the trial balance of the ledger says, as demands on the file."""
    return "".join(
        f"{maand.einde} balance {rekeningnaam(one.rekening, town)}  {one.saldo_cent / 100:.2f} ~ 0.00 EUR\n"
        for town in gemeenten
        for one in proefbalans([town], maand)
        if one.debet_cent or one.credit_cent
    )


@pytest.fixture
def boeken(als_regio):
    """A ledger with claims, an advance, a payment that came back, and claims between municipalities."""
    numbers = count(1)
    post = Journaal(ZWOLLE, AANBIEDER, "45", "45A05", "", 0, 1, "", "", Cent(0), SEPTEMBER, SEPTEMBER)
    actions.boek(
        [
            replace(
                post,
                gemeente=town,
                aanbieder=provider,
                oorzaak=cause,
                oorzaak_id=next(numbers),
                debet=debit,
                credit=credit,
                bedrag_cent=Cent(cents * part),
                boekmaand=month,
            )
            for town, provider, part in ((ZWOLLE, AANBIEDER, 1), (DALFSEN, ANDER, 3))
            for cause, debit, credit, cents, month in VERHAAL
        ]
    )


def kort(gemeente: str = "", tot_en_met: Maand = NOVEMBER, wie: Machtiging = CONTROLLER) -> str:
    file = StringIO()
    queries.schrijf_kort(file, gemeente=gemeente, tot_en_met=tot_en_met, moment=MOMENT, on_behalf_of=wie)
    return file.getvalue()


def per_boeking() -> str:
    file = StringIO()
    queries.schrijf_per_boeking(file, tot_en_met=NOVEMBER, moment=MOMENT, regio_code=REGIO)
    return file.getvalue()


@pytest.mark.usefixtures("boeken")
class TestLedger:
    @pytest.mark.parametrize("schrijf", [kort, per_boeking])
    def test_beancount_finds_no_error_and_the_balances_of_the_trial_balance(self, schrijf, tmp_path):
        file = tmp_path / "grootboek.beancount"
        demands = "".join(afgedwongen([ZWOLLE, DALFSEN], month) for month in (SEPTEMBER, OKTOBER, NOVEMBER))

        file.write_text(schrijf() + demands)

        assert bean_check(file) == (0, "")
        assert demands.count("balance") > 20

    def test_a_demand_that_is_one_cent_off_fails(self, tmp_path):
        file = tmp_path / "grootboek.beancount"

        file.write_text(kort() + f"2026-12-01 balance {rekeningnaam(BANK, ZWOLLE)}  0.01 ~ 0.00 EUR\n")

        code, said = bean_check(file)
        assert code == 1
        assert "Balance failed" in said

    @pytest.mark.parametrize(
        ("was", "wordt"),
        [
            ("123.45 EUR", "123.46 EUR"),  # one side
            ("123.45 EUR", "124.45 EUR"),  # both sides
            ("Lasten:4100-Kosten-jeugdhulp:G0193  123.45", "Activa:1000-Bank:G0193  123.45"),
            ("EUR\n\n2026-10-01", "EUR\n\n2026-11-01"),  # to another month
        ],
    )
    def test_what_is_changed_in_the_file_is_refused(self, was, wordt, tmp_path):
        file, text = tmp_path / "grootboek.beancount", per_boeking()
        assert was in text

        both = -1 if wordt == "124.45 EUR" else 1
        file.write_text(text.replace(was, wordt, both))

        assert bean_check(file)[0] == 1

    def test_a_municipality_gets_its_own_books_and_no_provider(self):
        mine = kort(wie=Machtiging(rol=Rol.CONTROLLER, gemeente=DALFSEN))

        assert ":G0148" in mine
        assert ":G0193" not in mine
        assert AANBIEDER not in kort()
        assert kort(DALFSEN).count(" * ") == mine.count(" * ") == kort().count(" * ") // 2

    def test_a_booking_of_a_shielded_child_is_no_line_and_stays_in_the_balances(self, tmp_path):
        with namens(verwerking(REGIO)):
            AfgeschermdeSleutel.objects.create(soort=Sleutel.REGEL, sleutel=1, nr=1)
        file, text = tmp_path / "grootboek.beancount", per_boeking()

        file.write_text(text + afgedwongen([ZWOLLE, DALFSEN], NOVEMBER))

        assert 'nummer: "1/1"' not in text
        assert 'nummer: "2/1"' in text
        assert text.count("opgeteld:") == 1
        assert bean_check(file) == (0, "")

    def test_the_form_by_booking_says_what_a_booking_is_and_nothing_of_a_child(self):
        text = per_boeking()

        assert 'oorzaak: "prestatie"\n  nummer: "1/1"\n  dienstmaand: "2026-09"\n  aanbieder: "99900001"' in text
        assert text.count("\n2026-09-01 * ") == 8

    def test_a_later_month_is_not_in_it(self):
        assert "terugvorder" not in kort(tot_en_met=OKTOBER)


@pytest.mark.usefixtures("als_regio")
def test_an_empty_ledger_is_a_file_too(tmp_path):
    file = tmp_path / "leeg.beancount"
    file.write_text(kort())

    assert bean_check(file) == (0, "")


def test_every_account_has_a_name_that_beancount_reads(tmp_path):
    file = tmp_path / "rekeningen.beancount"
    with file.open("w") as out:
        writer = Schrijver(out, wat='een "naam"\nop twee regels', tot_en_met=SEPTEMBER, vorm="proef", moment=MOMENT)
        codes = sorted(REKENINGEN)
        for debit, credit in pairwise(codes):
            writer.schrijf([Post(ZWOLLE, date(2026, 9, 1), "proef", debit, credit, 1)])
        writer.sluit()

    assert bean_check(file) == (0, "")


POSTEN = st.builds(
    Post,
    st.sampled_from([ZWOLLE, DALFSEN]),
    st.dates(date(2015, 1, 1), date(2030, 12, 1)).map(lambda day: day.replace(day=1)),
    st.sampled_from(["prestatie", "betaling"]),
    st.sampled_from([KOSTEN, BANK]),
    st.sampled_from([TE_BETALEN, VOORSCHOTTEN]),
    st.integers(-(10**13), 10**13),
)


@settings(max_examples=12)
@given(st.lists(POSTEN, max_size=12), st.randoms())
def test_any_ledger_in_any_order_is_read_without_error(tmp_path_factory, posten, chance):
    """The order in which entries come does not matter, nor whether an amount is above or below zero."""
    chance.shuffle(posten)
    file = tmp_path_factory.mktemp("bean") / "grootboek.beancount"
    with file.open("w") as out:
        writer = Schrijver(out, wat="proef", tot_en_met=Maand(2030, 12), vorm="proef", moment=MOMENT)
        for post in posten:
            writer.schrijf([post])
        writer.sluit()

    assert bean_check(file) == (0, "")
