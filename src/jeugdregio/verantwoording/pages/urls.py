# SPDX-License-Identifier: EUPL-1.2
"""Material control of a municipality, and what is public of it."""

from django.urls import path

from jeugdregio.verantwoording.pages import controle, openbaar, plannen

urlpatterns = [
    path("materiele-controle/", plannen.overzicht, name="materiele-controle"),
    path("materiele-controle/<int:nummer>/", controle.controle, name="materiele-controle-een"),
    path("openbaar/controle/", openbaar.plannen, name="openbaar-controle"),
]
