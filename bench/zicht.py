# SPDX-License-Identifier: EUPL-1.2
"""
What row-level security costs the heaviest lists and figures: with policies, without, and with children shielded.

    python -m bench.zicht [--regels 2000000]

Makes lines of claims in a database of its own, asks each statement by turns as the application and as a superuser,
and prints the ratio of the least processor time of nine. Processor time of one process, without parallel workers: what
others do on the machine counts for little then.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from jeugdregio.inrichting import rollen
from jeugdregio.inrichting.server import zorg_voor_server

KEREN = 9
KORTST = 0.05
"""What takes less is only told: the ratio of milliseconds says nothing."""
GEMEENTEN, AANBIEDERS, PER_DECLARATIE, KINDEREN = 11, 205, 100, 40_000
VUL = """
    SET session_replication_role = replica;
    INSERT INTO declaraties_declaratie (gemeente, bericht_id, aanbieder, nummer, maand, dagtekening, ingediend_cent,
        toegekend_cent, regels, afgewezen, verwerkt)
    SELECT (100 + b %% %(gemeenten)s)::text, b, (71000000 + b %% %(aanbieders)s)::text, b::text, '2026-09-01',
        '2026-10-01', 1, 1, %(per)s, 0, true FROM generate_series(1, %(regels)s / %(per)s) b;
    INSERT INTO declaraties_prestatie (gemeente, bericht_id, nr, aanbieder, referentie, client_id, toewijzing_nummer,
        toewijzing_id, categorie, code, begin, tot, volume, eenheid, bedrag_cent, dc, toegekend, dubbel, gecrediteerd,
        oordeel)
    SELECT (100 + b %% %(gemeenten)s)::text, b, n, (71000000 + b %% %(aanbieders)s)::text, b || '-' || n,
        (b * %(per)s + n) %% %(kinderen)s, 1, b * %(per)s + n, '45', '45A04',
        '2026-09-01', '2026-10-01', 60, '01', 9900,
        'D', n %% 30 > 0, false, false, CASE WHEN n %% 30 > 0 THEN 0 ELSE 1 END
    FROM generate_series(1, %(regels)s / %(per)s) b, generate_series(0, %(per)s - 1) n;
    INSERT INTO grootboek_boeking (gemeente, oorzaak, oorzaak_id, oorzaak_nr, debet, credit, bedrag_cent, aanbieder,
        categorie, code, boekmaand, dienstmaand)
    SELECT gemeente, 'prestatie', bericht_id, nr, '4100', '1600', bedrag_cent, aanbieder, categorie, code, '2026-09-01',
        '2026-09-01' FROM declaraties_prestatie WHERE toegekend;
"""
SCHERM_AF = """
    INSERT INTO gebruikers_afgeschermdesleutel (soort, sleutel, nr)
    SELECT 4, bericht_id, nr FROM declaraties_prestatie WHERE client_id < %s
"""
VRAGEN = {
    "gedeclareerd per categorie en aanbieder": """
        SELECT categorie, aanbieder, sum(bedrag_cent) FROM declaraties_prestatie
        WHERE gemeente = ANY (%(gemeenten)s) GROUP BY 1, 2""",
    "geboekt per categorie en aanbieder": """
        SELECT categorie, aanbieder, sum(bedrag_cent) FROM grootboek_boeking
        WHERE gemeente = ANY (%(gemeenten)s) AND boekmaand < '2026-12-01' GROUP BY 1, 2""",
    "afgewezen regels, eerste bladzijde": """
        SELECT gemeente, bericht_id, nr, bedrag_cent FROM declaraties_prestatie
        WHERE NOT toegekend AND gemeente = ANY (%(gemeenten)s) ORDER BY bericht_id DESC, nr LIMIT 50""",
    "regels met hun declaratie": """
        SELECT count(*), sum(p.bedrag_cent) FROM declaraties_prestatie p
        JOIN declaraties_declaratie d ON d.gemeente = p.gemeente AND d.bericht_id = p.bericht_id
        WHERE p.gemeente = ANY (%(gemeenten)s)""",
}
ALLEN = [str(100 + nr) for nr in range(GEMEENTEN)]
WIE = {
    "gemeente (rijen)": (rollen.APP, "101", "", "controller", ["101"]),
    "regio (rijen)": (rollen.REGIO, "", "R", "controller", ALLEN),
    "regio (cijfers)": (rollen.REGIO, "", "R", "cijfers", ALLEN),
}
WORD = """
    SELECT set_config('jr.gemeente', %s, false), set_config('jr.regio', %s, false), set_config('jr.namens', %s, false),
        set_config('jr.rol', %s, false), set_config('role', %s, false)
"""


def kerntijd(connection: psycopg.Connection) -> float:
    """Processor time of the process behind this connection, in seconds; nothing of it is lost to rounding."""
    return int(Path(f"/proc/{connection.info.backend_pid}/schedstat").read_text().split()[0]) / 1e9


def meet(connection: psycopg.Connection, vraag: str, gemeenten: list[str]) -> float:
    """The processor time of one time, in seconds."""
    begin = kerntijd(connection)
    connection.execute(vraag, {"gemeenten": gemeenten}).fetchall()
    return kerntijd(connection) - begin


def ronde(connection: psycopg.Connection, titel: str) -> float:
    """Every statement as everyone, beside the same without policies; gives the worst ratio."""
    worst = 0.0
    connection.execute("SET max_parallel_workers_per_gather = 0")
    for name, (role, town, region, function, towns) in WIE.items():
        for what, statement in VRAGEN.items():
            bare = bound = float("inf")
            for _ in range(KEREN):
                connection.execute("RESET ROLE")
                bare = min(bare, meet(connection, statement, towns))
                connection.execute(WORD, [town, region, town or region, function, role])
                bound = min(bound, meet(connection, statement, towns))
            worst = max(worst, bound / bare) if bare > KORTST else worst
            print(
                f"{titel:22} {name:18} {what:42} {bare * 1e3:8.1f} ms {bound * 1e3:8.1f} ms {bound / bare:5.2f}",
                flush=True,
            )
    connection.execute("RESET ROLE")
    return worst


def main() -> None:
    """Make the lines, ask, and print."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--regels", type=int, default=2_000_000)
    lines = arguments.parse_args().regels
    with tempfile.TemporaryDirectory() as folder:
        server = zorg_voor_server(Path(folder) / "postgres", duurzaam=False)
        try:
            rollen.richt_in(server.url("postgres", "postgres"), "zicht")
            env = {
                **os.environ,
                "JEUGDREGIO_ROL": "eigenaar",
                "DATABASE_OWNER_URL": server.url(rollen.EIGENAAR, "zicht"),
            }
            env["DJANGO_SETTINGS_MODULE"] = "jeugdregio.config.settings"
            subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity=0"], env=env, check=True)
            with psycopg.connect(server.url("postgres", "zicht"), autocommit=True) as connection:
                size = {
                    "gemeenten": GEMEENTEN, "aanbieders": AANBIEDERS, "per": PER_DECLARATIE, "kinderen": KINDEREN,
                    "regels": lines,
                }  # fmt: skip
                for statement in VUL.split(";")[:-1]:
                    connection.execute(statement, size)
                connection.execute("VACUUM ANALYZE")
                worst = ronde(connection, "niemand afgeschermd")
                connection.execute(SCHERM_AF, [20])
                connection.execute("ANALYZE gebruikers_afgeschermdesleutel")
                worst = max(worst, ronde(connection, "20 kinderen afgeschermd"))
                print(f"slechtste verhouding: {worst:.2f}")
        finally:
            server.stop()


if __name__ == "__main__":
    main()
