# SPDX-License-Identifier: EUPL-1.2
"""The edge of the web: one transaction per request, on behalf of whoever is logged in."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from jeugdregio.gebruikers.isolatie import zet_context


class NamensMiddleware:
    """Set the isolation context from the verified session; nobody logged in is nobody in the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with transaction.atomic():
            if request.user.is_authenticated:
                zet_context(request.user.machtiging)
            return self.get_response(request)
