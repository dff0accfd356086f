# SPDX-License-Identifier: EUPL-1.2
"""A room is entered by its doors."""

import ast
from pathlib import Path

from tests.huis.bestanden import REPO, name, with_suffix

SOURCE = REPO / "src" / "jeugdregio"
DOORS = {"queries", "actions", "values", "pages"}
# Rooms below the domain: everything in them is meant to be used by the rooms above.
# A room may have a door of its own: what its figures mean, and how they look on paper.
# The outbox, and what waits before it, are doors of `berichten` beside reading and judging.
# The bank of the demo is a double that the room brings along, as its own tests need it.
MORE_DOORS = {
    "begroting": {"definities", "macro", "uitvoer"},
    "berichten": {"vasthouden", "verzenden"},
    "betalingen": {"proefbank"},
    "besluiten": {"dossier", "voorwaarden"},
    "teambudget": {"lumpsum"},
    "uitwisseling": {"zgw"},
}
# `demo` is entered by its own command alone and by nothing else.
OPEN_ROOMS = {"demo", "core", "codelijsten", "components", "inrichting", "regels", "gebruikers", "config"}


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0]


def imports(path: Path):
    """Yield (line, parts of the dotted name) of each import; the last part may be a module or not."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name.split(".")
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            parts = node.module.split(".")
            for alias in node.names:
                yield node.lineno, [*parts, alias.name]


def side_entrances() -> list[str]:
    found = []
    for path in with_suffix(".py"):
        if SOURCE not in path.parents or path.parent == SOURCE or path.name.endswith("_test.py"):
            continue
        for line, parts in imports(path):
            if parts[0] != "jeugdregio" or len(parts) < 3:
                continue
            if parts[1] not in {room(path), *OPEN_ROOMS} and parts[2] not in DOORS | MORE_DOORS.get(parts[1], set()):
                found.append(f"{name(path)}:{line} imports {'.'.join(parts)}")
    return found


def test_rooms_are_entered_by_their_doors():
    assert side_entrances() == []
