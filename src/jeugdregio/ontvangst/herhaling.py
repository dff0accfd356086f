# SPDX-License-Identifier: EUPL-1.2
"""
What the standard answers to a message that comes a second time: 9056 on the header (TR056).

A repeat has no effect and is not registered again. A carrier that delivers twice gets no answer to the second
delivery, for the first was answered; who asks for it, as the test bench does, gets this one.
"""

from datetime import date

from jeugdregio.berichten.actions import TR056, Kop325, antwoord_jw325, lees, ontleed, retourbericht
from jeugdregio.berichten.values import Soort


def antwoord_op_herhaling(data: bytes, *, identificatie: str, dagtekening: date) -> bytes:
    """The answer to a valid message of which the identification was used before; raises `ValueError` otherwise."""
    soort = ontleed(data)[0]
    if soort is not Soort.JW323:
        return retourbericht(
            data, identificatie=identificatie, dagtekening=dagtekening, header_codes=[TR056.retourcode]
        )
    header = lees(soort, [data])["header"].to_pylist()[0]
    kop = Kop325(
        gemeente=header["ontvanger"],
        aanbieder=header["afzender"],
        identificatie=identificatie,
        dagtekening=dagtekening,
        declaratie_identificatie=header["bericht_identificatie_identificatie"],
        declaratie_dagtekening=header["bericht_identificatie_dagtekening"],
        declaratie_basisschema_versie=header["xsd_versie_basisschema_xsd_versie"],
        declaratie_bericht_versie=header["xsd_versie_bericht_xsd_versie"],
    )
    return antwoord_jw325(kop, header_codes=[TR056.retourcode], antwoord=None)
