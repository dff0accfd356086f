# SPDX-License-Identifier: EUPL-1.2
"""
Who sees rows about children, and which of those rows are shielded: the part of a policy that comes from these lines.

    over_kinderen: ClassVar = True                          # a role that may not see children gets no row
    afgeschermd_door: ClassVar = {"kind": "client_id"}      # the row is hidden while that key is in the list of keys

A row of a child whose whereabouts are secret is found by a key: of the message it came with (`bericht`), of the child
at a provider (`kind`), of the file (`bestand`), of one line of a claim (`regel`, two columns), of the family (`gezin`),
or by who it is (`persoon`). A table about children without keys has nothing in it that tells of whom or where.
`gebruikers_afgeschermdesleutel` holds the keys, and nothing else (ADR 0022).

Everything in these conditions is worked out once per statement. When nobody is shielded the list is never looked in.
"""

from collections.abc import Mapping
from enum import IntEnum

from django.db.models import Model

from jeugdregio.gebruikers.values import GEHEIM, Rol

CIJFERS = "cijfers"
"""What `jr.rol` is while figures are counted; only the role for region-wide reads is heard when it says so."""
ZIET_KINDEREN = (Rol.CONTROLLER, Rol.TOEGANG, Rol.AANBIEDER, Rol.VERWIJZER, Rol.TOETSER, Rol.GEZINSLID, Rol.VERWERKING)
"""The roles that get rows about children; a role that is not named here gets none."""
ZIET_AFGESCHERMD = (*GEHEIM.values(), Rol.VERWERKING)
"""The roles that get the rows of a child whose whereabouts are secret as well; someone of the family does not."""


class Sleutel(IntEnum):
    """What a key is of."""

    BERICHT = 1
    KIND = 2
    BESTAND = 3
    REGEL = 4
    PERSOON = 5
    GEZIN = 6


Kolommen = str | tuple[str, str]


def is_over_kinderen(model: type[Model]) -> bool:
    """Whether the rows of this table tell of a child."""
    return getattr(model, "over_kinderen", False)


def sleutels_van(model: type[Model]) -> Mapping[str, Kolommen]:
    """By which keys a row of this table is shielded: {name of `Sleutel`, in lower case: column, or two}."""
    return getattr(model, "afgeschermd_door", {})


def een_van(rollen: tuple[str, ...]) -> str:
    """The condition that whoever asks has one of these roles."""
    names = ",".join(str(rol) for rol in rollen)
    return f"(SELECT current_setting('jr.rol', true) = ANY ('{{{names}}}'))"


def ziet_kinderen(*, cijfers: bool = False) -> str:
    """
    The condition that whoever asks may see rows about children at all.

    `cijfers`: also while figures are counted. Those count every child: money does not disappear with an address.
    """
    return een_van((*ZIET_KINDEREN, *GEHEIM.values(), *((CIJFERS,) if cijfers else ())))


def niet_afgeschermd(sleutels: Mapping[str, Kolommen], *, cijfers: bool = False) -> str:
    """The condition that a row is not hidden from whoever asks, by any of its keys."""
    more = (CIJFERS,) if cijfers else ()
    return " AND ".join(_niet_in(name, columns, more) for name, columns in sleutels.items())


def _niet_in(name: str, columns: Kolommen, more: tuple[str, ...]) -> str:
    kind = Sleutel[name.upper()]
    keys = f"FROM gebruikers_afgeschermdesleutel s WHERE s.soort = {kind.value}"
    roles = ",".join(map(str, (*ZIET_AFGESCHERMD, *more)))
    everything = f"(SELECT current_setting('jr.rol', true) = ANY ('{{{roles}}}') OR NOT EXISTS (SELECT {keys}))"
    if isinstance(columns, str):
        column = sleutel_van_persoon(columns) if kind is Sleutel.PERSOON else columns
        listed = f"{column} IN (SELECT s.sleutel {keys})"
    else:
        # By one column first: that is half the work per row, and nearly no row is of a message in the list.
        everything += f" OR ({columns[0]} IN (SELECT s.sleutel {keys})) IS NOT TRUE"
        listed = f"({', '.join(columns)}) IN (SELECT s.sleutel, s.nr {keys})"
    return f"({everything} OR ({listed}) IS NOT TRUE)"


def sleutel_van_persoon(kolom: str) -> str:
    """The key of who it is, in SQL: the first sixty bits of the digest (`core.bsn.persoon`)."""
    return f"('x' || left({kolom}, 15))::bit(60)::bigint"
