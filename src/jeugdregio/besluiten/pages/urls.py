# SPDX-License-Identifier: EUPL-1.2
"""Decisions on help, the second look, and objections."""

from django.urls import path

from jeugdregio.besluiten.pages import beslissen, bezwaren, blad, termijn, toetsen, vervolg

urlpatterns = [
    path("besluiten/", beslissen.besluiten, name="besluiten"),
    path("besluiten/toetsen/", toetsen.toetsen, name="besluiten-toetsen"),
    path("besluiten/toetsen/<int:nummer>/", toetsen.toets, name="besluit-toets"),
    path("besluiten/aanmelding/<int:aanmelding>/", beslissen.nieuw, name="besluit-nieuw"),
    path("besluiten/aanmelding/<int:aanmelding>/termijn/", termijn.termijn, name="besluit-termijn"),
    path("besluiten/brieven/<int:nummer>.pdf", blad.brief, name="besluit-brief"),
    path("besluiten/<int:nummer>/", blad.besluit, name="besluit"),
    path("besluiten/<int:nummer>/voorbeeld.pdf", blad.voorbeeld, name="besluit-voorbeeld"),
    path("besluiten/<int:nummer>/wijzigen/", vervolg.wijzigen, name="besluit-wijzigen"),
    path("besluiten/<int:nummer>/herzien/", vervolg.herzien, name="besluit-herzien"),
    path("besluiten/<int:nummer>/intrekken/", vervolg.intrekken, name="besluit-intrekken"),
    path("besluiten/<int:besluit>/bezwaar/", bezwaren.nieuw, name="bezwaar-nieuw"),
    path("bezwaren/", bezwaren.bezwaren, name="bezwaren"),
    path("bezwaren/<int:nummer>/", bezwaren.bezwaar, name="bezwaar"),
]
