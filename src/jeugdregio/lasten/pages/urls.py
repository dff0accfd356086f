# SPDX-License-Identifier: EUPL-1.2
"""The burden on both sides, and what is asked."""

from django.urls import path

from jeugdregio.lasten.pages import normen, overzicht, schakelaar, uitvragen

urlpatterns = [
    path("lasten/", overzicht.lasten, name="lasten"),
    path("lasten/schakelaar/", schakelaar.schakelaar, name="lasten-schakelaar"),
    path("lasten/normen/", normen.normen, name="lasten-normen"),
    path("lasten/aanbieder/<str:code>/", overzicht.aanbieder, name="lasten-aanbieder"),
    path("lasten/gemeente/<str:code>/", overzicht.gemeente, name="lasten-gemeente"),
    path("lasten/regio/", overzicht.regiokant, name="lasten-regio"),
    path("uitvragen/", uitvragen.uitvragen, name="uitvragen"),
    path("uitvragen/<int:nummer>/", uitvragen.uitvraag, name="uitvraag"),
]
