# SPDX-License-Identifier: EUPL-1.2
"""
The commit boundaries of the house, each with its name, in one place.

They are found from outside: the statements of a transaction go past a proxy (`proxy.py`), and the first pattern that
fits names it. The product knows nothing of it, so nothing in it can be wrong for a test. A transaction that writes
and fits none is a boundary without a name; the harness fails on it until it stands here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Grens:
    """One kind of transaction: `patroon` is in one of its statements."""

    naam: str
    patroon: str
    wat: str


GRENZEN = (
    Grens("partij", r"INSERT INTO berichten_(bericht|weigering)\b", "a batch: verdicts, bookings, answers, files done"),
    Grens("ontvangst", r"INSERT INTO berichten_bestand\b", "files are stored; what follows is the receipt"),
    Grens("mislukking", r"UPDATE berichten_bestand SET mislukt = mislukt \+ 1", "a file failed alone, or is set aside"),
    Grens("vrijgave", r"UPDATE berichten_apart SET vrijgegeven_op", "a person gives a file a new chance"),
    Grens("maandafsluiting", r'INSERT INTO "grootboek_geslotenmaand"', "a month is closed and its reports frozen"),
    Grens("genomen", r"UPDATE berichten_verzending v\s+SET pogingen", "an attempt to send is booked; then the carrier"),
    Grens("verzonden", r'UPDATE "berichten_verzending" SET "verzonden_op"', "the carrier has it, and so we book"),
    Grens("niet_verzonden", r'UPDATE "berichten_verzending" SET "fout"', "the carrier could not, and so we book"),
    Grens("toegangsbewijs", r'INSERT INTO "aansluiting_toegangsbewijs"', "software logs in and gets a token"),
    Grens("controle", r'INSERT INTO "bewaking_controle"', "what must always be true was counted"),
    Grens("tempo", r"INSERT INTO aansluiting_tempo\b", "a call of software is counted against its limit"),
    Grens("anker", r"INSERT INTO logboek_anker\b", "the ends of the read log of today are kept"),
    Grens("opgeruimd", r'DELETE FROM "django_session"', "sessions, tokens and counts that ended are removed"),
    Grens("niets_nieuws", r"UPDATE berichten_bestand SET verwerkt_op", "a batch of nothing, or of repeats only"),
)
_PATRONEN = [(grens.naam, re.compile(grens.patroon)) for grens in GRENZEN]
_SCHRIJFT = re.compile(r'(?<!FOR )\b(?:INSERT INTO|UPDATE|DELETE FROM|COPY)\s+"?([a-z_0-9]+)"?')
_VAN_DE_SESSIE = ("partij_", "set")


def naam_van(statements: Sequence[str]) -> str:
    """The name of the transaction with these statements; empty when it has none."""
    for naam, patroon in _PATRONEN:
        if any(patroon.search(statement) for statement in statements):
            return naam
    return ""


def beschreven(statements: Sequence[str]) -> set[str]:
    """The tables that these statements write, those of the session itself left out."""
    tables = {table for statement in statements for table in _SCHRIJFT.findall(statement)}
    return {table for table in tables if not table.startswith(_VAN_DE_SESSIE)}
