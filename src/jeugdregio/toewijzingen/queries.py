# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What is known about allocations."""

from collections.abc import Collection, Sequence
from datetime import date

from jeugdregio.gebruikers.isolatie import lezend, namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.regels.values import Regel
from jeugdregio.toewijzingen import inzage, zoeken
from jeugdregio.toewijzingen.periode import EERSTE_DAG, LAATSTE_DAG
from jeugdregio.toewijzingen.personen import namen_van_personen, persoon_van_toewijzing
from jeugdregio.toewijzingen.regels.ijw_3_2 import REGELS
from jeugdregio.toewijzingen.values import Gevondenkind, Huidig, Kind, Kindvraag, Toegewezen
from jeugdregio.toewijzingen.wachters import WACHTERS, wachters

__all__ = [
    "EERSTE_DAG",
    "HOOGSTE_NUMMER",
    "LAATSTE_DAG",
    "WACHTERS",
    "bladzijde",
    "dossier",
    "huidige",
    "namen_van_personen",
    "personen",
    "persoon_van_toewijzing",
    "regels",
    "toewijzing",
    "toewijzingen",
    "van_bericht",
    "van_berichten",
    "van_bsn",
    "van_kind",
    "van_kinderen",
    "van_nummer",
    "wachters",
    "zoek_kinderen",
]


HOOGSTE_NUMMER = 2**31 - 1
"""An allocation has no higher number."""


def regels() -> tuple[Regel, ...]:
    """The rules of the standard that judge allocations, starts and stops."""
    return REGELS


def toewijzingen(*, gemeente: str = "", on_behalf_of: Machtiging) -> list[Toegewezen]:
    """The allocations of the asker that were not deleted, newest first, with the child and the care on them."""
    with lezend(on_behalf_of):
        return inzage.toewijzingen(on_behalf_of, **({"gemeente": gemeente} if gemeente else {}))


def bladzijde(
    *,
    on_behalf_of: Machtiging,
    aantal: int,
    vanaf: int = 0,
    gemeente: str = "",
    aanbieder: str = "",
    geldig_op: date | None = None,
    oudste_eerst: bool = False,
) -> tuple[list[Toegewezen], int]:
    """Some of the same, and how many there are; of those that hold on `geldig_op` when it is given."""
    chosen = {name: code for name, code in (("gemeente", gemeente), ("aanbieder", aanbieder)) if code}
    with lezend(on_behalf_of):
        return inzage.bladzijde(
            on_behalf_of, aantal=aantal, vanaf=vanaf, geldig_op=geldig_op, oudste_eerst=oudste_eerst, **chosen
        )


def toewijzing(gemeente: str, nummer: int, *, on_behalf_of: Machtiging) -> Toegewezen | None:
    """One allocation, or None when there is none for the asker."""
    with lezend(on_behalf_of):
        found = inzage.toewijzingen(on_behalf_of, gemeente=gemeente, nummer=nummer)
    return found[0] if found else None


def van_kind(gemeente: str, kind: int, *, on_behalf_of: Machtiging) -> list[Toegewezen]:
    """The allocations of one child at the provider that knows it under `kind` (`Kind.id`), newest first."""
    with lezend(on_behalf_of):
        return inzage.toewijzingen(on_behalf_of, gemeente=gemeente, client_id=kind)


def van_bericht(gemeente: str, bericht_id: int, *, on_behalf_of: Machtiging) -> list[Toegewezen]:
    """The allocations of which the current version came with this message."""
    with lezend(on_behalf_of):
        return inzage.toewijzingen(on_behalf_of, gemeente=gemeente, bericht_id=bericht_id)


def van_berichten(
    berichten: Collection[tuple[str, int]], *, on_behalf_of: Machtiging
) -> dict[tuple[str, int], list[Toegewezen]]:
    """The allocations that these messages (gemeente, id) named, as they are now; deleted ones too."""
    with lezend(on_behalf_of):
        return inzage.van_berichten(berichten, on_behalf_of)


def personen(nummers: Collection[tuple[str, int]], *, on_behalf_of: Machtiging) -> frozenset[str]:
    """Whose these allocations (gemeente, nummer) are, deleted ones too, for the read log (`core.bsn.persoon`)."""
    with lezend(on_behalf_of):
        return inzage.personen(nummers)


def zoek_kinderen(vraag: Kindvraag, *, on_behalf_of: Machtiging, hoogstens: int) -> list[Gevondenkind]:
    """The children that the asker works with and for whom all of the question holds, by name."""
    with lezend(on_behalf_of):
        return zoeken.kinderen(vraag, on_behalf_of, hoogstens)


def dossier(gemeente: str, nummer: int, *, on_behalf_of: Machtiging) -> Sequence[Kind]:
    """One child as each provider that the asker sees knows it, the last told first; empty when there is none."""
    with lezend(on_behalf_of):
        return zoeken.dossier(gemeente, nummer)


def huidige(gemeente: str, bsn: bytes, aanbieder: str, *, dag: date, on_behalf_of: Machtiging) -> list[Huidig]:
    """What a child (sealed number) has at a provider on or after a day, as a next JW301 has to repeat it (OP087)."""
    with lezend(on_behalf_of):
        return inzage.huidige(gemeente, bsn, aanbieder, dag)


def van_bsn(gemeente: str, bsn: bytes, *, on_behalf_of: Machtiging) -> Sequence[Kind]:
    """One child by its sealed number, as each provider that the asker sees knows it; empty when nobody does."""
    with namens(on_behalf_of):
        return zoeken.van_bsn(gemeente, bsn)


def van_kinderen(gemeente: str, kinderen: Collection[int], *, on_behalf_of: Machtiging) -> list[Toegewezen]:
    """The allocations of a child at all its providers: the numbers (`Kind.id`) under which they know it."""
    with lezend(on_behalf_of):
        return inzage.toewijzingen(on_behalf_of, gemeente=gemeente, client_id__in=list(kinderen))


def van_nummer(nummer: int, *, on_behalf_of: Machtiging) -> list[Toegewezen]:
    """The allocations with this number, of any municipality."""
    with lezend(on_behalf_of):
        return inzage.toewijzingen(on_behalf_of, nummer=nummer)
