# SPDX-License-Identifier: EUPL-1.2
"""The pages of a contract manager."""

from django.urls import path

from jeugdregio.contractbeheer.pages import dossier, inlezen, lijnen, niveaus, portefeuille, uitkomsten, zaken

urlpatterns = [
    path("contractbeheer/portefeuilles/", portefeuille.portefeuille, name="contractbeheer"),
    path("contractbeheer/kalender/", portefeuille.kalender, name="contractkalender"),
    path("contractbeheer/kalender.ics", portefeuille.kalender_ics, name="contractkalender-ics"),
    path("contractbeheer/zaken/", zaken.zaken, name="zaken"),
    path("contractbeheer/zaken/nieuw/<slug:soort>/", zaken.zaak_nieuw, name="zaak-nieuw"),
    path("contractbeheer/zaken/<int:nummer>/", zaken.zaak, name="zaak"),
    path("contractbeheer/uitkomsten/", uitkomsten.uitkomsten, name="uitkomsten"),
    path("contractbeheer/plafonds/", uitkomsten.plafonds, name="plafonds"),
    path("contractbeheer/lijnen/", lijnen.lijnen, name="lijnen"),
    path("contractbeheer/niveaus/", niveaus.niveaus, name="niveaus"),
    path("contractbeheer/afbouw/", niveaus.afbouw, name="afbouw"),
    path("contractbeheer/inlezen/<slug:soort>/", inlezen.inlezen, name="contractbeheer-inlezen"),
    path("contractbeheer/aanbieder/<str:agb>/", dossier.dossier, name="contractdossier"),
]
