# SPDX-License-Identifier: EUPL-1.2
"""Toewijzing retour: the aanbieder's answer to a toewijzing."""

from __future__ import annotations

from typing import Annotated

from jeugdregio.berichten.definities import jw301 as heen
from jeugdregio.berichten.definities import koppen
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.definities.vorm import Patroon, klasse


@klasse
class Header(koppen.Retour, heen.Header):
    bericht_code: Annotated[t.BerichtCode, Patroon("437")] = "437"


@klasse
class Contact(koppen.MetRetourCodes, heen.Contact):
    pass


@klasse
class Relatie(koppen.MetRetourCodes, heen.Relatie):
    contact: Contact


@klasse
class ToegewezenProduct(koppen.MetRetourCodes, heen.ToegewezenProduct):
    pass


@klasse
class Client(koppen.MetRetourCodes, heen.Client):
    relaties: tuple[Relatie, ...] = ()
    contactgegevens: tuple[Contact, ...]
    toegewezen_producten: tuple[ToegewezenProduct, ...]


@klasse
class Bericht:
    header: Header
    client: Client | None = None
