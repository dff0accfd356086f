# SPDX-License-Identifier: EUPL-1.2
"""Headers that every answer of the application has; static files have their own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

VASTE_KOPPEN = {
    # Pages hold data of children: no browser, proxy or back button keeps them.
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-Robots-Tag": "noindex, nofollow",
}


class KoppenMiddleware:
    """Adds them to every answer, errors included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in VASTE_KOPPEN.items():
            response[name] = value
        return response
