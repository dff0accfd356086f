# SPDX-License-Identifier: EUPL-1.2
"""Counts by definition, the continuity table, what follows when a provider stops, and taking in accounts."""

from django.urls import path

from jeugdregio.continuiteit.pages import continuiteit, inlezen, nieuwe_telling, plaatsen, radar, tellingen

urlpatterns = [
    path("tellingen/", tellingen.tellingen, name="tellingen"),
    path("tellingen/verschil/", tellingen.verschil, name="telverschil"),
    path("tellingen/nieuw/", nieuwe_telling.nieuw, name="telling-nieuw"),
    path("tellingen/<slug:code>/", tellingen.telling, name="telling"),
    path("continuiteit/", continuiteit.continuiteit, name="continuiteit"),
    path("continuiteit/inlezen/", inlezen.inlezen, name="continuiteit-inlezen"),
    path("continuiteit/sjabloon/", inlezen.sjabloon, name="continuiteit-sjabloon"),
    path("vrije-plaatsen/", plaatsen.vrije_plaatsen, name="vrije-plaatsen"),
    path("continuiteit/<str:agb>/", radar.radar, name="radar"),
]
