# SPDX-License-Identifier: EUPL-1.2
"""The portal of a provider without software of its own."""

from django.urls import path

from jeugdregio.portaal.pages import aanvraag, antwoorden, declareren, postvak, toewijzingen, wijziging

urlpatterns = [
    path("toewijzingen/", toewijzingen.toewijzingen, name="toewijzingen"),
    path("toewijzingen/vragen/", aanvraag.aanvraag, name="aanvraag"),
    path("toewijzingen/<slug:gemeente>/<int:nummer>/", toewijzingen.toewijzing, name="toewijzing"),
    path("toewijzingen/<slug:gemeente>/<int:nummer>/wijziging/", wijziging.wijziging, name="toewijzing-wijziging"),
    path("toewijzingen/<slug:gemeente>/<int:nummer>/erbij/", wijziging.erbij, name="toewijzing-erbij"),
    path("postvak/", postvak.postvak, name="postvak"),
    path("postvak/<slug:gemeente>/<int:bericht_id>/", postvak.een, name="post"),
    path("postvak/<slug:gemeente>/<int:bericht_id>.xml", postvak.als_xml, name="post-xml"),
    path("declareren/", declareren.declareren, name="declareren"),
    path("declareren/<slug:gemeente>/<slug:maand>/", declareren.maand, name="declareren-maand"),
    path("declareren/<slug:gemeente>/<slug:maand>/inlezen/", declareren.inlezen, name="declareren-inlezen"),
    path("declareren/<slug:gemeente>/<slug:maand>/sjabloon.xlsx", declareren.sjabloon_xlsx, name="declareren-sjabloon"),
    path("antwoorden/", antwoorden.antwoorden, name="antwoorden"),
    path("antwoorden/<slug:gemeente>/<int:bericht_id>.xml", antwoorden.als_xml, name="antwoord-xml"),
    path("antwoorden/<slug:gemeente>/<int:bericht_id>.pdf", antwoorden.als_pdf, name="antwoord-pdf"),
    path("antwoorden/<slug:gemeente>/<int:bericht_id>.xlsx", antwoorden.als_xlsx, name="antwoord-xlsx"),
]
