# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The register of providers is public within the region."""

from jeugdregio.aanbieders.models import Aanbieder


def namen() -> dict[str, str]:
    """The name of every provider by its AGB code."""
    return dict(Aanbieder.objects.values_list("agb", "naam"))
