# SPDX-License-Identifier: EUPL-1.2
"""One allocation, as a municipality and the region look at it."""

from django.urls import path

from jeugdregio.toewijzingen.pages import inzien

urlpatterns = [
    path("inzien/<slug:gemeente>/<int:nummer>/", inzien.inzien, name="toewijzing-inzien"),
]
