# SPDX-License-Identifier: EUPL-1.2
"""Antwoord: a gemeente refuses a request or says it is still looking into it."""

from __future__ import annotations

from typing import Annotated

from jeugdregio.berichten.definities import koppen
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.definities.vorm import Patroon, klasse


@klasse
class Header(koppen.VanGemeente):
    bericht_code: Annotated[t.BerichtCode, Patroon("488")] = "488"


@klasse
class Woonplaatsbeginsel:
    gemeente: t.Gemeente


@klasse
class Antwoord:
    referentie_aanbieder: t.ReferentieAanbieder
    verzoek_antwoord: t.VerzoekAntwoord
    reden_afwijzing_verzoek: t.RedenAfwijzingVerzoek | None = None
    woonplaatsbeginsel: Woonplaatsbeginsel | None = None


@klasse
class Bericht:
    header: Header
    antwoord: Antwoord
