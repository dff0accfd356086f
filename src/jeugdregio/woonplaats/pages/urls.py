# SPDX-License-Identifier: EUPL-1.2
"""Where a child belongs."""

from django.urls import path

from jeugdregio.woonplaats.pages import bepalen

urlpatterns = [
    path("woonplaats/", bepalen.woonplaatsen, name="woonplaatsen"),
    path("woonplaats/gezinslid/<int:lid>/", bepalen.van_gezinslid, name="woonplaats-gezinslid"),
    path("woonplaats/<int:nummer>/", bepalen.bepaling, name="woonplaats-bepaling"),
]
