# SPDX-License-Identifier: EUPL-1.2
"""
What a migration keeps waiting is said: a table with many rows is not rewritten, searched or locked for long unnoticed.

Looked at is every migration after the first release, on tables that were there then.
"""

import json
import re
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.huis.bestanden import REPO

RELEASE = json.loads((Path(__file__).parent / "uitgave_0_1_0" / "uitgave.json").read_text())
LARGE = (
    "berichten_bestand",
    "berichten_bericht",
    "berichten_uitgaand",
    "berichten_verzending",
    "declaraties_prestatie",
    "declaraties_declaratie",
    "declaraties_bevinding",
    "grootboek_boeking",
    "toewijzingen_toewijzing",
    "toewijzingen_toewijzingversie",
    "toewijzingen_client",
    "toewijzingen_stand",
    "toewijzingen_start",
)
KINDS = {
    "herschrijft": r'ALTER TABLE "?{table}"? .*(ALTER COLUMN \S+ TYPE|ADD COLUMN (?!.*DEFAULT).*NOT NULL)',
    "kijkt na": r'ALTER TABLE "?{table}"? (?!.*NOT VALID).*(SET NOT NULL|ADD CONSTRAINT)',
    "index": r'CREATE (UNIQUE )?INDEX (?!CONCURRENTLY).* ON "?{table}"?\b',
    "wijzigt rijen": r'^\s*(UPDATE|DELETE FROM) "?{table}"?\b',
}


def found_in(sql):
    """(table, kind) of everything in these statements that takes longer the more rows there are."""
    return {
        (table, kind)
        for statement in sql
        for table in LARGE
        for kind, pattern in KINDS.items()
        if re.search(pattern.format(table=table), " ".join(statement.split()), re.IGNORECASE)
    }


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ('ALTER TABLE "grootboek_boeking" ALTER COLUMN "debet" TYPE bigint', {"herschrijft"}),
        ('ALTER TABLE "grootboek_boeking" ADD COLUMN "x" integer NOT NULL', {"herschrijft"}),
        ('ALTER TABLE "grootboek_boeking" ADD COLUMN "x" integer DEFAULT 0 NOT NULL', set()),
        ('ALTER TABLE "grootboek_boeking" ADD COLUMN "x" integer NULL', set()),
        ('ALTER TABLE "grootboek_boeking" ADD CONSTRAINT c CHECK (x > 0)', {"kijkt na"}),
        ('ALTER TABLE "grootboek_boeking" ADD CONSTRAINT c CHECK (x > 0) NOT VALID', set()),
        ('CREATE INDEX "i" ON "grootboek_boeking" ("x")', {"index"}),
        ('CREATE INDEX CONCURRENTLY "i" ON "grootboek_boeking" ("x")', set()),
        ('CREATE INDEX "i" ON "regio_gemeente" ("x")', set()),
        ("UPDATE grootboek_boeking SET x = 1", {"wijzigt rijen"}),
    ],
)
def test_the_reader_knows_what_takes_long(statement, expected):
    assert {kind for _, kind in found_in([statement])} == expected


@pytest.mark.django_db
def test_every_migration_that_keeps_a_large_table_waiting_is_named():
    loader = MigrationExecutor(connection).loader
    before = {node for app, leaf in RELEASE["bladen"].items() for node in loader.graph.forwards_plan((app, leaf))}
    later = [node for node in loader.graph.nodes if node not in before]
    text = (REPO / "docs" / "migraties.md").read_text(encoding="utf-8")

    missing = {}
    for app, name in later:
        sql = loader.collect_sql([(loader.graph.nodes[app, name], False)])
        unnamed = [
            f"{table} {kind}"
            for table, kind in sorted(found_in(sql))
            if not re.search(rf"\| `{app} {name}` \| `{table}` \| {kind}", text)
        ]
        if unnamed:
            missing[f"{app} {name}"] = unnamed

    assert later
    assert missing == {}
