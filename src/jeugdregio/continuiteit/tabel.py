# SPDX-License-Identifier: EUPL-1.2
"""The continuity table and the risk list, worked out from public accounts (S49). What is not known is not counted."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from jeugdregio.aanbieders.queries import aandeel
from jeugdregio.aanbieders.values import Jaarcijfers, Rechtsvorm
from jeugdregio.continuiteit.indicatoren import GRENS_CENT, INDICATOREN, KLEINE_RECHTSVORMEN
from jeugdregio.continuiteit.values import Buiten, Continuiteitstabel, Klasse, Klasseregel, Risico, Score
from jeugdregio.core.money import round_half_up


def plaats(one: Jaarcijfers, rechtsvorm: Rechtsvorm) -> Klasse | Buiten:
    """The line of the table these accounts belong to, or why they belong to none."""
    if one.jeugdomzet_cent is None:
        return Buiten.OMZET_ONBEKEND
    if one.jeugdomzet_cent > GRENS_CENT:
        return Klasse.GROOT
    if rechtsvorm is Rechtsvorm.ONBEKEND:
        return Buiten.RECHTSVORM_ONBEKEND
    return Klasse.KLEIN if rechtsvorm in KLEINE_RECHTSVORMEN else Buiten.ANDERE_RECHTSVORM


def continuiteitstabel(
    jaar: int,
    peildatum: date,
    cijfers: Sequence[Jaarcijfers],
    rechtsvormen: Mapping[str, Rechtsvorm],
    telling: Collection[str] | None,
) -> Continuiteitstabel:
    """
    The table over a year. `telling` are the AGB codes of the count that the coverage is taken over.

    Without such a count every provider with accounts is in, and the coverage is not known.
    """
    lines: dict[Klasse, list[Jaarcijfers]] = {klasse: [] for klasse in Klasse}
    outside: list[tuple[str, Buiten]] = []
    for one in cijfers:
        place = _place(one, peildatum, rechtsvormen, telling)
        if isinstance(place, Klasse):
            lines[place].append(one)
        else:
            outside.append((one.agb, place))
    count = sum(map(len, lines.values()))
    return Continuiteitstabel(
        jaar,
        peildatum,
        tuple(_line(klasse, found) for klasse, found in lines.items()),
        None if telling is None else len(telling),
        round_half_up(count * 1000, len(telling)) if telling else None,
        tuple(outside),
    )


def risicolijst(tabel: Continuiteitstabel, cijfers: Sequence[Jaarcijfers], gemist: int) -> tuple[Risico, ...]:
    """Those in the table that miss at least so many indicators, or have negative equity; the most missed first."""
    klasse = {agb: regel.klasse for regel in tabel.regels for agb in regel.aanbieders}
    found = []
    for one in cijfers:
        if one.agb in klasse:
            met = {indicator.naam: indicator.gehaald(one) for indicator in INDICATOREN}
            missed = tuple(name for name, value in met.items() if value is False)
            below = None if one.eigen_vermogen_cent is None else one.eigen_vermogen_cent < 0
            if len(missed) >= gemist or below:
                unknown = tuple(name for name, value in met.items() if value is None)
                found.append(Risico(one, klasse[one.agb], missed, unknown, below))
    return tuple(sorted(found, key=lambda risk: (-len(risk.gemist), risk.cijfers.agb)))


def _place(
    one: Jaarcijfers, peildatum: date, forms: Mapping[str, Rechtsvorm], counted: Collection[str] | None
) -> Klasse | Buiten:
    if counted is not None and one.agb not in counted:
        return Buiten.BUITEN_TELLING
    if one.gedeponeerd_op > peildatum:
        return Buiten.TE_LAAT
    return plaats(one, forms.get(one.agb, Rechtsvorm.ONBEKEND))


def _line(klasse: Klasse, found: Sequence[Jaarcijfers]) -> Klasseregel:
    scores = (Score(one.naam, aandeel(one.gehaald(figures) for figures in found)) for one in INDICATOREN)
    return Klasseregel(klasse, tuple(one.agb for one in found), tuple(scores))
