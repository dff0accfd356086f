# SPDX-License-Identifier: EUPL-1.2
"""Several header rules at once: level and code are those of one and the same rule."""

from datetime import date

import pytest
from django.db import connection

from jeugdregio.berichten.klaarzetten import zet_klaar
from jeugdregio.berichten.lezen import lees
from jeugdregio.berichten.partij import Partij
from jeugdregio.berichten.toetsen import toets_kop
from jeugdregio.berichten.values import Soort
from jeugdregio.core.bsn import zegel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("als_regio")]

TOMORROW, TODAY = date(2026, 7, 2), date(2026, 7, 1)


def verdict(*, exists: bool, repeated: bool) -> tuple[int, str, list[str]]:
    """Judge a header of tomorrow (TR135), of a town that may not exist (TR378), maybe sent before (TR056)."""
    with connection.cursor() as cursor:
        zet_klaar(cursor, Partij(tabellen={Soort.JW305: lees(Soort.JW305, [])}), zegel("proef"))
        if repeated:
            _received_before(cursor)
        cursor.execute(
            "INSERT INTO partij_bericht (bericht, golf, soort, gemeente, afzender, identificatie,"
            " dagtekening, gemeente_bestaat) VALUES (0, 1, 'JW305', '0193', '99900001', 'I1', %s, %s)",
            [TOMORROW, exists],
        )
        toets_kop(cursor, Soort.JW305, golf=1, peildatum=TODAY)
        cursor.execute("SELECT niveau, kopcode, regels FROM partij_bericht")
        return cursor.fetchone()


def _received_before(cursor) -> None:
    cursor.execute(
        """
        WITH bestand AS (
            INSERT INTO berichten_bestand (afzender, aanbieder, gemeente, naam, kanaal, sha256, omvang_bytes,
                codering, inhoud, ontvangen_op, status)
            VALUES ('', '', '', 'x', 'test', '\\x00', 0, 'plat', '\\x', now(), 'verwerkt') RETURNING id
        )
        INSERT INTO berichten_bericht (gemeente, id, bestand_id, nr, soort, aanbieder, afzender,
            identificatie, dagtekening, sha256, ontvangen_op, uitkomst, regels, peildatum, versie)
        SELECT '0193', 1, id, 0, 'JW305', '99900001', '99900001', 'I1', '2026-06-01', '\\x00', now(),
            'geaccepteerd', '{}', '2026-06-01', 'test' FROM bestand
        """
    )


def test_one_rule_gives_its_own_level_and_code():
    assert verdict(exists=True, repeated=False) == (4, "8848", ["TR135"])


def test_of_the_same_level_the_first_rule_by_code_decides():
    assert verdict(exists=False, repeated=False) == (4, "8848", ["TR135", "TR378"])


def test_the_lowest_level_decides_though_its_code_is_not_the_first():
    assert verdict(exists=False, repeated=True) == (3, "9056", ["TR056", "TR135", "TR378"])
