# SPDX-License-Identifier: EUPL-1.2
"""People, what they may do, what has to be confirmed, and who has which child."""

from django.urls import path

from jeugdregio.beheer.pages import bewaren, caseload, mensen, overzicht, rechten, taken, voorstellen

urlpatterns = [
    path("mensen/", mensen.mensen, name="mensen"),
    path("mensen/beheerder/", mensen.beheerder_elders, name="beheerder-elders"),
    path("mensen/<int:account>/", mensen.mens, name="mens"),
    path("rechten/", rechten.rechten, name="rechten"),
    path("rechten/overzicht/", overzicht.overzicht, name="rechtenoverzicht"),
    path("voorstellen/", voorstellen.voorstellen, name="voorstellen"),
    path("voorstellen/nieuw/<slug:soort>/", voorstellen.nieuw, name="voorstel-nieuw"),
    path("voorstellen/<int:nummer>/", voorstellen.voorstel, name="voorstel"),
    path("taken/", taken.taken, name="taken"),
    path("bewaren/", bewaren.bewaren, name="bewaren"),
    path("bewaren/persoon/", bewaren.persoon, name="bewaren-persoon"),
    path("caseload/", caseload.caseload, name="caseload"),
    path("caseload/<int:nummer>/", caseload.regel, name="caseload-regel"),
]
