# SPDX-License-Identifier: EUPL-1.2
"""Making the forecast of this month, by the worker when nothing is waiting."""

from typing import ClassVar

from jeugdregio.opdrachtregel.geregeld import OPNIEUW_NA, Geregeld


class Voorspeller(Geregeld):
    """Makes the forecast that is not there."""

    EERST: ClassVar[float] = OPNIEUW_NA
    MISLUKT: ClassVar[str] = (
        "De prognose van deze maand is niet gemaakt ({fout}). Over vijf minuten weer. Blijft dit zo? Probeer "
        "`jeugdregio prognose` en lees wat er staat."
    )

    def gedaan(self, aantal: int) -> str:
        """That it was made."""
        del aantal
        return "De prognose van deze maand is gemaakt."
