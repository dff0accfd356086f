# SPDX-License-Identifier: EUPL-1.2
"""The figures of the month report in the order in which every output shows them."""

from collections.abc import Iterator
from dataclasses import dataclass

from jeugdregio.begroting.definities import PER_KEY, Definitie
from jeugdregio.begroting.values import MaandRapport

BEDRAGEN = ("ingediend", "afgewezen", "toegekend", "te_betalen", "verplicht", "verwacht")


@dataclass(frozen=True)
class Cijferregel:
    """One figure now and one month before: cents, thousandths or a number, as `definitie.eenheid` says."""

    definitie: Definitie
    nu: int | None
    vorig: int | None

    @property
    def verschil(self) -> int | None:
        """What the month changed; None when one of the two is unknown."""
        return None if self.nu is None or self.vorig is None else self.nu - self.vorig


def cijferregels(rapport: MaandRapport) -> Iterator[Cijferregel]:
    """Every figure of the definitions, in the order of a reader: the budget, what came, what is left."""

    def line(key: str, nu: int | None, vorig: int | None) -> Cijferregel:
        return Cijferregel(PER_KEY[key], nu, vorig)

    now, before = rapport.totaal.nu, rapport.totaal.vorig
    yield line("budget", rapport.budget_cent, rapport.budget_cent)
    for key in (
        "ingediend",
        "afgewezen",
        "toegekend",
        "elders_geboekt",
        "te_betalen",
        "verplicht",
        "verwacht",
    ):
        yield line(key, getattr(now, f"{key}_cent"), getattr(before, f"{key}_cent"))
    yield line("uitputting", rapport.uitputting_promille, rapport.uitputting_vorig_promille)
    yield line("verwachte_uitputting", rapport.verwacht_promille, rapport.verwacht_vorig_promille)
    opened, opened_before = rapport.open_einde, rapport.open_einde_vorig
    yield line("open_einde", opened.toewijzingen, opened_before.toewijzingen)
    yield line("open_einde_verplicht", opened.verplicht_cent, opened_before.verplicht_cent)
    yield line("zonder_waarde", opened.zonder_waarde, opened_before.zonder_waarde)
