# SPDX-License-Identifier: EUPL-1.2
"""Messages that the platform sends for a municipality."""

from __future__ import annotations

from datetime import date

from jeugdregio.berichten.definities import jw319 as d
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.schrijven import schrijf
from jeugdregio.berichten.values import XSD_VERSIE


def jw319(
    *,
    gemeente: str,
    aanbieder: str,
    identificatie: str,
    dagtekening: date,
    referentie: str,
    antwoord: str,
    reden: str | None,
    woonplaats: str | None,
) -> bytes:
    """
    The answer of a municipality to one reference: `antwoord` 1 refuses (with `reden`), 2 is looking into it.

    `woonplaats` is the municipality that is responsible instead (reason 8). Raises OngeldigTeken.
    """
    header = d.Header(
        afzender=gemeente,
        ontvanger=aanbieder,
        bericht_identificatie=t.BerichtIdentificatie(identificatie=identificatie, dagtekening=dagtekening),
        xsd_versie=t.XsdVersie(basisschema_xsd_versie=XSD_VERSIE, bericht_xsd_versie=XSD_VERSIE),
    )
    body = d.Antwoord(
        referentie_aanbieder=referentie,
        verzoek_antwoord=antwoord,
        reden_afwijzing_verzoek=reden,
        woonplaatsbeginsel=d.Woonplaatsbeginsel(gemeente=woonplaats) if woonplaats else None,
    )
    return schrijf(d.Bericht(header=header, antwoord=body))
