# SPDX-License-Identifier: EUPL-1.2
"""Families."""

from django.urls import path

from jeugdregio.gezinnen.pages import gezin, overzicht, plan

urlpatterns = [
    path("gezinnen/", overzicht.gezinnen, name="gezinnen"),
    path("gezinnen/nieuw/", overzicht.gezin_nieuw, name="gezin-nieuw"),
    path("gezinnen/<int:nummer>/", gezin.gezin, name="gezin"),
    path("gezinnen/<int:nummer>/samenvoegen/", gezin.samenvoegen, name="gezin-samenvoegen"),
    path("gezinnen/<int:nummer>/plan/", plan.gezinsplan, name="gezinsplan"),
    path("gezinnen/<int:nummer>/plan/pdf/", plan.gezinsplan_druk, name="gezinsplan-pdf"),
]
