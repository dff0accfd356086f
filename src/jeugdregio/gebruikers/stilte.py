# SPDX-License-Identifier: EUPL-1.2
"""
A session ends when nobody asked for anything for a while, and in any case after a working day.

Django's own age of a session begins anew with every change in it. What is kept here is when the session began, and, to
the minute, when it was last used.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

BEGONNEN, GEZIEN = "begonnen", "gezien"
NAUWKEURIG_SECONDEN = 60


class StilteMiddleware:
    """Logs out whoever was silent for too long, before anything else looks at who it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        session = request.session
        if session.session_key and request.user.is_authenticated:
            now = int(time.time())
            begun, seen = session.get(BEGONNEN, now), session.get(GEZIEN, now)
            if now - seen > settings.SESSIE_STIL_MINUTEN * 60 or now - begun > settings.SESSION_COOKIE_AGE:
                logout(request)
            elif BEGONNEN not in session or now - seen >= NAUWKEURIG_SECONDEN:
                session[BEGONNEN], session[GEZIEN] = begun, now
        return self.get_response(request)
