# SPDX-License-Identifier: EUPL-1.2
"""What a browser asks for: the whole page, or the part of it that changed."""

from django.http import HttpRequest


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part; going back in history wants the whole page."""
    details = request.htmx  # type: ignore[attr-defined]
    return bool(details) and not details.history_restore_request


def getal_uit(request: HttpRequest, naam: str, anders: int = 1) -> int:
    """A whole number above nought from the address, or `anders` when it holds something else."""
    text = request.GET.get(naam, "")
    return max(int(text), 1) if text.isascii() and text.isdecimal() and len(text) < 10 else anders
