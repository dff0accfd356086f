# SPDX-License-Identifier: EUPL-1.2
"""What a provider answers to a municipality: taken in once, tied to its message, and turned away with a reason."""

import gzip
from hashlib import sha256

import pytest

from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.queries import meet
from jeugdregio.ontvangst.retouren import BEZWAREN
from jeugdregio.ontvangst.values import Aanlevering
from tests.wereld import PEILDATUM, Wereld
from tests.wereld_retour import NOON, Antwoorden, rijen

pytestmark = pytest.mark.django_db
PRODUCT, HEADER = ("ToegewezenProduct", 0), "JW301 | begin\nT1 | 2026-01-01"


@pytest.fixture
def world(als_regio: None) -> Antwoorden:
    return Antwoorden(Wereld())


@pytest.fixture
def sent(world: Antwoorden) -> Antwoorden:
    """An allocation, and the answer to a request, that were sent."""
    world.gegeven("""
        JW301 | product
        T1    | 45A14
    """)
    world.gegeven("""
        JW315 | referentie | kind
        V     | R1         | K2
    """)
    world.gegeven("""
        JW319 | referentie | antwoord
        N     | R1         | 1
    """)
    return world


def outbox(label: str, world: Antwoorden) -> list[tuple[object, ...]]:
    outcome = world.gestuurd[label].uitkomst
    assert outcome
    return rijen(
        "SELECT verzonden_op IS NOT NULL, beantwoord_op IS NOT NULL, volgende_op IS NULL FROM berichten_verzending"
        " WHERE bericht_id = %s AND stuk = 'bericht'",
        outcome.bericht_id,
    )


def codes() -> set[tuple[object, ...]]:
    return set(rijen("SELECT klasse, nr, code, kenmerk FROM berichten_retourcode WHERE code NOT IN ('0200', '0233')"))


def all_hold() -> bool:
    return not [m.invariant.code for m in meet(on_behalf_of=verwerking("IJSSELLAND")) if m.fout]


def request_state(reference: str = "R1") -> object:
    return rijen("SELECT status FROM verzoeken_verzoek WHERE referentie = %s", reference)[0][0]


def test_agreeing_is_kept_and_ends_the_waiting(sent: Antwoorden):
    answer = sent.op("T1")

    (outcome,) = sent.lever(answer)

    assert (outcome.uitkomst, outcome.antwoord) == ("geen_retourbericht", b"")
    heen = sent.gestuurd["T1"].uitkomst
    assert heen
    assert rijen("SELECT bericht_id, retour_id, soort, akkoord FROM berichten_retour") == [
        (heen.bericht_id, outcome.bericht_id, "JW302", True)
    ]
    assert [bytes(row[0]) for row in rijen("SELECT sha256 FROM berichten_bericht WHERE soort = 'JW302'")] == [
        sha256(answer).digest()
    ]
    assert outbox("T1", sent) == [(True, True, True)]
    assert outbox("N", sent) == [(False, False, False)]
    assert codes() == set()
    assert all_hold()


def test_refusing_is_kept_with_its_codes(sent: Antwoorden):
    (outcome,) = sent.lever(sent.op("T1", klassen={PRODUCT: ("9332",)}))

    assert outcome.uitkomst == "geen_retourbericht"
    assert rijen("SELECT akkoord FROM berichten_retour") == [(False,)]
    assert codes() == {("ToegewezenProduct", 0, "9332", str(sent.wereld.nummer("T1")))}
    assert all_hold()


def test_refusing_on_the_header(sent: Antwoorden):
    sent.lever(sent.op("T1", kop=["0001"]), sent.op("N", kop=["8848"]))

    assert rijen("SELECT soort, akkoord FROM berichten_retour ORDER BY soort") == [("JW302", False), ("JW320", False)]
    assert codes() == {("Header", 0, "0001", ""), ("Header", 0, "8848", "")}


def test_no_answer_goes_out_on_an_answer(sent: Antwoorden):
    before = rijen("SELECT count(*) FROM berichten_uitgaand")
    sent.lever(sent.op("T1"))
    assert rijen("SELECT count(*) FROM berichten_uitgaand") == before
    assert rijen("SELECT count(*) FROM berichten_verzending WHERE soort = 'JW302' AND stuk = 'bericht'") == [(0,)]


