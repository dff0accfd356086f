# SPDX-License-Identifier: EUPL-1.2
"""Which municipality is looked at: the own one, or for the region one of all."""

from django.http import Http404

from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.regio import queries as regio


def gemeente_van(asked: str, wie: Machtiging) -> str:
    """The code that is meant; empty is the whole region. Another's is not there for a municipality."""
    if asked and (asked not in regio.namen() or wie.gemeente not in ("", asked)):
        raise Http404("Deze gemeente is er niet voor u.")
    return wie.gemeente or asked


def naam_van(code: str) -> str:
    """The name of a municipality, or of all of them."""
    return regio.namen().get(code, code) if code else "alle gemeenten"
