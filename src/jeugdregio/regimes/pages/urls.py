# SPDX-License-Identifier: EUPL-1.2
"""Rules through time, and contradictions."""

from django.urls import path

from jeugdregio.regimes.pages import regimes, voorstel

urlpatterns = [
    path("regimes/", regimes.regimes, name="regimes"),
    path("regimes/tegenspraken/", regimes.tegenspraken, name="tegenspraken"),
    path("regimes/tegenspraken/<slug:code>/", regimes.tegenspraak, name="tegenspraak"),
    path("regimes/voorstel/", voorstel.nieuw, name="regime-nieuw"),
    path("regimes/<slug:code>/", regimes.onderwerp, name="regime"),
]
