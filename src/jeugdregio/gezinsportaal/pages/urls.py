# SPDX-License-Identifier: EUPL-1.2
"""The page of someone of a family, and those on which a municipality lets them in."""

from django.urls import path

from jeugdregio.gezinsportaal.pages import mijn, uitnodigen

urlpatterns = [
    path("mijn-gezin/", mijn.mijn_gezin, name="mijn-gezin"),
    path("gezinsinlog/", uitnodigen.zoek, name="gezinsinlog"),
    path("gezinsinlog/<int:gezin>/", uitnodigen.gezin, name="gezinsinlog-gezin"),
]
