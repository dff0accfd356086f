# SPDX-License-Identifier: EUPL-1.2
"""What municipalities settle among themselves."""

from django.urls import path

from jeugdregio.verevening.pages import lab

urlpatterns = [
    path("solidariteit/", lab.solidariteit, name="solidariteit"),
    path("solidariteit/<int:jaar>/<slug:gemeente>/", lab.gemeente, name="solidariteit-gemeente"),
]
