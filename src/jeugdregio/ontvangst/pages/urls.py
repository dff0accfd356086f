# SPDX-License-Identifier: EUPL-1.2
"""Delivering messages."""

from django.urls import path

from jeugdregio.ontvangst.pages import (
    aanleveren,
    afgeschermd,
    apart,
    doorgegeven,
    gestuurd,
    nazien,
    vasthouden,
    verzoeken,
    werk,
    woonplaats,
)

urlpatterns = [
    path("aanleveren/", aanleveren.aanleveren, name="aanleveren"),
    path("aanleveren/uitkomst/", aanleveren.uitkomst, name="aanleveren-uitkomst"),
    path("verzoeken/", verzoeken.verzoeken, name="verzoeken"),
    path("verzoeken/<slug:gemeente>/<int:bericht_id>/<int:nr>/", verzoeken.verzoek, name="verzoek"),
    path("verzoeken/<slug:gemeente>/<int:bericht_id>/<int:nr>/woonplaats/", woonplaats.woonplaats, name="woonplaats"),
    path("gestuurd/", gestuurd.gestuurd, name="gestuurd"),
    path("gestuurd/<slug:gemeente>/<int:bericht_id>/", gestuurd.bericht, name="gestuurd-bericht"),
    path("doorgegeven/", doorgegeven.doorgegeven, name="doorgegeven"),
    path("doorgegeven/<slug:gemeente>/<int:bericht_id>.xml", doorgegeven.als_xml, name="doorgegeven-xml"),
    path("werk/", werk.werk, name="werk"),
    path("werk/nazien/<slug:regel>/<slug:feit>/", nazien.nazien, name="nazien"),
    path("vastgehouden/", vasthouden.vastgehouden, name="vastgehouden"),
    path("vastgehouden/wachter/", vasthouden.zet_wachter, name="vastgehouden-wachter"),
    path("vastgehouden/<slug:gemeente>/<int:bericht_id>/", vasthouden.besluit, name="vastgehouden-besluit"),
    path("afgeschermd/", afgeschermd.afgeschermd, name="afgeschermd"),
    path("apart/", apart.apart, name="apart"),
]
