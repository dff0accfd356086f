# SPDX-License-Identifier: EUPL-1.2
"""The daily workplace."""

from django.urls import path

from jeugdregio.werkplek.pages import (
    aanbieder,
    gemeente,
    gezin,
    kind,
    product,
    raad,
    start,
    tweede_toets,
    verrekenen,
    zoeken,
)

urlpatterns = [
    path("", start.start, name="start"),
    path("zoeken/", zoeken.zoeken, name="zoeken"),
    path("jeugdigen/<slug:gemeente>/<int:nummer>/", kind.kind, name="kind"),
    path("gezinnen/<int:nummer>/tijdlijn/", gezin.gezin_tijdlijn, name="gezin-tijdlijn"),
    path("aanbieders/<slug:agb>/", aanbieder.aanbieder, name="aanbieder"),
    path("gemeenten/<slug:gemeente>/", gemeente.gemeente, name="gemeente"),
    path("verrekening/", verrekenen.verrekening, name="verrekening"),
    path("verrekening/<int:nummer>/", verrekenen.vordering, name="vordering"),
    path("verrekening/<int:nummer>/brief/", verrekenen.vordering_brief, name="vordering-brief"),
    path("raad/", raad.raadsvragen, name="raadsvragen"),
    path("raad/antwoorden/", raad.antwoorden, name="raadsantwoorden"),
    path("raad/<int:nummer>/", raad.raadsvraag, name="raadsvraag"),
    path("tweede-toets/", tweede_toets.toetsleer, name="toetsleer"),
    path("producten/<slug:categorie>/<slug:code>/", product.product, name="product"),
]
