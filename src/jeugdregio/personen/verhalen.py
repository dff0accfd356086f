# SPDX-License-Identifier: EUPL-1.2
"""Invented youths with a story of their own, for the double, the demo and tests. Municipalities are CBS codes."""

from collections.abc import Mapping
from dataclasses import dataclass

DALFSEN, KAMPEN, OMMEN, RAALTE, ZWOLLE, DEVENTER = "0148", "0166", "0175", "0177", "0193", "0150"
ALMELO, STAPHORST = "0141", "0180"
BUREN = (DALFSEN, KAMPEN, OMMEN, RAALTE, ZWOLLE, DEVENTER, ALMELO, STAPHORST)
DRIE_WONINGEN, GEHEIM, NIET_OP_ADRES, VOOGDIJ, TWEE_HUIZEN = (
    "999900018", "999900031", "999900043", "999900055", "999900067",
)  # fmt: skip
BUITENLAND, NERGENS, EEN_OUDER, WETSWIJZIGING = "999900079", "999900080", "999900092", "999900109"


@dataclass(frozen=True)
class Plek:
    """A place from a day on, until the next one; no municipality is abroad, or `onbekend`."""

    van: str
    gemeente: str
    onbekend: bool = False
    niet_op_adres_vanaf: str = ""


@dataclass(frozen=True)
class Verhaal:
    """What is told of a youth; `moeder` and `vader` are their places, from before its birth; no `vader`: with her."""

    geboren: str
    plekken: tuple[Plek, ...]
    moeder: tuple[Plek, ...]
    vader: tuple[Plek, ...] = ()
    gezag: str = "GezamenlijkOuderlijkGezag"
    geheim: bool = False


def _stays(gemeente: str) -> tuple[Plek, ...]:
    return (Plek("1985-01-01", gemeente),)


VERHALEN: Mapping[str, Verhaal] = {
    # Moves twice, then to a residential group, and is registered there.
    DRIE_WONINGEN: Verhaal(
        "2012-05-14",
        (
            Plek("2012-05-14", DALFSEN),
            Plek("2025-09-01", ZWOLLE),
            Plek("2026-03-01", KAMPEN),
            Plek("2026-06-15", DEVENTER),
        ),
        (Plek("1985-01-01", DALFSEN), Plek("2025-09-01", ZWOLLE), Plek("2026-03-01", KAMPEN)),
    ),
    GEHEIM: Verhaal("2014-02-02", (Plek("2014-02-02", RAALTE),), _stays(RAALTE), geheim=True),
    # It was found that nobody lives there; the remark of article 2.26.
    NIET_OP_ADRES: Verhaal(
        "2015-07-09", (Plek("2015-07-09", OMMEN, niet_op_adres_vanaf="2026-02-01"),), _stays(STAPHORST)
    ),
    # A certified institution is guardian; registered where it stays.
    VOOGDIJ: Verhaal(
        "2011-11-11", (Plek("2011-11-11", STAPHORST), Plek("2024-05-01", OMMEN)), _stays(ALMELO), gezag="Voogdij"
    ),
    # Lives with the mother, the father lives elsewhere; both have custody.
    TWEE_HUIZEN: Verhaal(
        "2013-03-03",
        (Plek("2013-03-03", ZWOLLE),),
        _stays(ZWOLLE),
        vader=(Plek("1985-01-01", ZWOLLE), Plek("2018-04-01", RAALTE)),
    ),
    BUITENLAND: Verhaal("2016-06-01", (Plek("2016-06-01", KAMPEN), Plek("2025-01-01", "")), _stays(KAMPEN)),
    NERGENS: Verhaal(
        "2012-12-12", (Plek("2012-12-12", DALFSEN), Plek("2026-01-15", "", onbekend=True)), _stays(DALFSEN)
    ),
    EEN_OUDER: Verhaal(
        "2017-09-30", (Plek("2017-09-30", DEVENTER),), _stays(DEVENTER), gezag="EenhoofdigOuderlijkGezag"
    ),
    # In foster care since 2019 in Ommen; the mother moved to Almelo: until 2022 her residence decided.
    WETSWIJZIGING: Verhaal(
        "2010-10-10",
        (Plek("2010-10-10", RAALTE), Plek("2019-05-01", OMMEN)),
        (Plek("1985-01-01", RAALTE), Plek("2020-02-01", ALMELO)),
        gezag="EenhoofdigOuderlijkGezag",
    ),
}
