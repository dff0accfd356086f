# SPDX-License-Identifier: EUPL-1.2
"""Logging in and out, and whether the application is well."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from jeugdregio.gebruikers.pages import gezond, inloggen

urlpatterns = [
    path("inloggen/", inloggen.Inloggen.as_view(), name="inloggen"),
    path("uitloggen/", LogoutView.as_view(), name="uitloggen"),
    path("_healthz/livez/", gezond.livez, name="livez"),
    path("_healthz/readyz/", gezond.readyz, name="readyz"),
]
