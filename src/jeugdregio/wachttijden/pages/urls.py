# SPDX-License-Identifier: EUPL-1.2
"""Waiting times as counted, who waits longest, what a provider says, and the public page."""

from django.urls import path

from jeugdregio.wachttijden.pages import aanmeldingen, langst, openbaar, opgave, overzicht

urlpatterns = [
    path("wachttijden/", overzicht.overzicht, name="wachttijden"),
    path("wachttijden/aanmeldingen/", aanmeldingen.aanmeldingen, name="wachten-sinds-aanmelding"),
    path("wachttijden/langst/", langst.lijst, name="wachtlijst"),
    path("wachttijden/langst/<int:nummer>/", langst.vraag, name="wachtvraag"),
    path("wachttijden/opgave/", opgave.opgave, name="wachttijdopgave"),
    path("openbaar/wachttijden/", openbaar.wachttijden, name="openbaar-wachttijden"),
    path("openbaar/wachttijden.csv", openbaar.als_csv, name="openbaar-wachttijden-csv"),
    path("openbaar/wachttijden.json", openbaar.als_json, name="openbaar-wachttijden-json"),
]