def refused(world: Antwoorden, *data: bytes, van: str = "A1") -> list[object]:
    """The codes with which all of these were turned away."""
    outcomes = world.lever(*data, van=van)
    assert [outcome.uitkomst for outcome in outcomes] == ["geweigerd"] * len(data)
    kept = {row[1]: row[0] for row in rijen("SELECT code, uitleg FROM berichten_weigering")}
    assert all_hold()
    return [kept[outcome.uitleg] for outcome in outcomes]


def test_what_answers_nothing_is_turned_away(sent: Antwoorden):
    other = Antwoorden(sent.wereld)
    (drawn,) = sent.wereld.teken(HEADER)
    other.gestuurd["T1"] = drawn

    assert refused(sent, other.op("T1")) == ["retour-onbekend"]
    assert rijen("SELECT count(*) FROM berichten_retour") == [(0,)]
    assert rijen("SELECT status FROM berichten_bestand ORDER BY id DESC LIMIT 1") == [("geweigerd",)]


def test_another_date_than_that_of_the_message_is_another_message(sent: Antwoorden):
    data = sent.op("T1").replace(b"Dagtekening>2027-06-30<", b"Dagtekening>2027-06-29<", 1)
    assert refused(sent, data) == ["retour-onbekend"]


def test_a_message_that_was_refused_was_never_sent(world: Antwoorden):
    (drawn,) = world.wereld.teken("JW301 | besluit\nT1 | 2027-07-15")
    assert world.wereld.verwerk([drawn]) != {}
    world.gestuurd["T1"] = drawn

    assert refused(world, world.op("T1")) == ["retour-onbekend"]


def test_somebody_else_cannot_answer(sent: Antwoorden):
    (outcome,) = sent.lever(sent.op("T1"), van="A2")
    assert outcome.uitkomst == "geweigerd"
    assert rijen("SELECT code FROM berichten_weigering") == [("afzender",)]

    as_own = sent.op("T1").replace(b"Ontvanger>99900001<", b"Ontvanger>99900002<")
    assert [outcome.uitleg for outcome in sent.lever(as_own, van="A2")] == [BEZWAREN["retour-onbekend"]]
    assert outbox("T1", sent) == [(False, False, False)]


def test_the_same_bytes_again_are_a_repeat_and_another_answer_is_turned_away(sent: Antwoorden):
    first = sent.op("T1")
    sent.lever(first)
    (again,) = sent.lever(gzip.compress(first))

    assert again.uitkomst == "herhaling"
    assert refused(sent, sent.op("T1"), sent.op("T1", kop=["0001"])) == ["retour-dubbel"] * 2
    assert rijen("SELECT akkoord FROM berichten_retour") == [(True,)]


def test_of_two_in_one_batch_the_first_counts(sent: Antwoorden):
    first, second = sent.lever(sent.op("T1", kop=["0001"]), sent.op("T1"))

    assert (first.uitkomst, second.uitkomst) == ("geen_retourbericht", "geweigerd")
    assert second.uitleg == BEZWAREN["retour-dubbel"]
    assert rijen("SELECT akkoord FROM berichten_retour") == [(False,)]


def test_an_allocation_and_its_answer_in_one_batch(world: Antwoorden):
    (drawn,) = world.wereld.teken(HEADER)
    world.gestuurd["T1"] = drawn
    region = verwerking("IJSSELLAND")
    leg_vast([Aanlevering("t.xml", drawn.data, drawn.afzender, "test")], moment=NOON, on_behalf_of=region)
    outcomes = world.lever(world.op("T1"))

    assert [outcome.uitkomst for outcome in outcomes] == ["geaccepteerd", "geen_retourbericht"]
    assert all_hold()


@pytest.mark.parametrize(
    ("kop", "klassen"),
    [
        (["0200"], None),
        (["0233"], None),
        (["0001", "0200"], None),
        ([], {PRODUCT: ("0200",)}),
    ],
)
def test_codes_that_contradict_each_other(sent: Antwoorden, kop, klassen):
    assert refused(sent, sent.op("T1", kop=kop, klassen=klassen)) == ["retour-opbouw"]


def test_a_code_below_a_header_that_says_it_is_the_header(sent: Antwoorden):
    data = sent.op("T1", klassen={PRODUCT: ("9332",)}).replace(b"RetourCode>0200<", b"RetourCode>0001<", 1)
    assert refused(sent, data) == ["retour-opbouw"]


