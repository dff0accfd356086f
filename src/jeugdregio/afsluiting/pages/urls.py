# SPDX-License-Identifier: EUPL-1.2
"""The start page and the month reports."""

from django.urls import path, register_converter

from jeugdregio.afsluiting.pages import jaar, maandrapport, maandrapporten, onderregels, overzicht, stukken
from jeugdregio.core.periode import Maand


class MaandInAdres:
    """`2026-09` in an address; an impossible month is an address that does not exist."""

    regex = "[0-9]{4}-(?:0[1-9]|1[0-2])"

    def to_python(self, text: str) -> Maand:
        """Raises `ValueError`: no such address."""
        return Maand.lees(text)

    def to_url(self, maand: Maand) -> str:
        """The month as it is written in an address."""
        return str(maand)


register_converter(MaandInAdres, "maand")
RAPPORT = "maandrapport/<slug:gemeente>/<maand:maand>/"

urlpatterns = [
    path("overzicht/", overzicht.overzicht, name="overzicht"),
    path("maandrapport/", maandrapporten.maandrapporten, name="maandrapporten"),
    path(RAPPORT, maandrapport.maandrapport, name="maandrapport"),
    path(f"{RAPPORT}maandrapport.xlsx", maandrapport.werkblad, name="maandrapport-xlsx"),
    path(f"{RAPPORT}regels/<slug:cijfer>/", onderregels.onderregels, name="maandrapport-regels"),
    path(f"{RAPPORT}stukken/", stukken.stukken, name="maandstukken"),
    path(f"{RAPPORT}stukken/<slug:soort>/", stukken.stuk, name="maandstuk"),
    path(f"{RAPPORT}stukken/<slug:soort>/stuk.json", stukken.als_json, name="maandstuk-json"),
    path("jaarafsluiting/", jaar.laatste, name="jaarafsluitingen"),
    path("jaarafsluiting/<int:jaar>/", jaar.jaarafsluiting, name="jaarafsluiting"),
]
