# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The municipalities of a region and when they take part."""

from datetime import date

from jeugdregio.regio.models import Gemeente


def deelnemers(regio: str, peildatum: date) -> dict[str, str]:
    """The names of the municipalities that take part on a day, by code, in order of name."""
    rows = Gemeente.objects.filter(regio=regio, deelname__contains=peildatum).values_list("naam", "code")
    return {code: naam for naam, code in sorted(rows)}


def gemeente(code: str) -> Gemeente | None:
    """The municipality with this CBS code, or None."""
    return Gemeente.objects.filter(code=code).first()


def namen() -> dict[str, str]:
    """The name of every municipality that the region knows, by code, in order of name."""
    return {code: naam for naam, code in sorted(Gemeente.objects.values_list("naam", "code"))}
