# SPDX-License-Identifier: EUPL-1.2
"""Two sets of verdicts laid side by side: what differs, why, and whether somebody meant it to."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from jeugdregio.core.money import euro
from jeugdregio.ketentest.oordelen import Oordeel, Plek, Regeloordeel

KOLOMMEN = ("verschil", "bericht", "reden", "besluit")
ELK = "*"
MAANDRAPPORT = "maandrapport"
VOORBEELDEN = 3


class OngeldigeLijst(ValueError):
    """Raised when a list of intended differences cannot be used; the text says which line and why."""


@dataclass(frozen=True)
class Verschil:
    """
    One difference: what it is, on which kind of message, where, and the cents before and after.

    `wat` is a rule that is new or gone (`TR332 erbij`, `TR332 vervalt`), or what else is not the same.
    """

    wat: str
    soort: str
    waar: str
    cent_oud: int = 0
    cent_nieuw: int = 0


@dataclass(frozen=True)
class Bedoeld:
    """A difference that is meant, with the reason and the decision (ADR) in which it was taken."""

    wat: str
    soort: str
    reden: str
    besluit: str

    def past_bij(self, verschil: Verschil) -> bool:
        """Whether it is about this difference."""
        return self.wat == verschil.wat and self.soort in (ELK, verschil.soort)


@dataclass
class Groep:
    """All differences of one kind on one kind of message."""

    bedoeld: Bedoeld | None
    verschillen: list[Verschil] = field(default_factory=list)


def lees_bedoeld(pad: Path) -> list[Bedoeld]:
    """
    Read a list of intended differences: a CSV with `;` and the columns verschil, bericht, reden, besluit.

    Raises OngeldigeLijst.
    """
    try:
        with pad.open(encoding="utf-8-sig", newline="") as source:
            reader = csv.DictReader(source, delimiter=";")
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error):
        raise OngeldigeLijst(f"{pad} is niet te lezen als CSV in UTF-8. Controleer het bestand.") from None
    if tuple(reader.fieldnames or ()) != KOLOMMEN:
        raise OngeldigeLijst(f"De eerste regel van {pad} moet zijn: {';'.join(KOLOMMEN)}.")
    for nr, row in enumerate(rows, start=2):
        empty = [name for name in KOLOMMEN if not (row[name] or "").strip()]
        if empty:
            raise OngeldigeLijst(f"In {pad} ontbreekt op regel {nr}: {', '.join(empty)}. Vul aan.")
    return [Bedoeld(*(row[name].strip() for name in KOLOMMEN)) for row in rows]


def vergelijk(oud: Mapping[Plek, Oordeel], nieuw: Mapping[Plek, Oordeel]) -> Iterator[Verschil]:
    """Every difference, in order of arrival."""
    for place in sorted({*oud, *nieuw}):
        before, after = oud.get(place), nieuw.get(place)
        if before == after:
            continue
        where = f"bestand {place[0]} bericht {place[1]}"
        if before is None or after is None:
            one = before or after
            assert one is not None
            what = "geen oordeel meer" if before else "oordeel erbij"
            yield Verschil(what, one.soort, where, before.cent if before else 0, after.cent if after else 0)
        else:
            yield from _in_bericht(before, after, where)


def vergelijk_maandrapporten(
    oud: Mapping[tuple[str, date], str], nieuw: Mapping[tuple[str, date], str]
) -> Iterator[Verschil]:
    """Month reports that were frozen with other figures, or not at all."""
    for place in sorted({*oud, *nieuw}):
        if oud.get(place) != nieuw.get(place):
            yield Verschil(MAANDRAPPORT, ELK, f"gemeente {place[0]}, {place[1]:%Y-%m}")


def _in_bericht(oud: Oordeel, nieuw: Oordeel, waar: str) -> Iterator[Verschil]:
    """What differs in one message: first its causes; only without those, what they would have explained."""
    kind = oud.soort or nieuw.soort
    causes = [Verschil(what, kind, waar) for what in _regels(oud.regels, nieuw.regels)]
    if (oud.weigering or nieuw.weigering) and oud.weigering != nieuw.weigering:
        change = f"weigering {oud.weigering or 'geen'} wordt {nieuw.weigering or 'geen'}"
        causes.append(Verschil(change, kind, waar))
    before, after = ({line.nr: line for line in one.lijnen} for one in (oud, nieuw))
    for nr in sorted({*before, *after}):
        causes += _in_regel(before.get(nr), after.get(nr), kind, f"{waar} regel {nr}")
    if causes:
        yield from causes
        return
    for what, same in (
        ("uitkomst", (oud.uitkomst, oud.niveau) == (nieuw.uitkomst, nieuw.niveau)),
        ("soort", oud.soort == nieuw.soort),
        ("antwoord", oud.antwoord == nieuw.antwoord),
    ):
        if not same:
            yield Verschil(what, kind, waar, oud.cent, nieuw.cent)


def _in_regel(oud: Regeloordeel | None, nieuw: Regeloordeel | None, soort: str, waar: str) -> Iterator[Verschil]:
    if oud == nieuw:
        return
    cents = (oud.cent if oud else 0, nieuw.cent if nieuw else 0)
    if oud is None or nieuw is None:
        yield Verschil("regel erbij" if nieuw else "regel weg", soort, waar, *cents)
        return
    first = True
    for what in _regels(oud.regels, nieuw.regels):
        yield Verschil(what, soort, waar, *(cents if first else (0, 0)))
        first = False
    if first:
        yield Verschil("centen" if oud.cent != nieuw.cent else "toekenning", soort, waar, *cents)


def _regels(oud: Sequence[str], nieuw: Sequence[str]) -> Iterator[str]:
    yield from (f"{rule} erbij" for rule in sorted(set(nieuw) - set(oud)))
    yield from (f"{rule} vervalt" for rule in sorted(set(oud) - set(nieuw)))


def groepeer(verschillen: Sequence[Verschil], bedoeld: Sequence[Bedoeld]) -> dict[tuple[str, str], Groep]:
    """Differences by what they are and the kind of message, each group with who meant it, if anyone did."""
    groups: dict[tuple[str, str], Groep] = {}
    for one in verschillen:
        meant = next((entry for entry in bedoeld if entry.past_bij(one)), None)
        groups.setdefault((one.wat, one.soort), Groep(meant)).verschillen.append(one)
    return dict(sorted(groups.items()))


def verslag(groepen: Mapping[tuple[str, str], Groep], bedoeld: Sequence[Bedoeld]) -> Iterator[str]:
    """The differences as Dutch lines: those that nobody meant first, with where to look."""
    if not groepen:
        yield "Geen verschillen: elk oordeel, elke cent en elk antwoord is hetzelfde."
    by_standing: dict[bool, list[tuple[tuple[str, str], Groep]]] = defaultdict(list)
    for key, group in groepen.items():
        by_standing[group.bedoeld is not None].append((key, group))
    for meant in (False, True):
        for (what, kind), group in by_standing[meant]:
            yield _kop(what, kind, group)
            if group.bedoeld:
                yield f"    bedoeld: {group.bedoeld.reden} ({group.bedoeld.besluit})"
            else:
                examples = [one.waar for one in group.verschillen[:VOORBEELDEN]]
                more = len(group.verschillen) - len(examples)
                yield f"    NIET BEDOELD: {'; '.join(examples)}{f'; en nog {more}' if more else ''}"
    for entry in bedoeld:
        if not any(group.bedoeld == entry for group in groepen.values()):
            yield f"{entry.wat} op {entry.soort}: staat in de lijst en komt niet voor. Haal de regel weg."


def _kop(what: str, kind: str, group: Groep) -> str:
    before = sum(one.cent_oud for one in group.verschillen)
    after = sum(one.cent_nieuw for one in group.verschillen)
    money = f", van {euro(before)} naar {euro(after)} ({euro(after - before)})" if before or after else ""
    on = "" if kind in ("", ELK) else f" op {kind}"
    return f"{what}{on}: {len(group.verschillen)} keer{money}"
