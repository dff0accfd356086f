# SPDX-License-Identifier: EUPL-1.2
"""Write docs/handboek/cijfers.md from the definitions of the month report. Run by `make docs`."""

from pathlib import Path

from jeugdregio.begroting.definities import DEFINITIES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "handboek" / "cijfers.md"
HEAD = """\
<!-- SPDX-License-Identifier: EUPL-1.2 -->
# Cijfers van het maandrapport

Deze pagina is gemaakt uit `begroting/definities.py` met `python scripts/cijfers.py`. Dezelfde tekst staat op
de pagina's en in het rekenblad.
"""


def cijfers() -> str:
    """The page."""
    parts = [HEAD]
    for one in DEFINITIES:
        under = " Onder dit cijfer staan de regels waaruit het is geteld." if one.onder else ""
        parts.append(f"## {one.naam}\n\n{one.definitie}\n\nEenheid: {one.eenheid}. Bron: {one.bron}.{under}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(cijfers(), encoding="utf-8")
