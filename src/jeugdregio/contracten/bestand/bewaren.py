# SPDX-License-Identifier: EUPL-1.2
"""Recording what a contract file changes, sheet by sheet, in the transaction of the caller."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db import connection

from jeugdregio.aanbieders import actions as aanbieders
from jeugdregio.aanbieders.values import Inschrijving, Rechtsvorm, Vestigingsregel
from jeugdregio.components.werkboek import Regel
from jeugdregio.contracten.bestand import bladen
from jeugdregio.contracten.bestand.vergelijken import Vergelijking, Wijziging
from jeugdregio.contracten.maandafspraken import leg_maandafspraken_vast, verleg_maandafspraken
from jeugdregio.contracten.models import Contract, Contractclausule
from jeugdregio.contracten.prijsinrichting import richt_prijzen_in
from jeugdregio.contracten.situatie import leg_bronfeiten_vast
from jeugdregio.contracten.tarieven import leg_tarieven_vast, verleg_einden
from jeugdregio.contracten.values import (
    Bronregel,
    Contractgegevens,
    Maandafspraakgegevens,
    Optiegegevens,
    Productgegevens,
    Profielgegevens,
    Segmentgegevens,
    Tariefgegevens,
)
from jeugdregio.contracten.vastleggen import leg_contracten_vast, leg_opties_vast, leg_producten_vast
from jeugdregio.core.periode import dag_erna


def bewaar(regio: str, found: Vergelijking) -> None:
    """Record all of it. What the database refuses is raised: `IntegrityError`, or `UnableToPrice`."""
    for blad in bladen.BLADEN:
        if rows := found.van(blad):
            BEWAREN[blad.naam](regio, rows, found)


def _einde(row: Regel) -> date:
    return dag_erna(row["Tot en met"]) or date.max


def _aanbieders(regio: str, rows: Sequence[Wijziging], found: Vergelijking) -> None:
    del regio, found
    aanbieders.schrijf_in(
        Inschrijving(
            one.nieuw["AGB"],
            one.nieuw["KvK"],
            one.nieuw["Naam"],
            rechtsvorm=Rechtsvorm(one.nieuw["Rechtsvorm"]),
            gecertificeerd=one.nieuw["GI"],
            begonnen_op=one.nieuw["Begonnen op"],
            gemeld_op=one.nieuw["Gemeld op"],
        )
        for one in rows
    )


def _schakels(rows: Sequence[Wijziging], part: str, whole: str, *, nieuw: bool) -> list[aanbieders.Schakel]:
    return [
        aanbieders.Schakel(row[part], row[whole], row["Van"], dag_erna(row["Tot en met"]))
        for row in (one.nieuw for one in rows if (one.oud is None) is nieuw)
    ]


def _onderaanneming(regio: str, rows: Sequence[Wijziging], found: Vergelijking) -> None:
    del regio, found
    new, moved = (_schakels(rows, "Onderaannemer", "Hoofdaannemer", nieuw=kind) for kind in (True, False))
    aanbieders.zet_onderaannemingen(new, moved)


def _lidmaatschap(regio: str, rows: Sequence[Wijziging], found: Vergelijking) -> None:
    del regio, found
    new, moved = (_schakels(rows, "Lid", "Coöperatie", nieuw=kind) for kind in (True, False))
    aanbieders.zet_lidmaatschappen(new, moved)


def _vestigingen(regio: str, rows: Sequence[Wijziging], found: Vergelijking) -> None:
    del regio, found
    branches: dict[str, list[Vestigingsregel]] = {}
    for row in (one.nieuw for one in rows):
        branches.setdefault(row["Aanbieder"], []).append(
            Vestigingsregel(
                row["Vestigingsnummer"],
                row["Naam"],
                row["Plaats"],
                row["AGB van de vestiging"] or None,
                row["Van"],
                dag_erna(row["Tot en met"]),
            )
        )
    aanbieders.zet_vestigingen(branches)


def _contracten(regio: str, rows: Sequence[Wijziging], found: Vergelijking) -> None:
    del found
    leg_contracten_vast(
        regio,
        [
            Contractgegevens(
                nummer=row["Nummer"],
                aanbieder=row["Aanbieder"],
                perceel=row["Perceel"],
                variant=row["Variant"],
                bekostiging=row["Bekostiging"],
                contractmanager=row["Contractmanager"],
                van=row["Van"],
                tot=_einde(row),
                plafond_cent=row["Plafond"],
                offerte_cent=row["Offerte"],
                soort=row["Soort"],
                tafel=row["Tafel"],
                procedure=row["Procedure"],
                gunning=row["Gunning"],
                omvang=row["Omvang"],
                rol=row["Rol"],
                niveau=row["Niveau"],
                looptijd_reden=row["Reden van de looptijd"],
                verlengingsbesluit=row["Besluit voor langer"],
                bron=row["Bron"],
            )
            for row in (one.nieuw for one in rows)
        ],
    )
    moved = [one.nieuw["Nummer"] for one in rows if one.oud and "Van" in one.velden]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE contracten_contractclausule k SET vanaf = lower(c.geldig) FROM contracten_contract c
            WHERE c.id = k.contract_id AND c.regio = %s AND c.nummer = ANY (%s) AND k.vanaf <> lower(c.geldig)
            """,
            [regio, moved],
        )


