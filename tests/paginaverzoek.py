# SPDX-License-Identifier: EUPL-1.2
"""A request in the played region: of the provider that logs in as backoffice, to the one of toegang.dalfsen."""

from collections.abc import Iterator
from contextlib import contextmanager

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.verzoeken.models import OPEN, Verzoek
from tests import wereld as kit

REGIO = verwerking("IJSSELLAND")
BSN = "999900006"


@contextmanager
def een_verzoek() -> Iterator[Verzoek]:
    """The request, open; afterwards it is decided on, so that it is in nobody's way."""
    sender, own = Account.objects.get(username="backoffice").aanbieder, kit.AANBIEDERS["A1"]
    with namens(REGIO):
        reference = f"R{Verzoek.objects.count()}"
    kit.AANBIEDERS["A1"] = sender
    try:
        world = kit.Wereld(nieuw=False)
        assert world.bsn("K1") == BSN
        world.aanvaardt(f"JW315 | gemeente | budget | identificatie\n{reference} | G2 | 150000 | V{reference}")
    finally:
        kit.AANBIEDERS["A1"] = own
    with namens(REGIO):
        found = Verzoek.objects.get(referentie=reference)
    yield found
    with namens(REGIO):
        Verzoek.objects.filter(referentie=reference, status__in=OPEN).update(status="afgewezen", besluit_id=0)
