# SPDX-License-Identifier: EUPL-1.2
"""Products and their prices, profiles, funding, cost prices, indexation, and why an amount is what it is."""

from django.urls import path

from jeugdregio.prijzen.pages import indexatie, kostprijs, pleegvergoeding, producten, profielen, varianten, waarom

urlpatterns = [
    path("prijzen/producten/", producten.producten, name="prijzen"),
    path("prijzen/producten/zonder-tarief/", producten.gaten, name="tariefgaten"),
    path("prijzen/producten/<slug:categorie>/<slug:code>/", producten.verloop, name="prijsverloop"),
    path("prijzen/profielen/", profielen.profielen, name="profielen"),
    path("prijzen/varianten/", varianten.varianten, name="financieringsvarianten"),
    path("prijzen/kostprijs/", kostprijs.kostprijzen, name="kostprijzen"),
    path("prijzen/kostprijs/sjabloon/", kostprijs.sjabloon, name="kostprijs-sjabloon"),
    path("prijzen/pleegvergoeding/", pleegvergoeding.bedragen, name="pleegvergoeding"),
    path("prijzen/indexatie/", indexatie.indexaties, name="indexaties"),
    path("prijzen/indexatie/cijfer/", indexatie.cijfer, name="indexcijfer"),
    path("prijzen/indexatie/<int:nummer>/", indexatie.indexatie, name="indexatie"),
    path("prijzen/waarom/<slug:gemeente>/<int:bericht_id>/<int:nr>/", waarom.waarom, name="waarom-bedrag"),
]
