# SPDX-License-Identifier: EUPL-1.2
"""Logging in and out, and whether the application is well."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from jeugdregio.gebruikers.middleware import zonder_aanstelling
from jeugdregio.gebruikers.pages import gezond, inloggen, werken_als
from jeugdregio.gebruikers.verzoek import voor_iedereen

urlpatterns = [
    path("inloggen/", inloggen.Inloggen.as_view(), name="inloggen"),
    path("uitloggen/", zonder_aanstelling(voor_iedereen(LogoutView.as_view())), name="uitloggen"),
    path("werken-als/", werken_als.werken_als, name="werken-als"),
    path("_healthz/livez/", gezond.livez, name="livez"),
    path("_healthz/readyz/", gezond.readyz, name="readyz"),
]
