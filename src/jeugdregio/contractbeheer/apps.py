# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class ContractbeheerConfig(AppConfig):
    name = "jeugdregio.contractbeheer"
    default_auto_field = "django.db.models.BigAutoField"
