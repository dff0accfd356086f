# SPDX-License-Identifier: EUPL-1.2
"""Verzoek om toewijzing: an aanbieder asks the gemeente for a toewijzing."""

from __future__ import annotations

from typing import Annotated

from jeugdregio.berichten.definities import koppen
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.definities.vorm import Patroon, klasse


@klasse
class Header(koppen.VanAanbieder):
    bericht_code: Annotated[t.BerichtCode, Patroon("446")] = "446"


@klasse
class AangevraagdProduct:
    referentie_aanbieder: t.ReferentieAanbieder
    beschikking_nummer: t.Nummer | None = None
    product: t.Product | None = None
    beschikking_ingangsdatum: t.Datum | None = None
    toewijzing_ingangsdatum: t.Datum
    toewijzing_einddatum: t.Datum | None = None
    omvang: t.Omvang | None = None
    budget: t.Budget | None = None
    verwijzer: t.Verwijzer
    raamcontract: t.JaNee | None = None
    commentaar: t.Commentaar | None = None


@klasse
class Client:
    bsn: t.Bsn
    geboortedatum: t.Geboortedatum
    geslacht: t.Geslacht
    naam: t.VerkorteNaam
    gezagsdrager_bekend: t.JaNee | None = None
    commentaar: t.Commentaar | None = None
    aangevraagde_producten: tuple[AangevraagdProduct, ...]


@klasse
class Bericht:
    header: Header
    client: Client
