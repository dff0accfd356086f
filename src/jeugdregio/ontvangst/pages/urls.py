# SPDX-License-Identifier: EUPL-1.2
"""Delivering messages."""

from django.urls import path

from jeugdregio.ontvangst.pages import aanleveren, apart, verzoeken, werk

urlpatterns = [
    path("aanleveren/", aanleveren.aanleveren, name="aanleveren"),
    path("aanleveren/uitkomst/", aanleveren.uitkomst, name="aanleveren-uitkomst"),
    path("verzoeken/", verzoeken.verzoeken, name="verzoeken"),
    path("verzoeken/<slug:gemeente>/<int:bericht_id>/<int:nr>/", verzoeken.verzoek, name="verzoek"),
    path("werk/", werk.werk, name="werk"),
    path("apart/", apart.apart, name="apart"),
]
