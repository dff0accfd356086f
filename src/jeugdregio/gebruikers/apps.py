# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _isolate(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Policies follow the models at every migrate: the only signal in the house (ADR 0003)."""
    from jeugdregio.gebruikers.isolatie import pas_toe

    pas_toe(using)


class GebruikersConfig(AppConfig):
    name = "jeugdregio.gebruikers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_isolate, sender=self, dispatch_uid="isolatie")
