# SPDX-License-Identifier: EUPL-1.2
"""Declaratie-antwoord: the gemeente's answer to a declaratie, with the refused prestaties only (IV087)."""

from __future__ import annotations

from typing import Annotated

from jeugdregio.berichten.definities import jw323 as heen
from jeugdregio.berichten.definities import koppen
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.definities.vorm import Patroon, klasse


@klasse
class Header(koppen.VanGemeente):
    bericht_code: Annotated[t.BerichtCode, Patroon("491")] = "491"
    declaratie_identificatie: t.BerichtIdentificatie
    xslt_versie: t.Versie | None = None
    xsd_versie_declaratie: t.XsdVersie
    retour_codes: tuple[t.RetourCode, ...]


@klasse
class Prestatie(koppen.MetRetourCodes, heen.Prestatie):
    pass


@klasse
class Client:
    bsn: t.Bsn
    prestaties: tuple[Prestatie, ...]
    retour_codes: tuple[t.RetourCode, ...]


@klasse
class DeclaratieAntwoord:
    declaratie_nummer: t.IdentificatieDeclaratie
    totaal_ingediend_bedrag: t.TotaalBedragMetDC
    totaal_toegekend_bedrag: t.TotaalBedragMetDC
    clienten: tuple[Client, ...] = ()
    retour_codes: tuple[t.RetourCode, ...]


@klasse
class Bericht:
    header: Header
    declaratie_antwoord: DeclaratieAntwoord | None = None
