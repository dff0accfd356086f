# SPDX-License-Identifier: EUPL-1.2
"""Every scenario of the standard has the expected outcome, with answers that the official schemas know as valid."""

import json
import os
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

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


@cache
def _schema(soort: str) -> etree.XMLSchema:
    """The official schema of this kind of message."""
    return etree.XMLSchema(etree.parse(SHARED / "ijw-3.2" / "xsd" / f"{soort}.xsd"))


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

        for answer in (tmp_path / folder.name).glob("*.xml"):
            assert _schema(answer.stem.split("-")[1]).validate(etree.fromstring(answer.read_bytes())), answer.name

    def test_every_scenario_of_the_standard_is_played(self):
        assert len(FOLDERS) == 52
