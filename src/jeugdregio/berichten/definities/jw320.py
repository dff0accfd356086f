# SPDX-License-Identifier: EUPL-1.2
"""Antwoord retour: the aanbieder's answer to an antwoord."""

from __future__ import annotations

from typing import Annotated

from jeugdregio.berichten.definities import jw319 as heen
from jeugdregio.berichten.definities import koppen
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.definities.vorm import Patroon, klasse


@klasse
class Header(koppen.Retour, heen.Header):
    bericht_code: Annotated[t.BerichtCode, Patroon("489")] = "489"


@klasse
class Woonplaatsbeginsel(koppen.MetRetourCodes, heen.Woonplaatsbeginsel):
    pass


@klasse
class Antwoord(koppen.MetRetourCodes, heen.Antwoord):
    woonplaatsbeginsel: Woonplaatsbeginsel | None = None


@klasse
class Bericht:
    header: Header
    antwoord: Antwoord | None = None
