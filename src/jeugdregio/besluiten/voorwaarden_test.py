# SPDX-License-Identifier: EUPL-1.2
"""The conditions as tables: what the law asks, and what is said when it is not met."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdregio.besluiten import voorwaarden as v

GOED = v.Pgbvraag(
    maatregel=False, plan=True, kan_beheren=True, motivering=True, kwaliteit=True, budget_cent=90_000,
    natura_cent=100_000,
)  # fmt: skip
VANDAAG = date(2026, 11, 24)


def unmet(vraag: v.Pgbvraag, dag: date = VANDAAG, *, mag: bool = False) -> list[str]:
    return [one.artikel for one in v.pgb(vraag, peildatum=dag, pgb_bij_maatregel=mag) if not one.voldoet]


@pytest.mark.parametrize(
    ("anders", "artikel"),
    [
        ({}, []),
        ({"kan_beheren": False}, ["Jeugdwet 8.1.1 lid 2 onder a"]),
        ({"motivering": False}, ["Jeugdwet 8.1.1 lid 2 onder b"]),
        ({"plan": False}, ["Jeugdwet 8.1.1 lid 2 onder b"]),
        ({"kwaliteit": False}, ["Jeugdwet 8.1.1 lid 2 onder c"]),
        ({"budget_cent": 100_001}, ["Jeugdwet 8.1.1 lid 4 onder a"]),
        ({"budget_cent": 100_000}, []),
        ({"budget_cent": 900_000, "natura_cent": None}, []),
        ({"informeel": True}, ["Jeugdwet 8.1.1 lid 3; verordening"]),
        ({"informeel": True, "informeel_beter": "Sam vertrouwt oma."}, []),
    ],
)
def test_a_budget_of_the_own_has_conditions(anders, artikel):
    assert unmet(replace(GOED, **anders)) == artikel


def test_under_a_measure_it_is_refused_with_the_article_of_that_day():
    measured = replace(GOED, maatregel=True)

    assert unmet(measured, date(2014, 6, 1)) == ["Jeugdwet 8.1.1 lid 2 (Stb. 2014, 105)"]
    assert unmet(measured) == ["Verordening jeugdhulp; eerder Jeugdwet 8.1.1 lid 2 (Stb. 2014, 105)"]
    assert unmet(measured, mag=True) == []


LIEP = v.Doorgang(loopt_voor_18=True, bepaald_voor_18=False, hervat_binnen_half_jaar=False)
NIETS = v.Doorgang(loopt_voor_18=False, bepaald_voor_18=False, hervat_binnen_half_jaar=False)


@pytest.mark.parametrize(
    ("geboren", "einde", "doorgang", "goed"),
    [
        (date(2010, 5, 6), date(2028, 5, 6), None, []),  # ends on the birthday itself (half-open): nothing to ask
        (date(2010, 5, 6), date(2028, 5, 7), None, [False, True]),
        (date(2010, 5, 6), date(2028, 5, 7), LIEP, [True, True]),
        (date(2010, 5, 6), date(2028, 5, 7), NIETS, [False, True]),
        (date(2010, 5, 6), None, LIEP, [True, False]),
        (date(2010, 5, 6), date(2033, 5, 6), LIEP, [True, True]),
        (date(2010, 5, 6), date(2033, 5, 7), LIEP, [True, False]),
        (date(2008, 2, 29), date(2026, 3, 1), None, []),  # no 29 February in 2026: the birthday is on 1 March
    ],
)
def test_help_after_eighteen(geboren, einde, doorgang, goed):
    assert [one.voldoet for one in v.na_18(geboren, einde, doorgang)] == goed


@pytest.mark.parametrize(
    ("kanaal", "besluit"), [("eigen", True), ("verwijzing", False), ("maatregel", False), ("crisis", True)]
)
def test_who_decides_by_channel(kanaal, besluit):
    assert v.kanaalregel(kanaal).besluit is besluit
