# SPDX-License-Identifier: EUPL-1.2
"""What django-axes counts wrong passwords by, without keeping or logging what someone typed as a name."""

from typing import Any

from django.http import HttpRequest

from jeugdregio.gebruikers.zegel import vingerafdruk


def wie(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """A fingerprint of the name that was typed: someone may type a password or a number of a person there."""
    typed = (credentials or request.POST).get("username")
    return vingerafdruk(str(typed).casefold()) if typed else None


def beschrijving(_wie: Any, ip_address: Any, _agent: Any, path_info: Any, _request: HttpRequest) -> str:
    """How a log line names the caller."""
    return f"{ip_address} at {path_info}"
