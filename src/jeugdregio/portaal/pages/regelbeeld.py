# SPDX-License-Identifier: EUPL-1.2
"""One line of the table of a month, as it is shown with its fields."""

from dataclasses import dataclass

from jeugdregio.components.schrijfwijze import maandnaam
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.portaal.invulling import GEEN_PRODUCT, Beoordeling, Invulling, bedrag_cent, creditsleutel
from jeugdregio.portaal.values import Declareerbaar, Gekozen, Voorstelregel
from jeugdregio.toewijzingen.pages.opmaak import MINUUT, eenheid, hoeveelheid, kort, periode, uren


@dataclass(frozen=True)
class Keuzebeeld:
    """One product to choose from."""

    waarde: str
    tekst: str
    gekozen: bool


@dataclass(frozen=True)
class Creditbeeld:
    """One granted line that can be taken back."""

    waarde: str
    tekst: str
    gekozen: bool


@dataclass(frozen=True)
class Rijbeeld:
    """One line; `keuzes` is empty when there is nothing to choose."""

    sleutel: str
    naam: str
    geboren: str
    toewijzing: int
    maand: str
    periode: str
    product: str
    keuzes: tuple[Keuzebeeld, ...]
    kan: bool
    volume: str
    eenheid: str
    tarief: str
    bedrag: str
    fout: str
    crediteren: tuple[Creditbeeld, ...]


def rij(line: Voorstelregel, given: Invulling, judged: Beoordeling, chosen: Gekozen | None) -> Rijbeeld:
    """The line as it was filled in."""
    wanted = given.producten.get(line.sleutel, "")
    product = line.product(wanted)
    child = line.toewijzing.kind
    return Rijbeeld(
        sleutel=line.sleutel,
        naam=child.naam,
        geboren=kort(child.geboortedatum),
        toewijzing=line.toewijzing.nummer,
        maand=maandnaam(line.maand),
        periode=_part(line),
        product=_name(line.producten[0]) if len(line.producten) == 1 else "" if line.producten else GEEN_PRODUCT,
        keuzes=tuple(Keuzebeeld(one.sleutel, _name(one), one.sleutel == wanted) for one in line.producten)
        if len(line.producten) > 1
        else (),
        kan=bool(line.producten),
        volume=given.volumes.get(line.sleutel, ""),
        eenheid=_unit(product, chosen),
        tarief=_tariff(product),
        bedrag=cent(bedrag_cent(chosen)) if chosen else "",
        fout=judged.fouten.get(line.sleutel, ""),
        crediteren=tuple(
            Creditbeeld(
                creditsleutel(one),
                f"{one.code}, {hoeveelheid(one.volume, one.eenheid)}, {cent(one.bedrag_cent)} ({one.referentie})",
                creditsleutel(one) in given.terug,
            )
            for one in line.toegekend
        ),
    )


def _part(line: Voorstelregel) -> str:
    """The period when it is not the whole month."""
    whole = (line.maand.begin, line.maand.laatste_dag)
    return "" if (line.begin, line.einde) == whole else periode(line.begin, line.einde)


def _name(one: Declareerbaar) -> str:
    return f"{one.code} {one.omschrijving}".strip()


def _unit(product: Declareerbaar | None, chosen: Gekozen | None) -> str:
    """The unit of the volume; minutes are said in hours too."""
    if product is None:
        return ""
    name = eenheid(product.eenheid)
    return f"{name} ({uren(chosen.volume)})" if chosen and product.eenheid == MINUUT else name


def _tariff(one: Declareerbaar | None) -> str:
    """The tariff as the contract gives it: per hour, also when minutes are declared."""
    if one is None or one.tarief.tarief_cent is None:
        return ""
    if declaraties.is_uurtarief(one.tarief):
        return f"{cent(one.tarief.tarief_cent)} per uur"
    return f"{cent(one.tarief.tarief_cent)} per {eenheid(one.eenheid)}"
