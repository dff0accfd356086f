# SPDX-License-Identifier: EUPL-1.2
"""Start: an aanbieder tells that delivery to one client began."""

from __future__ import annotations

from typing import Annotated

from jeugdregio.berichten.definities import koppen
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.definities.vorm import Patroon, klasse


@klasse
class Header(koppen.VanAanbieder):
    bericht_code: Annotated[t.BerichtCode, Patroon("438")] = "438"


@klasse
class StartProduct:
    toewijzing_nummer: t.Nummer | None = None
    product: t.Product | None = None
    toewijzing_ingangsdatum: t.Datum | None = None
    begindatum: t.Datum
    status_aanlevering: t.StatusAanlevering


@klasse
class Client:
    bsn: t.Bsn
    geboortedatum: t.Geboortedatum
    geslacht: t.Geslacht
    naam: t.VerkorteNaam
    start_producten: tuple[StartProduct, ...]


@klasse
class Bericht:
    header: Header
    client: Client
