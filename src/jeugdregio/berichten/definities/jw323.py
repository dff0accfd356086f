# SPDX-License-Identifier: EUPL-1.2
"""Declaratie: an aanbieder claims what it delivered, for one or more clients. Amounts are eurocents."""

from __future__ import annotations

from typing import Annotated

from jeugdregio.berichten.definities import koppen
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.definities.vorm import Patroon, klasse


@klasse
class Header(koppen.VanAanbieder):
    bericht_code: Annotated[t.BerichtCode, Patroon("490")] = "490"


@klasse
class Prestatie:
    product_referentie: t.Referentie
    toewijzing_nummer: t.Nummer
    product_categorie: t.ProductCategorie
    product_code: t.ProductCode
    product_periode: t.GeslotenPeriode
    geleverd_volume: t.Volume
    eenheid: t.Eenheid
    product_tarief: t.Cent | None = None
    ingediend_bedrag: t.BedragMetDC


@klasse
class Client:
    bsn: t.Bsn
    prestaties: tuple[Prestatie, ...]


@klasse
class Declaratie:
    declaratie_nummer: Annotated[t.IdentificatieDeclaratie, Patroon("([a-zA-Z0-9])+")]
    declaratie_periode: t.GeslotenPeriode
    declaratie_dagtekening: t.Datum
    totaal_ingediend_bedrag: t.TotaalBedragMetDC
    clienten: tuple[Client, ...]


@klasse
class Bericht:
    header: Header
    declaratie: Declaratie
