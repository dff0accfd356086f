# SPDX-License-Identifier: EUPL-1.2
"""
The guards before an allocation leaves for the provider: agreements of the standard (OP) that only people can judge.

A guard refuses nothing. A message that breaks one is accepted and stored, and waits for someone of the municipality
(`berichten_vasthouding`, ADR 0019). Each guard looks at what the message *brings*: what was let go once does not stop
the next message. They run before the wave is stored, so `e` and `o` are what was known before.
"""

from datetime import datetime
from functools import cache

from django.db.backends.utils import CursorWrapper

from jeugdregio.berichten.actions import IN_DEZE_GOLF
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.toewijzingen.models import Wachter as Keuze
from jeugdregio.toewijzingen.values import Wachter, Wachterstand

# What the message gives (k), what was known under that number (e), and another allocation of that child there (o).
# `m` is that other one when the message brings it along: then the message says until when it runs.
_OF_CHILD = f"""
    FROM partij_jw301_client c
    JOIN partij_bericht b ON b.bericht = c.bericht AND {IN_DEZE_GOLF}
    JOIN toewijzingen_toewijzing o ON o.gemeente = b.gemeente AND o.client_id = c.client_id AND NOT o.verwijderd
    LEFT JOIN partij_jw301_toegewezen_product m ON m.bericht = c.bericht AND m.toewijzing_nummer = o.nummer
"""
_PRODUCT = """
    JOIN partij_jw301_toegewezen_product k ON k.bericht = c.bericht AND k.client = c.nr
        AND k.toewijzing_nummer <> o.nummer AND k.reden_wijziging IS DISTINCT FROM '13'
    LEFT JOIN toewijzingen_toewijzing e ON e.gemeente = b.gemeente AND e.nummer = k.toewijzing_nummer
"""
_SAME = "o.categorie = k.product_categorie AND (o.code = k.product_code OR o.code IS NULL OR k.product_code IS NULL)"
_PERIOD = "daterange(k.ingangsdatum, k.einddatum, '[]')"

WACHTERS = (
    Wachter(
        "OP087",
        "Niet elke lopende toewijzing van deze jeugdige bij deze aanbieder staat in het bericht.",
        "Trek het bericht in en stuur een JW301 met het hele beeld, of geef het vrij als het zo hoort.",
        f"{_OF_CHILD} WHERE m.bericht IS NULL AND (upper_inf(o.geldig) OR upper(o.geldig) > b.dagtekening)",
    ),
    Wachter(
        "OP259",
        "Hetzelfde product is voor dezelfde dagen al onder een ander nummer toegewezen aan deze aanbieder.",
        "Trek het bericht in en kort een van beide in, of rek de bestaande toewijzing op.",
        f"""{_OF_CHILD} {_PRODUCT}
            WHERE m.bericht IS NULL AND {_SAME} AND o.geldig && {_PERIOD}
                AND (e.id IS NULL OR e.geldig <> {_PERIOD})""",
    ),
    Wachter(
        "OP380",
        "Er is een nieuw nummer voor hetzelfde product met dezelfde omvang, terwijl de vorige toewijzing nog loopt.",
        "Trek het bericht in en verleng door de einddatum van de lopende toewijzing op te rekken.",
        f"""{_OF_CHILD} {_PRODUCT}
            WHERE e.id IS NULL AND k.ingangsdatum = coalesce(m.einddatum + 1, upper(o.geldig))
                AND m.reden_wijziging IS DISTINCT FROM '13' AND k.toewijzingsdatum < upper(o.geldig)
                AND (o.categorie, o.code, o.volume, o.eenheid, o.frequentie) IS NOT DISTINCT FROM
                    (k.product_categorie, k.product_code, k.omvang_volume, k.omvang_eenheid, k.omvang_frequentie)
                AND o.frequentie IS DISTINCT FROM '6'""",
    ),
    Wachter(
        "OP033x1",
        "Eenheid, frequentie of volume is gewijzigd onder hetzelfde nummer; dat mag alleen bij een totaal.",
        "Trek het bericht in, beëindig de toewijzing en geef de nieuwe omvang een nieuw nummer.",
        f"""
        FROM partij_jw301_toegewezen_product k
        JOIN partij_bericht b ON b.bericht = k.bericht AND {IN_DEZE_GOLF}
        JOIN toewijzingen_toewijzing e ON e.gemeente = b.gemeente AND e.nummer = k.toewijzing_nummer
        WHERE k.reden_wijziging IS DISTINCT FROM '13' AND k.omvang_volume IS NOT NULL AND e.volume IS NOT NULL
            AND (k.toewijzingsdatum + k.toewijzingstijd::time) AT TIME ZONE 'UTC' > e.vastgesteld_op
            AND (k.omvang_eenheid <> e.eenheid OR k.omvang_frequentie <> e.frequentie
                OR (k.omvang_volume <> e.volume AND e.frequentie <> '6'))""",
    ),
)


class OnbekendeWachter(Exception):
    """Raised when a guard is set that does not exist."""


@cache
def _statement() -> str:
    broken = " UNION ALL ".join(
        f"SELECT b.bericht, b.gemeente, '{one.regel}' AS regel {one.gevallen}" for one in WACHTERS
    )
    return f"""
        UPDATE partij_bericht p SET afspraken = f.regels
        FROM (
            SELECT g.bericht, array_agg(DISTINCT g.regel ORDER BY g.regel) AS regels FROM ({broken}) g
            WHERE NOT EXISTS (SELECT FROM toewijzingen_wachter w
                WHERE w.gemeente = g.gemeente AND w.regel = g.regel AND NOT w.aan)
            GROUP BY g.bericht
        ) f
        WHERE f.bericht = p.bericht
    """


def houd_tegen(cursor: CursorWrapper, golf: int) -> None:
    """Say of each JW301 of this wave that was accepted which agreements it breaks, before the wave is stored."""
    cursor.execute(_statement(), {"golf": golf})


def wachters(gemeente: str, *, on_behalf_of: Machtiging) -> list[Wachterstand]:
    """Every guard, and whether it is on in this municipality."""
    with namens(on_behalf_of):
        chosen = {one.regel: one for one in Keuze.objects.filter(gemeente=gemeente)}
    return [
        Wachterstand(one, chosen[one.regel].aan, chosen[one.regel].door)
        if one.regel in chosen
        else Wachterstand(one, aan=True)
        for one in WACHTERS
    ]


def zet_wachter(regel: str, *, aan: bool, door: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Turn a guard on or off for the municipality that asks; what is held already stays held.

    Raises `OnbekendeWachter`, and PermissionError for whoever is not a municipality.
    """
    if not on_behalf_of.gemeente:
        raise PermissionError("Alleen de gemeente zelf kiest wat zij tegenhoudt.")
    if regel not in {one.regel for one in WACHTERS}:
        raise OnbekendeWachter(regel)
    with namens(on_behalf_of):
        Keuze.objects.update_or_create(
            gemeente=on_behalf_of.gemeente,
            regel=regel,
            defaults={"aan": aan, "door": door, "gezet_op": moment},
        )
