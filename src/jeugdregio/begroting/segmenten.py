# SPDX-License-Identifier: EUPL-1.2
"""The segment of a product: that of its profile, or else its category."""

from django.conf import settings

from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.contracten import queries as contracten

ZONDER_SEGMENT = "Niet vooraf bepaald"
ALLES = 100_000


class Segmenten:
    """Segments by the products of the region, read once; the caller has set on whose behalf."""

    def __init__(self) -> None:
        """Read the products of the region."""
        self._of = contracten.segmenten_van_producten(settings.REGIO)
        self._categories = {code: one.omschrijving for code, one in codelijst("productcategorie").codes.items()}

    def van(self, categorie: str, code: str) -> str:
        """Its name."""
        return self._of.get((categorie, code)) or self._categories.get(categorie, categorie) or ZONDER_SEGMENT


def producten_per_segment() -> dict[tuple[str, str], str]:
    """The segment of every product of the region, by category and code."""
    segments = Segmenten()
    every = contracten.producten(settings.REGIO, "", hoogstens=ALLES)
    return {(one.categorie, one.code): segments.van(one.categorie, one.code) for one in every}
