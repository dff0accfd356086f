# SPDX-License-Identifier: EUPL-1.2
"""An answer that is a file."""

from django.http import HttpResponse

PDF = "application/pdf"


def bestand(data: bytes, soort: str, naam: str, *, tonen: bool = False) -> HttpResponse:
    """A file of this kind under this name: to keep, or for the browser to show (`tonen`)."""
    response = HttpResponse(data, content_type=soort)
    response["Content-Disposition"] = f'{"inline" if tonen else "attachment"}; filename="{naam}"'
    return response
