# SPDX-License-Identifier: EUPL-1.2
"""What municipalities settle among themselves."""

from django.urls import path

from jeugdregio.verevening.pages import jaar, jaarcijfers, lab, verzoek, verzoeken

urlpatterns = [
    path("solidariteit/verzoeken/", verzoeken.verzoeken, name="solidariteitsverzoeken"),
    path("solidariteit/verzoeken/<int:nummer>/", verzoek.verzoek, name="solidariteitsverzoek"),
    path("solidariteit/afrekening/", jaar.afrekening, name="solidariteitsafrekening"),
    path("solidariteit/jaarcijfers/", jaarcijfers.jaarcijfers, name="jaarcijfers"),
    path("solidariteit/", lab.solidariteit, name="solidariteit"),
    path("solidariteit/<int:jaar>/<slug:gemeente>/", lab.gemeente, name="solidariteit-gemeente"),
]
