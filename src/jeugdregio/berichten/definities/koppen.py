# SPDX-License-Identifier: EUPL-1.2
"""What the headers of all messages have in common; each message fixes its own BerichtCode."""

from __future__ import annotations

from typing import Annotated

from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.definities.vorm import Patroon, klasse


@klasse
class VanGemeente:
    bericht_code: t.BerichtCode
    bericht_versie: Annotated[t.BerichtVersie, Patroon("3")] = 3
    bericht_subversie: Annotated[t.BerichtSubversie, Patroon("2")] = 2
    afzender: t.Gemeente
    ontvanger: t.AgbCode
    bericht_identificatie: t.BerichtIdentificatie
    xsd_versie: t.XsdVersie


@klasse
class VanAanbieder:
    bericht_code: t.BerichtCode
    bericht_versie: Annotated[t.BerichtVersie, Patroon("3")] = 3
    bericht_subversie: Annotated[t.BerichtSubversie, Patroon("2")] = 2
    afzender: t.AgbCode
    ontvanger: t.Gemeente
    bericht_identificatie: t.BerichtIdentificatie
    xsd_versie: t.XsdVersie


@klasse
class Retour:
    """What a retourbericht adds behind the copied header (IV028)."""

    identificatie_retour: t.IdentificatieBericht
    dagtekening_retour: t.Datum
    xslt_versie: t.Versie | None = None
    xsd_versie_retour: t.XsdVersie
    retour_codes: tuple[t.RetourCode, ...] = ()


@klasse
class MetRetourCodes:
    """What a retourbericht adds to every class below the header."""

    retour_codes: tuple[t.RetourCode, ...]
