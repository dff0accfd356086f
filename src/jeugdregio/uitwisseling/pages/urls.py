# SPDX-License-Identifier: EUPL-1.2
"""Handing over."""

from django.urls import path

from jeugdregio.uitwisseling.pages import zaak

urlpatterns = [path("aanmelden/<int:nummer>/zaak.zip", zaak.zaakbestand, name="zaakbestand")]
