# SPDX-License-Identifier: EUPL-1.2
"""
What a list of 100,000 rows costs: each order, its first and its last page, its totals, and all of it as a file.

Fills an embedded database of its own and prints the median time of each as the application, on behalf of the region and
of one municipality. Run: `python bench/lijsten.py [declaraties]`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import psycopg
from maandrapport import seconden

from jeugdregio.inrichting import rollen
from jeugdregio.inrichting.server import zorg_voor_server

PER_PAGINA = 25
VULLING = """
    INSERT INTO declaraties_declaratie
    SELECT lpad((b % 11 + 1)::text, 4, '0'), b, lpad((b * 7 % 205 + 1)::text, 8, '0'), 'D' || b,
        '2026-01-01'::date + (b % 12)::integer * interval '1 month', '2026-01-01'::date + (b % 360)::integer,
        b * 7919 % 1000000, b * 7907 % 1000000, 20, b % 21, true
    FROM generate_series(1, {aantal}) b
"""


def meet() -> None:
    """Time the pieces of the list and print them."""
    from jeugdregio.components.uitvoer import Kop, als_csv, als_xlsx
    from jeugdregio.core.greep import Greep
    from jeugdregio.declaraties import queries
    from jeugdregio.declaraties.values import Keuze
    from jeugdregio.gebruikers.values import Machtiging, Rol

    heads = [Kop("Declaratie", "tekst"), Kop("Ingediend", "bedrag")]
    for who in (Machtiging(Rol.CONTROLLER, regio="IJSSELLAND"), Machtiging(Rol.CONTROLLER, gemeente="0001")):
        total = partial(queries.telling, Keuze(), on_behalf_of=who)
        number = total().aantal
        print(f"{who.organisatie}: {number:,} declaraties")
        print(f"  {'tellen en optellen':<28}{seconden(total):8.3f} s")
        for name in ("", *queries.VOLGORDE):
            first, last = (
                seconden(partial(queries.declaraties, Keuze(), Greep(at, PER_PAGINA, name), on_behalf_of=who))
                for at in (0, number - PER_PAGINA)
            )
            print(f"  {name or 'van zelf':<28}{first:8.3f} s, laatste bladzijde {last:.3f} s")
        rows = [(one.nummer, one.ingediend_cent) for one in queries.declaraties(Keuze(), Greep(), on_behalf_of=who)]
        for form in (als_csv, als_xlsx):
            print(f"  {form.__name__:<28}{seconden(partial(form, 'Declaraties', heads, rows)):8.3f} s", flush=True)


def main() -> None:
    """Start a database in a temporary folder, fill it and measure."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        server = zorg_voor_server(Path(folder) / "postgres", duurzaam=False)
        rollen.richt_in(server.url("postgres", "postgres"), "bench")
        env = {**os.environ, "DJANGO_SETTINGS_MODULE": "jeugdregio.config.settings"}
        owner = {"JEUGDREGIO_ROL": "eigenaar", "DATABASE_OWNER_URL": server.url(rollen.EIGENAAR, "bench")}
        command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
        subprocess.run(command, env={**env, **owner}, check=True)
        with psycopg.connect(server.url("postgres", "bench"), autocommit=True) as connection:
            connection.execute(VULLING.format(aantal=number))  # type: ignore[arg-type]
            connection.execute("VACUUM ANALYZE")
        os.environ.update(env, DATABASE_URL=server.url(rollen.APP, "bench"))
        import django

        django.setup()
        meet()
        server.stop()


if __name__ == "__main__":
    main()
