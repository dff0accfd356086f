# SPDX-License-Identifier: EUPL-1.2
"""The API for the software of an organisation."""

from django.urls import path

from jeugdregio.aansluiting.pages import berichten, beschrijving, gegevens, inwoner, token
from jeugdregio.aansluiting.pages.probleem import API

urlpatterns = [
    path(API, beschrijving.pagina, name="api"),
    path(f"{API}/openapi.json", beschrijving.openapi, name="api-openapi"),
    path(f"{API}/token", token.token, name="api-token"),
    path(f"{API}/berichten", berichten.aanleveren, name="api-berichten"),
    path(f"{API}/berichten/<str:ontvangst>", berichten.ontvangst, name="api-ontvangst"),
    path(f"{API}/uitgaande-berichten", berichten.uitgaand, name="api-uitgaand"),
    path(f"{API}/uitgaande-berichten/<str:kenmerk>", berichten.inhoud, name="api-inhoud"),
    path(f"{API}/uitgaande-berichten/<str:kenmerk>/bevestiging", berichten.bevestiging, name="api-bevestiging"),
    path(f"{API}/toewijzingen", gegevens.lijst_toewijzingen, name="api-toewijzingen"),
    path(f"{API}/toewijzingen/<str:toewijzing>", gegevens.een_toewijzing, name="api-toewijzing"),
    path(f"{API}/declaraties", gegevens.lijst_declaraties, name="api-declaraties"),
    path(f"{API}/declaraties/<str:declaratie>", gegevens.een_declaratie, name="api-declaratie"),
    path(f"{API}/declaraties/<str:declaratie>/regels", gegevens.regels, name="api-declaratieregels"),
    path(f"{API}/verzoeken", gegevens.lijst_verzoeken, name="api-verzoeken"),
    path(f"{API}/verzoeken/<str:verzoek>", gegevens.een_verzoek, name="api-verzoek"),
    path(f"{API}/maandrapporten", gegevens.maandrapporten, name="api-maandrapporten"),
    path(f"{API}/maandrapporten/<str:maandrapport>", gegevens.maandrapport, name="api-maandrapport"),
    path(f"{API}/organisatie", gegevens.organisatie, name="api-organisatie"),
    path(f"{API}/contracten", gegevens.lijst_contracten, name="api-contracten"),
    path(f"{API}/tarieven", gegevens.lijst_tarieven, name="api-tarieven"),
    path(f"{API}/inwonerzaken", inwoner.zaken, name="api-inwonerzaken"),
    path(f"{API}/<path:rest>", berichten.onbekend),
]
