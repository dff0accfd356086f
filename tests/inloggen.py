# SPDX-License-Identifier: EUPL-1.2
"""
Tests log someone in with `client.force_login(account)`, as Django has it, and with a second factor; a pytest plugin.

`zonder_tweede_factor(client, account)` is Django's own: a session that is good for nothing but setting one up.
"""

from types import SimpleNamespace
from typing import Any

from django.test import Client

zonder_tweede_factor = Client.force_login


def met_tweede_factor(client: Client, account: Any, backend: str | None = None) -> None:
    """Log in as if a code was given just now."""
    from allauth.account.internal.flows.login import record_authentication

    zonder_tweede_factor(client, account, backend or "django.contrib.auth.backends.ModelBackend")
    session = client.session
    record_authentication(SimpleNamespace(session=session), account, "mfa", type="test")  # type: ignore[arg-type]
    session.save()


def pytest_configure() -> None:
    """In every test."""
    Client.force_login = met_tweede_factor  # type: ignore[method-assign,assignment]
