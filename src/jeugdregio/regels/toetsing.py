# SPDX-License-Identifier: EUPL-1.2
"""Compose many rules into few statements, whatever the number of rules or messages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jeugdregio.regels.values import Plaats, Regel


@dataclass(frozen=True)
class Geplaatst:
    """A rule at one of its places."""

    regel: Regel
    plaats: Plaats


def op(regels: Iterable[Regel], bericht: str, klasse: str) -> list[Geplaatst]:
    """Every rule of the list that looks at this class of this message, in the order of the list."""
    return [Geplaatst(regel, plaats) for regel in regels for plaats in regel.op(bericht, klasse)]


def bits(regels: Sequence[Regel]) -> dict[str, int]:
    """
    The bit of each rule code: its first place in the list, so that a rule that changes in a later release keeps it.

    Raises `AssertionError` past 63 rules, and when such a rule has another return code: a verdict holds no date.
    """
    assert len(regels) <= 63, "een oordeel is één bigint"
    found: dict[str, int] = {}
    for place, regel in enumerate(regels):
        found.setdefault(regel.code, 1 << place)
    codes = {(regel.code, regel.retourcode) for regel in regels}
    assert len(codes) == len(found), "een regel houdt in een oordeel haar retourcode"
    return found


DAG = "b.dagtekening"
"""Where the date of the message stands beside a row that is judged."""


def _schending(g: Geplaatst, dag: str = DAG) -> str:
    """The condition of a rule, on the days that it is in the list."""
    days = g.regel.geldig.conditie(dag)
    return f"({g.plaats.schending}) AND {days}" if days else g.plaats.schending


def _onder(g: Geplaatst) -> str:
    days = g.regel.geldig.conditie(DAG)
    if not days:
        return g.plaats.onder
    return (
        f"SELECT o.bericht, o.nr FROM ({g.plaats.onder}) o (bericht, nr)"
        f" JOIN partij_bericht b ON b.bericht = o.bericht WHERE {days}"
    )


def masker(geplaatst: Sequence[Geplaatst], bit: dict[str, int], dag: str = DAG) -> str:
    """A SQL expression: the set of conditions that hold for a row, one bit each; `dag` is the date of its message."""
    terms = [f"CASE WHEN {_schending(g, dag)} THEN {bit[g.regel.code]} ELSE 0 END" for g in geplaatst]
    return f"({' + '.join(terms)})::bigint" if terms else "0::bigint"


INTO = "INSERT INTO partij_bevinding (bericht, klasse, nr, regel, retourcode, niveau)"


def schendingen(geplaatst: Sequence[Geplaatst], klasse: str, bron: str) -> list[str]:
    """
    SELECTs of every violation in one class, with the columns of `partij_bevinding`.

    `bron` is the FROM clause with the aliases the conditions use. Conditions share one scan; each rule that
    compares rows is a SELECT of its own.
    """
    selects = []
    single = [g for g in geplaatst if g.plaats.schending]
    if single:
        codes = ", ".join(
            f"CASE WHEN {_schending(g)} THEN '{g.regel.code}:{g.regel.retourcode}:{g.regel.niveau}' END" for g in single
        )
        anything = " OR ".join(f"({_schending(g)})" for g in single)
        selects.append(
            f"SELECT k.bericht, '{klasse}', k.nr, split_part(f, ':', 1), split_part(f, ':', 2),"
            f" split_part(f, ':', 3)::smallint FROM {bron},"
            f" LATERAL unnest(ARRAY[{codes}]) f WHERE f IS NOT NULL AND ({anything})"
        )
    selects += [
        f"SELECT DISTINCT v.bericht, '{klasse}', v.nr, '{g.regel.code}', '{g.regel.retourcode}',"
        f" {g.regel.niveau}::smallint FROM ({_onder(g)}) v (bericht, nr)"
        for g in geplaatst
        if g.plaats.onder
    ]
    return selects


def bevindingen(geplaatst: Sequence[Geplaatst], klasse: str, bron: str) -> list[str]:
    """The statement that stores every violation in one class in `partij_bevinding`; none without rules."""
    return ineens(schendingen(geplaatst, klasse, bron))


def ineens(selects: Sequence[str]) -> list[str]:
    """One statement that stores what all these SELECTs of violations find; none when there are none."""
    return [f"{INTO} {' UNION ALL '.join(f'({select})' for select in selects)}"] if selects else []
