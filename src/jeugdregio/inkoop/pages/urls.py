# SPDX-License-Identifier: EUPL-1.2
"""Procurement: for buyers, municipalities and providers, and what anyone can read."""

from django.urls import path

from jeugdregio.inkoop.pages import aanvraag, besluit, openbaar, overzicht, procedure

urlpatterns = [
    path("inkoop/", overzicht.inkoop, name="inkoop"),
    path("inkoop/nieuw/", overzicht.nieuw, name="inkoop-nieuw"),
    path("inkoop/lessen/", overzicht.lessen, name="inkoop-lessen"),
    path("inkoop/procedure/<slug:code>/", procedure.procedure, name="inkoop-procedure"),
    path("inkoop/aanvraag/<int:nummer>/", aanvraag.aanvraag, name="inkoop-aanvraag"),
    path("inkoop/aanvraag/<int:nummer>/besluit.pdf", besluit.brief, name="inkoop-besluit"),
    path("openbaar/inkoop/", openbaar.lijst, name="openbaar-inkoop"),
    path("openbaar/inkoop/<slug:code>/", openbaar.procedure, name="openbaar-procedure"),
]
