# SPDX-License-Identifier: EUPL-1.2
"""What every figure means."""

from django.urls import path

from jeugdregio.begroting.pages import begrippen

urlpatterns = [path("begrippen/", begrippen.begrippen, name="begrippen")]
