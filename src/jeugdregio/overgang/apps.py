# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class OvergangConfig(AppConfig):
    name = "jeugdregio.overgang"
