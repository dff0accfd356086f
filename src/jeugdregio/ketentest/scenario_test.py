# SPDX-License-Identifier: EUPL-1.2
"""Every scenario of the standard has the expected outcome."""

import json
import os
from pathlib import Path

import pytest

from jeugdregio.ketentest.scenario import speel

SHARED = Path(os.environ.get("JEUGDREGIO_SHARED", Path(__file__).resolve().parents[4] / "shared"))
FOLDERS = sorted((SHARED / "ijw-3.2" / "scenarios").glob("*/scenario.json"))
COMPARED = (
    "nr",
    "bericht",
    "uitkomst",
    "controleniveau",
    "regels",
    "retourbericht",
    "retour",
    "declaratie_antwoord",
    "toestand_na",
)


@pytest.mark.skipif(not FOLDERS, reason="de scenario's van de standaard staan niet naast dit project")
@pytest.mark.django_db
class TestScenarios:
    @pytest.mark.parametrize("folder", [path.parent for path in FOLDERS], ids=lambda folder: folder.name)
    def test_the_outcome_is_what_the_standard_expects(self, folder: Path, tmp_path: Path):
        expected = json.loads((folder / "verwacht.json").read_text())

        results = speel(folder, tmp_path)

        for wanted, found in zip(expected, results, strict=True):
            for name in COMPARED:
                if name in wanted:
                    assert found.get(name) == wanted[name], f"stap {wanted['nr']}: {name}"

    def test_every_scenario_of_the_standard_is_played(self):
        assert len(FOLDERS) == 52
