# SPDX-License-Identifier: EUPL-1.2
"""The letter of a decision: what it says per kind of procedure, for who is admitted and who is not."""

from datetime import date

import pytest

from jeugdregio.inkoop import queries
from jeugdregio.inkoop.brief import besluitbrief, maak_besluitbrief
from jeugdregio.inkoop.models import Gunning
from tests.inkoop import REGIO, Inkoop, om_twaalf

pytestmark = pytest.mark.django_db
DAG = date(2026, 3, 2)
INGANG = date(2026, 7, 1)


def besluit(inkoop: Inkoop, soort: str, *, toegelaten: bool, **fields: object) -> Gunning:
    """A decision made on 2 March 2026, in a round where the kind has them."""
    code = inkoop.publiceer(soort, **fields)
    if soort != "open_house":
        inkoop.ronde(code, date(2026, 2, 1), date(2026, 3, 1), INGANG)
    asked = {"producten": ()} if soort == "subsidie" else {}
    one = inkoop.dien_in(code, date(2026, 2, 10), **asked)
    inkoop.keur_goed(one)
    lines = {"tarieven": ()} if soort == "subsidie" else {}
    what = inkoop.voorstel(one, INGANG, date(2027, 7, 1), toegelaten=toegelaten, **lines)
    made = inkoop.gun(what, DAG)
    return queries.aanvraag(made.aanvraag_id, on_behalf_of=inkoop.wie).gunning


def words(one: Gunning) -> dict[str, str]:
    return {title: " ".join(text) for title, text in besluitbrief(one, "De Proef").termijnen}


def test_an_award_says_what_is_agreed_and_that_the_contract_waits(inkoop: Inkoop):
    one = besluit(inkoop, "semi_open", toegelaten=True, opschortdagen=20, opschort_bron="Aanbestedingswet, art. 2.127")

    letter = besluitbrief(one, "De Proef")

    assert letter.titel == "Besluit over uw aanvraag: toegelaten"
    assert dict(letter.feiten)["Looptijd"] == "1 juli 2026 tot en met 30 juni 2027"
    assert letter.tarieven == (("45B04", "Begeleiding per uur", "04", "€\xa060,00"),)
    (title,) = words(one)
    assert title == "Wachttijd voor het contract"
    assert "niet eerder dan op 24 maart 2026" in words(one)[title]
    assert "Tot en met 23 maart 2026" in words(one)[title]
    assert "Aanbestedingswet, art. 2.127" in words(one)[title]


def test_a_refusal_says_why_and_until_when_one_can_object(inkoop: Inkoop):
    one = besluit(inkoop, "subsidie", toegelaten=False)

    letter = besluitbrief(one, "De Proef")

    assert letter.opening[1] == "De Proef wordt niet toegelaten."
    assert letter.redenen == ("Voldoet aan de eisen.",)
    assert "Looptijd" not in dict(letter.feiten)
    assert letter.tarieven == ()
    text = words(one)["Bezwaar maken"]
    assert "tot en met 13 april 2026" in text
    assert "binnen 6 weken" in text
    assert "binnen 12 weken" in text
    assert "geteld vanaf 14 april 2026" in text


def test_where_nobody_waits_the_letter_says_so(inkoop: Inkoop):
    one = besluit(inkoop, "open_house", toegelaten=True)

    assert words(one) == {
        "Wat u kunt doen": "In deze procedure geldt geen wachttijd en geen termijn om bezwaar te maken. Het contract "
        "kan meteen worden gesloten."
    }


def test_the_letter_is_a_pdf_and_the_same_each_time(inkoop: Inkoop):
    one = besluit(inkoop, "open_house", toegelaten=False)

    made = [maak_besluitbrief(one, "De Proef", regio=REGIO, moment=om_twaalf(DAG)) for _ in range(2)]

    assert made[0].startswith(b"%PDF")
    assert made[0] == made[1]
