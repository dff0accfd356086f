# SPDX-License-Identifier: EUPL-1.2
"""Contracts on a day, one contract, the contract file, and the public list of providers per profile."""

from django.urls import path

from jeugdregio.contracten.pages import bestand, contracten, openbaar, stand

urlpatterns = [
    path("contracten/", stand.contracten, name="contracten"),
    path("contracten/bestand/", bestand.inlezen, name="contractbestand"),
    path("contracten/bestand/alles.xlsx", bestand.uitvoer, name="contractbestand-uitvoer"),
    path("contracten/bestand/sjabloon.xlsx", bestand.sjabloon, name="contractbestand-sjabloon"),
    path("contracten/bestand/<int:nummer>/", bestand.voorstel, name="contractbestand-voorstel"),
    path("contracten/<str:nummer>/", contracten.contract, name="contract"),
    path("contracten/<str:nummer>/brief.pdf", contracten.brief, name="contract-brief"),
    path("openbaar/aanbieders/", openbaar.lijsten, name="openbaar-aanbieders"),
    path("openbaar/aanbieders.csv", openbaar.als_csv, name="openbaar-aanbieders-csv"),
    path("openbaar/aanbieders.json", openbaar.als_json, name="openbaar-aanbieders-json"),
]
