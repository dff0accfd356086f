# SPDX-License-Identifier: EUPL-1.2
"""The use of youth care, who is behind a figure, and what is published about it."""

from django.urls import path

from jeugdregio.gebruik.pages import beeld, gepubliceerd, jeugdigen

urlpatterns = [
    path("jeugdhulpgebruik/", beeld.beeld, name="jeugdhulpgebruik"),
    path("jeugdhulpgebruik/jeugdigen/", jeugdigen.jeugdigen, name="jeugdhulpgebruik-jeugdigen"),
    path("jeugdhulpgebruik/gepubliceerd/", gepubliceerd.gepubliceerd, name="jeugdhulpgebruik-gepubliceerd"),
]
