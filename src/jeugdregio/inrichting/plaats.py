# SPDX-License-Identifier: EUPL-1.2
"""Where the program keeps what it keeps by itself."""

import os
from pathlib import Path


def werkmap() -> Path:
    """JEUGDREGIO_MAP, else .jeugdregio where the program was started."""
    return Path(os.environ.get("JEUGDREGIO_MAP", ".jeugdregio")).resolve()
