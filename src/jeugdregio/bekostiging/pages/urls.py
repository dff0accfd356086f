# SPDX-License-Identifier: EUPL-1.2
"""Agreements that are paid in instalments, and one of them."""

from django.urls import path

from jeugdregio.bekostiging.pages import afspraak, overzicht

urlpatterns = [
    path("bekostiging/", overzicht.bekostiging, name="bekostiging"),
    path("bekostiging/<int:nummer>/", afspraak.afspraak, name="bekostigingsafspraak"),
]
