# SPDX-License-Identifier: EUPL-1.2
"""What municipalities settled: rounds with their balances and entries, and the solidarity that was booked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jeugdregio.betalingen import queries as betalingen
from jeugdregio.betalingen.values import Vorderingstand
from jeugdregio.boekhouding.models import Verevening, Verrekenpost, Verrekenronde, Verrekensaldo
from jeugdregio.boekhouding.salderen import Post, vingerafdruk
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging


@dataclass(frozen=True)
class Saldo:
    """
    What one municipality receives (above zero) or pays in a round, its reference, and what was done of it.

    `betaald_op` is when all of it was; `kenmerk` is empty when nothing is paid, and in rounds of before references.
    """

    gemeente: str
    te_vorderen_cent: int
    te_betalen_cent: int
    saldo_cent: int
    betaald_op: date | None
    kenmerk: str = ""
    betaald_cent: int = 0


@dataclass(frozen=True)
class Ronde:
    """
    A round as whoever asks sees it: a municipality its own balance and entries, the region all of them.

    `klopt` is whether the entries still have the fingerprint of when it was set; None for who does not see all.
    """

    nummer: int
    id: int
    tot_en_met: Maand
    sha256: str
    vastgesteld_op: datetime
    vastgesteld_door: str
    saldi: tuple[Saldo, ...]
    posten: tuple[Post, ...]
    klopt: bool | None

    def van(self, gemeente: str) -> tuple[Post, ...]:
        """The entries of one municipality."""
        return tuple(one for one in self.posten if one.gemeente == gemeente)


def ronden(*, on_behalf_of: Machtiging) -> list[Ronde]:
    """The rounds in which whoever asks has a part, newest first."""
    with namens(on_behalf_of):
        rows = Verrekenronde.objects.prefetch_related("saldi", "posten")
        claims = _vorderingen(on_behalf_of)
        return [one for row in rows if (one := _ronde(row, claims, on_behalf_of)).saldi]


def ronde(nummer: int, *, on_behalf_of: Machtiging) -> Ronde | None:
    """One round, or None when it is not there or whoever asks has no part in it."""
    with namens(on_behalf_of):
        row = Verrekenronde.objects.prefetch_related("saldi", "posten").filter(pk=nummer).first()
        found = _ronde(row, _vorderingen(on_behalf_of), on_behalf_of) if row else None
    return found if found and found.saldi else None


def vereveningen(*, on_behalf_of: Machtiging) -> list[Verevening]:
    """The solidarity that was booked, newest year first."""
    with namens(on_behalf_of):
        return list(Verevening.objects.prefetch_related("delen"))


def _vorderingen(wie: Machtiging) -> Mapping[int, Vorderingstand]:
    return {one.id: one for one in betalingen.vorderingen(gemeenten=True, on_behalf_of=wie)}


def _saldo(one: Verrekensaldo, claims: Mapping[int, Vorderingstand]) -> Saldo:
    claim = claims.get(one.vordering_id or 0)
    paid = abs(one.saldo_cent) if one.betaald_op else 0
    return Saldo(
        one.gemeente,
        one.te_vorderen_cent,
        one.te_betalen_cent,
        one.saldo_cent,
        (claim.laatst if not claim.open_cent else None) if claim else one.betaald_op,
        claim.kenmerk if claim else "",
        claim.ontvangen_cent if claim else paid,
    )


def _ronde(row: Verrekenronde, claims: Mapping[int, Vorderingstand], wie: Machtiging) -> Ronde:
    posts = tuple(sorted(_post(one) for one in row.posten.all()))
    month = Maand.van(row.tot_en_met)
    return Ronde(
        row.nummer,
        row.pk,
        month,
        row.sha256,
        row.vastgesteld_op,
        row.vastgesteld_door,
        tuple(_saldo(one, claims) for one in row.saldi.all()),
        posts,
        vingerafdruk(month, posts) == row.sha256 if wie.regio else None,
    )


def _post(one: Verrekenpost) -> Post:
    return Post(one.gemeente, one.soort, one.bron, one.kenmerk, one.tegen, one.rekening, one.bedrag_cent)
