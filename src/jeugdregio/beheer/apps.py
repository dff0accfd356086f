# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class BeheerConfig(AppConfig):
    name = "jeugdregio.beheer"
    default_auto_field = "django.db.models.BigAutoField"
