# SPDX-License-Identifier: EUPL-1.2
"""What a browser asks for: the whole page or the part of it that changed, and the day or month in the address."""

from collections.abc import Collection
from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest

from jeugdregio.components.schrijfwijze import maandnaam
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.core.periode import Maand

MEESTE_TEKENS = 20
"""Of what someone typed that is shown again."""


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part; going back in history wants the whole page."""
    details = request.htmx  # type: ignore[attr-defined]
    return bool(details) and not details.history_restore_request


def getal_uit(request: HttpRequest, naam: str, anders: int = 1) -> int:
    """A whole number above nought from the address, or `anders` when it holds something else."""
    text = request.GET.get(naam, "")
    return max(int(text), 1) if text.isascii() and text.isdecimal() and len(text) < 10 else anders


def lees_dag(text: str) -> date | None:
    """A day written as 2026-11-28 or 28-11-2026; None for anything else."""
    for form in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
    return None


def dag_uit(request: HttpRequest, naam: str, anders: date) -> date:
    """The day in the address, or `anders` when it has none; what is no day is said on the page, and `anders` shown."""
    text = request.GET.get(naam, "")
    asked = lees_dag(text)
    if text and asked is None:
        wrong = f"‘{text[:MEESTE_TEKENS]}’ is geen dag. Schrijf bijvoorbeeld 28-11-2026. U ziet nu {datum(anders)}."
        messages.warning(request, wrong)
    return asked or anders


def maand_uit(
    request: HttpRequest, naam: str, anders: Maand | None, *, kent: Collection[Maand] | None = None
) -> Maand | None:
    """
    The month in the address, as 2026-11; `anders` when it has none.

    What is no month, or none of `kent`, is said on the page, and `anders` is shown.
    """
    text = request.GET.get(naam, "").strip()
    if not text:
        return anders
    shown = f" U ziet nu {maandnaam(anders)}." if anders else ""
    try:
        asked = Maand.lees(text)
    except ValueError:
        wrong = f"‘{text[:MEESTE_TEKENS]}’ is geen maand. Schrijf bijvoorbeeld 2026-11.{shown}"
        messages.warning(request, wrong)
        return anders
    if kent is not None and asked not in kent:
        messages.warning(request, f"Over {maandnaam(asked)} is hier niets vastgelegd.{shown}")
        return anders
    return asked
