# SPDX-License-Identifier: EUPL-1.2
"""Every scenario of the standard for the messages that the platform takes in has the expected outcome."""

import json
import os
from pathlib import Path

import pytest

from jeugdregio.ketentest.scenario import speel
from jeugdregio.ontvangst.values import SOORTEN

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


def _kinds(path: Path) -> set[str]:
    return {step["bericht"] for step in json.loads(path.read_text())["stappen"]}


OURS = [path.parent for path in FOLDERS if _kinds(path) <= {soort.value for soort in SOORTEN}]


@pytest.mark.skipif(not FOLDERS, reason="de scenario's van de standaard staan niet naast dit project")
@pytest.mark.django_db
class TestScenarios:
    @pytest.mark.parametrize("folder", OURS, ids=lambda folder: folder.name)
    def test_the_outcome_is_what_the_standard_expects(self, folder: Path, tmp_path: Path):
        expected = json.loads((folder / "verwacht.json").read_text())

        results = speel(folder, tmp_path)

        for wanted, found in zip(expected, results, strict=True):
            for name in COMPARED:
                if name in wanted:
                    assert found.get(name) == wanted[name], f"stap {wanted['nr']}: {name}"

    def test_scenarios_with_messages_of_part_two_are_named(self):
        others = {path.parent.name for path in FOLDERS} - {folder.name for folder in OURS}
        assert len(OURS) + len(others) == len(FOLDERS)
        print(f"{len(OURS)} scenario's gespeeld; met verzoekberichten, dus niet: {', '.join(sorted(others))}")
