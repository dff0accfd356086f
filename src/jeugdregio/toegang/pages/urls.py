# SPDX-License-Identifier: EUPL-1.2
"""The access: the board, the path of an application, the central number, the Raad, and the basic functions."""

from django.urls import path

from jeugdregio.toegang.pages import aanmelden, aanmelding, basis, bord, onderzoek, raad, telefoon

urlpatterns = [
    path("toegang/bord/", bord.bord, name="caseloadbord"),
    path("toegang/aanmelden/", aanmelden.aanmelden, name="aanmelden"),
    path(
        "toegang/verzoek/<str:gemeente>/<int:bericht_id>/<int:nr>/",
        aanmelden.overnemen,
        name="verzoek-overnemen",
    ),
    path("toegang/aanmelding/<int:nummer>/", aanmelding.aanmelding, name="aanmelding"),
    path("toegang/aanmelding/<int:nummer>/gebieden/", onderzoek.gebieden, name="aanmelding-gebieden"),
    path("toegang/aanmelding/<int:nummer>/stappen/", onderzoek.stappen, name="aanmelding-stappen"),
    path("toegang/aanmelding/<int:nummer>/akkoord/", onderzoek.akkoord, name="aanmelding-akkoord"),
    path("toegang/telefoon/", telefoon.telefoon, name="telefoon"),
    path("toegang/telefoon/<int:nummer>/", telefoon.oproep, name="oproep"),
    path("toegang/raadsmeldingen/", raad.raadsmeldingen, name="raadsmeldingen"),
    path("toegang/raadsmeldingen/<int:nummer>/", raad.raadsmelding, name="raadsmelding"),
    path("toegang/basisfuncties/", basis.basisfuncties, name="basisfuncties"),
]
