# SPDX-License-Identifier: EUPL-1.2
"""Stop retour: the gemeente's answer to a stop."""

from __future__ import annotations

from typing import Annotated

from jeugdregio.berichten.definities import jw307 as heen
from jeugdregio.berichten.definities import koppen
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.definities.vorm import Patroon, klasse


@klasse
class Header(koppen.Retour, heen.Header):
    bericht_code: Annotated[t.BerichtCode, Patroon("441")] = "441"


@klasse
class StopProduct(koppen.MetRetourCodes, heen.StopProduct):
    pass


@klasse
class Client(koppen.MetRetourCodes, heen.Client):
    stop_producten: tuple[StopProduct, ...]


@klasse
class Bericht:
    header: Header
    client: Client | None = None
