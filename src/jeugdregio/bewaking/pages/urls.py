# SPDX-License-Identifier: EUPL-1.2
"""The counts of what must always be true."""

from django.urls import path

from jeugdregio.bewaking.pages import controle

urlpatterns = [path("controle/", controle.controle, name="controle")]
