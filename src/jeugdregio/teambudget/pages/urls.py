# SPDX-License-Identifier: EUPL-1.2
"""Team budgets, one team, its settlement, and the thresholds for the second check."""

from django.urls import path

from jeugdregio.teambudget.pages import afrekening, drempels, lumpsum, overzicht, team

urlpatterns = [
    path("teambudget/", overzicht.overzicht, name="teambudget"),
    path("teambudget/lumpsum/", lumpsum.lumpsum, name="lumpsum"),
    path("teambudget/drempels/", drempels.drempels, name="toetsdrempels"),
    path("teambudget/<int:nummer>/<int:jaar>/", team.team, name="team"),
    path("teambudget/<int:nummer>/<int:jaar>/afrekening/", afrekening.afrekening, name="teamafrekening"),
]
