# SPDX-License-Identifier: EUPL-1.2
"""Stop: an aanbieder tells that delivery to one client ended, for now or for good."""

from __future__ import annotations

from typing import Annotated

from jeugdregio.berichten.definities import koppen
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.definities.vorm import Patroon, klasse


@klasse
class Header(koppen.VanAanbieder):
    bericht_code: Annotated[t.BerichtCode, Patroon("440")] = "440"


@klasse
class StopProduct:
    toewijzing_nummer: t.Nummer | None = None
    product: t.Product | None = None
    toewijzing_ingangsdatum: t.Datum | None = None
    begindatum: t.Datum
    reden_beeindiging: t.RedenBeeindiging
    einddatum: t.Datum
    status_aanlevering: t.StatusAanlevering


@klasse
class Client:
    bsn: t.Bsn
    geboortedatum: t.Geboortedatum
    geslacht: t.Geslacht
    naam: t.VerkorteNaam
    stop_producten: tuple[StopProduct, ...]


@klasse
class Bericht:
    header: Header
    client: Client
