# SPDX-License-Identifier: EUPL-1.2
"""The nota of one municipality in a round: every entry with what it counts up to, the sum, and what to do. No child."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import accumulate
from pathlib import Path

from django.utils import timezone

from jeugdregio.boekhouding.lezen import Ronde, Saldo
from jeugdregio.boekhouding.salderen import Post
from jeugdregio.components.schrijfwijze import in_groepen, maandnaam
from jeugdregio.components.templatetags.componenten import cent, datum
from jeugdregio.documenten.actions import maak_pdf
from jeugdregio.grootboek.values import TE_VORDEREN_VAN_GEMEENTEN

SJABLOON = Path(__file__).parent / "nota.typ"
SOORTNAAM: Mapping[str, str] = {
    "vordering": "Vordering woonplaats",
    "correctie": "Correctie na verrekenen",
    "solidariteit": "Verevening",
    "vier-o": "Vier O's",
}
WAAROM = (
    "Gemeenten die voor elkaar betaalden, verrekenen dat samen. Alle erkende vorderingen (Jeugdwet, artikel 8.2.1), "
    "correcties en wat is verevend, worden per gemeente één bedrag. Samen is het nul."
)
OM_WIE = "Om welke jeugdigen het gaat, staat niet in deze nota. Wie dat mag zien, vindt het bij het kenmerk."
BETAAL = (
    "Betaal {bedrag} op {rekening} ten name van {naam}. Zet het kenmerk {kenmerk} bij de betaling, en niets anders."
)
ONTVANG = "U ontvangt {bedrag}. Bij de betaling staat het kenmerk {kenmerk}."
NIETS = "Er is niets te betalen en niets te ontvangen."


def maak_nota(
    ronde: Ronde, saldo: Saldo, *, namen: Mapping[str, str], regio: str, iban: str, naam: str, moment: datetime
) -> bytes:
    """
    The PDF; the same round gives the same bytes.

    `namen` are municipalities by code; `iban` and `naam` are of the account of the region, empty when it is not set.
    """
    town = namen.get(saldo.gemeente, saldo.gemeente)
    posts = ronde.van(saldo.gemeente)
    receives = [one for one in posts if one.rekening == TE_VORDEREN_VAN_GEMEENTEN]
    pays = [one for one in posts if one.rekening != TE_VORDEREN_VAN_GEMEENTEN]
    parts = [
        _deel("Te ontvangen", receives, 1, saldo.te_vorderen_cent, namen),
        _deel("Te betalen", pays, -1, saldo.te_betalen_cent, namen),
    ]
    data = {
        "titel": f"Nota verrekening {ronde.nummer}: {town}",
        "afzender": regio,
        "aan": f"Gemeente {town}",
        "datum": datum(timezone.localdate(ronde.vastgesteld_op)),
        "alineas": [WAAROM],
        "feiten": [
            ("Kenmerk", in_groepen(saldo.kenmerk, 4) or "niet nodig"),
            ("Alles tot en met", maandnaam(ronde.tot_en_met)),
            ("Vingerafdruk van de verrekening", in_groepen(ronde.sha256, 8)),
        ],
        "delen": [part for part in parts if part["regels"]],
        "rekensom": _rekensom(saldo),
        "slot": [_wat_nu(saldo, iban, naam), OM_WIE],
    }
    return maak_pdf(SJABLOON, data, moment=moment)


def _deel(titel: str, posten: Iterable[Post], teken: int, totaal: int, namen: Mapping[str, str]) -> dict[str, object]:
    rows = sorted(posten, key=lambda one: (one.soort, one.kenmerk, one.tegen))
    sums = accumulate(teken * one.bedrag_cent for one in rows)
    return {
        "titel": titel,
        "regels": [
            [
                one.kenmerk,
                SOORTNAAM[one.soort],
                namen.get(one.tegen, one.tegen) or "alle gemeenten",
                cent(teken * one.bedrag_cent),
                cent(total),
            ]
            for one, total in zip(rows, sums, strict=True)
        ],
        "totaal": cent(totaal),
    }


def _rekensom(saldo: Saldo) -> list[str]:
    verb = "te ontvangen" if saldo.saldo_cent >= 0 else "te betalen"
    return [
        f"{cent(saldo.te_vorderen_cent)} te ontvangen, min {cent(saldo.te_betalen_cent)} te betalen,",
        f"is {cent(abs(saldo.saldo_cent))} {verb}.",
    ]


def _wat_nu(saldo: Saldo, iban: str, naam: str) -> str:
    if not saldo.saldo_cent:
        return NIETS
    said = ONTVANG if saldo.saldo_cent > 0 else BETAAL
    account = in_groepen(iban, 4) or "de rekening van de regio"
    whole = "\u00a0"  # a number is not broken over two lines
    return said.format(
        bedrag=cent(abs(saldo.saldo_cent)),
        rekening=account.replace(" ", whole) if iban else account,
        naam=naam,
        kenmerk=in_groepen(saldo.kenmerk, 4).replace(" ", whole),
    )
