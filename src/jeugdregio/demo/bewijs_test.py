# SPDX-License-Identifier: EUPL-1.2
"""
The proof: more than fifty thousand lines through the real intake, each held against what is known about it.

The answers are read here with lxml alone, as a provider would read them, and laid beside the truth of the
simulator and beside the rows in the database. Nothing of the intake is used to judge the intake.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.db import connection
from lxml import etree

from jeugdregio.berichten.schema import schema
from jeugdregio.demo import laden
from jeugdregio.demo.afspelen import neem_in, partijen
from jeugdregio.demo.bevolking import bevolking
from jeugdregio.demo.fouten import ALLE_SOORTEN
from jeugdregio.demo.regio import regio_ijsselland
from jeugdregio.demo.simulator import simuleer
from jeugdregio.demo.waarheid import Bericht
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.grootboek.values import KOSTEN
from jeugdregio.ontvangst.values import Uitkomst
from tests.eigen_database import met_database

REGIO = "IJSSELLAND"
SCHAAL, SEED, FOUTEN = 0.8, 11, 0.04
MINSTENS_REGELS = 50_000
IN_ORDE = {"0200", "8001"}
OP_DE_CLIENT = "0233"


@dataclass
class Antwoord:
    """What an answer says: codes on the message as a whole, and per line of a JW325 that was refused."""

    bericht: set[str]
    regels: dict[str, set[str]]
    toegekend_cent: int | None


@dataclass
class Spel:
    """Everything that came out of the play, as plain values."""

    gespeeld: list[tuple[Bericht, Uitkomst | None]] = field(default_factory=list)
    antwoorden: dict[int, Antwoord] = field(default_factory=dict)
    ongeldig: list[str] = field(default_factory=list)
    prestaties: list[tuple[object, ...]] = field(default_factory=list)
    bevindingen: dict[tuple[int, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    geboekt: dict[tuple[str, str], int] = field(default_factory=dict)
    standen: dict[tuple[str, int], tuple[str, int, int]] = field(default_factory=dict)

    def declaraties(self) -> Iterator[tuple[Bericht, Uitkomst, Antwoord]]:
        for bericht, uitkomst in self.gespeeld:
            if uitkomst is not None and bericht.soort == "JW323":
                yield bericht, uitkomst, self.antwoorden[uitkomst.bericht_id]


def lees_antwoord(xml: bytes) -> Antwoord:
    """Codes of a line are its own, and those of its client unless these say that all is well."""
    root = etree.fromstring(xml)
    for element in root.iter():
        element.tag = etree.QName(element).localname
    lines = {}
    for client in root.iter("Client"):
        on_client = own_codes(client) - IN_ORDE
        for line in client.iter("Prestatie"):
            reference = line.findtext("ProductReferentie/ReferentieNummer")
            lines[reference] = own_codes(line) | on_client
    granted = root.find(".//TotaalToegekendBedrag")
    declaratie = root.find(".//DeclaratieAntwoord")
    if declaratie is None:
        whole = {e.text for e in root.iter("RetourCode")}
    else:
        whole = own_codes(root.find("Header")) | own_codes(declaratie)
    return Antwoord(whole - IN_ORDE, lines, None if granted is None else signed(granted))


def own_codes(element) -> set[str]:
    return {e.text for e in element.findall("RetourCodes/RetourCode")}


def signed(amount) -> int:
    return int(amount.findtext("TotaalBedrag")) * (-1 if amount.findtext("DebetCredit") == "C" else 1)


@pytest.fixture(scope="module")
def spel(make_database, worker_id, django_db_blocker, django_db_setup):
    with met_database(make_database(f"jeugdregio_bewijs_{worker_id}"), django_db_blocker):
        return speel()


def speel() -> Spel:
    regio = regio_ijsselland()
    people = bevolking(SCHAAL, SEED, regio)
    laden.laad(regio, code=REGIO, schaal=SCHAAL)
    spel = Spel()
    for partij in partijen(simuleer(people, regio, seed=SEED, foutkans=FOUTEN), per_partij=5_000):
        if not partij.berichten:
            continue
        receipts, report = neem_in(partij.berichten, regio=REGIO)
        per_file = {u.bestand_id: u for u in report.uitkomsten}
        for bericht, receipt in zip(partij.berichten, receipts, strict=True):
            uitkomst = None if receipt.herhaling else per_file[receipt.bestand_id]
            spel.gespeeld.append((bericht, uitkomst))
            if uitkomst is not None:
                take_answer(spel, uitkomst)
    with namens(verwerking(REGIO)):
        take_rows(spel)
    return spel


def take_answer(spel: Spel, uitkomst: Uitkomst) -> None:
    expected = schema(uitkomst.soort.antwoord)
    document = etree.fromstring(uitkomst.antwoord)
    if not expected.validate(document):
        spel.ongeldig.append(f"{uitkomst.identificatie}: {expected.error_log.last_error}")
    spel.antwoorden[uitkomst.bericht_id] = lees_antwoord(uitkomst.antwoord)


def take_rows(spel: Spel) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bericht_id, nr, referentie, gemeente, toewijzing_id, dc, volume, eenheid, bedrag_cent,"
            " toegekend FROM declaraties_prestatie"
        )
        spel.prestaties = cursor.fetchall()
        cursor.execute("SELECT bericht_id, nr, retourcode FROM declaraties_bevinding")
        for bericht, nr, code in cursor.fetchall():
            spel.bevindingen[bericht, nr].add(code)
        cursor.execute(
            "SELECT gemeente, aanbieder,"
            " sum(CASE WHEN debet = %s THEN bedrag_cent ELSE -bedrag_cent END)::bigint"
            " FROM grootboek_boeking GROUP BY gemeente, aanbieder",
            [KOSTEN],
        )
        spel.geboekt = {(gemeente, aanbieder): cents for gemeente, aanbieder, cents in cursor.fetchall()}
        cursor.execute(
            "SELECT s.gemeente, s.toewijzing_id, t.maat, s.gebruikt, s.prestaties FROM toewijzingen_stand s"
            " JOIN toewijzingen_toewijzing t ON t.gemeente = s.gemeente AND t.id = s.toewijzing_id"
        )
        spel.standen = {(g, t): (measure, used, lines) for g, t, measure, used, lines in cursor.fetchall()}


def test_there_is_enough_traffic_and_every_kind_of_mistake_is_in_it(spel, capsys):
    lines = [r for b, _ in spel.gespeeld for r in b.waarheid.regels]
    kinds = Counter(r.fout for b, u in spel.gespeeld if b.waarheid.juist and u for r in b.waarheid.regels if r.fout)
    kinds += Counter(b.waarheid.fout for b, _ in spel.gespeeld if b.waarheid.fout)
    with capsys.disabled():
        messages = Counter(b.soort for b, _ in spel.gespeeld)
        print(f"\nbewijs: {len(lines)} regels in {len(spel.gespeeld)} berichten {dict(messages)}")
        print(f"ingebouwde fouten: {sum(kinds.values())} {dict(kinds.most_common())}")
        print(f"geboekt: {sum(spel.geboekt.values())} cent, {len(spel.antwoorden)} antwoorden")

    assert len(lines) >= MINSTENS_REGELS
    assert set(ALLE_SOORTEN) - set(kinds) == set()


def test_every_planted_mistake_on_a_line_is_refused_with_its_code(spel):
    wrong = [
        (
            line.fout,
            line.referentie,
            sorted(answer.regels.get(line.referentie, ())),
            sorted(line.verwachte_codes),
        )
        for message, _, answer in spel.declaraties()
        if message.waarheid.juist
        for line in message.waarheid.regels
        if not line.juist
        and not (
            line.verwachte_codes
            <= answer.regels.get(line.referentie, set())
            <= line.verwachte_codes | line.toegestane_extra
        )
    ]

    assert wrong == []


def test_no_correct_line_is_refused(spel):
    wrong = [
        (line.referentie, sorted(answer.regels[line.referentie]))
        for message, _, answer in spel.declaraties()
        if message.waarheid.juist
        for line in message.waarheid.regels
        if line.juist and line.referentie in answer.regels
    ]

    assert wrong == []


def test_messages_are_refused_as_a_whole_when_and_only_when_they_should(spel):
    wrong = []
    for message, uitkomst in spel.gespeeld:
        if uitkomst is None:
            continue
        truth, found = message.waarheid, spel.antwoorden[uitkomst.bericht_id].bericht
        if not truth.verwachte_codes <= found <= truth.verwachte_codes | truth.toegestane_extra:
            wrong.append((message.soort, message.bestandsnaam, truth.fout, sorted(found)))

    assert wrong == []


def test_a_second_delivery_of_the_same_bytes_has_no_effect(spel):
    repeats = [uitkomst for message, uitkomst in spel.gespeeld if message.waarheid.dubbel]

    assert repeats
    assert all(uitkomst is None or uitkomst.uitkomst == "herhaling" for uitkomst in repeats)
    assert all(u is not None for message, u in spel.gespeeld if not message.waarheid.dubbel)


def test_the_ledger_holds_what_should_be_granted_to_the_cent(spel):
    truth: Counter[tuple[str, str]] = Counter()
    for message, _ in spel.gespeeld:
        if message.soort == "JW323" and not message.waarheid.dubbel:
            truth[message.ontvanger, message.afzender] += message.waarheid.toegekend_cent

    assert {pair: cents for pair, cents in truth.items() if cents} == {p: c for p, c in spel.geboekt.items() if c}
    assert sum(truth.values()) > 0


def test_every_answer_names_the_amount_that_should_be_granted(spel):
    wrong = [
        (message.bestandsnaam, answer.toegekend_cent, message.waarheid.toegekend_cent)
        for message, uitkomst, answer in spel.declaraties()
        if answer.toegekend_cent is not None and answer.toegekend_cent != message.waarheid.toegekend_cent
    ]

    assert wrong == []


def test_every_answer_is_valid_against_our_schema(spel):
    assert spel.ongeldig == []


def test_answers_and_rows_say_the_same(spel):
    wrong, compared = [], 0
    for bericht_id, nr, reference, *_, granted in spel.prestaties:
        answer = spel.antwoorden[bericht_id].regels.get(reference, set())
        row = spel.bevindingen.get((bericht_id, nr), set())
        compared += bool(row)
        if granted != (not answer) or answer - {OP_DE_CLIENT} != row:
            wrong.append((bericht_id, nr, granted, sorted(answer), sorted(row)))

    assert wrong == []
    assert compared > 0


def test_running_totals_equal_what_was_granted(spel):
    used: Counter[tuple[str, int]] = Counter()
    debits: Counter[tuple[str, int]] = Counter()
    for _, _, _, gemeente, toewijzing, dc, volume, eenheid, cents, granted in spel.prestaties:
        if granted:
            sign = -1 if dc == "C" else 1
            measure = spel.standen[gemeente, toewijzing][0]
            amount = cents if measure == "bedrag" else volume * (60 if eenheid == "04" else 1)
            used[gemeente, toewijzing] += sign * amount
            debits[gemeente, toewijzing] += sign
    wrong = {
        key: (used[key], debits[key], total, lines)
        for key, (_, total, lines) in spel.standen.items()
        if (used[key], debits[key]) != (total, lines)
    }

    assert wrong == {}
    assert sum(1 for total in used.values() if total) > 0
