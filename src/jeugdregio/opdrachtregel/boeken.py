# SPDX-License-Identifier: EUPL-1.2
"""Booking instalments and lump sums that are due, by the worker when nothing is waiting; the buttons stay."""

from typing import ClassVar

from jeugdregio.opdrachtregel.geregeld import OPNIEUW_NA, Geregeld


class Boeker(Geregeld):
    """Books what is due and was not booked."""

    EERST: ClassVar[float] = OPNIEUW_NA
    MISLUKT: ClassVar[str] = (
        "Termijnen die zijn vervallen, zijn niet geboekt ({fout}). Over vijf minuten weer. Blijft dit zo? Kies "
        "‘Boek de termijnen’ onder Taken en subsidies, en lees wat er staat."
    )

    def gedaan(self, aantal: int) -> str:
        """How many were booked."""
        return f"Geboekt wat was vervallen: {aantal} termijnen van afspraken en teams."
