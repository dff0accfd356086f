# SPDX-License-Identifier: EUPL-1.2
"""
Where the facts about the message standard lie, when they are there: beside the checkout.

A test that needs them carries the mark `needs_shared`, and is skipped, by name, on a machine without them.
"""

import os
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("JEUGDREGIO_SHARED", REPO.parent / "shared"))
IJW = SHARED / "ijw-3.2"

needs_shared = pytest.mark.skipif(
    not IJW.is_dir(), reason="SKIPPED: the message standard (../shared/ijw-3.2) is not on this machine"
)


def voorbeelden() -> list[Path]:
    """All example messages of the standard and of its scenarios."""
    return sorted([*IJW.glob("voorbeelden/*.xml"), *IJW.glob("scenarios/*/stappen/*.xml")])
