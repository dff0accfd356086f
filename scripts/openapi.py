# SPDX-License-Identifier: EUPL-1.2
"""Writes docs/openapi.json from the calls of the API; a test compares the two."""

import json
import os
from pathlib import Path

DOEL = Path(__file__).resolve().parents[1] / "docs" / "openapi.json"


def tekst() -> str:
    """The document as it is kept."""
    from jeugdregio.aansluiting.pages.beschrijving import beschrijving

    return json.dumps(beschrijving(), ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jeugdregio.config.settings")
    import django

    django.setup()
    DOEL.write_text(tekst(), encoding="utf-8")


if __name__ == "__main__":
    main()
