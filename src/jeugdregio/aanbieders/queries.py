# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The register of providers is public within the region."""

from jeugdregio.aanbieders.models import Aanbieder


def namen() -> dict[str, str]:
    """The name of every provider by its AGB code."""
    return dict(Aanbieder.objects.values_list("agb", "naam"))


def naam(agb: str) -> str:
    """The name of one provider; a code that is not in the register stands for itself."""
    return Aanbieder.objects.filter(agb=agb).values_list("naam", flat=True).first() or agb


def aanbieder(agb: str) -> Aanbieder | None:
    """The provider with this AGB code, or None."""
    return Aanbieder.objects.filter(agb=agb).first()
