# SPDX-License-Identifier: EUPL-1.2
"""
What became of the messages of `tests/wereld.py`: the rules per row, read from what is stored and what was answered.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from jeugdregio.berichten.lezen import lees
from jeugdregio.berichten.values import Soort
from jeugdregio.gebruikers.isolatie import als_verwerking
from jeugdregio.ontvangst.values import Uitkomst
from jeugdregio.regels.values import Regel
from jeugdregio.toewijzingen import intake
from jeugdregio.toewijzingen.regels.ijw_3_2 import REGELS as OVER_TOEWIJZINGEN
from jeugdregio.verzoeken import intake as verzoeken_intake
from jeugdregio.verzoeken.regels.ijw_3_2 import BIJ_TOEWIJZING, EERST
from jeugdregio.verzoeken.regels.ijw_3_2 import REGELS as OVER_VERZOEKEN

REGIO = "IJSSELLAND"
RETOUR = {
    (plaats.bericht, rule.retourcode): rule.code
    for rule in (*OVER_TOEWIJZINGEN, *EERST, *OVER_VERZOEKEN, *BIJ_TOEWIJZING)
    for plaats in rule.plaatsen
}
ROW_CLASS = {soort: klasse for soort, (klasse, _) in intake.KLASSE.items()} | {Soort.JW315: "AangevraagdProduct"}
IN_ORDE = {"0200", "8001"}
NIET_BEOORDEELD = "0233"
ALS_GEHEEL = -1

Verdicts = dict[str, str]


@dataclass
class Verzonden:
    """One message on its way: its rows in the order of the document, and the bytes."""

    naam: str
    soort: Soort
    rijen: Sequence[str]
    data: bytes
    afzender: str
    uitkomst: Uitkomst | None = None
    plaatsen: Mapping[tuple[str, int], str] | None = None
    """Where the rows stand, when that is in more classes than one; codes elsewhere are of the message."""

    def rij(self, klasse: str, nr: int) -> str:
        """The name of the row that stands here; of the message when it is no row."""
        if self.plaatsen is None:
            return self.rijen[nr] if klasse == ROW_CLASS[self.soort] else self.naam
        return self.plaatsen.get((klasse, nr), self.naam)


def verdicts(message: Verzonden, outcome: Uitkomst) -> Verdicts:
    """The rules per row; the stored verdict and the answer to the sender have to say the same."""
    found = _claims(message, outcome) if message.soort is Soort.JW323 else _care(message, outcome)
    assert {code for codes in found.values() for code in codes.split()} == set(outcome.regels)
    return found


def _care(message: Verzonden, outcome: Uitkomst) -> Verdicts:
    if outcome.uitkomst == "geaccepteerd":
        return {}
    if outcome.kopcode != "0200":
        return {message.naam: " ".join(outcome.regels)}
    answer = message.soort.antwoord
    assert answer
    codes: dict[str, set[str]] = defaultdict(set)
    for row in lees(answer, [outcome.antwoord])["retour_codes"].to_pylist():
        if row["retour_code"] not in {*IN_ORDE, NIET_BEOORDEELD}:
            codes[message.rij(row["klasse"], row["klasse_nr"])].add(RETOUR[message.soort, row["retour_code"]])
    return {label: " ".join(sorted(rules)) for label, rules in codes.items()}


def _claims(message: Verzonden, outcome: Uitkomst) -> Verdicts:
    if outcome.kopcode != "0200":
        return {message.naam: " ".join(outcome.regels)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nr, string_agg(regel, ' ' ORDER BY regel), array_agg(retourcode ORDER BY retourcode)"
            " FROM declaraties_bevinding WHERE bericht_id = %s GROUP BY nr ORDER BY nr",
            [outcome.bericht_id],
        )
        rows = cursor.fetchall()
        cursor.execute("SELECT count(*) FROM declaraties_prestatie WHERE bericht_id = %s", [outcome.bericht_id])
        (stored,) = cursor.fetchone()
    whole = [nr for nr, _, _ in rows] == [ALS_GEHEEL]
    assert stored == (0 if whole else len(message.rijen))
    _check_answer(message, outcome, {nr: codes for nr, _, codes in rows})
    return {message.naam if nr == ALS_GEHEEL else message.rijen[nr]: rules for nr, rules, _ in rows}


def _check_answer(message: Verzonden, outcome: Uitkomst, codes: Mapping[int, Sequence[str]]) -> None:
    """The JW325 has exactly the refused lines, each with exactly the codes of its findings (IV087)."""
    tables = lees(Soort.JW325, [outcome.antwoord])
    answered: dict[str, set[str]] = defaultdict(set)
    clients: set[str] = set()
    whole: set[str] = set()
    for row in tables["retour_codes"].to_pylist():
        if row["klasse"] == "Prestatie":
            answered[str(row["klasse_nr"])].add(row["retour_code"])
        elif row["klasse"] == "Client":
            clients |= {row["retour_code"]} - IN_ORDE
        elif row["klasse"] == "DeclaratieAntwoord":
            whole |= {row["retour_code"]} - IN_ORDE
    assert whole == set(codes.get(ALS_GEHEEL, ()))
    if whole:
        assert not answered
        return
    expected = [{NIET_BEOORDEELD} if "8187" in found else set(found) for _, found in sorted(codes.items())]
    assert sorted(map(sorted, answered.values())) == sorted(map(sorted, expected))
    assert clients == ({"8187"} if any("8187" in found for found in codes.values()) else set())


def stored_facts(outcome: Uitkomst, nr: int, regel: Regel) -> Mapping[str, object]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT feiten::text, retourcode FROM declaraties_bevinding WHERE bericht_id = %s AND nr = %s"
            " AND regel = %s",
            [outcome.bericht_id, nr, regel.code],
        )
        facts, retourcode = cursor.fetchone()
    assert retourcode == regel.retourcode
    found: Mapping[str, object] = json.loads(facts)
    return found


def facts(message: Verzonden, nr: int, regel: Regel) -> Mapping[str, object]:
    """A message that was refused changed nothing: its facts are still those of the judgement."""
    (plaats,) = [p for p in regel.plaatsen if p.bericht == message.soort]
    source = (
        intake._bron(message.soort)
        if message.soort in intake.KLASSE
        else verzoeken_intake.bron(message.soort, plaats.klasse)
    )
    assert message.uitkomst is not None
    with als_verwerking(REGIO), connection.cursor() as cursor:
        cursor.execute("UPDATE partij_bericht SET niveau = NULL")
        cursor.execute("SELECT bericht, golf FROM partij_bericht WHERE id = %s", [message.uitkomst.bericht_id])
        bericht, golf = cursor.fetchone()
        cursor.execute(
            f"SELECT {', '.join(plaats.feiten.values())} FROM {source} WHERE k.bericht = %(bericht)s AND k.nr = %(nr)s",
            {"golf": golf, "bericht": bericht, "nr": max(nr, 0), "cbs_gemeenten": []},
        )
        return dict(zip(plaats.feiten, cursor.fetchone(), strict=True))
