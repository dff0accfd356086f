# SPDX-License-Identifier: EUPL-1.2
"""
What the month report of a whole region costs on a full year, beside a plain count of the same rows.

Fills an embedded database of its own with invented prestaties, bookings and allocations, and prints the
time of the report as a ratio to `SELECT count(*)` in the same run.
Run: `python bench/maandrapport.py [prestaties]`.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import psycopg

from jeugdregio.inrichting import rollen
from jeugdregio.inrichting.server import zorg_voor_server

RONDEN = 5
GEMEENTEN = 11
VULLING = """
    INSERT INTO regio_gemeente
    SELECT lpad(g::text, 4, '0'), 'IJSSELLAND', 'Gemeente ' || g, 1, 1, daterange('2015-01-01', NULL)
    FROM generate_series(1, {gemeenten}) g;
    INSERT INTO aanbieders_aanbieder (agb, kvk, naam)
    SELECT lpad(a::text, 8, '0'), lpad(a::text, 8, '0'), 'Aanbieder ' || a
    FROM generate_series(1, 205) a;
    INSERT INTO begroting_budget (gemeente, jaar, vanaf, naam, bedrag_cent, laag_cent, hoog_cent, ongeveer, bron)
    SELECT lpad(g::text, 4, '0'), 2026, '2026-01-01', 'bench', 10000000000, 10000000000, 10000000000, false, 'bench'
    FROM generate_series(1, {gemeenten}) g;
    INSERT INTO contracten_tarief (regio, aanbieder, categorie, code, eenheid, per_uur, geldig, tarief_cent)
    SELECT 'IJSSELLAND', lpad(a::text, 8, '0'), '45', '45A0' || c, '01', false,
        daterange('2026-01-01', '2027-01-01'), 150
    FROM generate_series(1, 205) a, generate_series(0, 9) c;
    INSERT INTO toewijzingen_client (gemeente, id, aanbieder, bsn, geslacht, achternaam, voorvoegsel,
        voornamen)
    SELECT lpad((n % {gemeenten} + 1)::text, 4, '0'), n, lpad((n % 205 + 1)::text, 8, '0'), n::text::bytea,
        '', '', '', ''
    FROM generate_series(1, {toewijzingen}) n;
    INSERT INTO toewijzingen_toewijzing (gemeente, id, nummer, aanbieder, client_id, categorie, code, geldig,
        vastgesteld_op, volume, eenheid, frequentie, reden_wijziging, referentie_aanbieder, verwijderd, maat,
        maximaal, bericht_id)
    SELECT gemeente, id, id, aanbieder, id, '45', '45A0' || id % 10,
        daterange('2026-01-01'::date + (id % 90)::integer, '2026-07-01'::date + (id % 300)::integer),
        '2025-12-01', 300, '01', '2', '', '', false, 'volume', 300 * 52, id
    FROM toewijzingen_client;
    INSERT INTO toewijzingen_toewijzingversie (gemeente, bericht_id, nummer, aanbieder, vastgesteld_op,
        geldig, volume, eenheid, frequentie, reden_wijziging)
    SELECT gemeente, id, nummer, aanbieder, vastgesteld_op, geldig, volume, eenheid, frequentie, ''
    FROM toewijzingen_toewijzing;
    INSERT INTO toewijzingen_stand (gemeente, toewijzing_id, gebruikt, prestaties, maximaal, drempel)
    SELECT gemeente, id, 3000, 10, maximaal, maximaal FROM toewijzingen_toewijzing;
    INSERT INTO declaraties_declaratie
    SELECT lpad((b % {gemeenten} + 1)::text, 4, '0'), b, lpad((b % 205 + 1)::text, 8, '0'), 'D' || b,
        '2026-01-01'::date + (b % 12)::integer * interval '1 month', '2026-12-31', 0, 0, 20, 0, true
    FROM generate_series(0, {prestaties} / 20) b;
    INSERT INTO declaraties_prestatie (gemeente, bericht_id, nr, aanbieder, referentie, toewijzing_nummer,
        toewijzing_id, categorie, code, begin, tot, volume, eenheid, tarief_cent, bedrag_cent, dc, toegekend,
        dubbel, gecrediteerd, oordeel)
    SELECT d.gemeente, d.bericht_id, nr, d.aanbieder, 'R' || nr + 20 * d.bericht_id,
        n, n, '45', '45A0' || nr % 10, d.maand,
        (d.maand + interval '1 month')::date, 300, '01', 150, 45000, 'D', nr > 0, false, false,
        (nr = 0)::integer
    FROM declaraties_declaratie d, generate_series(0, 19) nr,
        -- an allocation of the same municipality, with one line in every month
        LATERAL (
            SELECT {gemeenten} * (1 + d.bericht_id / (12 * {gemeenten}) * 20 + nr) + d.bericht_id % {gemeenten} AS n
        ) t;
    INSERT INTO grootboek_boeking
    SELECT gemeente, 'prestatie', bericht_id, nr, '4100', '1600', bedrag_cent, aanbieder, categorie, code,
        begin, begin
    FROM declaraties_prestatie WHERE toegekend;
