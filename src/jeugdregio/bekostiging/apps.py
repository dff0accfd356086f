# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class BekostigingConfig(AppConfig):
    name = "jeugdregio.bekostiging"
