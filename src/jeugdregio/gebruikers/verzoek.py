# SPDX-License-Identifier: EUPL-1.2
"""On whose behalf a request is made."""

from django.http import HttpRequest

from jeugdregio.gebruikers.values import Machtiging


def machtiging(request: HttpRequest) -> Machtiging:
    """The verified identity of whoever is logged in; pages are only reached by someone who is."""
    assert request.user.is_authenticated
    return request.user.machtiging
