# SPDX-License-Identifier: EUPL-1.2
"""One allocation, as a municipality and the region look at it."""

from django.urls import path

from jeugdregio.toewijzingen.pages import dossier, inzien

urlpatterns = [
    path("inzien/<slug:gemeente>/<int:nummer>/", inzien.inzien, name="toewijzing-inzien"),
    path("inzien/<slug:gemeente>/<int:nummer>/gezien/", dossier.gezien, name="dossier-gezien"),
    path("inzien/<slug:gemeente>/<int:nummer>/gezien.pdf", dossier.gezien_pdf, name="dossier-gezien-pdf"),
]
