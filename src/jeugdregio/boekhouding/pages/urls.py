# SPDX-License-Identifier: EUPL-1.2
"""The books for whoever checks them."""

from django.urls import path

from jeugdregio.boekhouding.pages import grootboek

urlpatterns = [
    path("boekhouding/", grootboek.boekhouding, name="boekhouding"),
    path("boekhouding/grootboek.beancount", grootboek.bestand, name="grootboekbestand"),
]