def test_an_allocation_that_the_message_does_not_hold(sent: Antwoorden):
    number = str(sent.wereld.nummer("T1")).encode()
    data = sent.op("T1", klassen={PRODUCT: ("9332",)}).replace(
        b"ToewijzingNummer>" + number + b"<", b"ToewijzingNummer>77<"
    )
    assert refused(sent, data) == ["retour-inhoud"]


def test_a_reference_that_the_message_does_not_hold(sent: Antwoorden):
    data = sent.op("N", klassen={("Antwoord", 0): ("9365",)}).replace(
        b"ReferentieAanbieder>R1<", b"ReferentieAanbieder>R9<"
    )
    assert refused(sent, data) == ["retour-inhoud"]


def test_a_refused_answer_was_not_sent_so_the_request_is_open_again(sent: Antwoorden):
    assert request_state() == "afgewezen"
    sent.lever(sent.op("N", klassen={("Antwoord", 0): ("9365",)}))

    assert request_state() == "in_behandeling"
    sent.gegeven("""
        JW319 | referentie | antwoord
        N2    | R1         | 1
    """)
    assert request_state() == "afgewezen"


def test_a_refused_decision_leaves_the_investigation(sent: Antwoorden):
    sent.gegeven("JW315 | referentie | kind\nW | R2 | K3")
    sent.gegeven("JW319 | referentie | antwoord\nO | R2 | 2")
    sent.gegeven("JW319 | referentie | antwoord\nB | R2 | 1")

    sent.lever(sent.op("B", kop=["0001"]))
    assert request_state("R2") == "in_onderzoek"
    sent.lever(sent.op("O", kop=["0001"]))
    assert request_state("R2") == "in_behandeling"


def test_a_refused_allocation_leaves_its_request_to_be_granted_again(sent: Antwoorden):
    sent.gegeven("JW315 | referentie | kind\nW | R2 | K3")
    sent.gegeven("JW301 | referentie | kind | begin\nG | R2 | K3 | 2027-07-01")
    assert request_state("R2") == "toegewezen"

    sent.lever(sent.op("G", klassen={PRODUCT: ("9379",)}))
    assert request_state("R2") == "in_behandeling"
    sent.gegeven(
        "JW301 | referentie | kind | begin | nummer | tijd | reden\nG2 | R2 | K3 | 2027-07-01 | G | 10:00:00 | 12"
    )
    assert request_state("R2") == "toegewezen"
    assert all_hold()


def test_a_request_stays_closed_when_the_provider_asked_anew(sent: Antwoorden):
    sent.gegeven("JW315 | referentie | kind\nW | R2 | K2")
    sent.lever(sent.op("N", klassen={("Antwoord", 0): ("9365",)}))

    assert (request_state("R1"), request_state("R2")) == ("afgewezen", "in_behandeling")


def test_who_agrees_changes_nothing(sent: Antwoorden):
    sent.lever(sent.op("N"), sent.op("T1"))
    assert request_state() == "afgewezen"


def test_answers_and_their_refusals_in_one_batch_go_as_one_by_one(sent: Antwoorden):
    drawn = [
        message
        for label in ("P", "Q")
        for message in sent.wereld.teken(f"JW319 | referentie | antwoord | identificatie\n{label} | R2 | 1 | {label}")
    ]
    sent.gegeven("JW315 | referentie | kind\nW | R2 | K3")
    sent.gestuurd |= {message.naam: message for message in drawn}
    first, second = drawn
    order = [first.data, sent.op("P", kop=["0001"]), second.data, sent.op("Q")]
    files = [
        Aanlevering(f"{nr}.xml", data, "0193" if nr % 2 == 0 else "99900001", "test") for nr, data in enumerate(order)
    ]

    leg_vast(files, moment=NOON, on_behalf_of=verwerking("IJSSELLAND"))
    outcomes = verwerk(regio="IJSSELLAND", peildatum=PEILDATUM, moment=NOON).uitkomsten

    assert [outcome.uitkomst for outcome in outcomes] == ["geaccepteerd", "geen_retourbericht"] * 2
    assert request_state("R2") == "afgewezen"
    assert rijen("SELECT wat, vervallen FROM verzoeken_antwoord WHERE referentie = 'R2' ORDER BY bericht_id") == [
        ("1", True),
        ("1", False),
    ]
    assert all_hold()
