# SPDX-License-Identifier: EUPL-1.2
"""Every page of the house; a room adds its own `pages.urls`."""

from django.urls import URLPattern, URLResolver, include, path

from jeugdregio.afsluiting.queries import INVARIANTEN

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("jeugdregio.config.welbekend")),
    path("", include("jeugdregio.gebruikers.pages.urls")),
    path("", include("jeugdregio.logboek.pages.urls")),
    path("", include("jeugdregio.werkplek.pages.urls")),
    path("", include("jeugdregio.afsluiting.pages.urls")),
    path("", include("jeugdregio.begroting.pages.urls")),
    path("", include("jeugdregio.ontvangst.pages.urls")),
    path("", include("jeugdregio.toewijzingen.pages.urls")),
    path("", include("jeugdregio.declaraties.pages.urls")),
    path("", include("jeugdregio.betalingen.pages.urls")),
    path("", include("jeugdregio.pgb.pages.urls")),
    path("", include("jeugdregio.bekostiging.pages.urls")),
    path("", include("jeugdregio.prijzen.pages.urls")),
    path("", include("jeugdregio.teambudget.pages.urls")),
    path("", include("jeugdregio.wachttijden.pages.urls")),
    path("", include("jeugdregio.gebruik.pages.urls")),
    path("", include("jeugdregio.portaal.pages.urls")),
    path("", include("jeugdregio.bewaking.pages.urls"), {"ook": INVARIANTEN}),
    path("", include("jeugdregio.aansluiting.pages.urls")),
    path("", include("jeugdregio.contracten.pages.urls")),
    path("", include("jeugdregio.contractbeheer.pages.urls")),
    path("", include("jeugdregio.besluiten.pages.urls")),
    path("", include("jeugdregio.beheer.pages.urls")),
    path("", include("jeugdregio.vertrouwen.pages.urls")),
    path("", include("jeugdregio.gezinnen.pages.urls")),
    path("", include("jeugdregio.toegang.pages.urls")),
    path("", include("jeugdregio.woonplaats.pages.urls")),
    path("", include("jeugdregio.regimes.pages.urls")),
    path("", include("jeugdregio.uitwisseling.pages.urls")),
    path("", include("jeugdregio.verevening.pages.urls")),
    path("", include("jeugdregio.overgang.pages.urls")),
    path("", include("jeugdregio.verantwoording.pages.urls")),
    path("", include("jeugdregio.prognose.pages.urls")),
    path("", include("jeugdregio.boekhouding.pages.urls")),
    path("", include("jeugdregio.lasten.pages.urls")),
    path("", include("jeugdregio.inkoop.pages.urls")),
    path("", include("jeugdregio.contracten.pages.urls")),
    path("", include("jeugdregio.verzoeken.pages.urls")),
    path("", include("jeugdregio.aanbieders.pages.urls")),
    path("", include("jeugdregio.continuiteit.pages.urls")),
    path("", include("jeugdregio.rechtsbescherming.pages.urls")),
    path("", include("jeugdregio.gezinsportaal.pages.urls")),
]

handler500 = "jeugdregio.aansluiting.pages.probleem.storing"
