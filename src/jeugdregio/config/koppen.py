# SPDX-License-Identifier: EUPL-1.2
"""Headers that every answer has, static files and refusals at the gate included."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

VASTE_KOPPEN = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-Robots-Tag": "noindex, nofollow",
}
ZONDER_TEKENSET = ("text/plain", "application/xml")
"""Kinds of text that nobody gave a character set: ours is always UTF-8."""
# Pages hold data of children: no browser, proxy or back button keeps them.
BEWAREN = ("Cache-Control", "no-store")


class KoppenMiddleware:
    """Adds them to every answer, errors included; only static files may be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in VASTE_KOPPEN.items():
            response[name] = value
        if response.get("Content-Type") in ZONDER_TEKENSET:
            response["Content-Type"] += "; charset=utf-8"
        if not (request.path_info.startswith(settings.STATIC_URL) and "Cache-Control" in response):
            response[BEWAREN[0]] = BEWAREN[1]
        return response
