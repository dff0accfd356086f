# SPDX-License-Identifier: EUPL-1.2
"""The tariff and the amount in Python are those of the rules in SQL, to the cent."""

import random
from datetime import date

import pytest
from django.db import connection

from jeugdregio.contracten.values import Tariefgegevens
from jeugdregio.declaraties import grondslag
from jeugdregio.declaraties.regels.tr346 import BEREKEND
from jeugdregio.declaraties.tarief import is_uurtarief, kies_tarief, verwacht_bedrag_cent, verwacht_tarief_cent

EXPECTED = "CASE WHEN y.uurtarief AND x.eenheid = '01' THEN (2 * y.tarief_cent + 60) / 120 ELSE y.tarief_cent END"


def tariff(cents: int | None, unit: str, *, per_hour: bool = False, category: str = "45") -> Tariefgegevens:
    return Tariefgegevens("99900001", category, "45A04", unit, date(2026, 1, 1), date.max, cents, per_hour)


@pytest.mark.django_db
def test_the_same_as_the_rules_for_thousands_of_tariffs_and_volumes():
    dice = random.Random(346)  # noqa: S311
    cases = []
    for _ in range(4_000):
        unit = dice.choice(["01", "04", "14", "82"])
        one = tariff(dice.randrange(30_000), unit, per_hour=unit in ("01", "04") and dice.random() < 0.5)
        declared = "01" if is_uurtarief(one) and dice.random() < 0.7 else unit
        cases.append((one, declared, dice.randrange(10_000)))
    assert EXPECTED in grondslag.AFSPRAKEN

    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT {EXPECTED}, {BEREKEND.replace("k.product_tarief", EXPECTED)}
            FROM unnest(%s::bool[], %s::text[], %s::bigint[], %s::bigint[]) WITH ORDINALITY
                f (uurtarief, eenheid, tarief_cent, geleverd_volume, plaats)
            CROSS JOIN LATERAL (SELECT f.uurtarief, f.tarief_cent) y CROSS JOIN LATERAL (SELECT f.eenheid) x
            CROSS JOIN LATERAL (SELECT f.uurtarief, f.tarief_cent) a
            CROSS JOIN LATERAL (SELECT f.eenheid, f.geleverd_volume) k
            ORDER BY f.plaats""",
            [
                [is_uurtarief(one) for one, _, _ in cases],
                [unit for _, unit, _ in cases],
                [one.tarief_cent for one, _, _ in cases],
                [volume for _, _, volume in cases],
            ],
        )
        rules = cursor.fetchall()

    ours = [(verwacht_tarief_cent(one, unit), verwacht_bedrag_cent(one, volume, unit)) for one, unit, volume in cases]
    assert ours == rules


def test_euros_have_no_tariff_and_count_as_they_are():
    euros = tariff(None, "83")

    assert verwacht_tarief_cent(euros, "83") is None
    assert verwacht_bedrag_cent(euros, 12_345, "83") == 12_345


def test_the_declared_unit_comes_first_then_the_category_then_a_tariff_per_hour():
    hour, minute, other = tariff(6_000, "04"), tariff(90, "01"), tariff(7_000, "04", category="46")

    assert kies_tarief([hour, minute], categorie="45", eenheid="01") == minute
    assert kies_tarief([other, hour], categorie="45", eenheid="04") == hour
    assert kies_tarief([tariff(80, "14"), hour], categorie="45", eenheid="01") == hour
    assert kies_tarief([], categorie="45", eenheid="01") is None
