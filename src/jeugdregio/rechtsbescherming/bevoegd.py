# SPDX-License-Identifier: EUPL-1.2
"""
Who may ask what about a file: a decision table by capacity and age.

Under twelve the parents with custody or the guardian ask. From twelve to sixteen both they and the youth do. From
sixteen on the youth does, and a parent only with a written mandate. Who has no custody gets no file; BW 1:377c gives
that parent information from a professional, on request. Where the Jeugdwet and the AVG put the border elsewhere
`zeker` is False, so that a lawyer looks.
"""

from dataclasses import dataclass

from jeugdregio.rechtsbescherming.models.verzoek import Hoedanigheid
from jeugdregio.rechtsbescherming.values import Bevoegdheid

TWAALF, ZESTIEN, ACHTTIEN = 12, 16, 18


@dataclass(frozen=True)
class _Regel:
    """From this age (years, inclusive) to that (exclusive) someone in this capacity may ask, or may not."""

    hoedanigheid: Hoedanigheid
    vanaf: int
    tot: int
    mag: bool
    waarom: str
    zeker: bool = True


_NOOIT = 200
TABEL = (
    _Regel(
        Hoedanigheid.JEUGDIGE,
        0,
        TWAALF,
        False,
        "Onder de 12 jaar vraagt de ouder met gezag of de voogd het (Jeugdwet 7.3.15). Bespreek de vraag met hen.",
    ),
    _Regel(
        Hoedanigheid.JEUGDIGE,
        TWAALF,
        ZESTIEN,
        True,
        "Vanaf 12 jaar mag de jeugdige het zelf vragen (Jeugdwet 7.3.10; onder 16 jaar ook de ouder, UAVG 5).",
    ),
    _Regel(
        Hoedanigheid.JEUGDIGE,
        ZESTIEN,
        _NOOIT,
        True,
        "Vanaf 16 jaar is het recht van de jeugdige alleen (AVG 15 tot 17).",
    ),
    _Regel(
        Hoedanigheid.OUDER, 0, TWAALF, True, "Onder de 12 jaar vraagt de ouder met gezag het (Jeugdwet 7.3.15, UAVG 5)."
    ),
    _Regel(
        Hoedanigheid.OUDER,
        TWAALF,
        ZESTIEN,
        True,
        "Van 12 tot 16 jaar mag de ouder met gezag het vragen. Wat de jeugdige voor zich wil houden, gaat er "
        "eerst uit "
        "(Jeugdwet 7.3.10 en 7.3.15).",
        zeker=False,
    ),
    _Regel(
        Hoedanigheid.OUDER,
        ZESTIEN,
        _NOOIT,
        False,
        "Vanaf 16 jaar vraagt de jeugdige het zelf, of machtigt een ouder op papier (UAVG 5).",
    ),
    _Regel(
        Hoedanigheid.OUDER_ZONDER,
        0,
        _NOOIT,
        False,
        "Een ouder zonder gezag heeft geen recht op het dossier. Feiten over het kind geeft de hulpverlener, "
        "als het belang "
        "van het kind zich niet verzet (BW 1:377c).",
    ),
    _Regel(Hoedanigheid.VOOGD, 0, ZESTIEN, True, "De voogd treedt op voor het kind (BW 1:337, UAVG 5)."),
    _Regel(
        Hoedanigheid.VOOGD,
        ZESTIEN,
        ACHTTIEN,
        False,
        "Vanaf 16 jaar vraagt de jeugdige het zelf, of machtigt de voogd op papier (UAVG 5).",
        zeker=False,
    ),
    _Regel(Hoedanigheid.VOOGD, ACHTTIEN, _NOOIT, False, "De voogdij eindigt op 18 jaar (BW 1:233)."),
    _Regel(
        Hoedanigheid.GEMACHTIGDE,
        0,
        _NOOIT,
        True,
        "Met een machtiging op papier van wie het zelf mag vragen (Awb 2:1). Bewaar een afschrift bij het verzoek.",
    ),
    _Regel(
        Hoedanigheid.ANDER, 0, _NOOIT, False, "Alleen wie het aangaat of wettelijk vertegenwoordigt, mag dit vragen."
    ),
)


def bevoegdheid(hoedanigheid: str, leeftijd: int) -> Bevoegdheid:
    """Whether someone in this capacity may ask about a child of this age (whole years), with why and the article."""
    found = next(one for one in TABEL if one.hoedanigheid == hoedanigheid and one.vanaf <= leeftijd < one.tot)
    return Bevoegdheid(found.mag, found.waarom, found.zeker)
