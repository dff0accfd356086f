# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class GezinsportaalConfig(AppConfig):
    name = "jeugdregio.gezinsportaal"
    default_auto_field = "django.db.models.BigAutoField"
