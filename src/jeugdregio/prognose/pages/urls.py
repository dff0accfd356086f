# SPDX-License-Identifier: EUPL-1.2
"""What the year will cost."""

from django.urls import path

from jeugdregio.prognose.pages import beeld, uitzicht, verdeling

urlpatterns = [
    path("budgetverdeling/", verdeling.verdeling, name="budgetverdeling"),
    path("plafonds-en-budgetten/", uitzicht.uitzicht, name="plafonds-en-budgetten"),
    path("prognose/", beeld.eigen, name="prognose"),
    path("prognose/<slug:gemeente>/", beeld.gemeente, name="prognose-gemeente"),
]
