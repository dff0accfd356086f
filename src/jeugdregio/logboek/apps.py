# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _keep_what_changes(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """The triggers of the history follow the models at every migrate, as the policies do (ADR 0003)."""
    from jeugdregio.logboek.geschiedenis import pas_toe

    pas_toe(using)


class LogboekConfig(AppConfig):
    name = "jeugdregio.logboek"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_keep_what_changes, sender=self, dispatch_uid="geschiedenis")
