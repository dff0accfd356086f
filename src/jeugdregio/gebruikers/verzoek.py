# SPDX-License-Identifier: EUPL-1.2
"""On whose behalf a request is made, and which right a page asks for."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from jeugdregio.gebruikers.values import Machtiging, Recht

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def machtiging(request: HttpRequest) -> Machtiging:
    """The verified identity of whoever is logged in; pages are only reached by someone who is."""
    assert request.user.is_authenticated
    return request.user.machtiging


def vraagt(*rechten: Recht) -> Callable[[View], View]:
    """
    A page that is only for whoever has one of these rights; for anyone else it is a Dutch page that says which.

    A test of the house looks for it on every address (`recht`), or for `voor_iedereen`.
    """

    def around(view: View) -> View:
        @wraps(view)
        def asks(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            eis(machtiging(request), *rechten)
            return view(request, *args, **kwargs)

        asks.recht = rechten  # type: ignore[attr-defined]
        return cast("View", asks)

    return around


def voor_iedereen(view: View) -> View:
    """Mark a page that everyone who is logged in may see, on purpose."""
    view.recht = ()  # type: ignore[attr-defined]
    return view


def eis(wie: Machtiging, *rechten: Recht) -> None:
    """Raise `PermissionDenied` when whoever this is has none of these rights; the text says whom to ask."""
    if not any(wie.mag(recht) for recht in rechten):
        names = " of ".join(f"‘{recht.label}’" for recht in rechten)
        raise PermissionDenied(
            f"Uw rol ({wie.rol.label}) heeft het recht {names} niet. Hebt u het nodig voor uw werk? "
            "Vraag het de functioneel beheerder van uw organisatie."
        )