"""


def vul(beheer_url: str, prestaties: int) -> None:
    """Fill the tables as a superuser, then give the planner its statistics."""
    with psycopg.connect(beheer_url, autocommit=True) as connection:
        text = VULLING.format(gemeenten=GEMEENTEN, prestaties=prestaties, toewijzingen=prestaties // 10)
        connection.execute(text)  # type: ignore[arg-type]
        connection.execute("VACUUM ANALYZE")


def seconden(werk: Callable[[], object]) -> float:
    """The median of a few rounds, after one round to warm up."""
    werk()
    times = []
    for _ in range(RONDEN):
        start = time.perf_counter()
        werk()
        times.append(time.perf_counter() - start)
    return median(times)


def meet() -> None:
    """Time the report and the plain count as the application role, and print both."""
    from django.db import connection

    from jeugdregio.begroting.queries import maandrapport, regiorapport
    from jeugdregio.core.periode import Maand
    from jeugdregio.gebruikers.isolatie import namens
    from jeugdregio.gebruikers.values import verwerking

    region, september = verwerking("IJSSELLAND"), Maand(2026, 9)

    def count() -> int:
        with namens(region), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM declaraties_prestatie")
            return int(cursor.fetchone()[0])

    report = regiorapport(september, on_behalf_of=region)
    assert report.totaal.totaal.nu.elders_geboekt_cent == 0, "het rapport sluit niet aan op het grootboek"
    scan = seconden(count)
    for naam, werk in (
        ("regio, 11 gemeenten", lambda: regiorapport(september, on_behalf_of=region)),
        ("een gemeente", lambda: maandrapport("0001", september, on_behalf_of=region)),
    ):
        cost = seconden(werk)
        ratio = f"{cost / scan:7.1f} x count(*) over {count():,} prestaties ({scan:.3f} s)"
        print(f"{naam:<22}{cost:8.3f} s {ratio}", flush=True)


def main() -> None:
    """Start a database in a temporary folder, fill it and measure."""
    prestaties = int(sys.argv[1]) if len(sys.argv) > 1 else 500_000
    with tempfile.TemporaryDirectory() as folder:
        server = zorg_voor_server(Path(folder) / "postgres", duurzaam=False)
        rollen.richt_in(server.url("postgres", "postgres"), "bench")
        env = {**os.environ, "DJANGO_SETTINGS_MODULE": "jeugdregio.config.settings"}
        owner = {"JEUGDREGIO_ROL": "eigenaar", "DATABASE_OWNER_URL": server.url(rollen.EIGENAAR, "bench")}
        import subprocess

        command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
        subprocess.run(command, env={**env, **owner}, check=True)
        vul(server.url("postgres", "bench"), prestaties)
        os.environ.update(env, DATABASE_URL=server.url(rollen.APP, "bench"))
        import django

        django.setup()
        meet()
        server.stop()


if __name__ == "__main__":
    main()
