# SPDX-License-Identifier: EUPL-1.2
"""The files of a trust person."""

from django.urls import path

from jeugdregio.vertrouwen.pages import dossiers

urlpatterns = [
    path("vertrouwen/", dossiers.dossiers, name="vertrouwensdossiers"),
    path("vertrouwen/<int:nummer>/", dossiers.dossier, name="vertrouwensdossier"),
    path("vertrouwen/<int:nummer>/sluiten/", dossiers.sluiten, name="vertrouwensdossier-sluiten"),
]
