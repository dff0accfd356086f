# SPDX-License-Identifier: EUPL-1.2
"""What django-axes counts wrong passwords by, without keeping or logging what someone typed as a name."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from jeugdregio.gebruikers.zegel import vingerafdruk


def adres(request: HttpRequest) -> str | None:
    """The address of the caller, as allauth counts it; None for a request that came from nowhere."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return None


def wie(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """A fingerprint of the name that was typed: someone may type a password or a number of a person there."""
    typed = (credentials or request.POST).get("username")
    return vingerafdruk(str(typed).casefold()) if typed else None


def beschrijving(_wie: Any, ip_address: Any, _agent: Any, path_info: Any, _request: HttpRequest) -> str:
    """How a log line names the caller."""
    return f"{ip_address} at {path_info}"
