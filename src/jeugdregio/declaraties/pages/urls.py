# SPDX-License-Identifier: EUPL-1.2
"""Declaraties, the fall-out queue, the weekly letter and the rules."""

from django.urls import path

from jeugdregio.declaraties.pages import declaratie, declaraties, regels, uitval, weekbrief

GEVAL = "declaraties/<slug:gemeente>/<int:bericht_id>/"

urlpatterns = [
    path("declaraties/", declaraties.declaraties, name="declaraties"),
    path(GEVAL, declaratie.declaratie, name="declaratie"),
    path(f"{GEVAL}antwoord/", declaratie.antwoord, name="declaratie-antwoord"),
    path(f"{GEVAL}antwoord.xml", declaratie.antwoord_xml, name="declaratie-antwoord-xml"),
    path(f"{GEVAL}bericht.xml", declaratie.bericht_xml, name="declaratie-bericht-xml"),
    path("uitval/", uitval.uitval, name="uitval"),
    path("weekbrief/", weekbrief.weekbrieven, name="weekbrieven"),
    path("weekbrief/<slug:agb>/", weekbrief.weekbrief, name="weekbrief"),
    path("weekbrief/<slug:agb>/weekbrief.pdf", weekbrief.weekbrief_pdf, name="weekbrief-pdf"),
    path("regels/", regels.regels, name="regels"),
    path("regels/<slug:code>/", regels.regel, name="regel"),
]
