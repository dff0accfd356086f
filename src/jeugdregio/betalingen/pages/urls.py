# SPDX-License-Identifier: EUPL-1.2
"""Payment runs, one run and its file, one order, the accounts, and what a provider was paid."""

from django.urls import path

from jeugdregio.betalingen.pages import bankregel, opdracht, overzicht, rekeningen, ronde, voorschotten

urlpatterns = [
    path("betaalronden/", overzicht.betaalronden, name="betaalronden"),
    path("betaalronden/<int:nummer>/", ronde.betaalronde, name="betaalronde"),
    path("betaalronden/<int:nummer>/bestand/", ronde.bestand, name="betaalronde-bestand"),
    path("betaalopdrachten/<int:nummer>/", opdracht.betaalopdracht, name="betaalopdracht"),
    path("bankregels/<int:nummer>/", bankregel.bankregel, name="bankregel"),
    path("rekeningen/", rekeningen.rekeningen, name="rekeningen"),
    path("voorschotten/", voorschotten.voorschotten, name="voorschotten"),
    path("onze-betalingen/", opdracht.onze_betalingen, name="onze-betalingen"),
]
