# SPDX-License-Identifier: EUPL-1.2
"""Material control of a municipality, and what is public of it."""

from django.urls import path

from jeugdregio.verantwoording.pages import controle, openbaar, plannen, productie, producties, protocol

urlpatterns = [
    path("materiele-controle/", plannen.overzicht, name="materiele-controle"),
    path("materiele-controle/<int:nummer>/", controle.controle, name="materiele-controle-een"),
    path("productieverantwoording/", producties.overzicht, name="productieverantwoordingen"),
    path("productieverantwoording/<int:nummer>/", productie.verantwoording, name="productieverantwoording"),
    path("productieverantwoording/<int:nummer>/<int:volgnr>/", productie.regel, name="productieverantwoording-regel"),
    path("controleprotocol/", protocol.protocol, name="controleprotocol"),
    path("controleprotocol/afspraken/", protocol.afspraken, name="controleafspraken"),
    path("openbaar/controle/", openbaar.plannen, name="openbaar-controle"),
]
