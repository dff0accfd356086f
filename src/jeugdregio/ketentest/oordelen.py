# SPDX-License-Identifier: EUPL-1.2
"""Every verdict that a database holds about some files, per message and per line, in a form that can be compared."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import zstandard
from django.db import connections

from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst.values import GEWEIGERD

Plek = tuple[int, int]
"""A message: number of its file, and its place in that file from nought."""

# An answer has a number of its own, that depends on what was processed before.
_EIGEN_NUMMER = re.compile(
    rb"(<jw325:BerichtIdentificatie><ijw:Identificatie>|:IdentificatieRetour>)[^<]*(?=<)", re.DOTALL
)


@dataclass(frozen=True, order=True)
class Regeloordeel:
    """One line of a declaratie: the rules that it broke, and the cents that it added to the costs."""

    nr: int
    toegekend: bool
    regels: tuple[str, ...]
    cent: int


@dataclass(frozen=True)
class Oordeel:
    """
    What became of one message; `regels` are those that no line of it broke.

    `weigering` is the code of one that was turned away; `antwoord` a hash over the answer without its own number, empty
    when there is none; `cent` what it added to the costs, credits subtracted.
    """

    soort: str
    uitkomst: str
    niveau: int | None
    regels: tuple[str, ...]
    weigering: str
    antwoord: str
    cent: int
    lijnen: tuple[Regeloordeel, ...] = ()


_MESSAGES = """
    SELECT b.bestand_id, b.nr, b.soort, b.uitkomst, b.niveau, b.regels, u.inhoud
    FROM berichten_bericht b
    LEFT JOIN berichten_uitgaand u ON u.gemeente = b.gemeente AND u.bericht_id = b.id
    WHERE b.bestand_id = ANY (%s::bigint[])
"""
_REFUSALS = "SELECT bestand_id, nr, code FROM berichten_weigering WHERE bestand_id = ANY (%s::bigint[])"
_FINDINGS = """
    SELECT b.bestand_id, b.nr, f.nr, f.regel
    FROM declaraties_bevinding f JOIN berichten_bericht b ON b.gemeente = f.gemeente AND b.id = f.bericht_id
    WHERE b.bestand_id = ANY (%s::bigint[])
"""
_LINES = """
    SELECT b.bestand_id, b.nr, p.nr, p.toegekend, coalesce(g.kosten_cent, 0)::bigint
    FROM declaraties_prestatie p
    JOIN berichten_bericht b ON b.gemeente = p.gemeente AND b.id = p.bericht_id
    LEFT JOIN grootboek_v_boeking g ON g.gemeente = p.gemeente AND g.oorzaak = 'prestatie'
        AND g.oorzaak_id = p.bericht_id AND g.oorzaak_nr = p.nr
    WHERE b.bestand_id = ANY (%s::bigint[])
    ORDER BY p.nr
"""
_REPORTS = """
    SELECT DISTINCT ON (gemeente, maand) gemeente, maand, encode(sha256, 'hex') FROM afsluiting_momentopname
    WHERE soort = 'maandrapport' AND maand = ANY (%s::date[]) ORDER BY gemeente, maand, keer DESC
"""
_ON_THE_WHOLE = -1


def lees_oordelen(bestanden: Sequence[int], *, regio: str, using: str = "default") -> dict[Plek, Oordeel]:
    """The verdicts on the messages of these files; a repeat has none."""
    with namens(verwerking(regio), using), connections[using].cursor() as cursor:

        def rows(statement: str) -> Iterator[tuple[Any, ...]]:
            cursor.execute(statement, [list(bestanden)])
            yield from cursor.fetchall()

        rules: dict[tuple[int, int, int], list[str]] = defaultdict(list)
        for file, message, line, rule in rows(_FINDINGS):
            rules[file, message, line].append(rule)
        lines: dict[Plek, list[Regeloordeel]] = defaultdict(list)
        for file, message, line, granted, cents in rows(_LINES):
            found = tuple(sorted(rules[file, message, line]))
            lines[file, message].append(Regeloordeel(line, granted, found, cents))
        verdicts = {
            (file, nr): Oordeel(
                soort=kind,
                uitkomst=outcome,
                niveau=level,
                regels=tuple(sorted({*codes, *rules[file, nr, _ON_THE_WHOLE]} - _op_regels(lines[file, nr]))),
                weigering="",
                antwoord=_afdruk(answer),
                cent=sum(line.cent for line in lines[file, nr]),
                lijnen=tuple(lines[file, nr]),
            )
            for file, nr, kind, outcome, level, codes, answer in rows(_MESSAGES)
        }
        for file, nr, code in rows(_REFUSALS):
            verdicts[file, nr] = Oordeel("", GEWEIGERD, None, (), code, "", 0)
    return verdicts


def lees_maandrapporten(
    maanden: Collection[Maand], *, regio: str, using: str = "default"
) -> dict[tuple[str, date], str]:
    """The fingerprint of every month report that was frozen for these months, by municipality and first day."""
    with namens(verwerking(regio), using), connections[using].cursor() as cursor:
        cursor.execute(_REPORTS, [[maand.begin for maand in maanden]])
        return {(code, month): digest for code, month, digest in cursor.fetchall()}


def _op_regels(lines: Iterable[Regeloordeel]) -> set[str]:
    """Rules that a message has because one of its lines does."""
    return {rule for line in lines for rule in line.regels}


def _afdruk(answer: Any) -> str:
    if not answer:
        return ""
    text = zstandard.ZstdDecompressor().decompress(bytes(answer))
    return sha256(_EIGEN_NUMMER.sub(rb"\1#", text)).hexdigest()


def samenvatting(oordelen: Mapping[Plek, Oordeel]) -> dict[str, Any]:
    """Counts and cents per kind, outcome and rule, and one hash over every verdict in order of arrival."""
    messages: Counter[str] = Counter()
    cents: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    lines: Counter[str] = Counter()
    for verdict in oordelen.values():
        name = f"{verdict.soort} {verdict.uitkomst}".strip()
        messages[f"{name} {verdict.weigering}".strip()] += 1
        cents[name] += verdict.cent
        rules.update(f"{rule} op {verdict.soort}" for rule in verdict.regels)
        for line in verdict.lijnen:
            rules.update(f"{rule} op een regel" for rule in line.regels)
            lines["toegekend" if line.toegekend else "afgewezen"] += 1
    text = json.dumps([astuple(oordelen[place]) for place in sorted(oordelen)], separators=(",", ":"))
    return {
        "berichten": dict(sorted(messages.items())),
        "cent": {name: amount for name, amount in sorted(cents.items()) if amount},
        "lijnen": dict(sorted(lines.items())),
        "regels": dict(sorted(rules.items())),
        "sha256": sha256(text.encode()).hexdigest(),
    }
