# SPDX-License-Identifier: EUPL-1.2
"""An allocation in the played region: of the municipality of toegang.dalfsen, to the provider of backoffice."""

from itertools import count

from jeugdregio.core.bsn import voldoet_aan_elfproef
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.toewijzingen.models import Toewijzing, ToewijzingVersie
from tests import wereld as kit

REGIO = verwerking("IJSSELLAND")
GEMEENTE = "0148"


_BSNS = (str(number) for number in count(999_950_000) if voldoet_aan_elfproef(str(number)))


def stuur_toewijzing(aantal: int = 1) -> tuple[int, list[int]]:
    """Send one JW301 with so many allocations of a new child; gives the number of the message, and theirs."""
    provider, own = Account.objects.get(username="backoffice").aanbieder, kit.AANBIEDERS["A1"]
    with namens(REGIO):
        first = 90_000_000 + Toewijzing.objects.count()
    numbers = [first + nr for nr in range(aantal)]
    kit.AANBIEDERS["A1"] = provider
    try:
        world = kit.Wereld(nieuw=False)
        world._bsns["K1"] = next(_BSNS)
        world.nummers = {f"T{number}": number for number in numbers}
        rows = "\n".join(
            f"T{n} | B{first} | P{first} | G2 | K1 | 150000 | 20{26 + nr}-12-31 | 20{26 + nr}-01-01"
            for nr, n in enumerate(numbers)
        )
        world.aanvaardt(f"JW301 | bericht | identificatie | gemeente | kind | budget | einde | begin\n{rows}")
    finally:
        kit.AANBIEDERS["A1"] = own
    with namens(REGIO):
        return ToewijzingVersie.objects.get(gemeente=GEMEENTE, nummer=first).bericht_id, numbers
