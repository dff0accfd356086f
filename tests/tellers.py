# SPDX-License-Identifier: EUPL-1.2
"""What the counters of money say now, for tests that move money."""

from django.conf import settings

from jeugdregio.afsluiting.queries import INVARIANTEN
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst.queries import meet

GELD = (
    "te_vorderen_is_open",
    "ontvangen_is_geboekt",
    "controle_is_geboekt",
    "pgb_is_keten",
    "gemeenten_zijn_open",
    "saldo_heeft_kenmerk",
    "bank_is_verklaard",
)


def rood() -> dict[str, int]:
    """Which counters of accounts see a fault, and how many rows; empty when all is well."""
    chosen = [one for one in INVARIANTEN if one.code in GELD]
    assert len(chosen) == len(GELD)
    found = {one.invariant.code: one.fout for one in meet(on_behalf_of=verwerking(settings.REGIO), ook=chosen)}
    return {code: found[code] for code in GELD if found[code]}
