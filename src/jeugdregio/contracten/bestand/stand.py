# SPDX-License-Identifier: EUPL-1.2
"""What is recorded now, per sheet and by key, as the columns of the contract file say it; one statement per sheet."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.inlezen import Blad
from jeugdregio.components.werkboek import Regel
from jeugdregio.contracten.bestand import bladen
from jeugdregio.contracten.models import (
    Bronfeit,
    Contract,
    Contractclausule,
    Contractoptie,
    Maandafspraak,
    Product,
    Profiel,
    Segment,
    Tarief,
)
from jeugdregio.core.periode import laatste_dag

EEN_DAG = timedelta(days=1)
Sleutel = tuple[Any, ...]
Stand = Mapping[str, Mapping[Sleutel, Regel]]
"""Per sheet the rows by their key."""


def stand(regio: str) -> Stand:
    """Everything that the context of the caller may see."""
    return {
        blad.naam: {sleutel(blad, row): row for row in map(_schoon, HALEN[blad.naam](regio))} for blad in bladen.BLADEN
    }


def sleutel(blad: Blad, regel: Regel) -> Sleutel:
    """What a row is known by."""
    return tuple(regel[name] for name in blad.sleutel)


def _schoon(row: Regel) -> Regel:
    """Texts as they come back from a cell."""
    return {name: _tekst(value) if isinstance(value, str) else value for name, value in row.items()}


def _tekst(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


def _periode(van: date | None, tot: date | None) -> dict[str, date | None]:
    return {"Van": van, "Tot en met": laatste_dag(tot)}


def _aanbieders(regio: str) -> Iterator[Regel]:
    del regio
    for one in aanbieders.inschrijvingen():
        yield {
            "AGB": one.agb,
            "KvK": one.kvk,
            "Naam": one.naam,
            "Rechtsvorm": one.rechtsvorm.value,
            "GI": one.gecertificeerd,
            "Begonnen op": one.begonnen_op,
            "Gemeld op": one.gemeld_op,
        }


def _onderaanneming(regio: str) -> Iterator[Regel]:
    del regio
    for one in aanbieders.onderaannemingen():
        yield {"Onderaannemer": one.deel, "Hoofdaannemer": one.geheel, **_periode(one.van, one.tot)}


def _lidmaatschap(regio: str) -> Iterator[Regel]:
    del regio
    for one in aanbieders.lidmaatschappen():
        yield {"Lid": one.deel, "Coöperatie": one.geheel, **_periode(one.van, one.tot)}


def _vestigingen(regio: str) -> Iterator[Regel]:
    del regio
    for agb, one in aanbieders.vestigingen():
        yield {
            "Vestigingsnummer": one.nummer,
            "Aanbieder": agb,
            "Naam": one.naam,
            "Plaats": one.plaats,
            "AGB van de vestiging": one.agb or "",
            **_periode(one.van, one.tot),
        }


def _contracten(regio: str) -> Iterator[Regel]:
    for one in Contract.objects.filter(regio=regio):
        yield {
            "Nummer": one.nummer,
            "Aanbieder": one.aanbieder,
            "Perceel": one.perceel,
            "Soort": one.soort,
            "Tafel": one.tafel,
            "Procedure": one.procedure,
            "Omvang": one.omvang,
            "Rol": one.rol,
            "Niveau": one.niveau,
            "Variant": one.variant,
            "Bekostiging": one.bekostiging,
            "Contractmanager": one.contractmanager,
            **_periode(one.geldig.lower, one.geldig.upper),
            "Plafond": one.plafond_cent,
            "Offerte": one.offerte_cent,
            "Gunning": one.gunning,
            "Reden van de looptijd": one.looptijd_reden,
            "Besluit voor langer": one.verlengingsbesluit,
            "Bron": one.bron,
        }


def _opties(regio: str) -> Iterator[Regel]:
    for one in Contractoptie.objects.filter(regio=regio).select_related("contract"):
        yield {
            "Contract": one.contract.nummer,
            "Volgnummer": one.volgnummer,
            "Tot en met": laatste_dag(one.tot),
            "Besluit uiterlijk": one.besluit_uiterlijk,
            "Stand": one.stand,
            "Besluit": one.besluit,
            "Besloten op": one.besloten_op,
            "Bron": one.bron,
        }


def _clausules(regio: str) -> Iterator[Regel]:
    for one in Contractclausule.objects.filter(contract__regio=regio).select_related("contract"):
        yield {
            "Contract": one.contract.nummer,
            "Volgnummer": one.volgnummer,
            "Code": one.code,
            "Soort": one.soort,
            "Titel": one.titel,
            "Tekst": one.tekst,
        }


def _segmenten(regio: str) -> Iterator[Regel]:
    for one in Segment.objects.filter(regio=regio):
        yield {"Code": one.code, "Naam": one.naam, "Prijsregel": one.prijsregel}


def _profielen(regio: str) -> Iterator[Regel]:
    for one in Profiel.objects.filter(regio=regio).select_related("segment"):
        yield {
            "Code": one.code,
            "Nummer": one.nummer,
            "Segment": one.segment.code,
            "Naam": one.naam,
            "Verzonnen": one.verzonnen,
            "Soort": one.soort,
            "Bron": one.bron,
            "Zekerheid": one.zekerheid,
        }


def _producten(regio: str) -> Iterator[Regel]:
    for one in Product.objects.filter(regio=regio):
        yield {
            "Categorie": one.categorie,
            "Code": one.code,
            "Omschrijving": one.omschrijving,
            "Eenheid": one.eenheid,
            "Variant": one.variant,
            "Profiel": one.profiel,
        }


def _tarieven(regio: str) -> Iterator[Regel]:
    for one in Tarief.objects.filter(regio=regio).order_by("aanbieder", "code", "categorie", "eenheid", "geldig"):
        yield {
            "Aanbieder": one.aanbieder,
            "Categorie": one.categorie,
            "Code": one.code,
            "Eenheid": one.eenheid,
            **_periode(one.geldig.lower, one.geldig.upper),
            "Tarief": one.tarief_cent,
            "Per uur": one.per_uur,
        }


def _maandafspraken(regio: str) -> Iterator[Regel]:
    for one in Maandafspraak.objects.filter(regio=regio):
        yield {
            "Categorie": one.categorie,
            "Code": one.code,
            **_periode(one.geldig.lower, one.geldig.upper),
            "Eerste gebroken maand": one.eerste,
            "Laatste gebroken maand": one.laatste,
            "Bron": one.bron,
        }


def _bronfeiten(regio: str) -> Iterator[Regel]:
    for one in Bronfeit.objects.filter(regio=regio):
        yield {
            "Situatie": one.situatie,
            "Peildatum": one.peildatum,
            "Maat": one.maat,
            "Tafel": one.tafel,
            "Perceel": one.perceel,
            "Waarde": one.waarde,
            "Meer dan": one.meer_dan,
            "Tekst": one.tekst,
            "Bron": one.bron,
        }


HALEN: dict[str, Callable[[str], Iterable[Regel]]] = {
    "Aanbieders": _aanbieders,
    "Onderaanneming": _onderaanneming,
    "Lidmaatschap": _lidmaatschap,
    "Vestigingen": _vestigingen,
    "Contracten": _contracten,
    "Opties": _opties,
    "Clausules": _clausules,
    "Segmenten": _segmenten,
    "Profielen": _profielen,
    "Producten": _producten,
    "Tarieven": _tarieven,
    "Maandafspraken": _maandafspraken,
    "Bronfeiten": _bronfeiten,
}
