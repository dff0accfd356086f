# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class RechtsbeschermingConfig(AppConfig):
    name = "jeugdregio.rechtsbescherming"
    default_auto_field = "django.db.models.BigAutoField"
