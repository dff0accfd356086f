# SPDX-License-Identifier: EUPL-1.2
"""The own referrals."""

from django.urls import path

from jeugdregio.verzoeken.pages import verwijzingen

urlpatterns = [
    path("verwijzingen/", verwijzingen.verwijzingen, name="verwijzingen"),
    path("verwijzingen/<int:bericht_id>/<int:nr>/", verwijzingen.verwijzing, name="verwijzing"),
]
