# SPDX-License-Identifier: EUPL-1.2
"""Verzoek om wijziging retour: whether the request could be processed, not whether it is granted."""

from __future__ import annotations

from typing import Annotated

from jeugdregio.berichten.definities import jw317 as heen
from jeugdregio.berichten.definities import koppen
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.definities.vorm import Patroon, klasse


@klasse
class Header(koppen.Retour, heen.Header):
    bericht_code: Annotated[t.BerichtCode, Patroon("487")] = "487"


@klasse
class OngewijzigdProduct(koppen.MetRetourCodes, heen.OngewijzigdProduct):
    pass


@klasse
class TeWijzigenProduct(koppen.MetRetourCodes, heen.TeWijzigenProduct):
    pass


@klasse
class NieuwProduct(koppen.MetRetourCodes, heen.NieuwProduct):
    pass


@klasse
class Verzoek(koppen.MetRetourCodes, heen.Verzoek):
    ongewijzigde_producten: tuple[OngewijzigdProduct, ...] = ()
    te_wijzigen_producten: tuple[TeWijzigenProduct, ...] = ()
    nieuwe_producten: tuple[NieuwProduct, ...] = ()


@klasse
class Client(koppen.MetRetourCodes, heen.Client):
    verzoek: Verzoek


@klasse
class Bericht:
    header: Header
    client: Client | None = None
