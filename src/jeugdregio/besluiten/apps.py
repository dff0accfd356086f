# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class BesluitenConfig(AppConfig):
    name = "jeugdregio.besluiten"
    default_auto_field = "django.db.models.BigAutoField"
