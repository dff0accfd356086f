# SPDX-License-Identifier: EUPL-1.2
"""
The messages of iJw 3.2 as data: reader, writer and our own schema are made from these classes.

Facts: element names, order, types and code lists of the information model iJw 3.2 (Zorginstituut
Nederland). `schema_test.py` lays them beside the official schemas.
"""

from __future__ import annotations

from jeugdregio.berichten.definities import (
    jw301,
    jw302,
    jw305,
    jw306,
    jw307,
    jw308,
    jw315,
    jw316,
    jw317,
    jw318,
    jw319,
    jw320,
    jw323,
    jw325,
)
from jeugdregio.berichten.values import Soort

BERICHTEN: dict[Soort, type] = {
    Soort.JW301: jw301.Bericht,
    Soort.JW302: jw302.Bericht,
    Soort.JW305: jw305.Bericht,
    Soort.JW306: jw306.Bericht,
    Soort.JW307: jw307.Bericht,
    Soort.JW308: jw308.Bericht,
    Soort.JW315: jw315.Bericht,
    Soort.JW316: jw316.Bericht,
    Soort.JW317: jw317.Bericht,
    Soort.JW318: jw318.Bericht,
    Soort.JW319: jw319.Bericht,
    Soort.JW320: jw320.Bericht,
    Soort.JW323: jw323.Bericht,
    Soort.JW325: jw325.Bericht,
}

SOORT_VAN: dict[type, Soort] = {klasse: soort for soort, klasse in BERICHTEN.items()}
