# SPDX-License-Identifier: EUPL-1.2
"""The portal of a provider without software of its own."""

from django.urls import path

from jeugdregio.portaal.pages import antwoorden, declareren, toewijzingen, wijziging

urlpatterns = [
    path("toewijzingen/", toewijzingen.toewijzingen, name="toewijzingen"),
    path("toewijzingen/<slug:gemeente>/<int:nummer>/", toewijzingen.toewijzing, name="toewijzing"),
    path("toewijzingen/<slug:gemeente>/<int:nummer>/wijziging/", wijziging.wijziging, name="toewijzing-wijziging"),
    path("declareren/", declareren.declareren, name="declareren"),
    path("declareren/<slug:gemeente>/<slug:maand>/", declareren.maand, name="declareren-maand"),
    path("declareren/<slug:gemeente>/<slug:maand>/inlezen/", declareren.inlezen, name="declareren-inlezen"),
    path("declareren/<slug:gemeente>/<slug:maand>/sjabloon.xlsx", declareren.sjabloon_xlsx, name="declareren-sjabloon"),
    path("antwoorden/", antwoorden.antwoorden, name="antwoorden"),
    path("antwoorden/<slug:gemeente>/<int:bericht_id>.xml", antwoorden.als_xml, name="antwoord-xml"),
    path("antwoorden/<slug:gemeente>/<int:bericht_id>.pdf", antwoorden.als_pdf, name="antwoord-pdf"),
    path("antwoorden/<slug:gemeente>/<int:bericht_id>.xlsx", antwoorden.als_xlsx, name="antwoord-xlsx"),
]
