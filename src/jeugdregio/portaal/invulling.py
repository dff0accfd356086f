# SPDX-License-Identifier: EUPL-1.2
"""What a provider filled in for a month, and the lines that come of it or what is wrong with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jeugdregio.core.periode import Maand
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.declaraties.values import Toegekend
from jeugdregio.portaal.declareren import Credit
from jeugdregio.portaal.invoer import OnleesbaarVolume, lees_volume, schrijf_volume
from jeugdregio.portaal.values import Gekozen, Voorstelregel

LEEG = "Er staat niets in deze declaratie. Vul minstens één volume in, of kies een regel om te crediteren."
KIES_PRODUCT = "Kies het product dat u leverde."
GEEN_PRODUCT = "Voor deze toewijzing staat geen tarief in uw contract. Vraag de contractmanager ernaar."
AL_TOEGEKEND = "Over deze maand is dit al toegekend. Crediteer de eerdere regel, of laat het volume leeg."


@dataclass(frozen=True)
class Invulling:
    """The form as text: volume and product by key of the line, and the keys of the lines to take back."""

    volumes: Mapping[str, str]
    producten: Mapping[str, str]
    terug: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Beoordeling:
    """The lines that were filled in well, the ones to credit, and what is wrong by key of the line."""

    gekozen: tuple[Gekozen, ...]
    terug: tuple[Credit, ...]
    fouten: Mapping[str, str] = field(default_factory=dict)

    @property
    def totaal_cent(self) -> int:
        """What the declaratie adds up to; negative when more is taken back than claimed."""
        claimed = sum(bedrag_cent(one) for one in self.gekozen)
        return claimed - sum(line.bedrag_cent for _, line in self.terug)

    @property
    def is_leeg(self) -> bool:
        """Whether there is nothing to send."""
        return not (self.gekozen or self.terug)


def bedrag_cent(one: Gekozen) -> int:
    """The amount of a line, as the standard rounds it."""
    return declaraties.verwacht_bedrag_cent(one.product.tarief, one.volume, one.product.eenheid)


def creditsleutel(line: Toegekend) -> str:
    """How the form names a granted line."""
    return f"{line.bericht_id}-{line.nr}"


def uit_voorstel(lines: Sequence[Voorstelregel], maand: Maand) -> Invulling:
    """The form as it is proposed: the volumes of this month, and nothing of earlier months."""
    return Invulling(
        volumes={
            line.sleutel: schrijf_volume(line.volume or None, line.producten[0].eenheid)
            for line in lines
            if line.maand == maand and len(line.producten) == 1
        },
        producten={},
    )


def beoordeel(lines: Sequence[Voorstelregel], given: Invulling) -> Beoordeling:
    """Read the form; a line without a volume is left out."""
    chosen: list[Gekozen] = []
    back: list[Credit] = []
    faults: dict[str, str] = {}
    for line in lines:
        taken = [one for one in line.toegekend if creditsleutel(one) in given.terug]
        back += [(line.toewijzing.kind, one) for one in taken]
        text = given.volumes.get(line.sleutel, "")
        if not text.strip():
            continue
        found = _line(line, text, given.producten.get(line.sleutel, ""), taken)
        if isinstance(found, str):
            faults[line.sleutel] = found
        else:
            chosen.append(found)
    return Beoordeling(tuple(chosen), tuple(back), faults)


def _line(line: Voorstelregel, text: str, product: str, taken: Sequence[Toegekend]) -> Gekozen | str:
    if not line.producten:
        return GEEN_PRODUCT
    found = line.product(product)
    if found is None:
        return KIES_PRODUCT
    if any((one.categorie, one.code) == (found.categorie, found.code) for one in line.toegekend if one not in taken):
        return AL_TOEGEKEND
    try:
        return Gekozen(line, found, lees_volume(text, found.eenheid))
    except OnleesbaarVolume as fault:
        return str(fault)
