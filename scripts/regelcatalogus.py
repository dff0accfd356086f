# SPDX-License-Identifier: EUPL-1.2
"""
Write docs/regels.md: every rule that we check, from the rule files, and those of the standard that we do not.

Run by `make docs`; a test in tests/huis tells when the page is behind. Beside this file lies the list of
codes of iJw 3.2 with their level, return code and messages (facts only), and a list that says for every rule
without a file what holds it instead: `regels_elders_ijw_3_2.csv`.
"""

import csv
import importlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.regels.values import Regel

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "regels.md"
STANDARD = Path(__file__).with_name("regels_ijw_3_2.csv")
ELSEWHERE = Path(__file__).with_name("regels_elders_ijw_3_2.csv")
HOE = {
    "regels": "Gehouden door andere regels op deze pagina",
    "code": "Gehouden door de verwerking zelf",
    "schema": "Gehouden door het schema, voordat er iets wordt gelezen",
    "gemeente": "Aan de gemeente",
    "aanbieder": "Aan de aanbieder",
    "afspraak": "Een afspraak of uitgangspunt tussen partijen",
    "niet": "Nog niet gehouden",
}
"""What holds a rule that has no file of its own, in the order of the page."""
SOURCE = ROOT / "src" / "jeugdregio"
NIVEAUS = {1: "1 (schema)", 2: "2 (in het bericht)", 3: "3 (over berichten heen)", 4: "4 (externe bron)"}
HEAD = """\
<!-- SPDX-License-Identifier: EUPL-1.2 -->
# Regels

Deze pagina is gemaakt uit de regelbestanden met `python scripts/regelcatalogus.py`. Wijzig haar niet met de
hand. De test van een regel staat naast het bestand: `tr322_test.py` bij `tr322.py`.

Gevolg per niveau:

- Niveau 1: het bericht voldoet niet aan het schema en wordt aan de deur geweigerd, zonder retourbericht.
- Niveau 2: het hele bericht wordt afgekeurd met 0001.
- Niveau 3 en 4: een JW301, JW305, JW307, JW315, JW317 of JW319 wordt als geheel afgekeurd, met de code bij het
  onderdeel dat fout is. In een JW323 wordt de prestatie, de client of de declaratie afgewezen.

Wat `{tussen accolades}` staat, wordt per geval ingevuld.
"""


@dataclass(frozen=True)
class Gevonden:
    """A rule and the file it stands in, as seen from the repository."""

    regel: Regel
    bestand: str


def regels() -> list[Gevonden]:
    """Every rule that some room's list names, by code."""
    found = [
        Gevonden(rule, f"{folder.relative_to(ROOT).as_posix()}/{rule.code.lower()}.py")
        for folder in sorted(path.parent for path in SOURCE.glob("*/regels/ijw_3_2.py"))
        for rule in _listed(folder.parent.name)
    ]
    return sorted(found, key=lambda g: (g.regel.code, g.bestand))


def _listed(room: str) -> Iterator[Regel]:
    lists = importlib.import_module(f"jeugdregio.{room}.regels.ijw_3_2")
    named = (rule for value in vars(lists).values() if isinstance(value, tuple) for rule in value)
    yield from {rule.code: rule for rule in named if isinstance(rule, Regel)}.values()


def standaard() -> list[dict[str, str]]:
    """The codes of iJw 3.2 that are checked on messages: code, niveau, retourcode, berichten."""
    with STANDARD.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def catalogus() -> str:
    """The page."""
    found = regels()
    parts = [HEAD, _by_return_code(found), "## Regels die wij controleren\n"]
    per_code: dict[str, list[Gevonden]] = defaultdict(list)
    for one in found:
        per_code[one.regel.code].append(one)
    parts += [_entry(code, group) for code, group in per_code.items()]
    parts.append(_without_a_file())
    return "\n".join(parts)


def _by_return_code(found: Sequence[Gevonden]) -> str:
    codes: dict[str, list[str]] = defaultdict(list)
    for one in found:
        if one.regel.code not in codes[one.regel.retourcode]:
            codes[one.regel.retourcode].append(one.regel.code)
    names = codelijst("retourcode")
    rows = [
        f"| {code} | {names.omschrijving(code)} | {' '.join(map(_link, rules))} |"
        for code, rules in sorted(codes.items())
    ]
    return "\n".join(["## Op retourcode\n", "| retourcode | betekenis | regel |", "|---|---|---|", *rows, ""])


def _link(code: str) -> str:
    return f"[{code}](#{code.lower()})"


def _entry(code: str, group: Sequence[Gevonden]) -> str:
    first = group[0].regel
    lines = [f"### {code}\n"]
    lines += [f"{text}\n" for text in dict.fromkeys(one.regel.uitleg for one in group)]
    lines.append(f"*Wat te doen.* {' '.join(dict.fromkeys(one.regel.wat_te_doen for one in group))}\n")
    places = sorted({f"{p.bericht} {p.klasse}" for one in group for p in one.regel.plaatsen})
    lines.append(f"Retourcode {first.retourcode}, niveau {NIVEAUS[first.niveau]}.")
    lines.append(f"Kijkt naar: {', '.join(places)}.")
    lines.append(f"Bron: {first.source}. In: {', '.join(f'`{one.bestand}`' for one in group)}.\n")
    return "\n".join(lines)


@dataclass(frozen=True)
class Elders:
    """
    A rule of the standard without a rule file of its own.

    `waar` are files (`code`, `schema`) or codes of rules (`regels`); `bewijs` are tests as `file::name`.
    """

    regel: str
    hoe: str
    waar: tuple[str, ...]
    bewijs: tuple[str, ...]
    uitleg: str


def elders() -> list[Elders]:
    """What holds the rules of the standard that have no file: code, schema, other rules, or someone else."""
    with ELSEWHERE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return [
        Elders(r["regel"], r["hoe"], tuple(r["waar"].split()), tuple(r["bewijs"].split()), r["uitleg"]) for r in rows
    ]


def _without_a_file() -> str:
    groups: dict[str, list[Elders]] = defaultdict(list)
    for one in elders():
        groups[one.hoe].append(one)
    lines = ["## Regels van de standaard zonder regelbestand\n"]
    for how, why in HOE.items():
        rows = groups.get(how, [])
        if not rows:
            continue
        lines += [f"### {why}\n", "| regel | waar | toelichting |", "|---|---|---|"]
        lines += [f"| {one.regel} | {_where(one)} | {one.uitleg or '–'} |" for one in rows]
        lines.append("")
    return "\n".join(lines)


def _where(one: Elders) -> str:
    if one.hoe == "regels":
        return " ".join(map(_link, one.waar))
    return ", ".join(f"`{path}`" for path in one.waar) or "–"


if __name__ == "__main__":
    PAGE.write_text(catalogus(), encoding="utf-8")
