# SPDX-License-Identifier: EUPL-1.2
"""Invented names from short lists; any likeness to a real person is chance."""

from __future__ import annotations

from random import Random

JONGENS = (
    "Daan",
    "Sem",
    "Finn",
    "Bram",
    "Luuk",
    "Thijs",
    "Jesse",
    "Ruben",
    "Sven",
    "Tijn",
    "Mees",
    "Lars",
    "Floris",
    "Jurre",
    "Hidde",
    "Teun",
    "Yusuf",
    "Milan",
    "Noah",
)
MEISJES = (
    "Emma",
    "Julia",
    "Sophie",
    "Lotte",
    "Anna",
    "Saar",
    "Fleur",
    "Noor",
    "Evi",
    "Tess",
    "Roos",
    "Isa",
    "Lynn",
    "Femke",
    "Maud",
    "Amira",
    "Elin",
    "Jet",
    "Liv",
)
ACHTERNAMEN = (
    ("Jansma", ""), ("Bakkerink", ""), ("Visserman", ""), ("Smidstra", ""), ("Meijerhof", ""),
    ("Mulderink", ""), ("Bosveld", ""), ("Vosseveld", ""), ("Peterink", ""), ("Hendrikma", ""),
    ("Kokkelink", ""), ("Dekkerman", ""), ("Brouwerink", ""), ("Wittebrood", ""), ("Dijkgraven", "van"),
    ("Bergweide", "van den"), ("Linden-Es", "van der"), ("Waterkant", "aan de"), ("Groenekamp", "de"),
    ("Veenstraat", "van"), ("Esch", "ter"), ("Hofstee", "ten"), ("Kolkman", ""), ("Regterink", ""),
)  # fmt: skip


def trek_naam(geslacht: str, rng: Random) -> tuple[str, str, str]:
    """Return (voornaam, voorvoegsel, achternaam); geslacht is 1 (male) or 2 (female)."""
    voornaam = rng.choice(JONGENS if geslacht == "1" else MEISJES)
    achternaam, voorvoegsel = rng.choice(ACHTERNAMEN)
    return voornaam, voorvoegsel, achternaam
