# SPDX-License-Identifier: EUPL-1.2
"""Verzoek om wijziging: an aanbieder asks the gemeente to change what is toegewezen."""

from __future__ import annotations

from typing import Annotated

from jeugdregio.berichten.definities import koppen
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.definities.vorm import Patroon, klasse


@klasse
class Header(koppen.VanAanbieder):
    bericht_code: Annotated[t.BerichtCode, Patroon("486")] = "486"


@klasse
class OngewijzigdProduct:
    toewijzing_nummer: t.Nummer


@klasse
class TeWijzigenProduct:
    toewijzing_nummer: t.Nummer
    gewenste_ingangsdatum: t.Datum
    einddatum: t.Datum | None = None
    omvang: t.Omvang | None = None
    budget: t.Budget | None = None


@klasse
class NieuwProduct:
    product: t.Product | None = None
    gewenste_ingangsdatum: t.Datum
    einddatum: t.Datum | None = None
    omvang: t.Omvang | None = None
    budget: t.Budget | None = None


@klasse
class Verzoek:
    referentie_aanbieder: t.ReferentieAanbieder
    reden_verzoek: t.RedenVerzoek
    ongewijzigde_producten: tuple[OngewijzigdProduct, ...] = ()
    te_wijzigen_producten: tuple[TeWijzigenProduct, ...] = ()
    nieuwe_producten: tuple[NieuwProduct, ...] = ()


@klasse
class Client:
    bsn: t.Bsn
    verzoek: Verzoek


@klasse
class Bericht:
    header: Header
    client: Client
