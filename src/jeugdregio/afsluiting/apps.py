# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class AfsluitingConfig(AppConfig):
    name = "jeugdregio.afsluiting"
