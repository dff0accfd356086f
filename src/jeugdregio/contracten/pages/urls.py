# SPDX-License-Identifier: EUPL-1.2
"""Contracts, and the public list of providers per profile."""

from django.urls import path, re_path

from jeugdregio.contracten.pages import contracten, openbaar

urlpatterns = [
    path("contracten/", contracten.contracten, name="contracten"),
    path("contracten/<str:nummer>/", contracten.contract, name="contract"),
    path("contracten/<str:nummer>/brief.pdf", contracten.brief, name="contract-brief"),
    path("openbaar/aanbieders/", openbaar.lijsten, name="openbaar-aanbieders"),
    re_path(r"^openbaar/aanbieders[.](?P<vorm>csv|json)$", openbaar.data, name="openbaar-aanbieders-data"),
]
