# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class LogboekConfig(AppConfig):
    name = "jeugdregio.logboek"
    default_auto_field = "django.db.models.BigAutoField"
