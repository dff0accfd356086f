# SPDX-License-Identifier: EUPL-1.2
"""The portal is for the back office of a provider."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gebruikers.verzoek import machtiging


def aanbieder(request: HttpRequest) -> Machtiging:
    """Who asks; raises PermissionDenied for anyone but a provider."""
    wie = machtiging(request)
    if not wie.aanbieder:
        raise PermissionDenied("Deze pagina is voor de administratie van een aanbieder.")
    return wie


def opent_zelf(request: HttpRequest) -> bool:
    """
    Whether someone of the provider opens this, and what is opened counts as received.

    Not when another site makes the browser ask for it (a picture, a hidden frame, a redirect): the browser says so.
    """
    return request.method == "GET" and request.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
