# SPDX-License-Identifier: EUPL-1.2
"""
Test kit: requests and answers as drawn tables (`tests/wereld.py`).

- JW315: `referentie` (else the name of the row), `product`, `volume`, `eenheid`, `frequentie`, `budget`, `begin`,
  `einde`, `type` and `verwijzer` (a code when it is all digits);
- JW317: `wat` (ongewijzigd, te_wijzigen, nieuw), `toewijzing`, `product`, `volume` …, `begin`, `einde`, and
  `referentie` of the first row (else the name of the message). All rows of a drawing lie in one message unless
  `bericht` says otherwise;
- JW319: `referentie`, `antwoord` (1, 2), `reden`, `woonplaats`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from jeugdregio.berichten.definities import jw315, jw317, jw319
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.schrijven import schrijf
from jeugdregio.berichten.values import Soort
from tests.wereld_oordeel import Verzonden

if TYPE_CHECKING:
    from tests.wereld import Wereld

Rij = Mapping[str, str | None]
Rijen = Sequence[tuple[str, Rij]]
LATER = "2027-07-01"
"""The day after the Dagtekening of every message."""

KLASSE = {"ongewijzigd": "OngewijzigdProduct", "te_wijzigen": "TeWijzigenProduct", "nieuw": "NieuwProduct"}


def product(text: str) -> t.Product | None:
    """`45A14` is category 45 with a code, `45` has no code, `44:45A14` another category; `-` is nothing."""
    if text == "-":
        return None
    category, _, code = text.partition(":")
    if not code:
        category, code = text[:2], text if len(text) > 2 else ""
    return t.Product(categorie=category, code=code or None)


def _size(row: Rij, product: t.Product | None, eenheid: str = "14", frequentie: str = "4") -> t.Omvang | None:
    """What is drawn; else an omvang when there is a code and no budget. `-` as volume leaves it out."""
    volume = row.get("volume")
    if volume == "-" or (not volume and (row.get("budget") or product is None or product.code is None)):
        return None
    return t.Omvang(
        volume=int(volume or 10),
        eenheid=row.get("eenheid") or eenheid,
        frequentie=row.get("frequentie") or frequentie,
    )


def _budget(row: Rij) -> int | None:
    return int(str(row["budget"])) if row.get("budget") else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def maak_jw315(wereld: Wereld, name: str, rows: Rijen) -> Verzonden:
    """One message: a requested product per row."""
    first = rows[0][1]
    header, sender = wereld.kop(Soort.JW315, first)
    client = jw315.Client(
        bsn=wereld.bsn(first.get("kind") or "K1"),
        geboortedatum=t.Geboortedatum(datum=date(2015, 5, 5)),
        geslacht="2",
        naam=t.VerkorteNaam(geslachtsnaam=t.Achternaam(achternaam="Test")),
        aangevraagde_producten=tuple(_requested(label, row) for label, row in rows),
    )
    data = schrijf(jw315.Bericht(header=jw315.Header(**header), client=client))
    return Verzonden(name, Soort.JW315, [label for label, _ in rows], data, sender)


def _requested(label: str, row: Rij) -> jw315.AangevraagdProduct:
    drawn = row.get("product")
    asked = product(drawn or ("45" if row.get("budget") else f"45A{row.get('eenheid') or '14'}"))
    referrer = row.get("verwijzer") or "01234567"
    return jw315.AangevraagdProduct(
        referentie_aanbieder=row.get("referentie") or label,
        product=asked,
        toewijzing_ingangsdatum=date.fromisoformat(row.get("begin") or LATER),
        toewijzing_einddatum=_day(row.get("einde") or "2027-12-31"),
        omvang=_size(row, asked),
        budget=_budget(row),
        verwijzer=t.Verwijzer(
            type=row.get("type") or "02",
            zorgverlener_code=referrer if referrer.isdecimal() else None,
            naam=None if referrer.isdecimal() else referrer,
        ),
    )


def maak_jw317(wereld: Wereld, name: str, rows: Rijen) -> Verzonden:
    """One message: one request, a product per row."""
    first = rows[0][1]
    header, sender = wereld.kop(Soort.JW317, first)
    per_kind: dict[str, list[tuple[str, Rij]]] = {kind: [] for kind in KLASSE}
    for label, row in rows:
        per_kind[row.get("wat") or "te_wijzigen"].append((label, row))
    request = jw317.Verzoek(
        referentie_aanbieder=first.get("referentie") or name,
        reden_verzoek="1",
        ongewijzigde_producten=tuple(
            jw317.OngewijzigdProduct(toewijzing_nummer=_number(wereld, row)) for _, row in per_kind["ongewijzigd"]
        ),
        te_wijzigen_producten=tuple(_changed(wereld, row) for _, row in per_kind["te_wijzigen"]),
        nieuwe_producten=tuple(_new(row) for _, row in per_kind["nieuw"]),
    )
    client = jw317.Client(bsn=wereld.bsn(first.get("kind") or "K1"), verzoek=request)
    data = schrijf(jw317.Bericht(header=jw317.Header(**header), client=client))
    places = {(KLASSE[kind], nr): label for kind, group in per_kind.items() for nr, (label, _) in enumerate(group)}
    return Verzonden(name, Soort.JW317, [label for label, _ in rows], data, sender, plaatsen=places)


def _label(wereld: Wereld, row: Rij) -> str:
    return row.get("toewijzing") or next(iter(wereld.toewijzingen), "-")


def _number(wereld: Wereld, row: Rij) -> int:
    return wereld.nummer(_label(wereld, row))


def _changed(wereld: Wereld, row: Rij) -> jw317.TeWijzigenProduct:
    known = wereld.toewijzingen.get(_label(wereld, row))
    size = known.omvang if known else None
    return jw317.TeWijzigenProduct(
        toewijzing_nummer=_number(wereld, row),
        gewenste_ingangsdatum=date.fromisoformat(row.get("begin") or LATER),
        einddatum=_day(row.get("einde") or "2027-12-31"),
        omvang=_size(row, known.product if known else None, *((size.eenheid, size.frequentie) if size else ())),
        budget=_budget(row),
    )


def _new(row: Rij) -> jw317.NieuwProduct:
    asked = product(row.get("product") or ("45" if row.get("budget") else f"45A{row.get('eenheid') or '16'}"))
    return jw317.NieuwProduct(
        product=asked,
        gewenste_ingangsdatum=date.fromisoformat(row.get("begin") or LATER),
        einddatum=_day(row.get("einde") or "2027-12-31"),
        omvang=_size(row, asked, "16"),
        budget=_budget(row),
    )


def maak_jw319(wereld: Wereld, name: str, rows: Rijen) -> Verzonden:
    """One message per row: the answer to one reference."""
    ((label, row),) = rows
    header, sender = wereld.kop(Soort.JW319, row)
    answer = row.get("antwoord") or "2"
    elsewhere = row.get("woonplaats")
    reason = row.get("reden") or (("8" if elsewhere else "7") if answer == "1" else None)
    body = jw319.Antwoord(
        referentie_aanbieder=str(row["referentie"]),
        verzoek_antwoord=answer,
        reden_afwijzing_verzoek=reason,
        woonplaatsbeginsel=jw319.Woonplaatsbeginsel(gemeente=elsewhere) if elsewhere else None,
    )
    data = schrijf(jw319.Bericht(header=jw319.Header(**header), antwoord=body))
    return Verzonden(name, Soort.JW319, [label], data, sender, plaatsen={})


MAKERS: dict[Soort, Callable[[Wereld, str, Rijen], Verzonden]] = {
    Soort.JW315: maak_jw315,
    Soort.JW317: maak_jw317,
    Soort.JW319: maak_jw319,
}
