# SPDX-License-Identifier: EUPL-1.2
"""Verzoek om toewijzing retour: whether the request could be processed, not whether it is granted."""

from __future__ import annotations

from typing import Annotated

from jeugdregio.berichten.definities import jw315 as heen
from jeugdregio.berichten.definities import koppen
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.definities.vorm import Patroon, klasse


@klasse
class Header(koppen.Retour, heen.Header):
    bericht_code: Annotated[t.BerichtCode, Patroon("447")] = "447"


@klasse
class AangevraagdProduct(koppen.MetRetourCodes, heen.AangevraagdProduct):
    pass


@klasse
class Client(koppen.MetRetourCodes, heen.Client):
    aangevraagde_producten: tuple[AangevraagdProduct, ...]


@klasse
class Bericht:
    header: Header
    client: Client | None = None
