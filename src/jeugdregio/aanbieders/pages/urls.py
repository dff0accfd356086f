# SPDX-License-Identifier: EUPL-1.2
"""The register of providers."""

from django.urls import path

from jeugdregio.aanbieders.pages import register

urlpatterns = [
    path("register/", register.register, name="register"),
    path("register/<str:agb>/", register.kaart, name="register-kaart"),
]
