# SPDX-License-Identifier: EUPL-1.2
"""The waves of a batch of declaraties are those that comparing every message with every earlier one gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from jeugdregio.berichten.samenhang import geef_golven
from jeugdregio.berichten.values import Soort


@dataclass(frozen=True)
class Regel:
    toewijzing: int
    maand: int
    code: str
    referentie: str
    vorige: str | None


@dataclass(frozen=True)
class Declaratie:
    gemeente: str
    aanbieder: str
    identificatie: str
    nummer: str
    maand: int
    regels: tuple[Regel, ...]


A_LINE = st.builds(
    Regel,
    toewijzing=st.integers(1, 12),
    maand=st.integers(1, 4),
    code=st.sampled_from(["45A14", "45A16"]),
    referentie=st.integers(1, 60).map("R{}".format),
    vorige=st.none() | st.none() | st.integers(1, 60).map("R{}".format),
)
A_CLAIM = st.builds(
    Declaratie,
    gemeente=st.sampled_from(["0193", "0193", "0148"]),
    aanbieder=st.sampled_from(["42420001", "42420001", "42420002"]),
    identificatie=st.integers(1, 40).map("B{}".format),
    nummer=st.integers(1, 40).map("D{}".format),
    maand=st.integers(1, 4),
    regels=st.lists(A_LINE, min_size=1, max_size=3).map(tuple),
)


def strictly_after(later: Declaratie, earlier: Declaratie) -> bool:
    """Whether a message can only be judged when an earlier one was: it writes what that one wrote."""
    if later.gemeente != earlier.gemeente:
        return False
    if any(one in claimed(earlier) for one in claimed(later)):
        return True
    if later.aanbieder != earlier.aanbieder:
        return False
    return (
        later.identificatie == earlier.identificatie
        or later.nummer == earlier.nummer
        or later.maand < earlier.maand
        or bool(references(later) & references(earlier))
    )


def claimed(claim: Declaratie) -> set[tuple[int, int, str]]:
    return {(line.toewijzing, line.maand, line.code) for line in claim.regels}


def references(claim: Declaratie) -> set[str]:
    return {name for line in claim.regels for name in (line.referentie, line.vorige) if name}


def not_before(later: Declaratie, earlier: Declaratie) -> bool:
    """Whether a message may share a wave with an earlier one, but not overtake it."""
    if later.gemeente != earlier.gemeente:
        return False
    allocations = {line.toewijzing for line in later.regels} & {line.toewijzing for line in earlier.regels}
    return bool(allocations) or (later.aanbieder == earlier.aanbieder and later.maand > earlier.maand)


def one_by_one(claims: Sequence[Declaratie]) -> list[int]:
    waves: list[int] = []
    for place, claim in enumerate(claims):
        before = list(zip(claims[:place], waves, strict=True))
        strict = [wave + 1 for other, wave in before if strictly_after(claim, other)]
        waves.append(max([1, *strict, *(wave for other, wave in before if not_before(claim, other))]))
    return waves


def given_waves(claims: Sequence[Declaratie]) -> list[int]:
    heads = [
        SimpleNamespace(
            gemeente=claim.gemeente,
            aanbieder=claim.aanbieder,
            afzender=claim.aanbieder,
            identificatie=claim.identificatie,
            soort=Soort.JW323,
            golf=0,
        )
        for claim in claims
    ]
    lines = [(place, line) for place, claim in enumerate(claims) for line in claim.regels]
    places = pa.array([place for place, _ in lines], pa.int32())
    tables = {
        "client": pa.table({"bericht": pa.array([], pa.int32()), "bsn": pa.array([], pa.string())}),
        "declaratie": pa.table(
            {
                "bericht": pa.array(range(len(claims)), pa.int32()),
                "declaratie_nummer": [claim.nummer for claim in claims],
                "declaratie_periode_begindatum": [date(2026, claim.maand, 1) for claim in claims],
            }
        ),
        "prestatie": pa.table(
            {
                "bericht": places,
                "toewijzing_nummer": pa.array([line.toewijzing for _, line in lines], pa.int64()),
                "product_periode_begindatum": [date(2026, line.maand, 1) for _, line in lines],
                "product_periode_einddatum": [date(2026, line.maand, 28) for _, line in lines],
                "product_code": [line.code for _, line in lines],
                "product_referentie_referentie_nummer": [line.referentie for _, line in lines],
                "product_referentie_vorig_referentie_nummer": pa.array([li.vorige for _, li in lines], pa.string()),
            }
        ),
    }
    geef_golven(heads, {Soort.JW323: tables})
    return [head.golf for head in heads]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(claims=st.lists(A_CLAIM, min_size=1, max_size=8))
def test_the_waves_are_those_of_comparing_all_pairs(claims: list[Declaratie]):
    assert given_waves(claims) == one_by_one(claims)
