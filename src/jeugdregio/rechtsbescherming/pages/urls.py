# SPDX-License-Identifier: EUPL-1.2
"""The pages on which people get their right."""

from django.urls import path

from jeugdregio.rechtsbescherming.pages import inspraak, leren, meldingen, verzoeken

urlpatterns = [
    path("rechten/verzoeken/", verzoeken.verzoeken, name="rechtsverzoeken"),
    path("rechten/verzoeken/nieuw/<int:kind>/", verzoeken.nieuw, name="rechtsverzoek-nieuw"),
    path("rechten/verzoeken/nieuw/gezin/<int:lid>/", verzoeken.nieuw_gezin, name="rechtsverzoek-nieuw-gezin"),
    path("rechten/verzoeken/<int:nummer>/", verzoeken.verzoek, name="rechtsverzoek"),
    path("klachten/", meldingen.klachten, name="klachten"),
    path("klachten/nieuw/<slug:soort>/", meldingen.nieuw, name="melding-nieuw"),
    path("klachten/nieuw/<slug:soort>/<int:kind>/", meldingen.nieuw, name="melding-nieuw-kind"),
    path("klachten/<int:nummer>/", meldingen.melding, name="melding"),
    path("calamiteiten/", meldingen.calamiteiten, name="calamiteiten"),
    path("geleerd/", leren.geleerd, name="geleerd"),
    path("geleerd/<int:nummer>/", leren.regel, name="regelproef"),
    path("klachtcijfers/", leren.klachtcijfers, name="klachtcijfers"),
    path("inspraak/", inspraak.stukken, name="inspraak"),
    path("inspraak/<int:nummer>/", inspraak.stuk, name="inspraakstuk"),
    path("openbaar/inspraak/", inspraak.openbaar, name="openbaar-inspraak"),
]
