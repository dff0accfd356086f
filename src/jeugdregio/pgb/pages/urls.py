# SPDX-License-Identifier: EUPL-1.2
"""The pgb chain: every municipality and year, one of them, and the file to fill in for the SVB."""

from django.urls import path

from jeugdregio.pgb.pages import jaar, overzicht

urlpatterns = [
    path("pgb/", overzicht.pgb, name="pgb"),
    path("pgb/sjabloon/", overzicht.sjabloon, name="pgb-sjabloon"),
    path("pgb/<slug:gemeente>/<int:jaartal>/", jaar.ketenjaar, name="pgb-jaar"),
]
