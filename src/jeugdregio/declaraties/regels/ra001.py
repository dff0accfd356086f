# SPDX-License-Identifier: EUPL-1.2
"""
RA001, an agreement of the region, not of the standard: the part of a price that is due at a result waits for it.

RSJ IJsselland, veelgestelde vragen 2018 (TO-25, TO-26): 70 per cent of a profile at the start, 30 once the help has
stopped as planned (reason 31). After any other stop, or none, it is payable only when provider and access consulted,
which the municipality lays down with a reason (`Overleg`).

Which products wait, and for which reason, is data (`contracten.Betaaldeel`). A stop of any part of the profile of this
child counts, within the allocation and no later than the last day of the product period. The standard has no return
code for an agreement of the region; that of a tariff that differs comes nearest: without a result it is nought (ADR
0036).
"""

from jeugdregio.core.source import Source
from jeugdregio.regels.values import Plaats, Regel

STOP = """
    FROM toewijzingen_v_beeindiging z
    JOIN contracten_v_betaaldeel e ON e.regio = b.regio AND e.profiel = a.profiel AND e.categorie = z.categorie
        AND e.code = z.code
    WHERE z.gemeente = b.gemeente AND z.aanbieder = b.aanbieder AND z.client_id = t.client_id
        AND z.einde BETWEEN lower(t.geldig) AND k.product_periode_einddatum
"""

RA001 = Regel(
    code="RA001",
    retourcode="0611",
    niveau=3,
    source=Source("regionale afspraak", "RA001"),
    uitleg="Dit deel mag na een stop met reden {nodig}. Gemeld is: {gemeld}.",
    wat_te_doen="Overleg met de toegang van de gemeente. Legt zij het overleg vast, declareer dan opnieuw.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending=f"""
                a.stopreden IS NOT NULL AND NOT EXISTS (SELECT {STOP} AND z.reden = a.stopreden)
                AND NOT EXISTS (
                    SELECT FROM declaraties_overleg g
                    WHERE g.gemeente = b.gemeente AND g.toewijzing_nummer = k.toewijzing_nummer
                        AND g.aanbieder = b.aanbieder
                )
            """,
            feiten={
                "nodig": "a.stopreden",
                "gemeld": f"coalesce((SELECT 'reden ' || string_agg(DISTINCT z.reden, ', ') {STOP}), 'nog geen stop')",
            },
        ),
    ),
)
