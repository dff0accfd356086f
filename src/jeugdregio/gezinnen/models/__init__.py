# SPDX-License-Identifier: EUPL-1.2
"""
Families and their plans. Every row says of which family it is (`gezin`), so that one key hides all of it.

A row of a family that is shielded is for the role for that alone: a family is, as soon as one of its people is, or when
the municipality says so of the family (`geheim_adres`).
"""

from jeugdregio.gezinnen.models.gezin import Gezag, Gezin, Gezinslid, Lidsoort, Maatregel
from jeugdregio.gezinnen.models.plan import (
    Afspraak,
    Doel,
    Doelscore,
    Evaluatie,
    Gezinsplan,
    Handtekening,
    Netwerklid,
    Rolwoord,
    Schooldeel,
    Teamlid,
)

__all__ = [
    "Afspraak",
    "Doel",
    "Doelscore",
    "Evaluatie",
    "Gezag",
    "Gezin",
    "Gezinslid",
    "Gezinsplan",
    "Handtekening",
    "Lidsoort",
    "Maatregel",
    "Netwerklid",
    "Rolwoord",
    "Schooldeel",
    "Teamlid",
]