def _opties(regio: str, rows: Sequence[Wijziging], found: Vergelijking) -> None:
    contracts = found.samen["Contracten"]
    leg_opties_vast(
        regio,
        [
            Optiegegevens(
                contract=row["Contract"],
                aanbieder=contracts[row["Contract"],]["Aanbieder"],
                volgnummer=row["Volgnummer"],
                tot=_einde(row),
                besluit_uiterlijk=row["Besluit uiterlijk"],
                stand=row["Stand"],
                besluit=row["Besluit"],
                bron=row["Bron"],
                besloten_op=row["Besloten op"],
            )
            for row in (one.nieuw for one in rows)
        ],
    )


def _clausules(regio: str, rows: Sequence[Wijziging], found: Vergelijking) -> None:
    contracts = found.samen["Contracten"]
    numbers = {one.nieuw["Contract"] for one in rows}
    ids = dict(Contract.objects.filter(regio=regio, nummer__in=numbers).values_list("nummer", "pk"))
    Contractclausule.objects.bulk_create(
        [
            Contractclausule(
                contract_id=ids[row["Contract"]],
                aanbieder=contracts[row["Contract"],]["Aanbieder"],
                volgnummer=row["Volgnummer"],
                code=row["Code"],
                soort=row["Soort"],
                titel=row["Titel"],
                tekst=row["Tekst"],
                vanaf=contracts[row["Contract"],]["Van"],
            )
            for row in (one.nieuw for one in rows)
        ],
        update_conflicts=True,
        unique_fields=["contract", "volgnummer"],
        update_fields=["code", "soort", "titel", "tekst", "vanaf"],
    )


def _segmenten(regio: str, rows: Sequence[Wijziging], found: Vergelijking) -> None:
    del found
    richt_prijzen_in(
        regio,
        segmenten=[Segmentgegevens(one.nieuw["Code"], one.nieuw["Naam"], one.nieuw["Prijsregel"], ()) for one in rows],
    )


def _profielen(regio: str, rows: Sequence[Wijziging], found: Vergelijking) -> None:
    del found
    richt_prijzen_in(
        regio,
        profielen=[
            Profielgegevens(
                code=row["Code"],
                nummer=row["Nummer"],
                segment=row["Segment"],
                naam=row["Naam"],
                verzonnen=row["Verzonnen"],
                soort=row["Soort"],
                bron=row["Bron"],
                zekerheid=row["Zekerheid"],
            )
            for row in (one.nieuw for one in rows)
        ],
    )


def _producten(regio: str, rows: Sequence[Wijziging], found: Vergelijking) -> None:
    del found
    columns = ("Categorie", "Code", "Omschrijving", "Eenheid", "Variant", "Profiel")
    leg_producten_vast(regio, [Productgegevens(*(one.nieuw[name] for name in columns)) for one in rows])


def _tarieven(regio: str, rows: Sequence[Wijziging], found: Vergelijking) -> None:
    del found

    def price(one: Wijziging) -> Tariefgegevens:
        row = one.nieuw
        return Tariefgegevens(
            row["Aanbieder"],
            row["Categorie"],
            row["Code"],
            row["Eenheid"],
            row["Van"],
            _einde(row),
            row["Tarief"],
            row["Per uur"],
        )

    verleg_einden(regio, [price(one) for one in rows if one.oud is not None])
    leg_tarieven_vast(regio, [price(one) for one in rows if one.oud is None])


def _maandafspraken(regio: str, rows: Sequence[Wijziging], found: Vergelijking) -> None:
    del found

    def agreed(one: Wijziging) -> Maandafspraakgegevens:
        row = one.nieuw
        return Maandafspraakgegevens(
            row["Categorie"],
            row["Code"],
            row["Van"],
            dag_erna(row["Tot en met"]),
            row["Eerste gebroken maand"],
            row["Laatste gebroken maand"],
            row["Bron"],
        )

    verleg_maandafspraken(regio, [agreed(one) for one in rows if one.oud is not None])
    leg_maandafspraken_vast(regio, [agreed(one) for one in rows if one.oud is None])


def _bronfeiten(regio: str, rows: Sequence[Wijziging], found: Vergelijking) -> None:
    del found
    names = [kolom.naam for kolom in bladen.BRONFEITEN.kolommen]
    leg_bronfeiten_vast(regio, [Bronregel(*(one.nieuw[name] for name in names)) for one in rows])


BEWAREN: dict[str, Callable[[str, Sequence[Wijziging], Vergelijking], Any]] = {
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
