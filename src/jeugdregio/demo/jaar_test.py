# SPDX-License-Identifier: EUPL-1.2
"""A whole year, from budget to settlement and payment file, through the doors that people use."""

import pytest
from django.test import override_settings

from jeugdregio.demo.betalingen import nummer
from jeugdregio.demo.jaar import PROGNOSE_NA, Proef, speel_jaar
from tests.bean import bean_check
from tests.eigen_database import met_database


@pytest.fixture(scope="module")
def jaar(make_database, worker_id, django_db_blocker, django_db_setup):
    """What must hold, and what was said on the way."""
    said: list[tuple[str, str]] = []
    database = make_database(f"jeugdregio_jaar_{worker_id}")
    with met_database(database, django_db_blocker), override_settings(BETAAL_IBAN=nummer("0")):
        return speel_jaar(regio="IJSSELLAND", schaal=0.01, meld=lambda *step: said.append(step)), said


def test_all_that_must_hold_of_it_holds(jaar):
    outcome, _ = jaar

    assert [one for one in outcome.proeven if not one.klopt] == []
    assert all(one.links for one in outcome.proeven if "bank" in one.wat or "toegekend" in one.wat)


def test_another_program_counts_the_ledger_and_finds_no_error(jaar, tmp_path):
    outcome, _ = jaar
    file = tmp_path / "jaar.beancount"
    file.write_text(outcome.grootboek)

    assert bean_check(file) == (0, "")
    assert outcome.grootboek.count("\n20") > 1_000


def test_every_step_was_taken(jaar):
    _, said = jaar
    kinds = [what for what, _ in said]

    assert [what for what in kinds if what.startswith("Maand")] == [f"Maand 2026-{n:02}" for n in range(1, 13)]
    assert kinds.count("Prognose") == len(PROGNOSE_NA)
    assert (kinds[-1], said[-1][1].partition(", ")[2]) == ("Berichten", "12 maanden gesloten")


def test_what_does_not_hold_is_said():
    assert not Proef("een cent weg", 1_00, 99).klopt
