# SPDX-License-Identifier: EUPL-1.2
"""The books for whoever checks them."""

from django.urls import path

from jeugdregio.boekhouding.pages import gemeenten, grootboek, iv3

urlpatterns = [
    path("boekhouding/", grootboek.boekhouding, name="boekhouding"),
    path("boekhouding/grootboek.beancount", grootboek.bestand, name="grootboekbestand"),
    path("boekhouding/gemeenten/", gemeenten.verrekeningen, name="gemeenteverrekeningen"),
    path("boekhouding/gemeenten/<int:nummer>/", gemeenten.ronde, name="gemeenteverrekening"),
    path("boekhouding/gemeenten/<int:nummer>/<slug:gemeente>/", gemeenten.staat, name="gemeenteverrekening-staat"),
    path(
        "boekhouding/gemeenten/<int:nummer>/<slug:gemeente>/nota.pdf", gemeenten.nota, name="gemeenteverrekening-nota"
    ),
    path("iv3/", iv3.iv3, name="iv3"),
    path("iv3/onder/", iv3.onder, name="iv3-onder"),
]
