# SPDX-License-Identifier: EUPL-1.2
"""
Who may see the file of a youth on a day: a decision table over age, custody and measures of that day.

| who looks | younger than 12 | 12 to 16 | 16 and 17 | 18 and older |
|---|---|---|---|---|
| the youth | no | yes | yes | yes |
| the youth, cannot weigh the own interest | no | no | no | no |
| with custody, or guardian | yes | yes, without what the youth keeps back | no | no |
| the same, the youth cannot weigh the own interest | yes | yes | yes | no |
| without custody | no | no | no | no |

Custody is that of the day: a parent whose custody ended, and one whose child has a certified institution as guardian,
is without. A part of custody with an institution (BW 1:265e) leaves the parent a parent with custody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jeugdregio.gezinnen.values import Gezagsregel, Gezinslid, Ondertekenaar, Zicht

ZELF, GEZAG, GEEN = "zelf", "gezag", "geen"


@dataclass(frozen=True)
class _Regel:
    wie: str
    vanaf: int
    tot: int
    bekwaam: bool | None
    ziet: bool
    waarom: str
    artikel: str
    deels: bool = False


_NOOIT = 200
TABEL = (
    _Regel(ZELF, 0, 12, None, False, "Vanaf 12 jaar ziet u uw eigen dossier.", "Jeugdwet 7.3.15 lid 1"),
    _Regel(ZELF, 12, 16, True, True, "U bent 12 jaar of ouder.", "Jeugdwet 7.3.10"),
    _Regel(
        ZELF, 16, _NOOIT, True, True, "U bent 16 jaar of ouder: alleen u ziet uw dossier.", "Jeugdwet 7.3.5 en 7.3.11"
    ),
    _Regel(ZELF, 12, _NOOIT, False, False, "Uw vertegenwoordiger ziet het dossier.", "Jeugdwet 7.3.15 lid 2"),
    _Regel(GEZAG, 0, 12, None, True, "U hebt het gezag.", "Jeugdwet 7.3.15 lid 1"),
    _Regel(
        GEZAG,
        12,
        16,
        True,
        True,
        "U hebt het gezag. Wat uw kind voor zich wil houden, staat er niet bij.",
        "Jeugdwet 7.3.4 lid 2 en 7.3.10",
        deels=True,
    ),
    _Regel(GEZAG, 12, 18, False, True, "U vertegenwoordigt uw kind.", "Jeugdwet 7.3.15 lid 2"),
    _Regel(GEZAG, 16, 18, True, False, "Vanaf 16 jaar beslist uw kind zelf wie het dossier ziet.", "Jeugdwet 7.3.11"),
    _Regel(GEZAG, 18, _NOOIT, None, False, "Vanaf 18 jaar is er geen gezag meer.", "BW 1:233"),
    _Regel(GEEN, 0, _NOOIT, None, False, "Alleen wie het gezag heeft, ziet het dossier.", "Jeugdwet 7.3.11 en 7.3.15"),
)


def mag_zien(
    kijker: int,
    jeugdige: Gezinslid,
    *,
    gezag: Sequence[Gezagsregel],
    ondertekenaars: Sequence[Ondertekenaar],
    peildatum: date,
) -> Zicht:
    """
    What the person of the family with this number may see of this youth on that day.

    `gezag` and `ondertekenaars` are those of `gezinnen.queries` for this youth; the second says until when an answer
    holds. Without a birth date nobody sees.
    """
    years = jeugdige.leeftijd(peildatum)
    if years is None:
        return Zicht(False, "De geboortedatum is niet bekend.", "Jeugdwet 7.3.15")
    able = jeugdige.onbekwaam_op is None or peildatum < jeugdige.onbekwaam_op
    holders = {
        who.id
        for one in gezag
        if one.van <= peildatum and (one.tot is None or peildatum < one.tot)
        for who in one.houders
    }
    who = ZELF if kijker == jeugdige.id else GEZAG if kijker in holders else GEEN
    row = next(one for one in TABEL if one.wie == who and one.vanaf <= years < one.tot and one.bekwaam in (None, able))
    days = [one.tot for one in ondertekenaars if one.tot is not None]
    return Zicht(row.ziet, row.waarom, row.artikel, row.deels, min(days) if days else None)
