# SPDX-License-Identifier: EUPL-1.2
"""
RA002, an agreement, not of the standard: a broken month that a tariff per month does not pay for is not declared.

IV078 leaves the broken month of output to municipality and provider. For jeugdbescherming and jeugdreclassering the
first broken month does not count and the last does, whole (Ketenbureau, SAP-GI v1.3, 11-12-2024; TO-27): from 15
January to 10 April that is February, March and April. So a child that goes from one allocation to the next in the
middle of a month is paid for once.

What is agreed is data (`contracten.Maandafspraak`), of the first day of the product period; without it every month
counts. A month in which an allocation begins and ends counts only when both edges do: the protocol does not say. The
standard has no return code for an agreement of the region; that of TR321 comes nearest: the most for this period is
nought.
"""

from jeugdregio.core.source import Source
from jeugdregio.regels.values import Plaats, Regel

PER_MAAND = "t.eenheid = '82' AND t.frequentie = '4'"

RA002 = Regel(
    code="RA002",
    retourcode="9321",
    niveau=3,
    source=Source("regionale afspraak", "RA002"),
    uitleg="Deze maand telt niet bij dit maandtarief. De toewijzing loopt van {begin} tot en met {einde}.",
    wat_te_doen="Declareer deze gebroken maand niet. Wat is afgesproken, staat bij het product onder Producten.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending=f"""
                {PER_MAAND} AND NOT contracten_telperiode(a.telt_eerste, a.telt_laatste, t.geldig)
                    && daterange(a.maand_begin, a.maand_laatste, '[]')
            """,
            feiten={"begin": "lower(t.geldig)", "einde": "upper(t.geldig) - 1"},
        ),
    ),
)
