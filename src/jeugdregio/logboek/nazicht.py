# SPDX-License-Identifier: EUPL-1.2
"""
What stands out in the read log of one organisation in one month; the caller has set on whose behalf.

Each figure is a condition on the rows of the month, in the hours of the Netherlands. None of them says that something
is wrong: they say where a person should look.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from jeugdregio.components.lijst import sql_volgorde
from jeugdregio.core.greep import Greep
from jeugdregio.logboek.values import Ingezien

NACHT = (22, 6)
VEEL, VEEL_KEER = 50, 3
VELEN = 6
VAAK_NIETS = 10


@dataclass(frozen=True)
class Cijfer:
    """One figure: its name, what it counts, and the SQL condition on a row `i` of the month."""

    sleutel: str
    naam: str
    uitleg: str
    waar: str


CIJFERS = (
    Cijfer(
        "buiten",
        "Buiten de eigen caseload",
        "Een medewerker met een caseload zag een jeugdige die daar op dat moment niet in zat.",
        """
        i.persoon <> '' AND EXISTS (SELECT FROM caseload c WHERE c.account = i.account)
        AND NOT EXISTS (
            SELECT FROM caseload c WHERE c.account = i.account AND c.persoon = i.persoon
                AND c.periode @> (i.moment AT TIME ZONE 'Europe/Amsterdam')::date
                AND (c.beeindigd_op IS NULL OR c.beeindigd_op > i.moment)
        )
        """,
    ),
    Cijfer(
        "veel",
        "Ongewoon veel jeugdigen",
        f"Een medewerker zag minstens {VEEL} jeugdigen en meer dan {VEEL_KEER} keer zoveel als de middelste collega met"
        " dezelfde rol.",
        f"""
        i.persoon <> '' AND (i.account, i.rol) IN (
            SELECT p.account, p.rol FROM per_medewerker p JOIN middelste m USING (rol)
            WHERE p.aantal >= {VEEL} AND p.aantal > {VEEL_KEER} * m.aantal
        )
        """,
    ),
    Cijfer(
        "nacht",
        "In de nacht",
        f"Bekeken tussen {NACHT[0]}.00 en {NACHT[1]}.00 uur.",
        f"""
        i.bron = 'web' AND (extract(hour FROM i.moment AT TIME ZONE 'Europe/Amsterdam') >= {NACHT[0]}
            OR extract(hour FROM i.moment AT TIME ZONE 'Europe/Amsterdam') < {NACHT[1]})
        """,
    ),
    Cijfer(
        "velen",
        "Dezelfde jeugdige door velen",
        f"Minstens {VELEN} medewerkers zagen dezelfde jeugdige.",
        f"""
        i.persoon IN (
            SELECT persoon FROM maand WHERE persoon <> '' AND bron = 'web'
            GROUP BY 1 HAVING count(DISTINCT account) >= {VELEN}
        )
        """,
    ),
    Cijfer(
        "niets",
        "Vaak geweigerd of niets gevonden",
        f"Een medewerker vroeg minstens {VAAK_NIETS} keer iets op dat niet voor hem was, of dat er niet is.",
        f"""
        i.resultaat <> 'getoond' AND i.account IN (
            SELECT account FROM maand WHERE resultaat <> 'getoond' GROUP BY 1 HAVING count(*) >= {VAAK_NIETS}
        )
        """,
    ),
)
PER_SLEUTEL = {one.sleutel: one for one in CIJFERS}
VOLGORDE = {"moment": "i.moment", "account": "i.account", "rol": "i.rol", "wat": "i.wat", "persoon": "i.persoon"}
_MONTH = """
    WITH maand AS MATERIALIZED (
        SELECT * FROM logboek_inzage WHERE moment >= %(van)s AND moment < %(tot)s
    ), caseload AS MATERIALIZED (
        SELECT account_id::text AS account, persoon, periode, beeindigd_op FROM gebruikers_caseload
    ), per_medewerker AS (
        SELECT account, rol, count(DISTINCT persoon) AS aantal FROM maand WHERE persoon <> '' AND bron = 'web'
        GROUP BY 1, 2
    ), middelste AS (
        SELECT rol, percentile_disc(0.5) WITHIN GROUP (ORDER BY aantal) AS aantal FROM per_medewerker GROUP BY 1
    )
"""


def tel(van: datetime, tot: datetime) -> dict[str, tuple[int, int]]:
    """Per figure how many rows there are in [van, tot), and of how many workers."""
    counts = " UNION ALL ".join(
        f"SELECT '{one.sleutel}', count(*), count(DISTINCT i.account) FROM maand i WHERE {one.waar}" for one in CIJFERS
    )
    with connection.cursor() as cursor:
        cursor.execute(_MONTH + counts, {"van": van, "tot": tot})
        return {key: (rows, people) for key, rows, people in cursor.fetchall()}


def rijen(cijfer: Cijfer, van: datetime, tot: datetime, greep: Greep) -> list[Ingezien]:
    """A piece of the rows under a figure, newest first unless asked otherwise."""
    select = f"""
        {_MONTH} SELECT i.moment, i.account, i.rol, i.doel, i.wat, i.kenmerk, i.persoon, i.resultaat
        FROM maand i WHERE {cijfer.waar}
    """
    values: dict[str, Any] = {"van": van, "tot": tot, "aantal": greep.aantal, "vanaf": greep.vanaf}
    with connection.cursor() as cursor:
        cursor.execute(select + sql_volgorde(VOLGORDE, "i.moment DESC, i.id DESC", greep), values)
        return [Ingezien(*row) for row in cursor.fetchall()]
