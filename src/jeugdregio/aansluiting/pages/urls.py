# SPDX-License-Identifier: EUPL-1.2
"""The API for the software of an organisation."""

from django.urls import path, re_path

from jeugdregio.aansluiting.pages import berichten, beschrijving, token

V1 = "api/v1"
urlpatterns = [
    path(f"{V1}/openapi.json", beschrijving.openapi, name="api-openapi"),
    path(f"{V1}/token", token.token, name="api-token"),
    path(f"{V1}/berichten", berichten.aanleveren, name="api-berichten"),
    re_path(rf"^{V1}/berichten/(?P<nummer>[0-9]+)$", berichten.ontvangst, name="api-ontvangst"),
    path(f"{V1}/uitgaand", berichten.uitgaand, name="api-uitgaand"),
    path(f"{V1}/uitgaand/<str:kenmerk>", berichten.inhoud, name="api-inhoud"),
    path(f"{V1}/uitgaand/<str:kenmerk>/bevestiging", berichten.bevestiging, name="api-bevestiging"),
    path(f"{V1}/", beschrijving.pagina, name="api"),
    path(f"{V1}/<path:rest>", berichten.onbekend),
]
