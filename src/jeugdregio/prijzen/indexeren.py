# SPDX-License-Identifier: EUPL-1.2
"""
The percentage of an indexation, exactly as published, and what it makes of a tariff. Decimal, never float.

Contractstandaarden Jeugd article 3.2: 90 per cent OVA, 10 per cent PPC, and the provisional figure of the year before
is corrected by the definite one. VNG published two ways to correct (TO-02, TO-03): the difference, and the quotient.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from jeugdregio.core.money import Cent, allocate, round_half_up
from jeugdregio.prijzen.values import DEFINITIEF, QUOTIENT, VERSCHIL, VOORLOPIG, Cijfer, Percentage, Stap

OVA, PPC = Decimal("0.90"), Decimal("0.10")
HONDERD = Decimal(100)
PLAATSEN, DUIZENDSTE = Decimal("0.01"), Decimal("0.001")
PUBLICATIE = Decimal("0.005")
"""A published figure is rounded to two places."""
GRENS = Decimal("3.0")
"""Percentage points outside the published series from which a figure needs an explanation. Our own choice."""
BRON = "Contractstandaarden Jeugd art. 3.2"

Reeks = Mapping[tuple[int, str], Cijfer]


class UnableToIndex(Exception):
    """Raised when a percentage cannot be worked out or a figure is not believed; the text says what to do."""


def gewogen(ova: Decimal, ppc: Decimal) -> Decimal:
    """OVA and PPC together, in per cent, exact."""
    return OVA * ova + PPC * ppc


def verschil(voorlopig: Cijfer, definitief: Cijfer) -> Decimal:
    """The correction by difference: the definite weighted figure less the provisional one (percentage points)."""
    return gewogen(definitief.ova, definitief.ppc) - gewogen(voorlopig.ova, voorlopig.ppc)


def quotient(voorlopig: Cijfer, definitief: Cijfer) -> Decimal:
    """The correction by quotient: what the definite figures add on top of the provisional ones (percentage points)."""

    def over(new: Decimal, old: Decimal) -> Decimal:
        return ((1 + new / HONDERD) / (1 + old / HONDERD) - 1) * HONDERD

    return gewogen(over(definitief.ova, voorlopig.ova), over(definitief.ppc, voorlopig.ppc))


def afgerond(procent: Decimal, op: Decimal = PLAATSEN) -> Decimal:
    """A percentage half up to two places, as VNG publishes it."""
    return procent.quantize(op, ROUND_HALF_UP)


def percentage(jaar: int, methode: str, reeks: Reeks) -> Percentage:
    """The percentage of a year by one of both methods. Raises `UnableToIndex` when a figure is missing."""
    now, before, after = (
        _nodig(reeks, year, soort) for year, soort in ((jaar, VOORLOPIG), (jaar - 1, VOORLOPIG), (jaar - 1, DEFINITIEF))
    )
    base = gewogen(now.ova, now.ppc)
    correction = {VERSCHIL: verschil, QUOTIENT: quotient}[methode](before, after)
    exact = base + correction
    steps = (
        Stap(f"Voorlopig {jaar}", f"0,90 × {_nl(now.ova)} + 0,10 × {_nl(now.ppc)}", base, now.bron),
        Stap(f"Nacalculatie {jaar - 1}", _correctie(methode, before, after), correction, after.bron),
        Stap(
            f"Index {jaar}", f"{_nl(afgerond(base, DUIZENDSTE))} + {_nl(afgerond(correction, DUIZENDSTE))}", exact, BRON
        ),
        Stap("Afgerond zoals gepubliceerd", "op twee cijfers, een half naar boven", afgerond(exact), BRON),
    )
    return Percentage(jaar, methode, afgerond(exact), exact, steps)


def nieuw_tarief_cent(oud_cent: int, procent: Decimal) -> int:
    """A tariff raised by a percentage, in whole cents, half up: the one place where an indexation rounds."""
    raised = oud_cent * (HONDERD + procent) / HONDERD
    return round_half_up(*raised.as_integer_ratio())


def nieuwe_delen_cent(oud_cent: Mapping[str, int], gewichten: Mapping[str, int], procent: Decimal) -> dict[str, int]:
    """
    The parts of a price that is paid in parts, by code: the whole price is raised and split again.

    So the parts keep their shares and together are the price to the cent (TO-25).
    """
    whole = nieuw_tarief_cent(sum(oud_cent.values()), procent)
    return {code: int(cents) for code, cents in allocate(Cent(whole), gewichten).items()}


def controleer(nieuw: Cijfer, reeks: Sequence[Cijfer], *, verklaring: str = "") -> None:
    """
    Stop a figure that was typed wrong (N07), before a second person is asked.

    It has to give the weighted figure that the source publishes, and to lie within `GRENS` of the series unless
    `verklaring` says why. Reading paid a provider £1.194.538 too much in 2021 because an increase was entered wrong and
    nothing held it against a known figure. Raises `UnableToIndex`.
    """
    if nieuw.gewogen is None:
        raise UnableToIndex("Vul ook het gewogen cijfer in dat de bron geeft. Daarmee wordt uw invoer nagerekend.")
    worked_out = gewogen(nieuw.ova, nieuw.ppc)
    if abs(worked_out - nieuw.gewogen) > PUBLICATIE:
        swapped = abs(gewogen(nieuw.ppc, nieuw.ova) - nieuw.gewogen) <= PUBLICATIE
        raise UnableToIndex(
            f"OVA {_nl(nieuw.ova)} en PPC {_nl(nieuw.ppc)} geven samen {_drie(worked_out)} procent, "
            f"de bron geeft {_nl(nieuw.gewogen)}. "
            + ("OVA en PPC lijken verwisseld." if swapped else "Lees de cijfers in de bron opnieuw.")
        )
    for name in ("ova", "ppc"):
        known, value = [getattr(one, name) for one in reeks], getattr(nieuw, name)
        if known and not min(known) - GRENS <= value <= max(known) + GRENS and not verklaring.strip():
            raise UnableToIndex(
                f"{name.upper()} {_nl(value)} procent ligt ver buiten de reeks ({_nl(min(known))} tot "
                f"{_nl(max(known))}). Staat de komma goed? Klopt het toch, schrijf dan op waarom."
            )


def _nodig(reeks: Reeks, jaar: int, soort: str) -> Cijfer:
    found = reeks.get((jaar, soort))
    if found is None:
        raise UnableToIndex(f"Het cijfer {soort} {jaar} ontbreekt. Leg het eerst vast, met de bron.")
    return found


def _correctie(methode: str, before: Cijfer, after: Cijfer) -> str:
    if methode == VERSCHIL:
        new, old = gewogen(after.ova, after.ppc), gewogen(before.ova, before.ppc)
        return f"{_drie(new)} − {_drie(old)}"
    return (
        f"0,90 × ((1 + {_nl(after.ova)}%) / (1 + {_nl(before.ova)}%) − 1)"
        f" + 0,10 × ((1 + {_nl(after.ppc)}%) / (1 + {_nl(before.ppc)}%) − 1)"
    )


def _nl(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")


def _drie(value: Decimal) -> str:
    return _nl(afgerond(value, DUIZENDSTE))
