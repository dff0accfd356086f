# SPDX-License-Identifier: EUPL-1.2
"""The floors in the architecture page are those that the import contract holds."""

import re
import tomllib

from tests.huis.bestanden import REPO


def layers() -> dict[str, int]:
    """Each room with its floor, from 0 at the bottom."""
    contracts = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    lines = next(one for one in contracts if one["id"] == "floors")["layers"]
    return {room: floor for floor, line in enumerate(reversed(lines)) for room in re.findall(r"\w+", line)}


def test_every_room_that_is_there_stands_on_its_floor():
    page = (REPO / "docs" / "architectuur.md").read_text(encoding="utf-8")
    table = {room: int(floor) for floor, room in re.findall(r"^\| (\d+) \| `(\w+)` \|", page, re.MULTILINE)}
    rooms = {path.parent.name for path in (REPO / "src" / "jeugdregio").glob("*/__init__.py")}

    floors = layers()
    assert table == {room: floor for room, floor in floors.items() if room in rooms}
