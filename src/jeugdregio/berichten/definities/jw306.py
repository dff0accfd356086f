# SPDX-License-Identifier: EUPL-1.2
"""Start retour: the gemeente's answer to a start."""

from __future__ import annotations

from typing import Annotated

from jeugdregio.berichten.definities import jw305 as heen
from jeugdregio.berichten.definities import koppen
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.definities.vorm import Patroon, klasse


@klasse
class Header(koppen.Retour, heen.Header):
    bericht_code: Annotated[t.BerichtCode, Patroon("439")] = "439"


@klasse
class StartProduct(koppen.MetRetourCodes, heen.StartProduct):
    pass


@klasse
class Client(koppen.MetRetourCodes, heen.Client):
    start_producten: tuple[StartProduct, ...]


@klasse
class Bericht:
    header: Header
    client: Client | None = None
