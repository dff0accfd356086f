# SPDX-License-Identifier: EUPL-1.2
"""The calculation model of the RTA, and youth mental care that began before 2015."""

from django.urls import path

from jeugdregio.overgang.pages import jggz, rta

urlpatterns = [
    path("rta-model/", rta.model, name="rta-model"),
    path("rta-model/aanbieder/", rta.spoor, name="rta-spoor"),
    path("overgang-jggz/", jggz.overgang, name="overgang-jggz"),
]
