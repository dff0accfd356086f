# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class GebruikConfig(AppConfig):
    name = "jeugdregio.gebruik"
