# SPDX-License-Identifier: EUPL-1.2
"""Delivering messages."""

from django.urls import path

from jeugdregio.ontvangst.pages import aanleveren, apart

urlpatterns = [
    path("aanleveren/", aanleveren.aanleveren, name="aanleveren"),
    path("aanleveren/uitkomst/", aanleveren.uitkomst, name="aanleveren-uitkomst"),
    path("apart/", apart.apart, name="apart"),
]
